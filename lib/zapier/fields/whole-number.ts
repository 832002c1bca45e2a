import { asNumber } from '../../protiv/values/input.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';

/**
 * A whole number between two bounds.
 *
 * @param otherwise what stands for a blank field
 * @throws {InvalidInputError} for any other value
 */
export const asWholeNumber = (
  label: string,
  value: unknown,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number => {
  const number = asNumber(label, value) ?? otherwise;
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new InvalidInputError(`“${label}” takes a whole number from ${least} to ${most}.`);
};
