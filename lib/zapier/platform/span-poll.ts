/** Polls of records in the order of a date, which read what no poll has read yet. */
import * as zod from 'zod/mini';

import { clock } from '../../ghl/client/clock.ts';
import { pollCheckpoint } from './poll-checkpoint.ts';
import type { PollCheckpoint } from './poll-checkpoint.ts';
import { CLOCK_SKEW_MS, FIRE_WINDOW_MS, MOST_ROWS, READ_ON_WINDOW_MS } from './poll-windows.ts';
import type { Run } from './run.ts';
import { OPEN_END, UNREAD, afterReading, isUnread } from './spans.ts';
import type { Range, Span } from './spans.ts';
import type { DatedReading } from './timeline.ts';

/** Rows that a live poll looks at once more, beyond what it has to read. */
const MOST_ROWS_AGAIN = 2_500;

/** What a poll leaves for the next one. */
export interface SpanState {
  /** What is dated until then was there when the Zap was switched on. */
  since: number;
  /** The newest date that polls have seen; spans end here, and the next one begins. */
  newest: number;
  spans: Span[];
  /** Of an undated trigger: by date of creation, the records that no priming poll has read. */
  unprimed: Range[];
}

const epochMs = zod.int().check(zod.gte(0));
const range = { from: epochMs, to: epochMs };

const state = zod.object({
  since: epochMs,
  newest: epochMs,
  spans: zod.array(
    zod.object({
      ...range,
      openedAt: epochMs,
      readings: zod.int().check(zod.gte(1), zod.lte(UNREAD)),
    }),
  ),
  unprimed: zod.array(zod.object(range)),
});

/**
 * The checkpoint of one Zap and search.
 *
 * @param search what is polled: a trigger that is edited begins anew
 */
export const spanCheckpoint = (run: Run<unknown>, search: unknown): PollCheckpoint<SpanState> =>
  pollCheckpoint(run, search, state);

/** What one poll reads, and what it makes of it. */
export interface SpanPoll<Row, Output> {
  /** What the log calls the date. */
  by: string;
  checkpoint: PollCheckpoint<SpanState>;
  timeline: DatedReading<Row>;
  momentOf: (row: Row) => number | undefined;
  /** Whether a row is one that the trigger is about. */
  matches: (row: Row) => boolean;
  map: (rows: readonly Row[]) => Promise<Output[]>;
  /**
   * Rows that one poll reads at most, of records that are what they are once and for all: what nobody has
   * read comes first, and nothing is looked at again because it is young.
   */
  mostRows?: number;
  /** By date of creation, what may not have been primed; nothing where rows have a date of their own. */
  unprimed?: {
    /** What nobody has primed for sure where nothing is known of earlier polls. */
    withoutMemory: (total: number, yesterday: number) => Range[];
    isAmong: (ranges: readonly Range[], row: Row) => boolean;
  };
}

/**
 * A live poll, newest first: what no poll has read yet, and what is younger than a day. What does not
 * fit into one poll stays for the next. Rows are mapped page by page, so that a burst is never held in
 * memory as HighLevel sends it.
 */
