import * as zod from 'zod/mini';

import { clock } from '../../ghl/client/clock.ts';
import { searchOpportunities } from '../../ghl/opportunities.ts';
import type { OpportunityDate } from '../../ghl/opportunities.ts';
import type { WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { toOpportunity } from '../../protiv/opportunity/record.ts';
import type { Opportunity } from '../../protiv/opportunity/schema.ts';
import { MINUTE_MS, readMoment } from '../../protiv/values/dates.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { pollCheckpoint } from '../platform/poll-checkpoint.ts';
import {
  CLOCK_SKEW_MS,
  FIRE_WINDOW_MS,
  MOST_PRIMED,
  MOST_ROWS,
  PRIMING_WINDOW_MS,
  SAMPLE_SIZE,
  SEARCH_LAG_MS,
  isJustCreated,
} from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import type { Range } from '../platform/spans.ts';
import { isMeant } from './filter.ts';
import type { OpportunityFilter } from './filter.ts';
import { toOpportunities } from './output.ts';
import { readRanges } from './reading.ts';

/**
 * When an opportunity became what the trigger is about, in milliseconds since the epoch; absent while it
 * is not.
 */
type Since = (row: WireOpportunity) => number | undefined;

export interface OpportunityPoll {
  filter: OpportunityFilter;
  since: Since;
  /** A date that is never before the one of `since`, by which search can be asked. */
  by: OpportunityDate;
}

/** What a poll of opportunities leaves for the next one. */
interface State {
  /** What became so until then did before the Zap was switched on. */
  since: number;
  /** When the last poll was. */
  newest: number;
  /** When the one before it was; while there is something unread, before it was so. */
  previous: number;
  /** What no poll could read yet, in the order in which it is to be read. */
  unread: Range[];
}

const epochMs = zod.int().check(zod.gte(0));

const state: zod.ZodMiniType<State> = zod.object({
  since: epochMs,
  newest: epochMs,
  previous: epochMs,
  unread: zod.array(zod.object({ from: epochMs, to: epochMs })),
});

/** Ranges that are kept; the oldest of more become one. */
const MOST_RANGES = 12;

/** A quiet location's checkpoint moves on no more often than this, since moving it costs a call. */
const MOVE_EVERY_MS = 10 * MINUTE_MS;

/**
 * One poll of opportunities, the latest first, each once.
 *
 * - sample poll: three opportunities of any age
 * - priming poll: those that could fire later
 * - live poll: what changed since the last poll, then what that one has read, so that neither search's
 *   lag nor a result that got lost costs any; what does not fit into one poll stays for the next ones
 */
export const pollOpportunities = async (
  run: Run<unknown>,
  poll: OpportunityPoll,
): Promise<Opportunity[]> => {
  if (run.meta.isLoadingSample) return toOpportunities(run, await sampleOf(run, poll));
  if (run.meta.isPopulatingDedupe) {
    // What was there before never fires, and needs no names.
    return (await primingPoll(run, poll)).map((row) => toOpportunity(row));
  }
  return toOpportunities(run, await livePoll(run, poll));
};

const checkpointOf = (run: Run<unknown>, { filter, by }: OpportunityPoll) =>
  pollCheckpoint(run, { filter, by }, state);

const livePoll = async (run: Run<unknown>, poll: OpportunityPoll): Promise<WireOpportunity[]> => {
  const { ghl } = run;
  const { filter, by, since } = poll;
  const now = clock.now();
  const checkpoint = checkpointOf(run, poll);
  const kept = await checkpoint.load();
  // A checkpoint from the future says nothing: the clock that made it was wrong.
  const before = kept && kept.newest <= now + CLOCK_SKEW_MS ? kept : undefined;
  const { wanted, again } = rangesOf(before, now);
  const ranges = [...wanted, ...again];
  const { rows, left: leftOfEach } = await readRanges(ghl, { ...filter, by }, ranges, MOST_ROWS);
  const left = leftOfEach.slice(0, wanted.length).flat();

  const oldest = wanted.reduce((least, { from }) => Math.min(least, from), now - FIRE_WINDOW_MS);
  const firing = rows.filter(isMeant(filter)).filter((row) => {
    const became = since(row);
    return became !== undefined && became > (before?.since ?? 0) && became >= oldest;
  });

  const isBehind = before !== undefined && before.unread.length > 0;
  const after = {
    since: before?.since ?? 0,
    newest: now,
    previous: isBehind ? before.previous : (before?.newest ?? now),
    unread: fewer(left),
  };
  const isQuiet =
    before !== undefined &&
    before.unread.length === 0 &&
    left.length === 0 &&
    now - before.newest < MOVE_EVERY_MS;
  const isKept = isQuiet || (await checkpoint.save(after));
  if (left.length > 0) {
    const behind = now - left.reduce((least, { from }) => Math.min(least, from), now);
    const details = { by, rows: rows.length, behindMinutes: Math.ceil(behind / MINUTE_MS) };
    ghl.log(isKept ? 'poll.catching_up' : 'poll.truncated', details);
  } else if (isBehind) {
    ghl.log('poll.caught_up', { by, rows: rows.length });
  }
  return newestFirst(firing, since);
};

/**
 * What a poll has to read, and what it reads once more where time is left: the last poll's result may
 * have got lost, and HighLevel's clock may be late. Where nothing is left to read, both are one range, and
 * one request; until then it must not use up the time of what nobody has read yet.
 */
const rangesOf = (before: State | undefined, now: number): { wanted: Range[]; again: Range[] } => {
  const to = now + CLOCK_SKEW_MS;
  if (!before) return { wanted: [{ from: now - FIRE_WINDOW_MS, to }], again: [] };
  const { unread } = before;
  const start = before.newest - SEARCH_LAG_MS;
  const earlier = before.previous - CLOCK_SKEW_MS;
  return unread.length === 0
    ? { wanted: [{ from: earlier, to }], again: [] }
    : { wanted: [{ from: start, to }, ...unread], again: [{ from: earlier, to: start - 1 }] };
};

const fewer = (ranges: readonly Range[]): Range[] => {
  const kept = ranges.slice(0, MOST_RANGES - 1);
  const others = ranges.slice(MOST_RANGES - 1);
  if (others.length === 0) return kept;
  const from = Math.min(...others.map((range) => range.from));
  return [...kept, { from, to: Math.max(...others.map(({ to }) => to)) }];
};

/** Switches a Zap on: what is so already never fires. */
const primingPoll = async (
  run: Run<unknown>,
  poll: OpportunityPoll,
): Promise<WireOpportunity[]> => {
  const { filter, by, since } = poll;
  const now = clock.now();
  const young = { from: now - PRIMING_WINDOW_MS, to: now + CLOCK_SKEW_MS };
  const { rows, left } = await readRanges(run.ghl, { ...filter, by }, [young], MOST_PRIMED);
  const isWhole = left.flat().length === 0;
  const already = rows.filter(isMeant(filter)).filter((row) => since(row) !== undefined);
  const isKept = await checkpointOf(run, poll).save({
    since: now - CLOCK_SKEW_MS,
    newest: now,
    previous: now,
    unread: [],
  });
  if (!isWhole) run.ghl.log('poll.truncated', { by, rows: rows.length, isKept });
  return newestFirst(already, since);
};

const sampleOf = async (
  { ghl }: Run<unknown>,
  { filter, by, since }: OpportunityPoll,
): Promise<WireOpportunity[]> => {
  const { opportunities } = await searchOpportunities(ghl, { ...filter, by });
  const fitting = newestFirst(opportunities.filter(isMeant(filter)), (row) => row[by]);
  // Those that are what the trigger is about come first; any other shows its fields as well.
  const [best, others] = [true, false].map((is) =>
    fitting.filter((row) => (since(row) !== undefined) === is),
  );
  return [...(best ?? []), ...(others ?? [])].slice(0, SAMPLE_SIZE);
};

export const addedAt: Since = ({ createdAt }) => readMoment(createdAt);

export const updatedAt: Since = ({ updatedAt: updated }) => readMoment(updated);

/** When it was moved to its stage; where it was made there, it was not. */
export const movedAt: Since = ({ createdAt, lastStageChangeAt }) =>
  isJustCreated({ dateAdded: createdAt, dateUpdated: lastStageChangeAt })
    ? undefined
    : readMoment(lastStageChangeAt);

/** When it got its status; where it was made with it, it did not. */
export const statusSetAt: Since = ({ createdAt, lastStatusChangeAt }) =>
  isJustCreated({ dateAdded: createdAt, dateUpdated: lastStatusChangeAt })
    ? undefined
    : readMoment(lastStatusChangeAt);
