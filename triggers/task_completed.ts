import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { taskOutputFields, taskSample, toTask } from '../lib/protiv/task/record.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
import { fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { taskFilter, taskFilterFields } from '../lib/zapier/task/input-fields.ts';
import { pollTasks, updatedAt } from '../lib/zapier/task/polls.ts';
import { slimTask } from '../lib/zapier/platform/whole-records.ts';

const inputFields = defineInputFields([
  ...taskFilterFields,
  {
    key: 'limits',
    type: 'copy',
    helpText:
      'Triggers once for each task: if it is reopened and completed again, it does not trigger again.',
  },
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const search = { ...taskFilter(bundle.inputData), completed: true };
  const tasks = await pollTasks(ghl, bundle.meta, { search, since: updatedAt });
  if (bundle.meta.isPopulatingDedupe) return tasks.map(({ id }) => ({ id }));
  const rows = tasks.map((task) => toTask(task));
  return fitted(ghl, rows, slimTask(z));
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'task_completed',
  noun: 'Task',
  display: {
    label: 'Task Completed',
    description: 'Triggers when a task is completed.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: { ...taskSample, status: 'completed' },
    outputFields: taskOutputFields,
  },
});
