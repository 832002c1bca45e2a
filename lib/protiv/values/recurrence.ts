/** Days of the calendar as `2026-03-09`, whatever clock they are on. */
import { DAY_MS, localTime, readMoment } from './dates.ts';

/** When something is due that belongs to a day. */
export interface Notice {
  /** Days before that day; 0 is the day itself. */
  daysBefore: number;
  /** Of the clock in the time zone, 0 to 23. */
  hour: number;
}

/** The day that is so many days later (earlier, for a negative number). */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * The latest day whose notice is due: from the hour on its own day's, until then that of the day
 * before.
 *
 * @param now milliseconds since the epoch
 * @param timezone IANA name; UTC without one
 * @returns the day, and since when its notice is due
 * @example
 * // Nine o'clock in New York on 1 March: two days before 3 March.
 * latestDue(Date.UTC(2026, 2, 1, 14), 'America/New_York', { daysBefore: 2, hour: 9 }); // { day: '2026-03-03', … }
 */
export const latestDue = (
  now: number,
  timezone: string | undefined,
  { daysBefore, hour }: Notice,
): { day: string; since: number } => {
  const today = localTime(now, timezone).slice(0, 10);
  const momentOf = (day: string): number =>
    readMoment(`${day}T${String(hour).padStart(2, '0')}:00:00`, timezone) ?? now;
  const on = momentOf(today) <= now ? today : dayAfter(today, -1);
  return { day: dayAfter(on, daysBefore), since: momentOf(on) };
};

/**
 * Whether a date comes round on a day: in its own year and each one after it, 29 February on the 28th
 * where a year has no 29th.
 */
export const recursOn = (date: string, day: string): boolean =>
  date <= day && inYearOf(date, day) === day;

/** The day on which a date comes round next, that day or later; the date itself while it is to come. */
export const nextRecurrence = (date: string, day: string): string => {
  if (date >= day) return date;
  const thisYear = inYearOf(date, day);
  return thisYear >= day ? thisYear : inYearOf(date, `${Number(day.slice(0, 4)) + 1}-01-01`);
};

const inYearOf = (date: string, day: string): string => {
  const year = day.slice(0, 4);
  const same = `${year}${date.slice(4)}`;
  const exists = new Date(`${same}T00:00:00Z`).toISOString().slice(0, 10) === same;
  return exists ? same : `${year}-02-28`;
};
