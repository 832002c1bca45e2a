/** The largest numbers that the command lines take. */
export const MOST = { port: 65_535, contacts: 100_000, seed: 4_294_967_295 } as const;

/**
 * A whole number from the command line; absent when it was not given.
 *
 * @throws {Error} for anything else, in words for whoever typed it
 */
export const wholeNumber = (
  name: string,
  given: string | undefined,
  most: number,
): number | undefined => {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (/^\d+$/.test(given) && value <= most) return value;
  throw new Error(`--${name} takes a whole number from 0 to ${most}, but got "${given}".`);
};

/**
 * An address from the command line.
 *
 * @throws {Error} for anything else, in words for whoever typed it
 */
export const httpUrl = (name: string, given: string): string => {
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return given;
  throw new Error(
    `--${name} takes an address that begins with http:// or https://, but got "${given}".`,
  );
};
