import { InvalidInputError } from './invalid-input.ts';
import { asLine, shown } from './texts.ts';

const YES: ReadonlySet<string> = new Set(
  'true yes y 1 on t checked sí si ja oui sim vero wahr'.split(' '),
);
const NO: ReadonlySet<string> = new Set(
  'false no n 0 off f unchecked nein non não nao nee falso falsch'.split(' '),
);

/**
 * True or False, as the editor calls them.
 *
 * @throws {InvalidInputError} for what is neither
 * @example
 * asBoolean('Do Not Disturb', 'Yes'); // true
 */
export const asBoolean = (label: string, value: unknown): boolean | undefined => {
  const answer = asLine(label, value)?.toLowerCase();
  if (answer === undefined) return undefined;
  if (YES.has(answer)) return true;
  if (NO.has(answer)) return false;
  throw new InvalidInputError(`“${label}” takes True or False, but got “${shown(answer)}”.`);
};
