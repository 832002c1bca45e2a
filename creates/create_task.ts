import { defineInputFields } from 'zapier-platform-core';

import { TASK_LABELS, taskOutputFields, taskSample } from '../lib/protiv/task/record.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { ignoreRepeatsField, repeatWindow } from '../lib/zapier/fields/repeats.ts';
import { ignoredFieldsOutput, wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import { createTaskOnce } from '../lib/zapier/task/creation.ts';
import {
  dueDateField,
  taskBody,
  taskDetailFields,
  titleField,
} from '../lib/zapier/task/input-fields.ts';
import { toOneTask } from '../lib/zapier/task/output.ts';

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
    const contactId = requiredId('Contact', input.contactId);
    requiredLine(TASK_LABELS.title, input.title);
    requiredLine(TASK_LABELS.dueDate, input.dueDate);
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);
    const body = { completed: false, ...(await taskBody(run, input)) };
    const { task, ...outcome } = await createTaskOnce(ghl, contactId, body, windowMs);
    return { ...(await toOneTask(run, task)), ...outcome };
  },
  sample: { ...taskSample, wasCreated: true },
  outputFields: [...taskOutputFields, wasCreatedOutput, ignoredFieldsOutput],
});
