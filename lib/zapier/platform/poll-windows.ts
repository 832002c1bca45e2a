/** How far back polls look, and what a record's age means to them. */
import { HOUR_MS, MINUTE_MS, readMoment } from '../../protiv/values/dates.ts';

/**
 * A live poll looks again at what is younger than this, where it has read all else: a record may match
 * a filter only some time after it came to be.
 */
export const READ_ON_WINDOW_MS = 2 * HOUR_MS;

/**
 * A live poll fires for rows younger than this, and for older ones only where no poll could have seen
 * them before, so that an old contact that starts to match a filter is not new.
 */
export const FIRE_WINDOW_MS = 24 * HOUR_MS;

/** One hour more than can ever fire, for clocks that differ. */
export const PRIMING_WINDOW_MS = FIRE_WINDOW_MS + HOUR_MS;

/** How far HighLevel's clock and the app's may differ. */
export const CLOCK_SKEW_MS = 15 * MINUTE_MS;

/** For so long search may not show what was written; far longer than the seconds that it takes. */
export const SEARCH_LAG_MS = 2 * MINUTE_MS;

export const SAMPLE_SIZE = 3;

/** A page may need this long; with less left a poll stops and says so. */
export const PAGE_RESERVE_MS = 3_000;

/**
 * Rows that one poll reads at most: Zapier takes that many in its 6 MB, be it as ids alone. What is
 * more stays for the next poll.
 */
export const MOST_ROWS = 20_000;

/** Rows that one priming poll reads at most; it gives ids alone. */
export const MOST_PRIMED = 60_000;

/**
 * With up to so many carriers of a tag, or completed tasks, a priming poll has seen them all, at up to
 * 3 s a page: nobody has to remember whether it did.
 */
export const SURELY_PRIMED = 20_000;

type WireDate = string | number | null | undefined;

/**
 * How long ago a record was added or changed, in milliseconds. One without a readable date counts as
 * new: better seen twice than lost.
 */
export const ageOf = (date: WireDate, now: number): number => now - (readMoment(date) ?? now);

/** GHL stamps both dates at creation, a few milliseconds apart. */
const CREATION_SETTLES_MS = 1_000;

/** Whether a record's last change is its creation; not where it does not say when. */
export const isJustCreated = ({
  dateAdded,
  dateUpdated,
}: {
  dateAdded?: WireDate;
  dateUpdated?: WireDate;
}): boolean => {
  const added = readMoment(dateAdded);
  const updated = readMoment(dateUpdated);
  return (
    added !== undefined && updated !== undefined && Math.abs(updated - added) < CREATION_SETTLES_MS
  );
};
