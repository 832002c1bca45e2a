import { defineInputFields } from 'zapier-platform-core';

import { updateTask } from '../lib/ghl/tasks.ts';
import { taskOutputFields, taskSample } from '../lib/protiv/task/record.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import { changeTask } from '../lib/zapier/task/changing.ts';
import {
  dueDateField,
  taskBody,
  taskDetailFields,
  taskIdField,
  titleField,
} from '../lib/zapier/task/input-fields.ts';

export default createOperation({
  key: 'update_task',
  noun: 'Task',
  label: 'Update Task',
  description: 'Updates the fields of a task that you fill in, and leaves the others as they are.',
  inputFields: defineInputFields([
    contactIdField,
    { ...taskIdField, required: true },
    titleField,
    dueDateField,
    ...taskDetailFields,
  ]),
  lock: contactLock,
  perform: async (run) => {
    const body = await taskBody(run, run.input);
    return changeTask(run, body, (contactId, taskId) =>
      updateTask(run.ghl, contactId, taskId, body),
    );
  },
  sample: { ...taskSample, changed: ['dueDate'], ignoredFields: [] },
  outputFields: [...taskOutputFields, changedOutput, ignoredFieldsOutput],
});
