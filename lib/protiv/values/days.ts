import { clock } from '../../ghl/client/clock.ts';
import { DAY_MS, dayOf, isTimezone, localTime, readEpoch } from './dates.ts';
import { InvalidInputError } from './invalid-input.ts';
import { asLine, folded, plainly, shown } from './texts.ts';

export interface DateOptions {
  /** ISO 3166 alpha-2: whether 07/04 is in July or in April. */
  country?: string | undefined;
  /** IANA name: where it is today. */
  timezone?: string | undefined;
  /** Milliseconds since the epoch. */
  now?: number | undefined;
}

/**
 * A day, as `1990-09-25`: the day as it is written, whatever time or zone stands behind it. Epoch
 * numbers count in UTC when they are a midnight there, else on the clocks of the time zone.
 *
 * @throws {InvalidInputError} for what names no day, or one that the calendar does not have
 * @example
 * asDate('Renewal', '1985-07-24T23:30:00-05:00'); // '1985-07-24'
 * asDate('Renewal', '04/07/1985', { country: 'GB' }); // '1985-07-04'
 * asDate('Renewal', 'in 3 days', { timezone: 'Europe/Berlin', now: Date.UTC(2026, 2, 1, 12) }); // '2026-03-04'
 */
export const asDate = (
  label: string,
  value: unknown,
  options: DateOptions = {},
): string | undefined => {
  const given = asLine(label, value);
  if (given === undefined) return undefined;
  const day = given.length <= MAX_LENGTH ? readDay(given, options) : undefined;
  if (day !== undefined) return new Date(day).toISOString().slice(0, 10);
  const got = BIRTH.test(label) ? '' : `, but got “${shown(given)}”`;
  throw new InvalidInputError(`“${label}” takes a date such as 1990-09-25 (year-month-day)${got}.`);
};

/** What fields are called that hold a birth date, which no sentence may quote. */
const BIRTH =
  /birth|\bd\.?o\.?b\b|geburt|nacimiento|cumplea|naissance|anniversaire|nasc|aniversári|geboorte|verjaardag/i;

/** Longer ones are no dates that anybody typed. */
const MAX_LENGTH = 200;

/** The midnight of a day, as if it were in UTC. */
const readDay = (given: string, options: DateOptions): number | undefined => {
  const written = plainly(given)
    .replace(/(\d)\s*[年월月년]\s*(?=\d)/g, '$1-')
    .replace(/(\d)\s*[日일]/g, '$1')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  const day = withoutTime(written);
  const candidates = [
    () => compactDay(written),
    () => epochDay(written, options),
    () => numericDay(day, options),
    () => wordyDay(day, options),
    () => relativeDay(written, options),
  ];
  for (const read of candidates) {
    const found = read();
    if (found !== undefined) return inRange(found);
  }
  return undefined;
};

/** What can be sent as four digits of a year. */
const inRange = (day: number): number | undefined =>
  day >= Date.UTC(1000, 0, 1) && day <= Date.UTC(9999, 11, 31) ? day : undefined;

/** A time wherever it stands, with what belongs to it: half of the day, a zone, an offset. */
const TIME =
  /(?:[T\s,]+(?:(?:at|um|kl\.?|às|a las|à|alle|om) )?)\d{1,2}(?::\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?[ap]\.? ?m\.?)?| ?[ap]\.?m\.?)(?: ?uhr)?(?: ?(?:Z|(?:GMT|UTC|[A-Z]{3,5})?(?:[+-]\d\d(?::?\d\d)?)?(?![\p{L}\d]))(?: ?[A-Z]{3,5}(?!\p{L}))?)?(?: ?(?:\([^()]*\)|\[[^[\]]*\]))?/iu;

/** The zone of a day without a time, as XML writes it. */
const ZONE_BEHIND_DAY = /^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)$/i;

const withoutTime = (written: string): string =>
  written.replace(ZONE_BEHIND_DAY, '$1').replace(TIME, ' ').replace(/\s+/g, ' ').trim();

const compactDay = (written: string): number | undefined => {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T\d{4,6}(?:Z|[+-]\d{2,4})?)?$/i.exec(written);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
};

const epochDay = (written: string, { timezone }: DateOptions): number | undefined => {
  const moment = readEpoch(written);
  if (moment === undefined) return undefined;
  return moment % DAY_MS === 0 ? moment : dayAt(moment, timezone);
};

/** The midnight, as if it were in UTC, of the day that calendars in `timezone` show. */
const dayAt = (moment: number, timezone: string | undefined): number =>
  Date.parse(localTime(moment, isTimezone(timezone) ? timezone : undefined).slice(0, 10));

