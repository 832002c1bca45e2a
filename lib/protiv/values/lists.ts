import { plainTag } from '../tag/record.ts';
import { isBlank } from './blank.ts';
import { asLine, ifReadable, missing } from './texts.ts';

/**
 * The entries of a list, without blanks, each once: of a list, of a list in JSON, or of a text with
 * commas, semicolons, bars or line breaks between. What stands in a JSON list or in quotes is whole. An entry that
 * is known and holds a separator stays whole, in any case, also where it is joined with others.
 *
 * @param known whole entries, such as the tags of a sub-account or the options of a field
 * @example
 * splitList('Wood,Metal, galvanised', ['Metal, galvanised']); // ['Wood', 'Metal, galvanised']
 */
export const splitList = (value: unknown, known: readonly string[] = []): string[] =>
  entriesOf(value, known, (item) => ifReadable(() => asLine('', item)));

/**
 * A list of texts, as `splitList` reads it.
 *
 * @throws {InvalidInputError} when an entry is no text
 * @example
 * asList('Names', ['Ana, Bob', null, 7]); // ['Ana', 'Bob', '7']
 */
export const asList = (label: string, value: unknown, known: readonly string[] = []): string[] =>
  entriesOf(value, known, (item) => asLine(label, item));

/**
 * Tags, each once, in lower case, as HighLevel keeps them.
 *
 * @param known the tags that there are, for those that hold a comma
 * @example
 * asTags('VIP; Hot Lead, vip'); // ['vip', 'hot lead']
 */
export const asTags = (value: unknown, label = 'Tags', known: readonly string[] = []): string[] => {
  const tags = asList(label, value, known).map(plainTag);
  return [...new Set(tags)].filter((tag) => !isBlank(tag));
};

/** At least one tag. */
export const requiredTags = (
  label: string,
  value: unknown,
  known: readonly string[] = [],
): string[] => {
  const tags = asTags(value, label, known);
  if (tags.length > 0) return tags;
  throw missing(label);
};

const entriesOf = (
  value: unknown,
  known: readonly string[],
  lineOf: (item: unknown) => string | undefined,
): string[] => {
  const wholes = wholesAmong(known);
  const items: unknown[] = Array.isArray(value) ? value.flat(Infinity) : [value];
  const entries = items.flatMap((item) => {
    const line = lineOf(item);
    if (line === undefined) return [];
    return jsonList(line)?.flatMap((entry) => lineOf(entry) ?? []) ?? pieces(line, wholes);
  });
  return [...new Set(entries.filter((entry) => !isBlank(entry)))];
};

const jsonList = (line: string): unknown[] | undefined => {
  if (!line.startsWith('[') || !line.endsWith(']')) return undefined;
  try {
    const list: unknown = JSON.parse(line);
    return Array.isArray(list) ? list.flat(Infinity) : undefined;
  } catch {
    return undefined;
  }
};

const SEPARATOR = /[,;|\r\n]/;
const TO_SEPARATOR = /[^,;|\r\n]*/y;

/** As spreadsheets write an entry that holds a comma. */
const QUOTED = /"((?:[^"]|"")+)"(?=\s*(?:[,;|\r\n]|$))/y;

/** What stands before the entries of a list in lines. */
const BULLET = /^[-*•·▪–]\s+/;

interface Whole {
  entry: string;
  /** Finds it where it stands, however the blanks in it are written. */
  pattern: RegExp;
}

/** The known entries that would be taken apart: at a separator, or out of their quotes; the longest first. */
const wholesAmong = (known: readonly string[]): Whole[] =>
  known
    .map((entry) => entry.trim())
    .filter((entry) => SEPARATOR.test(entry) || entry.startsWith('"'))
    .sort((a, b) => b.length - a.length)
    .map((entry) => ({
      entry,
      pattern: new RegExp(
        `${entry
          .split(/\s*([,;|\r\n])\s*|\s+/)
          .map((part, index) => patternOf(part, index))
          .join('')}(?=\\s*(?:[,;|\\r\\n]|$))`,
        'iuy',
      ),
    }));

/** Every second part is a separator, or absent where a blank stood. */
const patternOf = (part: string | undefined, index: number): string => {
  if (index % 2 === 0) return (part ?? '').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (part === undefined) return '\\s+';
  return `\\s*${/[\r\n]/.test(part) ? '[\\r\\n]' : `[${part}]`}\\s*`;
};

const pieces = (line: string, wholes: readonly Whole[]): string[] => {
  const found: string[] = [];
  const isInLines = /[\r\n]/.test(line);
  let at = 0;
  while (at < line.length) {
    while (at < line.length && /[\s,;|]/.test(line.charAt(at))) at += 1;
    const whole = wholes.find(({ pattern }) => {
      pattern.lastIndex = at;
      return pattern.test(line);
    });
    if (whole) {
      found.push(whole.entry);
      at = whole.pattern.lastIndex;
      continue;
    }
    QUOTED.lastIndex = at;
    TO_SEPARATOR.lastIndex = at;
    const [piece = '', quoted] = QUOTED.exec(line) ?? TO_SEPARATOR.exec(line) ?? [];
    found.push(
      (quoted?.replaceAll('""', '"') ?? piece).replace(isInLines ? BULLET : '', '').trim(),
    );
    at += piece.length;
  }
  return found;
};
