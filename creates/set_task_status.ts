import { defineInputFields } from 'zapier-platform-core';

import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { getTask, setTaskCompleted } from '../lib/ghl/tasks.ts';
import { changedTaskFields, ignoredTaskFields } from '../lib/protiv/task/changes.ts';
import { TASK_LABELS, TASK_STATUSES, taskOutputFields, taskSample, toTask } from '../lib/protiv/task/record.ts';
import { requiredChoice, requiredLine } from '../lib/protiv/values/input.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import { taskIdField } from '../lib/zapier/task/input-fields.ts';

export default createOperation({
  key: 'set_task_status',
  noun: 'Task',
  label: 'Complete or Reopen Task',
  description: 'Completes a task, or reopens one that was completed.',
  inputFields: defineInputFields([
    contactIdField,
    { ...taskIdField, required: true },
    {
      key: 'status',
      label: TASK_LABELS.status,
      required: true,
      default: 'completed',
      choices: TASK_STATUSES,
    },
  ]),
  lock: contactLock,
  perform: async ({ ghl, input }) => {
    const contactId = requiredLine('Contact', input.contactId);
    const taskId = requiredLine('Task', input.taskId);
    const status = requiredChoice(TASK_LABELS.status, input.status, TASK_STATUSES);
    const completed = status === 'completed';

    const current = await getTask(ghl, contactId, taskId);
    const changed = changedTaskFields(current, { completed });
    const task =
      changed.length > 0
        ? await retryOnUnknownOutcome(ghl, () =>
            setTaskCompleted(ghl, contactId, taskId, completed),
          )
        : current;
    return { ...toTask(task), changed, ignoredFields: ignoredTaskFields({ completed }, task) };
  },
  sample: { ...taskSample, status: 'completed', changed: ['status'], ignoredFields: [] },
  outputFields: [...taskOutputFields, changedOutput, ignoredFieldsOutput],
});
