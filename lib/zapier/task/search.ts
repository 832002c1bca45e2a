import type { Ghl } from '../../ghl/client/client.ts';
import { undefinedIfNotFound } from '../../ghl/client/not-found.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import { findTaskById, listContactTasks } from '../../ghl/tasks.ts';
import { TASK_LABELS, toTask } from '../../protiv/task/record.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { asMoment } from '../../protiv/values/moments.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { TIME_ZONE_NOTE } from '../fields/time-zone-note.ts';
import { timezoneFor } from '../location/location.ts';
import type { Context, Run } from '../platform/run.ts';
import { readTaskFilter } from './input-fields.ts';
import { byDueDate, dueTime, openOnesFirst } from './order.ts';
import { toTasks } from './output.ts';
import { readTasks } from './reading.ts';
import type { TasksRead } from './reading.ts';

const STATUSES = { open: 'Open', overdue: 'Open and overdue', completed: 'Completed' } as const;

type Status = keyof typeof STATUSES;

export const statusFilterField = {
  key: 'status',
  label: TASK_LABELS.status,
  choices: STATUSES,
} as const;

export const dueAfterField = {
  key: 'dueAfter',
  label: 'Due After',
  type: 'datetime',
  helpText: TIME_ZONE_NOTE,
} as const;

export const dueBeforeField = {
  key: 'dueBefore',
  label: 'Due Before',
  type: 'datetime',
  helpText: TIME_ZONE_NOTE,
} as const;

export const taskQueryField = {
  key: 'query',
  label: 'Search Text',
  helpText: 'Only tasks whose title or notes contain this text, in capital or small letters.',
} as const;

interface Input {
  contactId?: string | undefined;
  assignedTo?: string | undefined;
  status?: string | undefined;
  dueAfter?: string | undefined;
  dueBefore?: string | undefined;
  query?: string | undefined;
}

interface Filter {
  contactId: string | undefined;
  /** A user's id. */
  assignedTo: string | undefined;
  status: Status | undefined;
}

export interface FoundTasks {
  /** The one that is due first comes first; no more than the limit. */
  tasks: Task[];
  matchCount: number;
  /** Whether all tasks were read. */
  complete: boolean;
}

/**
 * The tasks that a step asks for.
 *
 * @throws {InvalidInputError} when a filter cannot be used, naming the field
 */
export const findTasks = async (run: Run<Input>, limit: number): Promise<FoundTasks> => {
  const { input } = run;
  const status = asChoice(TASK_LABELS.status, input.status, STATUSES);
  const filter: Filter = { ...(await readTaskFilter(run, input)), status };
  const matches = await conditions(run, input, filter);
  const { tasks: rows, complete } = await readCandidates(run, filter);
  const found = rows
    .map((row) => ({ row, task: toTask(row) }))
    .filter(({ task }) => matches(task))
    .toSorted((a, b) => byDueDate(a.task, b.task));
  const wanted = found.slice(0, limit).map(({ row }) => row);
  return { tasks: await toTasks(run, wanted), matchCount: found.length, complete };
};

/** A contact's own list does not lag behind writes; for all contacts there is only task search. */
const readCandidates = async (
  { ghl }: Context,
  { contactId, assignedTo, status }: Filter,
): Promise<TasksRead> => {
  if (contactId === undefined) {
    const completed = status === undefined ? undefined : status === 'completed';
    return readTasks(ghl, { assignedTo, completed });
  }
  const tasks = (await undefinedIfNotFound(() => listContactTasks(ghl, contactId))) ?? [];
  return { tasks, complete: true };
};

/** What is filled in of the conditions that HighLevel cannot check, or not on every route. */
const conditions = async (
  run: Context,
  { query, dueAfter, dueBefore }: Input,
  { assignedTo, status }: Filter,
): Promise<(task: Task) => boolean> => {
  const words = asLine(taskQueryField.label, query)?.toLowerCase() ?? '';
  const timezone = await timezoneFor(run, [dueAfter, dueBefore]);
  const after = asMoment(dueAfterField.label, dueAfter, timezone);
  const before = asMoment(dueBeforeField.label, dueBefore, timezone);
  return (task) =>
    (assignedTo === undefined || task.assignedTo === assignedTo) &&
    (status === undefined || (status === 'overdue' ? task.overdue : task.status === status)) &&
    [task.title, task.notes].some((part = '') => part.toLowerCase().includes(words)) &&
    (after === undefined || (task.dueDate !== undefined && dueTime(task) >= after)) &&
    (before === undefined || (task.dueDate !== undefined && dueTime(task) <= before));
};

export interface FoundTask {
  row: WireTask;
  matchedBy: 'taskId' | 'title';
  matchCount: number;
}

/**
 * The task of a contact that has this id, or else one with this title, in capital or small letters: of
 * several the open one that is due first.
 */
export const findOneTask = async (
  ghl: Ghl,
  contactId: string,
  { taskId, title }: { taskId: string | undefined; title: string | undefined },
): Promise<FoundTask | undefined> => {
  const known = taskId ? await findTaskById(ghl, contactId, taskId) : undefined;
  if (known) return { row: known, matchedBy: 'taskId', matchCount: 1 };
  if (!title) return undefined;
  const rows = (await undefinedIfNotFound(() => listContactTasks(ghl, contactId))) ?? [];
  const matches = rows.filter((row) => lettersOf(row.title ?? '') === lettersOf(title));
  const [row] = openOnesFirst(matches);
  return row && { row, matchedBy: 'title', matchCount: matches.length };
};

const lettersOf = (title: string): string => title.trim().toLowerCase();
