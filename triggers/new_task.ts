import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { taskOutputFields, taskSample, toTask } from '../lib/protiv/task/record.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
import { fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { taskFilter, taskFilterFields } from '../lib/zapier/task/input-fields.ts';
import { addedAt, pollTasks } from '../lib/zapier/task/polls.ts';
import { slimTask } from '../lib/zapier/platform/whole-records.ts';

const inputFields = defineInputFields([
  ...taskFilterFields,
  {
    key: 'limits',
    type: 'copy',
    helpText:
      'Covers open tasks: a task that is completed within minutes, before Zapier has seen it, does not trigger the Zap.',
  },
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const search = { ...taskFilter(bundle.inputData), completed: false };
  const tasks = await pollTasks(ghl, bundle.meta, { search, since: addedAt });
  if (bundle.meta.isPopulatingDedupe) return tasks.map(({ id }) => ({ id }));
  const rows = tasks.map((task) => toTask(task));
  return fitted(ghl, rows, slimTask(z));
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'new_task',
  noun: 'Task',
  display: {
    label: 'New Task',
    description: 'Triggers when a new task is created.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: taskSample,
    outputFields: taskOutputFields,
  },
});
