import { requiredChoice } from '../values/choices.ts';
import { DAY_MS, isTimezone, localTime, readMoment } from '../values/dates.ts';
import { asDate } from '../values/days.ts';
import type { DateOptions } from '../values/days.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import { missing } from '../values/texts.ts';

/** What a summary can be about; days are those of the sub-account's time zone. */
export const PERIODS = {
  today: 'Today',
  yesterday: 'Yesterday',
  last7Days: 'Last 7 days',
  last30Days: 'Last 30 days',
  thisMonth: 'This month',
  twoDates: 'From one date to another',
} as const;

export const PERIOD_LABEL = 'Period';
export const FROM_LABEL = 'From Date';
export const TO_LABEL = 'To Date';

export interface Period {
  /** Days such as `2026-03-02`, both included. */
  from: string;
  to: string;
  /** Milliseconds since the epoch: the first moment of the one, and of the day after the other. */
  start: number;
  end: number;
}

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The first moment of a day; an hour later where clocks leave midnight out. */
const startOf = (day: string, timezone: string | undefined): number =>
  readMoment(`${day}T00:00:00`, timezone ?? 'UTC') ?? Date.parse(`${day}T00:00:00Z`);

/**
 * The days that a summary is about; the last 7 and 30 days end with today.
 *
 * @param options where and when it is today; dates are read by the country
 * @throws {InvalidInputError} for another period, and for dates that are missing or the wrong way round
 */
export const readPeriod = (
  input: { summaryPeriod?: unknown; fromDate?: unknown; toDate?: unknown },
  { now, timezone, country }: { now: number } & DateOptions,
): Period => {
  const zone = isTimezone(timezone) ? timezone : undefined;
  const period = requiredChoice(PERIOD_LABEL, input.summaryPeriod, PERIODS);
  const today = localTime(now, zone).slice(0, 10);
  const of = (from: string, to: string): Period => ({
    from,
    to,
    start: startOf(from, zone),
    end: startOf(plusDays(to, 1), zone),
  });
  const days = {
    today: () => of(today, today),
    yesterday: () => of(plusDays(today, -1), plusDays(today, -1)),
    last7Days: () => of(plusDays(today, -6), today),
    last30Days: () => of(plusDays(today, -29), today),
    thisMonth: () => of(`${today.slice(0, 8)}01`, today),
    twoDates: () => twoDates(input, { now, timezone: zone, country }, of),
  };
  return days[period]();
};

const twoDates = (
  input: { fromDate?: unknown; toDate?: unknown },
  options: DateOptions,
  of: (from: string, to: string) => Period,
): Period => {
  const from = asDate(FROM_LABEL, input.fromDate, options);
  const to = asDate(TO_LABEL, input.toDate, options);
  if (from === undefined) throw missing(FROM_LABEL);
  if (to === undefined) throw missing(TO_LABEL);
  if (from > to) {
    throw new InvalidInputError(
      `“${FROM_LABEL}” is ${from}, which is after “${TO_LABEL}”, ${to}. Give the earlier one first.`,
    );
  }
  return of(from, to);
};
