import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { path } from './client/path.ts';
import { wireCalendar } from './schemas/calendar.ts';
import type { WireCalendar } from './schemas/calendar.ts';

const version = API_VERSION.calendars;
const scope = 'calendars.readonly';

/** The sub-account's calendars, all in one answer. */
export const listCalendars = async (ghl: Ghl): Promise<WireCalendar[]> => {
  const answer = await ghl.read({
    path: '/calendars/',
    scope,
    version,
    query: { locationId: ghl.locationId },
    answer: zod.looseObject({ calendars: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireCalendar, answer.calendars);
};

/**
 * @throws {GhlError} `not_found`
 */
export const getCalendar = async (ghl: Ghl, calendarId: string): Promise<WireCalendar> => {
  const answer = await ghl.read({
    path: path`/calendars/${calendarId}`,
    scope,
    version,
    answer: zod.looseObject({ calendar: zod.unknown() }),
  });
  return ghl.record(wireCalendar, answer.calendar);
};

export interface FreeSlotSearch {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  /** Only slots in which this member of the calendar's team is free. */
  userId?: string | undefined;
}

const DAY_MS = 86_400_000;

/** GHL refuses a longer range of days in one request. */
const LONGEST_RANGE_MS = 31 * DAY_MS;

/** A year is twelve requests; GHL takes 100 in ten seconds. */
const REQUESTS_AT_ONCE = 4;

/**
 * Starts of the slots that can be booked, in milliseconds since the epoch, earliest first. A range of
 * more than 31 days takes several requests.
 */
export const listFreeSlots = async (
  ghl: Ghl,
  calendarId: string,
  search: FreeSlotSearch,
): Promise<number[]> => {
  const ranges = splitRange(search);
  const starts: number[] = [];
  for (let next = 0; next < ranges.length; next += REQUESTS_AT_ONCE) {
    const batch = ranges.slice(next, next + REQUESTS_AT_ONCE);
    const found = await Promise.all(
      batch.map((range) => readSlots(ghl, calendarId, range, ranges.length > 1)),
    );
    starts.push(...found.flat());
  }
  return [...new Set(starts)]
    .filter((start) => start >= search.from && start <= search.to)
    .sort((a, b) => a - b);
};

const splitRange = ({ from, to, userId }: FreeSlotSearch): FreeSlotSearch[] => {
  const ranges: FreeSlotSearch[] = [];
  for (let start = from; start < to; start += LONGEST_RANGE_MS) {
    ranges.push({ from: start, to: Math.min(to, start + LONGEST_RANGE_MS), userId });
  }
  return ranges;
};

const slotsOfDay = zod.looseObject({ slots: zod.array(zod.string()) });

/** Each day's slots stand under its date, beside a `traceId`. */
const slotsAnswer = zod.record(zod.string(), zod.unknown());

/** GHL answers in whole days, on a clock of its own. */
const RANGE_MARGIN_MS = 2 * DAY_MS;

/**
 * @param isPart whether there are requests for other parts of the range; an answer that holds their
 *   slots is asked for once more
 */
const readSlots = async (
  ghl: Ghl,
  calendarId: string,
  { from, to, userId }: FreeSlotSearch,
  isPart: boolean,
): Promise<number[]> => {
  const isWithin = (start: number): boolean =>
    !isPart || (start > from - RANGE_MARGIN_MS && start < to + RANGE_MARGIN_MS);
  const answer = await ghl.read({
    path: path`/calendars/${calendarId}/free-slots`,
    scope,
    version,
    query: { startDate: from, endDate: to, userId },
    answer: slotsAnswer.check(zod.refine((days) => startsOf(days).every(isWithin))),
  });
  return startsOf(answer);
};

const startsOf = (days: Readonly<Record<string, unknown>>): number[] =>
  Object.values(days)
    .flatMap((day) => slotsOfDay.safeParse(day).data?.slots ?? [])
    .map((slot) => Date.parse(slot))
    .filter((start) => !Number.isNaN(start));
