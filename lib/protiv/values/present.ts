/**
 * Text as HighLevel holds it, untouched; absent when there is nothing to read, which GHL writes as
 * null, as "", and at times as the word "null".
 */
export const text = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const content = value.trim();
  return content === '' || content === 'null' ? undefined : value;
};

/** The texts in a list, without empty ones. */
export const texts = (values: readonly unknown[] | null | undefined): string[] =>
  (values ?? []).map(text).filter((value) => value !== undefined);

/** The list, or nothing when it is empty. */
export const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

type OptionalKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];

export type Present<T> = Omit<T, OptionalKeys<T>> & {
  [K in OptionalKeys<T>]?: Exclude<T[K], undefined>;
};

/**
 * The record without its undefined properties: an empty value leaves as absent.
 *
 * @param record a plain object, whose own keys are all there is
 */
export function present<T extends Readonly<Record<string, unknown>>>(record: T): Present<T>;
export function present(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filledIn: Record<string, unknown> = {};
  // A loop, because it runs for each of thousands of rows: entries and back take three times as long.
  for (const key in record) {
    if (record[key] !== undefined) filledIn[key] = record[key];
  }
  return filledIn;
}
