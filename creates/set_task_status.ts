import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { getTask, setTaskCompleted } from '../lib/ghl/tasks.ts';
import { writeTwice } from '../lib/ghl/client/idempotent-write.ts';
import { requiredChoice, requiredLine } from '../lib/protiv/values/input.ts';
import { TASK_LABELS, changedTaskFields, ignoredTaskFields } from '../lib/protiv/task/changes.ts';
import { TASK_STATUSES, taskOutputFields, taskSample, toTask } from '../lib/protiv/task/record.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { taskIdField } from '../lib/zapier/task/input-fields.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';

const inputFields = defineInputFields([
  contactIdField,
  { ...taskIdField, required: true },
  {
    key: 'status',
    label: TASK_LABELS.status,
    required: true,
    default: 'completed',
    choices: TASK_STATUSES,
  },
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const { inputData } = bundle;
  const contactId = requiredLine('Contact', inputData.contactId);
  const taskId = requiredLine('Task', inputData.taskId);
  const status = requiredChoice(TASK_LABELS.status, inputData.status, TASK_STATUSES);
  const completed = status === 'completed';

  const current = await getTask(ghl, contactId, taskId);
  const changed = changedTaskFields(current, { completed });
  const task =
    changed.length > 0
      ? await writeTwice(ghl, () => setTaskCompleted(ghl, contactId, taskId, completed))
      : current;
  return { ...toTask(task), changed, ignoredFields: ignoredTaskFields({ completed }, task) };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'set_task_status',
  noun: 'Task',
  display: {
    label: 'Complete or Reopen Task',
    description: 'Completes a task, or reopens one that was completed.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
    sample: { ...taskSample, status: 'completed', changed: ['status'], ignoredFields: [] },
    outputFields: [...taskOutputFields, changedOutput, ignoredFieldsOutput],
  },
});
