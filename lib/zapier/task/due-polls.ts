import type { Bundle, ZObject } from 'zapier-platform-core';

import type { Ghl } from '../../ghl/client/client.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import type { TaskSearch } from '../../ghl/tasks.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { taskOutputFields, toTask } from '../../protiv/task/record.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { TIME_UNITS, asTimeUnit, shifted } from '../../protiv/values/time-span.ts';
import { keyedBy } from '../platform/primary-keys.ts';
import { locationFacts } from '../location/location.ts';
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
export const mover = async (
  z: ZObject,
  ghl: Ghl,
  amount: number,
  timeUnit: unknown,
): Promise<(moment: number) => number> => {
  const span = { amount, unit: asTimeUnit(UNIT_LABEL, timeUnit) };
  const timezone = span.unit === 'days' ? (await locationFacts(z, ghl)).timezone : undefined;
  return (moment) => shifted(moment, span, timezone);
};

/**
 * One poll of tasks that fire at a moment which depends on their due date; those without one never
 * do.
 *
 * @param momentFor when a task with this due date fires; absent when it no longer should. All in
 *   milliseconds since the epoch
 */
export const pollDueTasks = async (
  ghl: Ghl,
  meta: Partial<Bundle['meta']>,
  search: TaskSearch,
  momentFor: (due: number, now: number) => number | undefined,
): Promise<Task[]> => {
  const tasks = await pollTasks(ghl, meta, {
    search,
    concerns: (task) => dueAt(task) !== undefined,
    since: (task, now) => {
      const due = dueAt(task);
      const moment = due === undefined ? undefined : momentFor(due, now);
      if (moment === undefined || moment > now) return undefined;
      // The date may have been moved since.
      return Math.max(moment, updatedAt(task, now));
    },
  });
  return tasks.map((task) => toTask(task));
};

const dueAt = (task: WireTask): number | undefined => readMoment(task.dueDate);

/** Deduped by task and due date: moving the date makes the task due again. */
export const dueTaskOutput = keyedBy(taskOutputFields, 'id', 'dueDate');
