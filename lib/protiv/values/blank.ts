/** How other apps write nothing; in capitals they are a person's text. */
const NOTHING: ReadonlySet<string> = new Set(['', 'null', 'undefined']);

/**
 * Whether a value means "not given": nothing, only blanks, or a list or object of such. So do the
 * words `null` and `undefined` (exactly, in lower case), which other apps write for nothing: nobody
 * wants to greet "undefined".
 *
 * @example
 * isBlank([' ', null]); // true
 * isBlank('NULL'); // false: somebody may be called that
 */
export const isBlank = (value: unknown): boolean => {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return NOTHING.has(value.trim());
  if (typeof value === 'number') return Number.isNaN(value);
  return typeof value === 'object' && Object.values(value).every(isBlank);
};
