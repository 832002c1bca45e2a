import { defineInputFields, defineSearch } from 'zapier-platform-core';
import type { Bundle, InferInputData, SearchPerform, ZObject } from 'zapier-platform-core';

import { orAbsent } from '../lib/ghl/client/not-found.ts';
import { Ghl } from '../lib/ghl/client/client.ts';
import { findTaskById, listContactTasks } from '../lib/ghl/tasks.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { asLine, requiredLine } from '../lib/protiv/values/input.ts';
import { TASK_LABELS } from '../lib/protiv/task/changes.ts';
import { taskOutputFields, taskSample, toTask } from '../lib/protiv/task/record.ts';
import { contactIdField } from '../lib/zapier/contact/input-fields.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { taskIdField } from '../lib/zapier/task/input-fields.ts';
import { byDueDate } from '../lib/zapier/task/order.ts';

const inputFields = defineInputFields([
  contactIdField,
  {
    key: 'title',
    label: TASK_LABELS.title,
    helpText:
      'Fill in this or Task. The whole title, in capital or small letters; of several tasks, the open one that is due first is taken.',
  },
  {
    ...taskIdField,
    helpText:
      'Fill in this or Title. If both are filled in, the title is searched for only if there is no such task.',
  },
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const taskId = asLine('Task', bundle.inputData.taskId);
  const title = asLine(TASK_LABELS.title, bundle.inputData.title)?.toLowerCase();
  if (!taskId && !title) throw new InvalidInputError('Fill in a Title or a Task to search by.');

  const known = taskId ? await findTaskById(ghl, contactId, taskId) : undefined;
  if (known) return [{ ...toTask(known), matchedBy: 'taskId', matchCount: 1 }];
  if (!title) return [];
  const rows = (await orAbsent(() => listContactTasks(ghl, contactId))) ?? [];
  const matches = rows
    .map((row) => toTask(row))
    .filter((task) => task.title?.trim().toLowerCase() === title)
    .toSorted(
      (a, b) =>
        Number(a.status === 'completed') - Number(b.status === 'completed') || byDueDate(a, b),
    );
  const [task] = matches;
  return task ? [{ ...task, matchedBy: 'title', matchCount: matches.length }] : [];
}) satisfies SearchPerform<Input>;

export default defineSearch({
  key: 'find_task',
  noun: 'Task',
  display: {
    label: 'Find Task',
    description: 'Finds a task of a contact by title or ID.',
  },
  operation: {
    inputFields,
    perform,
    sample: { ...taskSample, matchedBy: 'title', matchCount: 1 },
    outputFields: [
      ...taskOutputFields,
      { key: 'matchedBy', label: 'Matched By', type: 'string' },
      { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
    ],
  },
});
