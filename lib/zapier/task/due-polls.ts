import type { WireTask } from '../../ghl/schemas/task.ts';
import type { TaskSearch } from '../../ghl/tasks.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import type { Run } from '../platform/run.ts';
import { pollTasks, updatedAt } from './polls.ts';

/**
 * One poll of open tasks that fire at a moment which depends on their due date; those without one never
 * do.
 *
 * @param momentFor when a task with this due date fires; absent when it no longer should. All in
 *   milliseconds since the epoch
 */
export const pollDueTasks = async (
  run: Run<unknown>,
  filter: TaskSearch,
  momentFor: (due: number, now: number) => number | undefined,
): Promise<Task[]> => {
  return pollTasks(run, {
    search: { ...filter, completed: false },
    by: 'dateUpdated',
    concerns: (task) => dueAt(task) !== undefined,
    since: (task, now) => {
      const due = dueAt(task);
      const moment = due === undefined ? undefined : momentFor(due, now);
      if (moment === undefined || moment > now) return undefined;
      // The date may have been moved since.
      return Math.max(moment, updatedAt(task, now));
    },
  });
};

const dueAt = (task: WireTask): number | undefined => readMoment(task.dueDate);