const YEAR_FIRST = /^(\d{4})( ?[-/._ ] ?)(\d{1,2})\2(\d{1,2})\.?$/;
const YEAR_LAST = /^(\d{1,2})( ?[-/._ ] ?)(\d{1,2})\2(\d{4}|'?\d\d)\.?$/;

const numericDay = (day: string, options: DateOptions): number | undefined => {
  const yearFirst = YEAR_FIRST.exec(day);
  if (yearFirst) return dayOf(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
  const match = YEAR_LAST.exec(day);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const year = yearOf(match[4] ?? '', options);
  const isMonthFirst =
    second > 12 || (first <= 12 && monthComesFirst(options.country, match[2] ?? ''));
  return isMonthFirst ? dayOf(year, first, second) : dayOf(year, second, first);
};

/** Where people write the month first; https://cldr.unicode.org, short dates by territory. */
const MONTH_FIRST: ReadonlySet<string> = new Set(
  'US AS CA FM GU MH MP PA PH PR PW UM VI'.split(' '),
);

/** Without a country as HighLevel itself reads it, which takes the month first; not with points. */
const monthComesFirst = (country: string | undefined, separator: string): boolean =>
  country ? MONTH_FIRST.has(country.trim().toUpperCase()) : separator.trim() !== '.';

/** Two digits mean the year that is at most 80 years back and 20 ahead. */
const yearOf = (digits: string, { now = clock.now() }: DateOptions): number => {
  const year = Number(digits.replace(/\D/g, ''));
  if (digits.length === 4) return year;
  const latest = new Date(now).getUTCFullYear() + 20;
  return latest - ((((latest - year) % 100) + 100) % 100);
};

/** The languages whose months and words for today are read. */
const LANGUAGES = ['en', 'de', 'de-AT', 'es', 'fr', 'pt', 'it', 'nl'];

interface Words {
  months: ReadonlyMap<string, number>;
  weekdays: ReadonlySet<string>;
  /** Days from today. */
  relative: ReadonlyMap<string, number>;
}

let words: Words | undefined;

/** Built when first needed. */
const knownWords = (): Words => {
  if (words) return words;
  const months = new Map([
    ['sept', 9],
    ['maerz', 3],
  ]);
  const weekdays = new Set<string>(['tues', 'thur', 'thurs', 'weds']);
  const relative = new Map([['now', 0]]);
  for (const language of LANGUAGES) {
    const days = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    for (const offset of [-2, -1, 0, 1, 2]) {
      relative.set(folded(days.format(offset, 'day')), offset);
    }
    for (const width of ['long', 'short'] as const) {
      const inDates = new Intl.DateTimeFormat(language, {
        month: width,
        weekday: width,
        day: 'numeric',
        timeZone: 'UTC',
      });
      const alone = new Intl.DateTimeFormat(language, { month: width, timeZone: 'UTC' });
      for (let month = 0; month < 12; month += 1) {
        const moment = Date.UTC(2024, month, 1);
        months.set(folded(alone.format(moment)), month + 1);
        months.set(partOf(inDates, moment, 'month'), month + 1);
      }
      for (let day = 1; day <= 7; day += 1) {
        const weekday = partOf(inDates, Date.UTC(2024, 0, day), 'weekday');
        // Portuguese ones are of two words.
        for (const word of weekday.split(' ')) weekdays.add(word);
      }
    }
  }
  words = { months, weekdays, relative };
  return words;
};

const partOf = (
  format: Intl.DateTimeFormat,
  moment: number,
  wanted: Intl.DateTimeFormatPartTypes,
): string => folded(format.formatToParts(moment).find(({ type }) => type === wanted)?.value ?? '');

/** What stands between the parts of a date: the 24th of July, 24 de julio de 1985, am 24. Juli. */
const BETWEEN: ReadonlySet<string> = new Set(
  'the of de del d den der le el il am on em'.split(' '),
);

const DAY_NUMBER = /^(\d{1,2})(?:st|nd|rd|th|er|o|a)?$/;

const wordyDay = (day: string, options: DateOptions): number | undefined => {
  if (!/\p{L}/u.test(day)) return undefined;
  const { months, weekdays } = knownWords();
  const parts = folded(
    day.replace(/(\d)(\p{L}{3,})/gu, '$1 $2').replace(/(\p{L}{3,})(\d)/gu, '$1 $2'),
  )
    .split(' ')
    .filter((part) => !BETWEEN.has(part));
  // A Spanish Tuesday is short for March as well.
  const isDoubled = parts.filter((part) => months.has(part)).length > 1;
  const start = parts.findIndex(
    (part, index) => !weekdays.has(part) || (months.has(part) && !(isDoubled && index === 0)),
  );
  const named = start > 0 ? parts.slice(start) : parts;
  const month = months.get(named.find((part) => months.has(part)) ?? '');
  const numbers = named.filter((part) => !months.has(part));
  const [first = '', second = ''] = numbers;
  if (month === undefined || named.length !== 3 || numbers.length !== 2) return undefined;
  const isYearFirst = /^\d{4}$/.test(first);
  const [number, year] = isYearFirst ? [second, first] : [first, second];
  const dayNumber = DAY_NUMBER.exec(number)?.[1];
  if (dayNumber === undefined || !/^(?:\d{4}|\d\d)$/.test(year)) return undefined;
  return dayOf(yearOf(year, options), month, Number(dayNumber));
};

const SPAN =
  /^(?:(in) )?(\d{1,4}|an?|one) (day|week|month|year)s?(?: (ago|from now|from today|later))?$/;

/** Today and tomorrow, in 3 days, 2 weeks ago. */
const relativeDay = (
  written: string,
  { timezone, now = clock.now() }: DateOptions,
): number | undefined => {
  const phrase = folded(written);
  const today = dayAt(now, timezone);
  const offset = knownWords().relative.get(phrase);
  if (offset !== undefined) return today + offset * DAY_MS;
  const [, ahead, count = '', unit = '', direction] = SPAN.exec(phrase) ?? [];
  if ((ahead === undefined) === (direction === undefined)) return undefined;
  const amount = (/^\d/.test(count) ? Number(count) : 1) * (direction === 'ago' ? -1 : 1);
  if (unit === 'day') return today + amount * DAY_MS;
  if (unit === 'week') return today + amount * 7 * DAY_MS;
  return monthsFrom(today, unit === 'month' ? amount : amount * 12);
};

/** The same day of another month, or its last one where it is shorter. */
const monthsFrom = (day: number, amount: number): number => {
  const date = new Date(day);
  const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + amount + 1, 0);
  const inMonth = Math.min(date.getUTCDate(), new Date(last).getUTCDate());
  return last - (new Date(last).getUTCDate() - inMonth) * DAY_MS;
};
