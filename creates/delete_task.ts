import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { deleteTask } from '../lib/ghl/tasks.ts';
import { deleteOnce } from '../lib/ghl/client/idempotent-write.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import {
  deletionMessage,
  deletionMessageOutput,
  deletionOutput,
  deletionWarning,
} from '../lib/zapier/fields/deletion.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { taskIdField } from '../lib/zapier/task/input-fields.ts';

const inputFields = defineInputFields([
  contactIdField,
  { ...taskIdField, required: true },
  deletionWarning('task'),
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const taskId = requiredLine('Task', bundle.inputData.taskId);
  const wasDeleted = await deleteOnce(ghl, () => deleteTask(ghl, contactId, taskId));
  const message = deletionMessage('task', wasDeleted);
  return { id: taskId, taskId, contactId, wasDeleted, message };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'delete_task',
  noun: 'Task',
  display: {
    label: 'Delete Task',
    description: 'Deletes a task of a contact, for good.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
    sample: {
      id: 'lJpzYrWdpkC2hX6t2yue',
      taskId: 'lJpzYrWdpkC2hX6t2yue',
      contactId: 'ocQHyuzHvysMo5N5VsXc',
      wasDeleted: true,
      message: deletionMessage('task', true),
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string' },
      { key: 'taskId', label: 'Task ID', type: 'string' },
      { key: 'contactId', label: 'Contact ID', type: 'string' },
      deletionOutput,
      deletionMessageOutput,
    ],
  },
});
