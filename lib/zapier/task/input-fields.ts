import { defineInputFields } from 'zapier-platform-core';

import type { TaskBody } from '../../ghl/schemas/task.ts';
import { TASK_LABELS, TASK_STATUSES, toGhlTask } from '../../protiv/task/record.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import { TIME_ZONE_NOTE } from '../fields/time-zone-note.ts';
import { timezoneFor } from '../location/location.ts';
import type { Context } from '../platform/run.ts';
import { readUser } from '../references/references.ts';

/** The id of the task that a step is about. */
export const taskIdField = {
  key: 'taskId' as const,
  label: 'Task',
  ...dropdown.tasks,
  dependsOn: ['contactId'],
  helpText: 'Choose one of the contact’s tasks, or map the Task ID of an earlier step.',
};

export const titleField = { key: 'title', label: TASK_LABELS.title } as const;

export const dueDateField = {
  key: 'dueDate',
  label: TASK_LABELS.dueDate,
  type: 'datetime',
  helpText: TIME_ZONE_NOTE,
} as const;

export const taskDetailFields = defineInputFields([
  { key: 'notes', label: TASK_LABELS.notes, type: 'text' },
  {
    key: 'assignedTo',
    label: TASK_LABELS.assignedTo,
    ...dropdown.users,
    helpText: 'The user who takes care of the task.',
  },
  { key: 'status', label: TASK_LABELS.status, choices: TASK_STATUSES },
]);

/** Which tasks a trigger or search looks at; one that is left blank means "any". */
export const taskFilterFields = defineInputFields([
  {
    key: 'contactId',
    label: 'Contact',
    ...dropdown.contacts,
    search: 'find_contact.id',
    helpText: 'Only tasks of this contact. Leave blank for tasks of all contacts.',
  },
  {
    key: 'assignedTo',
    label: TASK_LABELS.assignedTo,
    ...dropdown.users,
    helpText: 'Only tasks that are assigned to this user.',
  },
]);

interface FilterInput {
  contactId?: string | undefined;
  assignedTo?: string | undefined;
}

/**
 * The filters of a step as task search takes them, with an id in place of a user's name.
 *
 * @throws {InvalidInputError} for a name that no user has, or several have
 */
export const readTaskFilter = async (run: Context, input: FilterInput) => ({
  contactId: asLine('Contact', input.contactId),
  assignedTo: await readUser(run, TASK_LABELS.assignedTo, input.assignedTo),
});

/**
 * What a step says of a task. The location's time zone is read only for a due date without one.
 *
 * @throws {InvalidInputError} for a value that HighLevel could not take
 */
export const taskBody = async (
  run: Context,
  input: Readonly<Record<string, unknown>>,
): Promise<TaskBody> => {
  const [timezone, assignedTo] = await Promise.all([
    timezoneFor(run, [input['dueDate']]),
    readUser(run, TASK_LABELS.assignedTo, input['assignedTo']),
  ]);
  return toGhlTask({ ...input, assignedTo }, { timezone });
};
