import type { WireTask } from '../../ghl/schemas/task.ts';
import type { TaskSearch } from '../../ghl/tasks.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { TIME_UNITS, asTimeUnit, shifted } from '../../protiv/values/time-span.ts';
import { locationFacts } from '../location/location.ts';
import type { Context, Run } from '../platform/run.ts';
import { pollTasks, updatedAt } from './polls.ts';

/** In any unit. */
export const LARGEST_AMOUNT = 10_000;

const UNIT_LABEL = 'Time Unit';

export const timeUnitField = {
  key: 'timeUnit',
  label: UNIT_LABEL,
  default: 'hours',
  choices: TIME_UNITS,
  helpText: 'Days are counted in the sub-account’s time zone.',
} as const;

/**
 * A function that moves a moment by that much time: later, or earlier for a negative amount. The
 * location's time zone is read only to count days.
 *
 * @throws {InvalidInputError} for an unknown unit
 */
export const movedBy = async (
  run: Context,
  amount: number,
  timeUnit: unknown,
): Promise<(moment: number) => number> => {
  const span = { amount, unit: asTimeUnit(UNIT_LABEL, timeUnit) };
  const timezone = span.unit === 'days' ? (await locationFacts(run)).timezone : undefined;
  return (moment) => shifted(moment, span, timezone);
};

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
