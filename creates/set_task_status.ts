import { defineInputFields } from 'zapier-platform-core';

import { setTaskCompleted } from '../lib/ghl/tasks.ts';
import {
  TASK_LABELS,
  TASK_STATUSES,
  taskOutputFields,
  taskSample,
} from '../lib/protiv/task/record.ts';
import { requiredChoice } from '../lib/protiv/values/choices.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import { changeTask } from '../lib/zapier/task/changing.ts';
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
  perform: async (run) => {
    const status = requiredChoice(TASK_LABELS.status, run.input.status, TASK_STATUSES);
    const completed = status === 'completed';
    return changeTask(run, { completed }, (contactId, taskId) =>
      setTaskCompleted(run.ghl, contactId, taskId, completed),
    );
  },
  sample: { ...taskSample, status: 'completed', changed: ['status'], ignoredFields: [] },
  outputFields: [...taskOutputFields, changedOutput, ignoredFieldsOutput],
});
