import { defineInputFields } from 'zapier-platform-core';

import { TASK_LABELS } from '../lib/protiv/task/record.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { ignoreRepeatsField, repeatWindow } from '../lib/zapier/fields/repeats.ts';
import { rowResults, rowResultsOutput } from '../lib/zapier/fields/row-results.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import { createTasks } from '../lib/zapier/task/creating-many.ts';
import { dueDateField } from '../lib/zapier/task/input-fields.ts';
import { TASK_ROW_FIELDS, readTaskRows, taskRowsField } from '../lib/zapier/task/rows.ts';

export default createOperation({
  key: 'create_tasks',
  noun: 'Task',
  label: 'Create Tasks From Line Items',
  description: 'Creates a new task for each line item; one that fails does not stop the others.',
  inputFields: defineInputFields([
    taskRowsField,
    {
      key: 'contactId',
      label: 'Contact',
      ...dropdown.contacts,
      search: 'find_contact.id',
      helpText: 'For each line item that names no contact.',
    },
    {
      ...dueDateField,
      helpText: `For each line item without a due date. ${dueDateField.helpText}`,
    },
    {
      key: 'assignedTo',
      label: TASK_LABELS.assignedTo,
      ...dropdown.users,
      helpText: 'For each line item that names no user.',
    },
    ignoreRepeatsField('an identical task that is still open'),
  ]),
  lock: { key: 'create_tasks', scope: ['auth'] },
  perform: async (run) => {
    const { ghl, input } = run;
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);
    const rows = await readTaskRows(run, input);
    return rowResults(ghl.locationId, await createTasks(run, rows, windowMs), TASK_ROW_FIELDS);
  },
  isLarge: true,
  sample: {
    id: 've9EPM428h8vShlRW1KT',
    allDone: true,
    doneCount: 1,
    failedCount: 0,
    notDoneCount: 0,
    results: [
      {
        result: 'done',
        problem: '',
        title: 'Order oak boards',
        dueDate: '2026-03-09T15:00:00.000Z',
        wasCreated: 'true',
        contactId: 'ocQHyuzHvysMo5N5VsXc',
        taskId: 'lJpzYrWdpkC2hX6t2yue',
      },
    ],
  },
  outputFields: rowResultsOutput(TASK_ROW_FIELDS),
});
