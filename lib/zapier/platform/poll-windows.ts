/** How far back polls look, and what a record's age means to them. */
import { HOUR_MS, readMoment } from '../../protiv/values/dates.ts';

/**
 * A live poll reads on while the last row of a page is younger than this, and further by as long as
 * the last poll is past.
 */
export const READ_ON_WINDOW_MS = 2 * HOUR_MS;

/**
 * A live poll fires only for rows younger than this, so that an old contact that starts to match a
 * filter is not new.
 */
export const FIRE_WINDOW_MS = 24 * HOUR_MS;

/** One hour more than can ever fire, for clocks that differ. */
export const PRIMING_WINDOW_MS = FIRE_WINDOW_MS + HOUR_MS;

export const SAMPLE_SIZE = 3;

/** A page may need this long; with less left a poll stops and says so. */
export const PAGE_RESERVE_MS = 3_000;

/** GHL allows 100 requests in 10 s for all Zaps of a location together. */
export const MOST_CONTACT_PAGES = 80;

/**
 * How long ago a record was added or changed, in milliseconds. One without a readable date counts as
 * new: better seen twice than lost.
 */
export const ageOf = (date: string | number | null | undefined, now: number): number =>
  now - (readMoment(date) ?? now);
