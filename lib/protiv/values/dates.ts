import { tzOffset } from '@date-fns/tz/tzOffset';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
/** A day of 24 hours, as most are. */
export const DAY_MS = 24 * HOUR_MS;

/** ISO 8601 as platforms write it: a space for the T, no seconds, no zone, a short offset. */
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** A date and time as it is written. */
export interface Written {
  /** The written clock, as if it were UTC: milliseconds since the epoch. */
  wall: number;
  /** Minutes east of UTC; absent when no zone is written. */
  offset?: number;
}

/** RFC 1123, as mails and HTTP write it, and `Date.prototype.toString()`. */
const RFC =
  /^[a-z]{3},?\s+(?:(\d\d?)[\s-]([a-z]{3})|([a-z]{3})\s(\d\d?))[\s-](\d{4})\s(\d\d):(\d\d)(?::(\d\d))?\s(Z|(?:GMT|UTC)?(?:[+-]\d{4})?)(?:\s\([^()]*\))?$/i;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Year, month, day, hour, minute, second, fraction and zone, as they are written. */
const partsOf = (value: string): (string | undefined)[] | undefined => {
  const written = value.trim();
  const iso = ISO.exec(written);
  if (iso) return iso.slice(1);
  const match = RFC.exec(written);
  if (!match) return undefined;
  const [, day, month, monthFirst = month, dayBehind = day, year, hour, minute, second, zone] =
    match;
  const number = String(MONTHS.indexOf((monthFirst ?? '').toLowerCase()) + 1);
  const offset = zone?.replace(/^(?:GMT|UTC)/i, '') ?? '';
  return [year, number, dayBehind, hour, minute, second, undefined, offset === '' ? 'Z' : offset];
};

