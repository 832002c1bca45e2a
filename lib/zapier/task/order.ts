import type { Task } from '../../protiv/task/schema.ts';
import { readMoment } from '../../protiv/values/dates.ts';

/** Milliseconds since the epoch; a task without a due date comes after all others. */
export const dueTime = ({ dueDate }: Pick<Task, 'dueDate'>): number =>
  readMoment(dueDate) ?? Number.MAX_SAFE_INTEGER;

/** Sorts the task that is due first before the others. */
export const byDueDate = (a: Task, b: Task): number => dueTime(a) - dueTime(b);
