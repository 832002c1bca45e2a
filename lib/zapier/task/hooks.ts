import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { findTaskById, taskPages } from '../../ghl/tasks.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { MINUTE_MS } from '../../protiv/values/dates.ts';
import type { Hook, HookEvent } from '../platform/hook-trigger.ts';
import { readPolledWindow } from '../platform/hook-window.ts';
import type { Run } from '../platform/run.ts';
import { readTaskFilter } from './input-fields.ts';
import { toTasks } from './output.ts';
import { addedAt, isCompleted, pollTasks, updatedAt } from './polls.ts';

type Input = Parameters<typeof readTaskFilter>[1];

/** Task search lags behind writes by seconds; what it does not show for so long is gone. */
const LISTED_WITHIN_MS = 5 * MINUTE_MS;

/** New tasks. */
export const newTaskHook: Hook<Input, Task> = {
  events: () => ['TaskCreate'],
  note: 'Triggers within seconds, once for each task.',
  read: (run, event) => readTask(run, event, false),
  readWindow: readPolledWindow('dateAdded', async (run) => {
    const known = await readTaskFilter(run, run.input);
    const search = { ...known, completed: false };
    return pollTasks(run, { search, since: addedAt, by: 'dateAdded' });
  }),
};

/** Tasks that are completed. */
export const completedTaskHook: Hook<Input, Task> = {
  events: () => ['TaskComplete'],
  note: 'Triggers within seconds, once for each task: if it is reopened and completed again within a week, it does not trigger again.',
  read: (run, event) => readTask(run, event, true),
  readWindow: readPolledWindow('dateUpdated', async (run) => {
    const search = { ...(await readTaskFilter(run, run.input)), completed: true };
    return pollTasks(run, { search, since: updatedAt, by: 'dateUpdated' });
  }),
};

/**
 * The task of an event, if it matches the step's filters. Only task search says when it was added and
 * names its contact.
 *
 * @param completed whether the trigger is about completed tasks, or about open ones
 * @throws {GhlError} `not_listed_yet` while search may be behind
 */
const readTask = async (
  run: Run<Input>,
  { recordId, timestamp, ...event }: HookEvent,
  completed: boolean,
): Promise<Task[]> => {
  const { ghl } = run;
  const filter = await readTaskFilter(run, run.input);
  // HighLevel tells of a new task without its contact (GoHighLevel/highlevel-api-docs#332).
  const contactId = event.contactId ?? filter.contactId;
  if (filter.contactId !== undefined && filter.contactId !== contactId) return [];
  for await (const { tasks } of taskPages(ghl, { ...filter, contactId, completed })) {
    const found = tasks.find(({ id }) => id === recordId);
    if (found) return toTasks(run, [found]);
  }
  if (contactId === undefined) {
    if (clock.now() - timestamp < LISTED_WITHIN_MS) throw GhlError.notListedYet();
    return [];
  }
  const task = await findTaskById(ghl, contactId, recordId);
  const isMeant =
    task !== undefined &&
    isCompleted(task) === completed &&
    (filter.assignedTo ?? task.assignedTo) === task.assignedTo;
  if (isMeant) throw GhlError.notListedYet();
  return [];
};