/** Reads ISO 8601 and RFC 1123; absent for anything else, a 31 February included. */
export const readWritten = (value: string): Written | undefined => {
  const parts = partsOf(value);
  if (!parts) return undefined;
  const [year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = parts;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const midnight = dayOf(Number(year), Number(month), Number(day));
  const offset = zone === undefined ? undefined : offsetOf(zone);
  if (midnight === undefined || Number.isNaN(offset)) return undefined;
  const wall =
    midnight +
    Number(hour) * 60 * MINUTE_MS +
    Number(minute) * MINUTE_MS +
    Number(second) * 1000 +
    Math.trunc(Number(`0.${fraction}`) * 1000);
  return offset === undefined ? { wall } : { wall, offset };
};

/** Midnight UTC of a day; absent when the calendar has no such day. */
export const dayOf = (year: number, month: number, day: number): number | undefined => {
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? midnight : undefined;
};

const offsetOf = (zone: string): number => {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

/** Whether this is the IANA name of a time zone, such as `Europe/Berlin`. */
export const isTimezone = (name: string | null | undefined): name is string => {
  if (!name) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** The moment at which a clock in `timezone` shows `wall`; UTC without a time zone. */
const momentOf = (wall: number, timezone: string | undefined): number => {
  if (timezone === undefined) return wall;
  const before = offsetAt(timezone, wall - DAY_MS);
  const after = offsetAt(timezone, wall + DAY_MS);
  const earlier = wall - before;
  // A clock set back shows the time twice: the first counts. A clock set forward leaves an hour out:
  // its times move on by that hour.
  if (before === after || offsetAt(timezone, earlier) === before) return earlier;
  const later = wall - after;
  return offsetAt(timezone, later) === after ? later : earlier;
};

/** Milliseconds east of UTC, to the minute, which is as fine as ISO 8601 can say it. */
const offsetAt = (timezone: string, moment: number): number => {
  const minutes = Math.round(tzOffset(timezone, new Date(moment)));
  return Number.isNaN(minutes) ? 0 : minutes * MINUTE_MS;
};

/** Numbers below are none of a date: counts, years, phone extensions. As seconds, March 1973. */
const LEAST_EPOCH = 1e8;

/** Numbers below are seconds (until 2286), from here on milliseconds (from April 1970). */
const LEAST_EPOCH_MS = 1e10;

const EPOCH = /^-?\d{9,15}(?:\.\d{1,9})?$/;

/** Epoch seconds or milliseconds as milliseconds; absent for other numbers. */
const epochOf = (value: number): number | undefined => {
  const size = Math.abs(value);
  if (!(size >= LEAST_EPOCH)) return undefined;
  return inRange(Math.trunc(size < LEAST_EPOCH_MS ? value * 1000 : value));
};

/**
 * Epoch seconds or milliseconds, as a number or in digits, as milliseconds; absent for anything else.
 *
 * @example
 * readEpoch('1626435570'); // 1626435570000
 */
export const readEpoch = (value: string | number): number | undefined => {
  if (typeof value === 'number') return epochOf(value);
  return EPOCH.test(value.trim()) ? epochOf(Number(value)) : undefined;
};

/**
 * A moment of a GHL record in milliseconds since the epoch; absent when it is none.
 *
 * @param value ISO 8601, RFC 1123, or epoch seconds or milliseconds
 * @param timezone where the clock hangs when the text has no zone; UTC by default
 * @example
 * readMoment('2026-03-02 09:30', 'Europe/Berlin'); // 1772440200000
 */
export const readMoment = (
  value: string | number | null | undefined,
  timezone?: string,
): number | undefined => {
  if (value === null || value === undefined || value === '') return undefined;
  const known = inUtc(value);
  if (known !== undefined) return known;
  const written = typeof value === 'string' ? readWritten(value) : undefined;
  if (!written) return readEpoch(value);
  const { wall, offset } = written;
  return inRange(offset === undefined ? momentOf(wall, timezone) : wall - offset * MINUTE_MS);
};

/** ISO 8601 in UTC, to the millisecond, as GHL gives nearly all moments. */
const ISO_IN_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What is written so, in milliseconds: several in each of thousands of rows were a fifth of a mapping. */
const inUtc = (value: string | number | null | undefined): number | undefined => {
  if (typeof value !== 'string' || !ISO_IN_UTC.test(value)) return undefined;
  const moment = inRange(Date.parse(value));
  // `Date.parse` takes 31 February for 3 March.
  const exists =
    moment !== undefined && new Date(moment).getUTCDate() === Number(value.slice(8, 10));
  return exists ? moment : undefined;
};

/** ISO 8601 has four digits for the year, on every clock of the world. */
const EARLIEST = Date.UTC(100, 0, 2);
const LATEST = Date.UTC(9999, 11, 31);

const inRange = (moment: number): number | undefined =>
  moment >= EARLIEST && moment <= LATEST ? moment : undefined;

/** A moment of a GHL record as ISO 8601 in UTC, such as `2026-03-02T09:30:00.000Z`. */
export const instant = (value: string | number | null | undefined): string | undefined => {
  if (inUtc(value) !== undefined) return String(value);
  const moment = readMoment(value);
  return moment === undefined ? undefined : new Date(moment).toISOString();
};

/** A moment on the clocks of `timezone`, such as `2026-03-02T10:30:00+01:00`; in UTC without one. */
export const localTime = (moment: number, timezone: string | undefined): string => {
  if (timezone === undefined) return toSeconds(moment);
  const offset = offsetAt(timezone, moment);
  const clock = new Date(moment + offset).toISOString().slice(0, 19);
  return clock + offsetText(offset / MINUTE_MS);
};

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes);
  const hh = String(Math.trunc(size / 60)).padStart(2, '0');
  const mm = String(size % 60).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hh}:${mm}`;
};

/** A moment as ISO 8601 in UTC without milliseconds, which some of GHL's routes were seen to refuse. */
export const toSeconds = (moment: number): string =>
  `${new Date(moment).toISOString().slice(0, 19)}Z`;

/** The orders that GHL takes: year first, or month first; any of - / . _ between. */
const YEAR_FIRST = /^(\d{4})([-/._])(\d{1,2})\2(\d{1,2})(?=$|[T\s])/;
const MONTH_FIRST = /^(\d{1,2})([-/._])(\d{1,2})\2(\d{4})$/;

/**
 * A day without a time, such as `1990-09-25`; absent when there is no such day. Of a date with a time
 * the written day counts, whatever the zone: a birthday does not move.
 *
 * @param value as GHL takes it, RFC 1123, or epoch seconds or milliseconds, which count in UTC
 */
export const plainDate = (value: string | number | null | undefined): string | undefined => {
  if (typeof value === 'number') return dayOfMoment(readEpoch(value));
  const written = value?.trim() ?? '';
  const yearFirst = YEAR_FIRST.exec(written);
  if (yearFirst) {
    return dayOfMoment(dayOf(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4])));
  }
  const monthFirst = MONTH_FIRST.exec(written);
  if (monthFirst) {
    return dayOfMoment(dayOf(Number(monthFirst[4]), Number(monthFirst[1]), Number(monthFirst[3])));
  }
  return dayOfMoment(readWritten(written)?.wall ?? readEpoch(written));
};

const dayOfMoment = (moment: number | undefined): string | undefined => {
  const inCalendar = moment === undefined ? undefined : inRange(moment);
  return inCalendar === undefined ? undefined : new Date(inCalendar).toISOString().slice(0, 10);
};
