import { defineInputFields } from 'zapier-platform-core';

import { taskOutputFields, taskSample } from '../lib/protiv/task/record.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { hashOutput } from '../lib/zapier/fields/hash-output.ts';
import { pollChangedTasks } from '../lib/zapier/task/changed-polls.ts';
import { slimTask } from '../lib/zapier/task/hydration.ts';
import { readTaskFilter, taskFilterFields } from '../lib/zapier/task/input-fields.ts';

export default contactRecordTrigger({
  key: 'task_updated',
  noun: 'Task',
  label: 'Task Updated',
  description:
    'Triggers when the title, notes, due date, status or assigned user of an existing task changes.',
  inputFields: defineInputFields([
    ...taskFilterFields,
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Several changes within minutes may trigger the Zap only once, and a change back to what was before does not trigger it. With thousands of tasks, a change may be found a little later. With more than 20,000, tasks from before you turned the Zap on may not trigger it.',
    },
  ]),
  dedupeBy: ['id', 'hash'],
  poll: async (run) => pollChangedTasks(run, await readTaskFilter(run, run.input)),
  slim: (run) => slimTask(run),
  sample: { ...taskSample, hash: 'x8lhq0cNvRqAYTfY0Kx3tW' },
  outputFields: [...taskOutputFields, hashOutput],
});
