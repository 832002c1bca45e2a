import * as zod from 'zod/mini';

import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import { searchTasks, taskPages, taskPaging } from '../../ghl/tasks.ts';
import type { TaskSearch } from '../../ghl/tasks.ts';
import { toTask } from '../../protiv/task/record.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { MINUTE_MS, readMoment } from '../../protiv/values/dates.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { pollCheckpoint } from '../platform/poll-checkpoint.ts';
import {
  CLOCK_SKEW_MS,
  FIRE_WINDOW_MS,
  PRIMING_WINDOW_MS,
  SAMPLE_SIZE,
  SURELY_PRIMED,
} from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { toTasks } from './output.ts';
import { readAllTasks, readInTurn } from './reading.ts';
import type { Turn } from './reading.ts';

/**
 * When a task became what the trigger is about, in milliseconds since the epoch; absent while it is
 * not.
 *
 * @param now milliseconds since the epoch, also for a task that does not say when: better seen twice
 *   than lost
 */
type Since = (task: WireTask, now: number) => number | undefined;

interface TaskPoll {
  /** What task search is asked for. */
  search: TaskSearch;
  since: Since;
  /** The date that `since` depends on. */
  by: 'dateAdded' | 'dateUpdated';
  /** Whether a task can be what the trigger is about at all. */
  concerns?: (task: WireTask) => boolean;
  /**
   * Among which tasks those are that never fire once the Zap is on, because they are young enough to;
   * the tasks of `search` when left out.
   */
  known?: TaskSearch;
  /**
   * Whether an edit of a task looks like what the trigger is about, so that each task that is so
   * already has to be known when the Zap is switched on; those that could not be read then never fire.
   */
  isUndated?: boolean;
  /** Which tasks never fire as they are when the Zap is switched on; those that concern the trigger when left out. */
  primes?: (task: WireTask) => boolean;
}

/** What a poll of tasks leaves for the next one. */
interface State {
  /** What became so until then did before the Zap was switched on. */
  since: number;
  /** Where the next poll goes on in the list. */
  position: number;
  /** When this round through the list began, and those before it, the latest first. */
  rounds: number[];
  /** Of an undated trigger: tasks that were added until then may not have been primed. */
  unprimedUntil: number;
}

const epochMs = zod.int().check(zod.gte(0));

const state = zod.object({
  since: epochMs,
  position: epochMs,
  rounds: zod.array(epochMs),
  unprimedUntil: epochMs,
});

/**
 * A task is seen in the first round that begins after it became what the trigger is about; in the one
 * after that, if the result of a poll got lost or the list moved under it.
 */
const ROUNDS_KEPT = 3;

/** Task search lags behind writes by seconds. */
const LAG_MS = 2 * MINUTE_MS;

/** While each poll reads all there is, the checkpoint moves on no more often than this. */
const MOVE_EVERY_MS = 10 * MINUTE_MS;

/**
 * One poll of tasks, the latest first, each task once. Task search has neither a date filter nor a
 * sort: where what `search` names does not fit into one poll, each poll reads the first page and goes on
 * where the last one stopped, round and round.
 *
 * - sample poll: three tasks that concern the trigger, of any age
 * - priming poll: every task that is already what the trigger is about
 * - live poll: those that became so within a day, or since a round of polls could have seen them
 */
export const pollTasks = async (run: Run<unknown>, poll: TaskPoll): Promise<Task[]> =>
  polledTasks(run, await pollTaskRows(run, poll));

/** `pollTasks`, with the tasks as HighLevel sends them. */
export const pollTaskRows = (run: Run<unknown>, poll: TaskPoll): Promise<WireTask[]> => {
  if (run.meta.isLoadingSample) return sampleTasks(run.ghl, poll);
  return run.meta.isPopulatingDedupe ? primingPoll(run, poll) : livePoll(run, poll);
};

/** What a poll gave, in its order. What was there before never fires, and needs no names. */
export const polledTasks = async (run: Run<unknown>, rows: readonly WireTask[]): Promise<Task[]> =>
  run.meta.isPopulatingDedupe ? rows.map((task) => toTask(task)) : toTasks(run, rows);

const checkpointOf = (run: Run<unknown>, { search, by, isUndated }: TaskPoll) =>
  pollCheckpoint(run, { search, by, isUndated }, state);

