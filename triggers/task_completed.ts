import { defineInputFields } from 'zapier-platform-core';

import { taskOutputFields, taskSample } from '../lib/protiv/task/record.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { completedTaskHook } from '../lib/zapier/task/hooks.ts';
import { slimTask } from '../lib/zapier/task/hydration.ts';
import { readTaskFilter, taskFilterFields } from '../lib/zapier/task/input-fields.ts';
import { isCompleted, pollTasks, updatedAt } from '../lib/zapier/task/polls.ts';

export default contactRecordTrigger({
  key: 'task_completed',
  noun: 'Task',
  label: 'Task Completed',
  description: 'Triggers when a task is completed.',
  inputFields: defineInputFields([
    ...taskFilterFields,
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Triggers once for each task: if it is reopened and completed again, it does not trigger again. With thousands of completed tasks, one may be found a little later. With more than 20,000, tasks from before you turned the Zap on may not trigger it.',
    },
  ]),
  dedupeBy: ['id'],
  poll: async (run) => {
    const search = { ...(await readTaskFilter(run, run.input)), completed: true };
    return pollTasks(run, {
      search,
      since: updatedAt,
      by: 'dateUpdated',
      concerns: isCompleted,
      isUndated: true,
    });
  },
  hook: completedTaskHook,
  slim: slimTask,
  sample: { ...taskSample, status: 'completed' },
  outputFields: taskOutputFields,
});
