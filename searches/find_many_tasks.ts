import { defineInputFields } from 'zapier-platform-core';

import type { Ghl } from '../lib/ghl/client/client.ts';
import { undefinedIfNotFound } from '../lib/ghl/client/not-found.ts';
import { listContactTasks } from '../lib/ghl/tasks.ts';
import { TASK_LABELS } from '../lib/protiv/task/changes.ts';
import { taskOutputFields, taskSample, toTask } from '../lib/protiv/task/record.ts';
import type { Task } from '../lib/protiv/task/schema.ts';
import { asChoice, asLine, asMoment } from '../lib/protiv/values/input.ts';
import { foundMany, manyOutput } from '../lib/zapier/fields/found-many.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { TIME_ZONE_NOTE } from '../lib/zapier/fields/time-zone-note.ts';
import { timezoneFor } from '../lib/zapier/location/location.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import type { Context, InputOf } from '../lib/zapier/platform/run.ts';
import { taskFilter, taskFilterFields } from '../lib/zapier/task/input-fields.ts';
import { byDueDate, dueTime } from '../lib/zapier/task/order.ts';
import { readTasks } from '../lib/zapier/task/reading.ts';
import type { TasksRead } from '../lib/zapier/task/reading.ts';

const STATUSES = { open: 'Open', overdue: 'Open and overdue', completed: 'Completed' } as const;

const QUERY_LABEL = 'Search Text';

const inputFields = defineInputFields([
  ...taskFilterFields,
  { key: 'status', label: TASK_LABELS.status, choices: STATUSES },
  { key: 'dueAfter', label: 'Due After', type: 'datetime', helpText: TIME_ZONE_NOTE },
  { key: 'dueBefore', label: 'Due Before', type: 'datetime', helpText: TIME_ZONE_NOTE },
  {
    key: 'query',
    label: QUERY_LABEL,
    helpText: 'Only tasks whose title or notes contain this text, in capital or small letters.',
  },
  limitField('Tasks', 'The task that is due first comes first.'),
]);

const TASKS = { key: 'tasks', nouns: 'Tasks', fields: taskOutputFields, filled: ['overdue'] };

type Input = InputOf<typeof inputFields>;

export default searchOperation({
  key: 'find_many_tasks',
  noun: 'Task',
  label: 'Find Many Tasks',
  description: 'Finds all tasks that match the filters, as line items.',
  inputFields,
  perform: async (run) => {
    const { ghl, input } = run;
    const limit = asLimit('Tasks', input.limit);
    const matches = await taskConditions(run, input);
    const { tasks: rows, complete } = await readCandidates(ghl, input);
    const found = rows
      .map((row) => toTask(row))
      .filter(matches)
      .toSorted(byDueDate);
    if (found.length === 0) return [];
    const counts = { id: ghl.locationId, matchCount: found.length, complete };
    return [{ ...foundMany(ghl, TASKS, found.slice(0, limit), counts), allTasksRead: complete }];
  },
  sample: {
    id: 've9EPM428h8vShlRW1KT',
    count: 1,
    matchCount: 1,
    complete: true,
    allTasksRead: true,
    tasks: [taskSample],
  },
  outputFields: [
    ...manyOutput(TASKS),
    { key: 'allTasksRead', label: 'All Tasks Were Searched', type: 'boolean' },
  ],
});

/** A contact's own list does not lag behind writes; for all contacts there is only task search. */
const readCandidates = async (ghl: Ghl, input: Input): Promise<TasksRead> => {
  const { contactId, assignedTo } = taskFilter(input);
  if (contactId === undefined) {
    const status = asStatus(input.status);
    return readTasks(ghl, {
      assignedTo,
      completed: status === undefined ? undefined : status === 'completed',
    });
  }
  return {
    tasks: (await undefinedIfNotFound(() => listContactTasks(ghl, contactId))) ?? [],
    complete: true,
  };
};

/** What is filled in of the conditions that HighLevel cannot check, or not on every route. */
const taskConditions = async (run: Context, input: Input): Promise<(task: Task) => boolean> => {
  const { assignedTo } = taskFilter(input);
  const status = asStatus(input.status);
  const words = asLine(QUERY_LABEL, input.query)?.toLowerCase() ?? '';
  const { after, before } = await dueRange(run, input);
  return (task) =>
    (assignedTo === undefined || task.assignedTo === assignedTo) &&
    (status === undefined || (status === 'overdue' ? task.overdue : task.status === status)) &&
    [task.title, task.notes].some((part = '') => part.toLowerCase().includes(words)) &&
    (after === undefined || (task.dueDate !== undefined && dueTime(task) >= after)) &&
    (before === undefined || (task.dueDate !== undefined && dueTime(task) <= before));
};

const asStatus = (value: unknown): keyof typeof STATUSES | undefined =>
  asChoice(TASK_LABELS.status, value, STATUSES);

/** The range of due dates; what is written without a zone is read in the location's. */
const dueRange = async (
  run: Context,
  { dueAfter, dueBefore }: Input,
): Promise<{ after?: number | undefined; before?: number | undefined }> => {
  const timezone = await timezoneFor(run, [dueAfter, dueBefore]);
  return {
    after: asMoment('Due After', dueAfter, timezone),
    before: asMoment('Due Before', dueBefore, timezone),
  };
};
