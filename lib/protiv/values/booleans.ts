import { InvalidInputError } from './invalid-input.ts';
import { asLine, shown } from './texts.ts';

/** What other apps and people write where a form was ticked. */
export const YES: ReadonlySet<string> = new Set(
  'true yes y 1 on t checked ticked x ✓ ✔ ☑ ✅ sí si ja oui sim vero wahr tak evet да'.split(' '),
);
/** And where it was not. */
export const NO: ReadonlySet<string> = new Set(
  'false no n 0 off f unchecked unticked ☐ ❌ nein non não nao nee nej nie falso falsch hayır нет'.split(
    ' ',
  ),
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
