import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { taskSample } from '../lib/protiv/task/record.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
import { fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { FIRE_WINDOW_MS } from '../lib/zapier/contact/polls.ts';
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

const LABEL = 'Time Before Due Date';
const DEFAULT_AMOUNT = 24;

const inputFields = defineInputFields([
  {
    key: 'timeBefore',
    label: LABEL,
    type: 'integer',
    required: true,
    default: String(DEFAULT_AMOUNT),
    helpText: 'How long before its due date a task triggers, in the unit below.',
  },
  { ...timeUnitField, required: true },
  ...taskFilterFields,
  {
    key: 'limits',
    type: 'copy',
    helpText:
      'Triggers once for each due date, and again if the date is moved. Tasks that are already due soon when you turn the Zap on do not trigger it.',
  },
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const { timeBefore, timeUnit, ...filter } = bundle.inputData;
  const bounds = { least: 1, most: LARGEST_AMOUNT, otherwise: DEFAULT_AMOUNT };
  const amount = asWholeNumber(LABEL, timeBefore, bounds);
  const noticeFor = await mover(z, ghl, -amount, timeUnit);
  const search = { ...taskFilter(filter), completed: false };
  const tasks = await pollDueTasks(ghl, bundle.meta, search, (due, now) =>
    // A date that passed since the last poll still deserves its notice; one long gone does not.
    now - due < FIRE_WINDOW_MS ? noticeFor(due) : undefined,
  );
  if (bundle.meta.isPopulatingDedupe) return tasks.map(({ id, dueDate }) => ({ id, dueDate }));
  return fitted(ghl, tasks, slimTask(z));
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'task_due_soon',
  noun: 'Task',
  display: {
    label: 'Task Due Soon',
    description: 'Triggers when an open task comes close to its due date.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: taskSample,
    outputFields: dueTaskOutput,
  },
});