const livePoll = async (run: Run<unknown>, poll: TaskPoll): Promise<WireTask[]> => {
  const { ghl } = run;
  const { search, since, by, concerns = () => true, isUndated = false } = poll;
  const now = clock.now();
  const checkpoint = checkpointOf(run, poll);
  // Never fails, and is not waited for until the first page is there.
  const loading = checkpoint.load();
  const left = async (): Promise<State | undefined> => {
    const before = await loading;
    return before && isPast(before, now) ? before : undefined;
  };
  const pages = readInTurn(ghl, search, async () =>
    checkpoint.isKept ? ((await left())?.position ?? 0) : undefined,
  );

  const firing: WireTask[] = [];
  let rows = 0;
  let turn: Turn;
  for (;;) {
    const { value, done } = await pages.next();
    if (done) {
      turn = value;
      break;
    }
    if (value.length > 0 && value.every((task) => readMoment(task[by]) === undefined)) {
      throw GhlError.undated();
    }
    rows += value.length;
    const { since: switchedOn = 0, rounds = [] } = (await left()) ?? {};
    const oldest = Math.min(now - FIRE_WINDOW_MS, (rounds.at(-1) ?? now) - LAG_MS);
    firing.push(
      ...value.filter((task) => {
        const became = concerns(task) ? since(task, now) : undefined;
        return became !== undefined && became > switchedOn && became > oldest;
      }),
    );
  }

  const before = await left();
  const isSure =
    before !== undefined || !isUndated || turn.complete || (await isShort(ghl, search));
  const unprimedUntil = before?.unprimedUntil ?? (isSure ? 0 : now - FIRE_WINDOW_MS);
  const after = { ...following(before, turn, now), unprimedUntil };
  const isKept = isStill(before, after, turn) || (await checkpoint.save(after));
  if (!turn.complete) {
    const [, last = now] = after.rounds;
    const details = { rows, behindMinutes: Math.ceil((now - last) / MINUTE_MS) };
    ghl.log(isKept ? 'poll.catching_up' : 'poll.truncated', details);
  } else if (before && before.position > 0) {
    ghl.log('poll.caught_up', { rows });
  }
  const primed = firing.filter(({ dateAdded }) => (readMoment(dateAdded) ?? now) > unprimedUntil);
  const leftOut = firing.length - primed.length;
  if (leftOut > 0) ghl.log('poll.truncated', { leftOut, reason: 'not primed' });
  return newestFirst(primed, (task) => since(task, now));
};

/** A checkpoint from the future says nothing: the clock that made it was wrong. */
const isPast = ({ since, rounds, unprimedUntil }: State, now: number): boolean =>
  [since, unprimedUntil, ...rounds].every((at) => at <= now + CLOCK_SKEW_MS);

/** Whether a list is so short that a priming poll has surely seen it all. */
const isShort = async (ghl: Ghl, search: TaskSearch): Promise<boolean> => {
  const attemptMs = ghl.timeLeft();
  try {
    const at = { limit: 1, skip: SURELY_PRIMED, attemptMs };
    return (await searchTasks(ghl, search, at)).next === undefined;
  } catch (error) {
    if (error instanceof GhlError) return false;
    throw error;
  }
};

const following = (
  before: State | undefined,
  { position, reachedEnd, complete }: Turn,
  now: number,
): Omit<State, 'unprimedUntil'> => {
  const { since = 0, rounds = [] } = before ?? {};
  const begins = complete || reachedEnd || rounds.length === 0;
  return {
    since,
    position,
    rounds: (begins ? [now, ...rounds] : rounds).slice(0, ROUNDS_KEPT),
  };
};

/** Whether a poll that has read all there is leaves nothing that the next one has to know. */
const isStill = (before: State | undefined, after: State, { complete }: Turn): boolean =>
  complete &&
  before?.position === 0 &&
  before.rounds.length === ROUNDS_KEPT &&
  (after.rounds[0] ?? 0) - (before.rounds[0] ?? 0) < MOVE_EVERY_MS;

/** Switches a Zap on: what is so already never fires. */
const primingPoll = async (run: Run<unknown>, poll: TaskPoll): Promise<WireTask[]> => {
  const { search, since, concerns = () => true, primes = concerns, known, isUndated } = poll;
  const now = clock.now();
  const { tasks, complete } = await readAllTasks(run.ghl, known ?? search);
  const rows = tasks.filter((task) => {
    const became = since(task, now);
    const isYoung = became !== undefined && now - became < PRIMING_WINDOW_MS;
    return became !== undefined && (primes(task) || (known !== undefined && isYoung));
  });
  const isKept = await checkpointOf(run, poll).save({
    since: now - CLOCK_SKEW_MS,
    position: 0,
    rounds: [now],
    unprimedUntil: isUndated && !complete ? now : 0,
  });
  if (!complete) run.ghl.log('poll.truncated', { rows: rows.length, isKept });
  return rows;
};

const SAMPLE_PAGE_LIMIT = 100;

const sampleTasks = async (
  ghl: Ghl,
  { search, concerns = () => true }: TaskPoll,
): Promise<WireTask[]> => {
  const pages = taskPages(ghl, search, taskPaging(ghl, SAMPLE_PAGE_LIMIT));
  const { value: page } = await pages.next();
  const tasks = page?.tasks.filter(concerns) ?? [];
  return newestFirst(tasks, ({ dateAdded }) => dateAdded).slice(0, SAMPLE_SIZE);
};

export const addedAt: Since = ({ dateAdded }, now) => readMoment(dateAdded) ?? now;

export const updatedAt = ({ dateUpdated }: WireTask, now: number): number =>
  readMoment(dateUpdated) ?? now;

/** Whether a row is a completed task, whichever way it says so. */
export const isCompleted = (task: WireTask): boolean => toTask(task).status === 'completed';
