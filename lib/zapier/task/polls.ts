import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import { taskPages } from '../../ghl/tasks.ts';
import type { TaskSearch } from '../../ghl/tasks.ts';
import { toTask } from '../../protiv/task/record.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { FIRE_WINDOW_MS, SAMPLE_SIZE } from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { readTasks, readTasksTwice } from './reading.ts';

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
  /** Whether a task can be what the trigger is about at all. */
  concerns?: (task: WireTask) => boolean;
}

/**
 * One poll of tasks, the latest first, each task once. Task search has neither a date filter nor a
 * sort, so every poll reads all that `search` names.
 *
 * - sample poll: three tasks that concern the trigger, of any age
 * - priming poll: every task that is already what the trigger is about
 * - live poll: those that became so within a day, so that one that the priming poll could not reach
 *   does not fire
 */
export const pollTasks = async (
  { ghl, meta }: Run<unknown>,
  { search, since, concerns = () => true }: TaskPoll,
): Promise<Task[]> => {
  if (meta.isLoadingSample) return toTasks(await sampleTasks(ghl, search, concerns));
  const now = clock.now();
  const priming = meta.isPopulatingDedupe === true;
  // What a live poll does not see, the next one does; what a priming poll does not see will fire.
  const tasks = priming ? await readTasksTwice(ghl, search) : (await readTasks(ghl, search)).tasks;
  const fires = (task: WireTask): boolean => {
    const moment = since(task, now);
    return moment !== undefined && (priming || now - moment < FIRE_WINDOW_MS);
  };
  const firing = tasks.filter((task) => concerns(task) && fires(task));
  return toTasks(newestFirst(firing, (task) => since(task, now)));
};

const toTasks = (tasks: readonly WireTask[]): Task[] => tasks.map((task) => toTask(task));

const SAMPLE_PAGE_LIMIT = 100;

const sampleTasks = async (
  ghl: Ghl,
  search: TaskSearch,
  concerns: (task: WireTask) => boolean,
): Promise<WireTask[]> => {
  const { value: page } = await taskPages(ghl, search, SAMPLE_PAGE_LIMIT).next();
  const tasks = page?.tasks.filter(concerns) ?? [];
  return newestFirst(tasks, ({ dateAdded }) => dateAdded).slice(0, SAMPLE_SIZE);
};

export const addedAt: Since = ({ dateAdded }, now) => readMoment(dateAdded) ?? now;

export const updatedAt = ({ dateUpdated }: WireTask, now: number): number =>
  readMoment(dateUpdated) ?? now;
