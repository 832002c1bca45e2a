import { defineInputFields } from 'zapier-platform-core';

import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { getTask, updateTask } from '../lib/ghl/tasks.ts';
import { changedTaskFields, ignoredTaskFields } from '../lib/protiv/task/changes.ts';
import { taskOutputFields, taskSample, toTask } from '../lib/protiv/task/record.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
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
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    const taskId = requiredLine('Task', input.taskId);
    const body = await taskBody(run, input);

    const current = await getTask(ghl, contactId, taskId);
    const changed = changedTaskFields(current, body);
    if (changed.length === 0) return { ...toTask(current), changed, ignoredFields: [] };

    const updated = await retryOnUnknownOutcome(ghl, () =>
      updateTask(ghl, contactId, taskId, body),
    );
    return { ...toTask(updated), changed, ignoredFields: ignoredTaskFields(body, updated) };
  },
  sample: { ...taskSample, changed: ['dueDate'], ignoredFields: [] },
  outputFields: [...taskOutputFields, changedOutput, ignoredFieldsOutput],
});
