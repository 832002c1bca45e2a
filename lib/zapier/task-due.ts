import type { PlainOutputField, ZObject } from 'zapier-platform-core';

import type { Ghl } from '../ghl/client.ts';
import type { WireTask } from '../ghl/schemas/task.ts';
import { readMoment } from '../protiv/dates.ts';
import { taskOutputFields, toTask } from '../protiv/task.ts';
import type { Task } from '../protiv/task.ts';
import { TIME_UNITS, asTimeUnit, shifted } from '../protiv/time-span.ts';
import { locationFacts } from './location.ts';
import { updatedAt } from './task-polling.ts';

/** In any unit. */
export const LARGEST_AMOUNT = 10_000;

const UNIT_LABEL = 'Time Unit';

export const timeUnitField = {
  key: 'timeUnit',
  label: UNIT_LABEL,
  required: true,
  default: 'hours',
  choices: TIME_UNITS,
  helpText:
    'Days keep the time of day on the sub-account’s clocks, also when these change to or from summer time.',
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

/** When a task reached `moment`, given that its due date may have been moved since. */
export const reachedAt = (task: WireTask, moment: number, now: number): number | undefined =>
  moment > now ? undefined : Math.max(moment, updatedAt(task, now));

export const dueAt = (task: WireTask): number | undefined => readMoment(task.dueDate);

/** Tasks with a due date: it is part of what they are told apart by. */
export const toDueTasks = (tasks: readonly WireTask[]): Task[] =>
  tasks.map((task) => toTask(task)).filter(({ dueDate }) => dueDate !== undefined);

const DUE_KEY: ReadonlySet<string> = new Set(['id', 'dueDate']);

/** Deduped by task and due date: moving the date makes the task due again. */
export const dueTaskOutput: PlainOutputField[] = taskOutputFields.map((field) =>
  DUE_KEY.has(field.key) ? { ...field, primary: true } : field,
);
