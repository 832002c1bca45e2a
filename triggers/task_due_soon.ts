import { defineInputFields } from 'zapier-platform-core';

import { taskOutputFields, taskSample } from '../lib/protiv/task/record.ts';
import { asWholeNumber } from '../lib/protiv/values/numbers.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { LARGEST_AMOUNT, movedBy, timeUnitField } from '../lib/zapier/fields/time-span.ts';
import { FIRE_WINDOW_MS } from '../lib/zapier/platform/poll-windows.ts';
import { pollDueTasks } from '../lib/zapier/task/due-polls.ts';
import { slimTask } from '../lib/zapier/task/hydration.ts';
import { readTaskFilter, taskFilterFields } from '../lib/zapier/task/input-fields.ts';

const LABEL = 'Time Before Due Date';
const DEFAULT_AMOUNT = 24;

export default contactRecordTrigger({
  key: 'task_due_soon',
  noun: 'Task',
  label: 'Task Due Soon',
  description: 'Triggers when an open task comes close to its due date.',
  inputFields: defineInputFields([
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
  ]),
  dedupeBy: ['id', 'dueDate'],
  poll: async (run) => {
    const { timeBefore, timeUnit, ...filter } = run.input;
    const bounds = { least: 1, most: LARGEST_AMOUNT, otherwise: DEFAULT_AMOUNT };
    const amount = asWholeNumber(LABEL, timeBefore, bounds);
    const noticeFor = await movedBy(run, -amount, timeUnit);
    return pollDueTasks(run, await readTaskFilter(run, filter), (due, now) =>
      // A date that passed since the last poll still deserves its notice; one long gone does not.
      now - due < FIRE_WINDOW_MS ? noticeFor(due) : undefined,
    );
  },
  slim: slimTask,
  sample: taskSample,
  outputFields: taskOutputFields,
});
