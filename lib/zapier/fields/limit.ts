import { asWholeNumber } from '../../protiv/values/numbers.ts';

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 1_000;

const labelOf = (nouns: string): string => `Maximum Number of ${nouns}`;

/**
 * How many records a search gives at most.
 *
 * @param nouns what it gives, in title case
 * @param more what else there is to say
 */
export const limitField = (nouns: string, more = '') =>
  ({
    key: 'limit',
    label: labelOf(nouns),
    type: 'integer',
    default: String(DEFAULT_LIMIT),
    helpText: `A number from 1 to ${LARGEST_LIMIT}. ${more}`.trim(),
  }) as const;

/**
 * The choice of that field.
 *
 * @throws {InvalidInputError} for anything but a whole number from 1 to 1000
 */
export const asLimit = (nouns: string, value: unknown): number =>
  asWholeNumber(labelOf(nouns), value, {
    least: 1,
    most: LARGEST_LIMIT,
    otherwise: DEFAULT_LIMIT,
  });
