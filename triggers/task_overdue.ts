import { defineInputFields } from 'zapier-platform-core';

import { taskOutputFields, taskSample } from '../lib/protiv/task/record.ts';
import { asWholeNumber } from '../lib/protiv/values/numbers.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { LARGEST_AMOUNT, movedBy, timeUnitField } from '../lib/zapier/fields/time-span.ts';
import { pollDueTasks } from '../lib/zapier/task/due-polls.ts';
import { slimTask } from '../lib/zapier/task/hydration.ts';
import { readTaskFilter, taskFilterFields } from '../lib/zapier/task/input-fields.ts';

const LABEL = 'Time After Due Date';

export default contactRecordTrigger({
  key: 'task_overdue',
  noun: 'Task',
  label: 'Task Overdue',
  description: 'Triggers when an open task is past its due date.',
  inputFields: defineInputFields([
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
  ]),
  dedupeBy: ['id', 'dueDate'],
  poll: async (run) => {
    const { timeAfter, timeUnit, ...filter } = run.input;
    const bounds = { least: 0, most: LARGEST_AMOUNT, otherwise: 0 };
    const amount = asWholeNumber(LABEL, timeAfter, bounds);
    const overdueFrom = await movedBy(run, amount, timeUnit);
    return pollDueTasks(run, await readTaskFilter(run, filter), overdueFrom);
  },
  slim: slimTask,
  sample: { ...taskSample, overdue: true },
  outputFields: taskOutputFields,
});
