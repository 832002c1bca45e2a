import { defineInputFields } from 'zapier-platform-core';

import { undefinedIfNotFound } from '../lib/ghl/client/not-found.ts';
import { findTaskById, listContactTasks } from '../lib/ghl/tasks.ts';
import { TASK_LABELS, taskOutputFields, taskSample, toTask } from '../lib/protiv/task/record.ts';
import { asLine, requiredLine } from '../lib/protiv/values/input.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { contactIdField } from '../lib/zapier/contact/input-fields.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { taskIdField } from '../lib/zapier/task/input-fields.ts';
import { byDueDate } from '../lib/zapier/task/order.ts';

export default searchOperation({
  key: 'find_task',
  noun: 'Task',
  label: 'Find Task',
  description: 'Finds a task of a contact by title or ID.',
  inputFields: defineInputFields([
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
  ]),
  perform: async ({ ghl, input }) => {
    const contactId = requiredLine('Contact', input.contactId);
    const taskId = asLine('Task', input.taskId);
    const title = asLine(TASK_LABELS.title, input.title)?.toLowerCase();
    if (!taskId && !title) throw new InvalidInputError('Fill in a Title or a Task to search by.');

    const known = taskId ? await findTaskById(ghl, contactId, taskId) : undefined;
    if (known) return [{ ...toTask(known), matchedBy: 'taskId', matchCount: 1 }];
    if (!title) return [];
    const rows = (await undefinedIfNotFound(() => listContactTasks(ghl, contactId))) ?? [];
    const matches = rows
      .map((row) => toTask(row))
      .filter((task) => task.title?.trim().toLowerCase() === title)
      .toSorted(
        (a, b) =>
          Number(a.status === 'completed') - Number(b.status === 'completed') || byDueDate(a, b),
      );
    const [task] = matches;
    return task ? [{ ...task, matchedBy: 'title', matchCount: matches.length }] : [];
  },
  sample: { ...taskSample, matchedBy: 'title', matchCount: 1 },
  outputFields: [
    ...taskOutputFields,
    { key: 'matchedBy', label: 'Matched By', type: 'string' },
    { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
  ],
});
