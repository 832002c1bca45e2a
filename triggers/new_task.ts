import { defineInputFields } from 'zapier-platform-core';

import type { WireTask } from '../lib/ghl/schemas/task.ts';
import { taskOutputFields, taskSample } from '../lib/protiv/task/record.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { newTaskHook } from '../lib/zapier/task/hooks.ts';
import { slimTask } from '../lib/zapier/task/hydration.ts';
import { readTaskFilter, taskFilterFields } from '../lib/zapier/task/input-fields.ts';
import { addedAt, isCompleted, pollTasks } from '../lib/zapier/task/polls.ts';

export default contactRecordTrigger({
  key: 'new_task',
  noun: 'Task',
  label: 'New Task',
  description: 'Triggers when a new task is created.',
  inputFields: defineInputFields([
    ...taskFilterFields,
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Covers open tasks: a task that is completed within minutes, before Zapier has seen it, does not trigger the Zap. With thousands of open tasks, a new one may be found only at one of the next checks.',
    },
  ]),
  dedupeBy: ['id'],
  poll: async (run) => {
    const known = await readTaskFilter(run, run.input);
    const search = { ...known, completed: false };
    const concerns = (task: WireTask): boolean => !isCompleted(task);
    // A completed task that is reopened is not new.
    return pollTasks(run, { search, since: addedAt, by: 'dateAdded', concerns, known });
  },
  hook: newTaskHook,
  slim: slimTask,
  sample: taskSample,
  outputFields: taskOutputFields,
});