export async function* pollSpans<Row, Output>(
  run: Run<unknown>,
  poll: SpanPoll<Row, Output>,
): AsyncGenerator<Output[]> {
  const { ghl } = run;
  const { by, checkpoint, timeline, map, mostRows = MOST_ROWS } = poll;
  const isFinal = poll.mostRows !== undefined;
  const now = clock.now();
  // Never fails, and is not waited for until the first page is there.
  const loading = checkpoint.load();
  const first = await timeline.start();
  const left = usable(await loading, now);
  const before = left ?? withoutMemory(poll, now);
  const wanted: Span[] = [
    { from: before.newest + 1, to: OPEN_END, openedAt: now, readings: UNREAD },
    ...before.spans,
  ];
  const fires = newness(poll, before, wanted, now);

  let rows = 0;
  let leftOut = 0;
  const firing = (read: readonly Row[]): Promise<Output[]> => {
    const found = read.filter((row) => poll.matches(row) && fires(row));
    const known = found.filter((row) => !poll.unprimed?.isAmong(before.unprimed, row));
    rows += known.length;
    leftOut += found.length - known.length;
    return map(known);
  };
  yield await firing(first);
  for (const part of isFinal ? [wanted.filter(isUnread), wanted] : [wanted]) {
    for await (const page of timeline.read(part, mostRows)) yield await firing(page);
  }
  const newest = Math.max(before.newest, newestOf(timeline.newest, now));
  const isNewsFree = (timeline.newest ?? 0) <= before.newest;
  const toRead = closed(isNewsFree ? before.spans : wanted, newest);
  const spans = afterReading(toRead, timeline.covered, now);
  const behind = spans.filter(isUnread);
  if (behind.length === 0 && !isFinal) {
    const again = [{ from: now - READ_ON_WINDOW_MS, to: before.newest }];
    for await (const page of timeline.read(again, MOST_ROWS_AGAIN)) yield await firing(page);
  }

  if (leftOut > 0) ghl.log('poll.truncated', { by, leftOut, reason: 'not primed' });
  const isKept = await keep(checkpoint, left, { ...before, newest, spans });
  const { length } = behind;
  if (length > 0) {
    const since = behind.reduce((oldest, { from }) => Math.min(oldest, from), now);
    const details = { by, rows, behindMinutes: Math.ceil((now - since) / 60_000) };
    ghl.log(isKept ? 'poll.catching_up' : 'poll.truncated', details);
  } else if (left?.spans.some(isUnread)) {
    ghl.log('poll.caught_up', { by, rows });
  }
}

/** Whether a row fires: its date says that no poll could have seen it before, or it is young. */
const newness = <Row>(
  { momentOf }: Pick<SpanPoll<Row, unknown>, 'momentOf'>,
  { since }: SpanState,
  wanted: readonly Range[],
  now: number,
): ((row: Row) => boolean) => {
  const oldest = wanted.reduce((least, { from }) => Math.min(least, from), now - FIRE_WINDOW_MS);
  return (row) => {
    const moment = momentOf(row);
    // Without a readable date it counts as new: better seen twice than lost.
    return moment === undefined || (moment > since && moment >= oldest);
  };
};

/** A checkpoint from the future says nothing: the clock that made it was wrong. */
const usable = (left: SpanState | undefined, now: number): SpanState | undefined =>
  left && left.newest <= now + CLOCK_SKEW_MS && left.spans.every(({ to }) => to <= left.newest)
    ? left
    : undefined;

/** Where nothing is known of earlier polls, what is younger than a day is read and fires. */
const withoutMemory = <Row>(
  { unprimed, timeline }: Pick<SpanPoll<Row, unknown>, 'unprimed' | 'timeline'>,
  now: number,
): SpanState => {
  const yesterday = now - FIRE_WINDOW_MS;
  return {
    since: 0,
    newest: yesterday - 1,
    spans: [],
    unprimed: unprimed?.withoutMemory(timeline.total, yesterday) ?? [],
  };
};

/**
 * Until when polls have seen what there is: the newest date that HighLevel gave. A date of the future
 * must not hide what comes before it, and in a quiet location the app's own clock says enough.
 */
export const newestOf = (seen: number | undefined, now: number): number =>
  Math.min(now, Math.max(seen ?? 0, now - CLOCK_SKEW_MS));

const closed = (spans: readonly Span[], newest: number): Span[] =>
  spans.map((span) => ({ ...span, to: Math.min(span.to, newest) })).filter(isRange);

const isRange = ({ from, to }: Range): boolean => from <= to;

/** A quiet location's checkpoint moves on no more often than this, since moving it costs a call. */
const MOVE_EVERY_MS = 10 * 60_000;

/** @returns whether what is left to read is known to the next poll */
const keep = async (
  checkpoint: PollCheckpoint<SpanState>,
  before: SpanState | undefined,
  after: SpanState,
): Promise<boolean> => {
  const isQuiet =
    before?.spans.length === 0 &&
    after.spans.length === 0 &&
    after.newest - before.newest < MOVE_EVERY_MS;
  return isQuiet || checkpoint.save(after);
};
