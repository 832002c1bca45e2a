/**
 * What a trigger has still to read of the time line: spans of dates, each with the number of readings
 * that it needs. Pure functions; moments are whole milliseconds since the epoch, both ends included.
 */

export interface Range {
  from: number;
  to: number;
}

export interface Span extends Range {
  /** When a poll first saw the end of the span; 0 once search has surely caught up with it. */
  openedAt: number;
  /** Readings that it still needs. */
  readings: number;
}

/** After all dates there can be: the end of what is open. */
export const OPEN_END = Number.MAX_SAFE_INTEGER;

/**
 * Readings of a span that nobody has read: one while search may lag behind, one when it no longer
 * does, and one more, since the result of a poll can get lost on its way.
 */
export const UNREAD = 3;

/** Search lags behind writes by seconds. */
const LAG_MS = 2 * 60_000;

/** More than these are merged, so that the list stays short: what lies between is read once more. */
const MOST_SPANS = 12;

/** Ranges without those that touch or overlap, the newest first. */
export const union = (ranges: readonly Range[]): Range[] => {
  const merged: Range[] = [];
  for (const { from, to } of ranges.filter(isRange).toSorted((a, b) => b.to - a.to)) {
    const newer = merged.at(-1);
    if (newer && to >= newer.from - 1) newer.from = Math.min(newer.from, from);
    else merged.push({ from, to });
  }
  return merged;
};

/** What of a range lies in none of the others, the newest first. */
export const without = (range: Range, others: readonly Range[]): Range[] => {
  const rest: Range[] = [];
  let { to } = range;
  for (const other of union(others)) {
    if (other.from > to) continue;
    if (other.to < range.from) break;
    if (other.to < to) rest.push({ from: other.to + 1, to });
    to = other.from - 1;
  }
  if (to >= range.from) rest.push({ from: range.from, to });
  return rest;
};

/** The newest part of what is wanted that is not covered yet; absent when all is. */
export const nextRange = (
  wanted: readonly Range[],
  covered: readonly Range[],
): Range | undefined => {
  for (const range of union(wanted)) {
    const [newest] = without(range, covered);
    if (newest) return newest;
  }
  return undefined;
};

/**
 * The spans as a poll leaves them.
 *
 * @param covered what the poll has read
 * @param now milliseconds since the epoch on the app's own clock, as in `openedAt`
 */
export const afterReading = (
  spans: readonly Span[],
  covered: readonly Range[],
  now: number,
): Span[] => {
  const read = union(covered);
  const left = spans.flatMap((span) => {
    const { readings } = span;
    const isSettled = now - span.openedAt >= LAG_MS;
    const openedAt = isSettled ? 0 : span.openedAt;
    const missed = without(span, read);
    const once = Math.min(readings, UNREAD - 1);
    return [
      ...missed.map((range) => ({ ...range, openedAt, readings })),
      ...without(span, missed).map((range) => ({
        ...range,
        openedAt,
        readings: isSettled ? once - 1 : once,
      })),
    ];
  });
  return shortened(left.filter(({ readings }) => readings > 0));
};

/** Whether nobody has read it yet. */
export const isUnread = ({ readings }: Span): boolean => readings >= UNREAD;

/** Spans that are alike become one where they touch; then the oldest, until there are few. */
const shortened = (spans: readonly Span[]): Span[] => {
  const list: Span[] = [];
  for (const span of spans.filter(isRange).toSorted((a, b) => b.to - a.to)) {
    const newer = list.at(-1);
    const isAlike = newer?.openedAt === span.openedAt && newer.readings === span.readings;
    if (newer && isAlike && span.to >= newer.from - 1) newer.from = Math.min(newer.from, span.from);
    else list.push({ ...span });
  }
  while (list.length > MOST_SPANS) {
    const [older, oldest] = list.splice(-2);
    if (older && oldest) list.push(hull(older, oldest));
  }
  return list;
};

const hull = (one: Span, other: Span): Span => ({
  from: Math.min(one.from, other.from),
  to: Math.max(one.to, other.to),
  openedAt: Math.max(one.openedAt, other.openedAt),
  readings: Math.max(one.readings, other.readings),
});

const isRange = ({ from, to }: Range): boolean => from <= to;
