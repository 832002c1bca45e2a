import { quotable } from '../../ghl/client/quotable.ts';
import { isBlank } from './blank.ts';
import { InvalidInputError } from './invalid-input.ts';

/**
 * Text exactly as it was given; a list of one is that one, as line items come.
 *
 * @throws {InvalidInputError} for a list of several, a group of values, and what HighLevel cannot store
 * @example
 * asText('Postal Code', 10001); // '10001'
 */
export const asText = (label: string, value: unknown): string | undefined => {
  if (isBlank(value)) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.length === 1 && !Array.isArray(value[0])) {
    return asText(label, value[0]);
  }
  if (typeof value !== 'string') {
    throw new InvalidInputError(
      `“${label}” takes a single text, but got ${Array.isArray(value) ? 'a list' : 'a group of values'}. Map one value to it.`,
    );
  }
  if (value.includes('\0')) {
    throw new InvalidInputError(
      `“${label}” contains a NUL character, which HighLevel cannot store. Remove it (it often comes from copied file contents) and run the step again.`,
    );
  }
  return value;
};

/**
 * Text without the blanks around it, for what is one line: names, ids, addresses.
 *
 * @example
 * asLine('Name', ' Ana '); // 'Ana'
 */
export const asLine = (label: string, value: unknown): string | undefined =>
  asText(label, value)?.trim();

/** A required line of text, for what a mapped field of an earlier step left empty. */
export const requiredLine = (label: string, value: unknown): string => {
  const line = asLine(label, value);
  if (line !== undefined) return line;
  throw missing(label);
};

/** What to say of a required field that holds nothing. */
export const missing = (label: string): InvalidInputError =>
  new InvalidInputError(
    `“${label}” is empty. Fill it in; if it is mapped from an earlier step, check that the step found something.`,
  );

/**
 * What a reader reads; nothing where it cannot be read, for searches: who looks for a phone number
 * that is none finds nobody, and the Zap goes on.
 *
 * @example
 * ifReadable(() => asEmail('n/a')); // undefined
 */
export const ifReadable = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
};

const SHOWN_LENGTH = 60;

/** The start of what the user gave, to be quoted in a sentence. */
export const shown = (given: string): string => quotable(given, SHOWN_LENGTH);

/** Marks that tell a screen which way to write, or nothing at all; they come with what is copied. */
const UNSEEN = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** Text as it looks: digits of any script as 0 to 9, full-width signs as the plain ones. */
export const plainly = (given: string): string =>
  given
    .replace(UNSEEN, '')
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[^\P{Nd}0-9]/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)));

/** Unicode has the mathematical digits in five runs without a gap, all others in runs of ten. */
const MATHEMATICAL = 0x1d7ce;

const digitValue = (code: number): number => {
  if (code >= MATHEMATICAL && code < MATHEMATICAL + 50) return (code - MATHEMATICAL) % 10;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
};

/**
 * Words as people compare them: in lower case, without accents, with what is no letter or digit as
 * one blank.
 *
 * @example
 * folded('Côte d’Ivoire'); // 'cote d ivoire'
 */
export const folded = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/[\u0300-\u036F\u064B-\u065F]/g, '')
    .toLowerCase()
    .replace(/[ßøłđæœıð]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** Letters that Unicode does not take apart. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ð: 'd',
};
