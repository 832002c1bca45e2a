import type { WireTask } from '../../ghl/schemas/task.ts';
import { toTask } from '../../protiv/task/record.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { readMoment } from '../../protiv/values/dates.ts';

/** Milliseconds since the epoch; a task without a due date comes after all others. */
export const dueTime = ({ dueDate }: Pick<Task, 'dueDate'>): number =>
  readMoment(dueDate) ?? Number.MAX_SAFE_INTEGER;

/** Sorts the task that is due first before the others. */
export const byDueDate = (a: Task, b: Task): number => dueTime(a) - dueTime(b);

/** Sorts open tasks before completed ones, and of both the one first that is due first. */
export const openOnesFirst = (rows: readonly WireTask[]): WireTask[] => {
  const isDone = ({ status }: Task): number => Number(status === 'completed');
  return rows
    .map((row) => ({ row, task: toTask(row) }))
    .toSorted((a, b) => isDone(a.task) - isDone(b.task) || byDueDate(a.task, b.task))
    .map(({ row }) => row);
};
