import { asChoice } from './choices.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, localTime, readMoment } from './dates.ts';

export const TIME_UNITS = { minutes: 'Minutes', hours: 'Hours', days: 'Days' } as const;

type Unit = keyof typeof TIME_UNITS;

export interface TimeSpan {
  amount: number;
  unit: Unit;
}

/**
 * @throws {InvalidInputError} for anything but minutes, hours and days
 */
export const asTimeUnit = (label: string, value: unknown): Unit =>
  asChoice(label, value, TIME_UNITS) ?? 'hours';

/**
 * The moment that lies this much later (earlier, for a negative amount). Days are counted on the
 * clocks of `timezone`: the same time of day, although a day may have 23 or 25 hours.
 */
export const shifted = (
  moment: number,
  { amount, unit }: TimeSpan,
  timezone: string | undefined,
): number => {
  if (unit !== 'days') return moment + amount * (unit === 'hours' ? HOUR_MS : MINUTE_MS);
  const wallClock = Date.parse(`${localTime(moment, timezone).slice(0, 19)}Z`);
  const written = new Date(wallClock + amount * DAY_MS).toISOString().slice(0, 19);
  return readMoment(written, timezone) ?? moment + amount * DAY_MS;
};
