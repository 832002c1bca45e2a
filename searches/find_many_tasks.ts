import { defineInputFields } from 'zapier-platform-core';

import { taskOutputFields, taskSample } from '../lib/protiv/task/record.ts';
import { isAnyFilterEmpty } from '../lib/zapier/fields/filters.ts';
import { foundMany, manyOutput } from '../lib/zapier/fields/found-many.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { taskFilterFields } from '../lib/zapier/task/input-fields.ts';
import {
  dueAfterField,
  dueBeforeField,
  findTasks,
  statusFilterField,
  taskQueryField,
} from '../lib/zapier/task/search.ts';

const TASKS = { key: 'tasks', nouns: 'Tasks', fields: taskOutputFields, filled: ['overdue'] };

const FILTERS = ['contactId', 'assignedTo', 'status', 'dueAfter', 'dueBefore', 'query'];

export default searchOperation({
  key: 'find_many_tasks',
  noun: 'Task',
  label: 'Find Many Tasks',
  description: 'Finds all tasks that match the filters, as line items.',
  inputFields: defineInputFields([
    ...taskFilterFields,
    statusFilterField,
    dueAfterField,
    dueBeforeField,
    taskQueryField,
    limitField('Tasks', 'The task that is due first comes first.'),
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    const limit = asLimit('Tasks', input.limit);
    if (isAnyFilterEmpty(run, FILTERS)) return [];
    const { tasks, ...found } = await findTasks(run, limit);
    if (tasks.length === 0) return [];
    const answer = foundMany(ghl, TASKS, tasks, { id: ghl.locationId, ...found });
    return [{ ...answer, allTasksRead: found.complete }];
  },
  sample: {
    id: 've9EPM428h8vShlRW1KT',
    count: 1,
    matchCount: 1,
    complete: true,
    allTasksRead: true,
    tasks: [taskSample],
  },
  outputFields: [
    ...manyOutput(TASKS),
    { key: 'allTasksRead', label: 'All Tasks Were Searched', type: 'boolean' },
  ],
});
