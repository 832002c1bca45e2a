import { defineInputFields } from 'zapier-platform-core';

import { idempotentDelete } from '../lib/ghl/client/idempotent-write.ts';
import { deleteTask } from '../lib/ghl/tasks.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { deletionOutput, deletionResult, deletionWarning } from '../lib/zapier/fields/deletion.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import { taskIdField } from '../lib/zapier/task/input-fields.ts';

export default createOperation({
  key: 'delete_task',
  noun: 'Task',
  label: 'Delete Task',
  description: 'Deletes a task of a contact, for good.',
  inputFields: defineInputFields([
    contactIdField,
    { ...taskIdField, required: true },
    deletionWarning('task'),
  ]),
  lock: contactLock,
  perform: async ({ ghl, input }) => {
    const contactId = requiredLine('Contact', input.contactId);
    const taskId = requiredLine('Task', input.taskId);
    const wasDeleted = await idempotentDelete(ghl, () => deleteTask(ghl, contactId, taskId));
    return deletionResult('task', { taskId, contactId }, wasDeleted);
  },
  ...deletionOutput('task', { taskId: 'lJpzYrWdpkC2hX6t2yue', contactId: 'ocQHyuzHvysMo5N5VsXc' }),
});
