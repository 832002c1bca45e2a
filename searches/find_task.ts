import { defineInputFields } from 'zapier-platform-core';

import { TASK_LABELS, taskOutputFields, taskSample } from '../lib/protiv/task/record.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { asLine, requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField } from '../lib/zapier/contact/input-fields.ts';
import { isAnyFilterEmpty } from '../lib/zapier/fields/filters.ts';
import { wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { taskIdField } from '../lib/zapier/task/input-fields.ts';
import { toOneTask } from '../lib/zapier/task/output.ts';
import { findOneTask } from '../lib/zapier/task/search.ts';

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
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    const taskId = asLine('Task', input.taskId);
    const title = asLine(TASK_LABELS.title, input.title);
    if (!taskId && !title) {
      if (isAnyFilterEmpty(run, ['title', 'taskId'])) return [];
      throw new InvalidInputError('Fill in a Title or a Task to search by.');
    }
    const found = await findOneTask(ghl, contactId, { taskId, title });
    if (!found) return [];
    const { row, ...how } = found;
    // A Zap that finds or creates a task can tell the two apart.
    return [{ ...(await toOneTask(run, row)), ...how, wasCreated: false }];
  },
  sample: { ...taskSample, matchedBy: 'title', matchCount: 1, wasCreated: false },
  outputFields: [
    ...taskOutputFields,
    { key: 'matchedBy', label: 'Matched By', type: 'string' },
    { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
    wasCreatedOutput,
  ],
});
