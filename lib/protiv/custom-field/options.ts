import { NO, YES } from '../values/booleans.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import { asList } from '../values/lists.ts';
import { shown } from '../values/texts.ts';
import type { CustomField } from './record.ts';

/**
 * A text without what people take for the same: case, the width of letters, the kind of blanks, dashes
 * and apostrophes. Signs count, since A+ is not A-.
 */
export const caseless = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u02BC\u00B4`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/**
 * The option that a text names: by its label or its id, in any case, without accents where that is
 * clear; of Yes and No also by `true`.
 */
export const findOption = (field: CustomField, given: string): string | undefined => {
  const { options } = field;
  const exact = options.find(({ label }) => label === given);
  if (exact) return exact.label;
  const wanted = caseless(given);
  const named =
    options.find(({ label }) => caseless(label) === wanted) ??
    options.find(({ id }) => caseless(id) === wanted);
  return (named ?? meant(field, wanted) ?? withoutAccents(field, wanted))?.label;
};

const withoutAccents = (
  { options }: CustomField,
  wanted: string,
): CustomField['options'][number] | undefined => {
  const found = options.filter(({ label }) => accentless(caseless(label)) === accentless(wanted));
  return found.length === 1 ? found[0] : undefined;
};

const accentless = (text: string): string =>
  text.normalize('NFD').replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1');

/** Digits and signs are no option's yes or no, since 1 and X may stand on a scale; given, they may be. */
const meant = (
  { options }: CustomField,
  given: string,
): CustomField['options'][number] | undefined => {
  const isYes = YES.has(given);
  if (!isYes && !NO.has(given)) return undefined;
  const saying = (words: ReadonlySet<string>) =>
    options.filter(({ label }) => IS_WORD.test(label) && words.has(caseless(label)));
  const [same, opposite] = isYes ? [saying(YES), saying(NO)] : [saying(NO), saying(YES)];
  const isClear = same.length === 1 && (opposite.length === 1 || options.length === 1);
  return isClear ? same[0] : undefined;
};

const IS_WORD = /^(?!x$)\p{L}/iu;

/**
 * @returns the option's own spelling; what is given, where the field takes other values too
 * @throws {InvalidInputError} which lists the options
 */
export const optionOf = (field: CustomField, given: string): string => {
  const option = findOption(field, given) ?? (field.open ? given : undefined);
  if (option !== undefined) return option;
  throw new InvalidInputError(
    `“${shown(given)}” is not an option of “${field.label}” in HighLevel. Use one of: ${offered(field)}.`,
  );
};

/**
 * The options that a value names, in the value's own spelling: a list, or a text of several, in which
 * an option that holds a comma stays whole.
 *
 * @throws {InvalidInputError} for what is no text and no list of texts
 */
export const listedOptions = (field: CustomField, label: string, value: unknown): string[] =>
  asList(
    label,
    value,
    field.options.map((option) => option.label),
  );

/** A sentence with hundreds of options is not read. */
const MOST_SHOWN = 20;

/** The options, quoted one by one, since one may hold a comma. */
export const offered = ({ options }: CustomField): string => {
  const quoted = options.slice(0, MOST_SHOWN).map(({ label }) => `“${label}”`);
  const rest = options.length - quoted.length;
  return quoted.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
};
