import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { taskSample } from '../lib/protiv/task/record.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
import { fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import {
  LARGEST_AMOUNT,
  dueTaskOutput,
  mover,
  pollDueTasks,
  timeUnitField,
} from '../lib/zapier/task/due-polls.ts';
import { taskFilter, taskFilterFields } from '../lib/zapier/task/input-fields.ts';
import { asWholeNumber } from '../lib/zapier/fields/whole-number.ts';
import { slimTask } from '../lib/zapier/platform/whole-records.ts';

const LABEL = 'Time After Due Date';

const inputFields = defineInputFields([
  {
    key: 'timeAfter',
    label: LABEL,
    type: 'integer',
    default: '0',
    helpText:
      'How long a task has to be overdue, in the unit below. `0` triggers as soon as its due date has passed.',
  },
  timeUnitField,
  ...taskFilterFields,
  {
    key: 'limits',
    type: 'copy',
    helpText:
      'Triggers once for each due date, and again if the date is moved. Tasks that are already overdue when you turn the Zap on do not trigger it.',
  },
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const { timeAfter, timeUnit, ...filter } = bundle.inputData;
  const bounds = { least: 0, most: LARGEST_AMOUNT, otherwise: 0 };
  const amount = asWholeNumber(LABEL, timeAfter, bounds);
  const overdueFrom = await mover(z, ghl, amount, timeUnit);
  const search = { ...taskFilter(filter), completed: false };
  const tasks = await pollDueTasks(ghl, bundle.meta, search, overdueFrom);
  if (bundle.meta.isPopulatingDedupe) return tasks.map(({ id, dueDate }) => ({ id, dueDate }));
  return fitted(ghl, tasks, slimTask(z));
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'task_overdue',
  noun: 'Task',
  display: {
    label: 'Task Overdue',
    description: 'Triggers when an open task is past its due date.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: { ...taskSample, overdue: true },
    outputFields: dueTaskOutput,
  },
});
