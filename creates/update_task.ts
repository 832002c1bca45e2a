import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { getTask, updateTask } from '../lib/ghl/tasks.ts';
import { writeTwice } from '../lib/ghl/client/idempotent-write.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { changedTaskFields, ignoredTaskFields } from '../lib/protiv/task/changes.ts';
import { taskOutputFields, taskSample, toTask } from '../lib/protiv/task/record.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import {
  dueDateField,
  taskBody,
  taskDetailFields,
  taskIdField,
  titleField,
} from '../lib/zapier/task/input-fields.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';

const inputFields = defineInputFields([
  contactIdField,
  { ...taskIdField, required: true },
  titleField,
  dueDateField,
  ...taskDetailFields,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const taskId = requiredLine('Task', bundle.inputData.taskId);
  const body = await taskBody(z, ghl, bundle.inputData);

  const current = await getTask(ghl, contactId, taskId);
  const changed = changedTaskFields(current, body);
  if (changed.length === 0) return { ...toTask(current), changed, ignoredFields: [] };

  const updated = await writeTwice(ghl, () => updateTask(ghl, contactId, taskId, body));
  return { ...toTask(updated), changed, ignoredFields: ignoredTaskFields(body, updated) };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'update_task',
  noun: 'Task',
  display: {
    label: 'Update Task',
    description:
      'Updates the fields of a task that you fill in, and leaves the others as they are.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
    sample: { ...taskSample, changed: ['dueDate'], ignoredFields: [] },
    outputFields: [...taskOutputFields, changedOutput, ignoredFieldsOutput],
  },
});
