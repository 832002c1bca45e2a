import { InvalidInputError } from './invalid-input.ts';
import { asLine, requiredLine, shown } from './texts.ts';

/**
 * The one of a field's choices that is named by its value or by what the user reads of it, in any
 * case, with or without hyphens.
 *
 * @param choices value to label
 * @throws {InvalidInputError} for any other, with the choices there are
 * @example
 * asChoice('Status', 'no show', { noshow: 'No-show', new: 'New' }); // 'noshow'
 */
export const asChoice = <Value extends string>(
  label: string,
  value: unknown,
  choices: Readonly<Record<Value, string>>,
): Value | undefined => {
  const given = asLine(label, value);
  return given === undefined ? undefined : readChoice(label, given, choices);
};

/** One of a field's choices, as `asChoice` reads it, of a field that must hold one. */
export const requiredChoice = <Value extends string>(
  label: string,
  value: unknown,
  choices: Readonly<Record<Value, string>>,
): Value => readChoice(label, requiredLine(label, value), choices);

const readChoice = <Value extends string>(
  label: string,
  given: string,
  choices: Readonly<Record<Value, string>>,
): Value => {
  const wanted = lettersOf(given);
  const isMeant = (key: string): key is Value =>
    Object.entries<string>(choices).some(
      ([name, words]) => name === key && [name, words].map(lettersOf).includes(wanted),
    );
  const choice = Object.keys(choices).find(isMeant);
  if (choice !== undefined) return choice;
  throw new InvalidInputError(
    `“${label}” takes ${alternatives(Object.values<string>(choices))}, but got “${shown(given)}”.`,
  );
};

const lettersOf = (words: string): string => words.toLowerCase().replace(/[\s_-]/g, '');

/** As many as a sentence can hold and a person read. */
const MOST_ALTERNATIVES = 20;

/**
 * Options as a sentence offers them, quoted one by one, since one may hold a comma.
 *
 * @example
 * alternatives(['Wood', 'Metal, galvanised']); // '“Wood” or “Metal, galvanised”'
 */
export const alternatives = (options: readonly string[]): string => {
  const quoted = options.slice(0, MOST_ALTERNATIVES).map((option) => `“${shown(option)}”`);
  const others = options.length - quoted.length;
  const all = others > 0 ? [...quoted, `one of ${others} more`] : quoted;
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} or ${all.at(-1)}` : all.join('');
};
