/**
 * What stands in a field for a record of HighLevel's: its id, or the name by which people know it.
 */
import { isId } from '../../ghl/client/path.ts';
import { InvalidInputError } from './invalid-input.ts';
import { asLine, requiredLine } from './texts.ts';

/** A record that people know by its name. */
export interface Named {
  id: string;
  name?: string;
  email?: string;
  /** Known by its id only: somebody who has left. */
  isDeleted?: boolean;
  /** The id of the record that it is a part of, as a stage is of its pipeline. */
  within?: string;
}

/**
 * The id of a record that has no name to go by, such as a task.
 *
 * @throws {InvalidInputError} for what is none of HighLevel's ids
 */
export const asId = (label: string, value: unknown): string | undefined => {
  const id = asLine(label, value);
  if (id === undefined || isId(id)) return id;
  throw notAnId(label);
};

/** What is said of a field that holds none of HighLevel's ids; never what it holds. */
export const notAnId = (label: string): InvalidInputError =>
  new InvalidInputError(
    `“${label}” does not hold an ID that HighLevel could have given. Choose the record from the list, or map the ID field of an earlier step.`,
  );

/**
 * As `asId`, for a field that must not be empty.
 *
 * @throws {InvalidInputError} for what is none of HighLevel's ids, and for nothing
 */
export const requiredId = (label: string, value: unknown): string =>
  asId(label, value) ?? requiredLine(label, value);

/** HighLevel's own ids, of both kinds: 20 letters and digits, or 24 hexadecimal digits; or a UUID. */
const ID_FORMS = [
  /^(?=.*[A-Za-z])(?=.*\d)[A-Za-z\d]{20}$/,
  /^(?=.*[a-f])(?=.*\d)[a-f\d]{24}$/,
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
];

/** One id in 30 has no digit; a name of 20 letters in one word, such as a surname, has one capital. */
const LETTERS_ONLY = /^(?=(?:.*[A-Z]){4})(?=(?:.*[a-z]){4})[A-Za-z]{20}$/;

/** Whether a text can only be an id; a name of this form there is none. */
export const isCertainlyId = (given: string): boolean => ID_FORMS.some((form) => form.test(given));

/** Whether a text may be an id that no list holds, such as that of somebody who was deleted. */
export const isPossiblyId = (given: string): boolean =>
  isCertainlyId(given) || LETTERS_ONLY.test(given);

const ADDRESS = /^[^<>]*<\s*([^<>\s]+@[^<>\s]+)\s*>$/;

/**
 * Ids of the records that are meant: by their id; by their name or e-mail address, whatever the case,
 * without those who were deleted. One whose name is written in just that case comes before others.
 *
 * @param given an id, a name, an address, or `Name <address>`
 */
export const idsMeant = (given: string, records: readonly Named[]): string[] => {
  if (records.some(({ id }) => id === given)) return [given];
  const address = ADDRESS.exec(given)?.[1] ?? given;
  const [name, email] = [folded(given), folded(address)];
  const meant = records.filter(
    (record) =>
      record.isDeleted !== true && (isSame(record.name, name) || isSame(record.email, email)),
  );
  const exact = meant.filter((record) => record.name === given);
  return [...new Set((exact.length > 0 ? exact : meant).map(({ id }) => id))];
};

const isSame = (known: string | undefined, wanted: string): boolean =>
  known !== undefined && folded(known) === wanted;

const folded = (words: string): string =>
  words.toUpperCase().normalize('NFKC').toUpperCase().replace(/\s+/g, ' ').trim();
