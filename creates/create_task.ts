import { defineInputFields } from 'zapier-platform-core';

import type { Ghl } from '../lib/ghl/client/client.ts';
import { idempotentCreate } from '../lib/ghl/client/idempotent-write.ts';
import type { TaskBody, WireTask } from '../lib/ghl/schemas/task.ts';
import { createTask, listContactTasks, taskPages } from '../lib/ghl/tasks.ts';
import { ignoredTaskFields, isSameTask } from '../lib/protiv/task/changes.ts';
import { TASK_LABELS, taskOutputFields, taskSample, toTask } from '../lib/protiv/task/record.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { ignoreRepeatsField, isWithin, repeatWindow } from '../lib/zapier/fields/repeats.ts';
import { ignoredFieldsOutput, wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import {
  dueDateField,
  taskBody,
  taskDetailFields,
  titleField,
} from '../lib/zapier/task/input-fields.ts';

/**
 * The same task, made a short while ago. A contact's tasks do not say when they were added; task
 * search does, and what it does not list yet has just been made, for it lags behind writes.
 */
const findRepeated = async (
  ghl: Ghl,
  contactId: string,
  tasks: readonly WireTask[],
  body: TaskBody,
  windowMs: number,
): Promise<WireTask | undefined> => {
  const same = tasks.filter((task) => isSameTask(task, body));
  if (windowMs === 0 || same.length === 0) return undefined;
  const dates = new Map<string, WireTask['dateAdded']>();
  for await (const page of taskPages(ghl, { contactId })) {
    for (const { id, dateAdded } of page.tasks) dates.set(id, dateAdded);
    if (same.every(({ id }) => dates.has(id))) break;
  }
  return same.find(({ id }) => isWithin(windowMs, dates.get(id)));
};

export default createOperation({
  key: 'create_task',
  noun: 'Task',
  label: 'Create Task',
  description: 'Creates a new task for a contact.',
  inputFields: defineInputFields([
    contactIdField,
    { ...titleField, required: true },
    { ...dueDateField, required: true },
    ...taskDetailFields,
    ignoreRepeatsField('an identical task that is still open'),
  ]),
  lock: contactLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    requiredLine(TASK_LABELS.title, input.title);
    requiredLine(TASK_LABELS.dueDate, input.dueDate);
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);
    const body = { completed: false, ...(await taskBody(run, input)) };

    const before = await listContactTasks(ghl, contactId);
    const repeated = await findRepeated(ghl, contactId, before, body, windowMs);
    if (repeated) return { ...toTask(repeated), wasCreated: false, ignoredFields: [] };

    const known = new Set(before.map(({ id }) => id));
    const created = await idempotentCreate(
      ghl,
      () => createTask(ghl, contactId, body),
      async () => {
        const after = await listContactTasks(ghl, contactId);
        return after.find((task) => !known.has(task.id) && isSameTask(task, body));
      },
    );
    return {
      ...toTask(created),
      wasCreated: true,
      ignoredFields: ignoredTaskFields(body, created),
    };
  },
  sample: { ...taskSample, wasCreated: true },
  outputFields: [...taskOutputFields, wasCreatedOutput, ignoredFieldsOutput],
});
