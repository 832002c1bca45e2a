/**
 * What users type or map, as Zapier sends it: mostly strings, with `''`, `null`, `[]` and `{}` for
 * "not given". Each reader gives `undefined` for what is not given and throws `InvalidInputError`
 * for what cannot be used; `label` is the field's name on the user's screen.
 */
import { quotable } from '../../ghl/client/quotable.ts';
import { plainTag } from '../tag/record.ts';
import { isTimezone, plainDate, readMoment, readWritten, toSeconds } from './dates.ts';
import { InvalidInputError } from './invalid-input.ts';
import { text } from './present.ts';

/**
 * Whether a value means "not given": nothing, only blanks, or a list or object of such. So does the
 * word "null", which other apps write for nothing, as HighLevel does: nobody wants to greet "null".
 */
export const isBlank = (value: unknown): boolean => {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return text(value) === undefined;
  if (typeof value === 'number') return Number.isNaN(value);
  return typeof value === 'object' && Object.values(value).every(isBlank);
};

/** Text exactly as it was given. */
export const asText = (label: string, value: unknown): string | undefined => {
  if (isBlank(value)) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
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

/** Text without the blanks around it, for what is one line: names, ids, addresses. */
export const asLine = (label: string, value: unknown): string | undefined =>
  asText(label, value)?.trim();

const EMAIL = /^[^\s@<>()[\]",;:\\]{1,64}@[^\s@<>()[\]",;:\\.]+(?:\.[^\s@<>()[\]",;:\\.]+)+$/u;
const MAX_EMAIL_LENGTH = 254;

/** An e-mail address in the case it was given. */
export const asEmail = (value: unknown, label = 'Email'): string | undefined => {
  const email = asLine(label, value);
  if (email === undefined || (email.length <= MAX_EMAIL_LENGTH && EMAIL.test(email))) return email;
  throw new InvalidInputError(
    `“${label}” does not hold one email address. Give it an address such as ana@example.com, or leave it blank.`,
  );
};

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', 'on', 't']);
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', 'off', 'f']);

export const asBoolean = (label: string, value: unknown): boolean | undefined => {
  const answer = asLine(label, value)?.toLowerCase();
  if (answer === undefined) return undefined;
  if (YES.has(answer)) return true;
  if (NO.has(answer)) return false;
  throw new InvalidInputError(`“${label}” takes True or False, but got “${shown(answer)}”.`);
};

/**
 * The one of a field's choices that is named by its value or by what the user reads of it, in any
 * case, with or without hyphens.
 *
 * @param choices value to label
 */
export const asChoice = <Value extends string>(
  label: string,
  value: unknown,
  choices: Readonly<Record<Value, string>>,
): Value | undefined => {
  const given = asLine(label, value);
  return given === undefined ? undefined : readChoice(label, given, choices);
};

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
  const offered = Object.values<string>(choices).map((words) => `“${words}”`);
  throw new InvalidInputError(
    `“${label}” takes ${offered.slice(0, -1).join(', ')} or ${offered.at(-1)}, but got “${shown(given)}”.`,
  );
};

const lettersOf = (words: string): string => words.toLowerCase().replace(/[\s_-]/g, '');

const PLAIN_NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const GROUPED_NUMBER = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** A number; `1,250.50` and a currency sign in front are understood. */
export const asNumber = (label: string, value: unknown): number | undefined => {
  const written = asLine(label, value);
  if (written === undefined) return undefined;
  const digits = written.replace(/^\p{Sc}\s?/u, '');
  const number =
    PLAIN_NUMBER.test(digits) || GROUPED_NUMBER.test(digits)
      ? Number(digits.replaceAll(',', ''))
      : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw new InvalidInputError(
    `“${label}” takes a number such as 70 or 12.5, but got “${shown(written)}”.`,
  );
};

/**
 * A date with a time, in milliseconds since the epoch.
 *
 * @param timezone IANA name: where the clock hangs when no zone is written
 */
export const asMoment = (
  label: string,
  value: unknown,
  timezone: string | undefined,
): number | undefined => {
  const given = asLine(label, value);
  if (given === undefined) return undefined;
  const written = readWritten(given);
  if (written && written.offset === undefined && !isTimezone(timezone)) {
    throw new InvalidInputError(
      `“${label}” has no time zone, and the sub-account in HighLevel has none set. Give it as a date and time with one, such as 2026-03-02T09:30:00+01:00.`,
    );
  }
  const moment = readMoment(given, timezone);
  if (moment !== undefined) return moment;
  throw new InvalidInputError(
    `“${label}” takes a date and time such as 2026-03-02T09:30:00, but got “${shown(given)}”.`,
  );
};

/** A date with a time, as GHL takes it: ISO 8601 in UTC, to the second. */
export const asDateTime = (
  label: string,
  value: unknown,
  timezone: string | undefined,
): string | undefined => {
  const moment = asMoment(label, value, timezone);
  return moment === undefined ? undefined : toSeconds(moment);
};

/** A day, as `1990-09-25`. */
export const asDate = (label: string, value: unknown): string | undefined => {
  const given = asLine(label, value);
  if (given === undefined) return undefined;
  const date = plainDate(given);
  if (date !== undefined) return date;
  throw new InvalidInputError(
    `“${label}” takes a date such as 1990-09-25 (year-month-day), but got “${shown(given)}”.`,
  );
};

/** The IANA name of a time zone. */
export const asTimezone = (label: string, value: unknown): string | undefined => {
  const name = asLine(label, value);
  if (name === undefined || isTimezone(name)) return name;
  throw new InvalidInputError(
    `“${shown(name)}” is not a time zone. Give “${label}” a name such as America/New_York or Europe/Berlin.`,
  );
};

/** A list of texts: a list, or one text with commas between. */
export const asList = (label: string, value: unknown): string[] => {
  if (isBlank(value)) return [];
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items
    .flatMap((item) => asLine(label, item)?.split(',') ?? [])
    .map((item) => item.trim())
    .filter((item) => !isBlank(item));
};

/** Tags, each once, in lower case, as HighLevel keeps them. */
export const asTags = (value: unknown, label = 'Tags'): string[] => {
  const tags = asList(label, value).map(plainTag);
  return [...new Set(tags)].filter((tag) => !isBlank(tag));
};

/** A required line of text, for what a mapped field of an earlier step left empty. */
export const requiredLine = (label: string, value: unknown): string => {
  const line = asLine(label, value);
  if (line !== undefined) return line;
  throw missing(label);
};

/** One of a field's choices, as `asChoice` reads it. */
export const requiredChoice = <Value extends string>(
  label: string,
  value: unknown,
  choices: Readonly<Record<Value, string>>,
): Value => readChoice(label, requiredLine(label, value), choices);

/** At least one tag. */
export const requiredTags = (label: string, value: unknown): string[] => {
  const tags = asTags(value, label);
  if (tags.length > 0) return tags;
  throw missing(label);
};

const missing = (label: string): InvalidInputError =>
  new InvalidInputError(
    `“${label}” is empty. Fill it in; if it is mapped from an earlier step, check that the step found something.`,
  );

const SHOWN_LENGTH = 60;

/** The start of what the user gave, to be quoted in a sentence. */
export const shown = (given: string): string => quotable(given, SHOWN_LENGTH);
