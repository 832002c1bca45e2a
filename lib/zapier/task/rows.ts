/** Line items that are to become tasks. */
import { defineInputFields } from 'zapier-platform-core';
import type { PlainOutputField } from 'zapier-platform-core';

import { isRecord } from '../../ghl/client/json.ts';
import { TASK_LABELS, toGhlTask } from '../../protiv/task/record.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { requiredId } from '../../protiv/values/references.ts';
import { missing, requiredLine } from '../../protiv/values/texts.ts';
import { wasCreatedOutput } from '../fields/write-output.ts';
import { timezoneFor } from '../location/location.ts';
import type { Context } from '../platform/run.ts';
import { readUser } from '../references/references.ts';
import type { TaskRow } from './creating-many.ts';

const LABEL = 'Line Items';

/** One task for each row. */
export const taskRowsField = {
  key: 'rows' as const,
  label: LABEL,
  children: defineInputFields([
    { key: 'title', label: TASK_LABELS.title, required: true },
    { key: 'notes', label: TASK_LABELS.notes, type: 'text' },
    { key: 'rowContact', label: 'Contact of Line Item', helpText: 'The Contact ID of each.' },
    { key: 'rowDueDate', label: 'Due Date of Line Item' },
    {
      key: 'rowAssignedTo',
      label: 'Assigned User of Line Item',
      helpText: 'An ID, a full name or an email address.',
    },
  ]),
};

/** What a row of the answer shows besides its outcome. */
export const TASK_ROW_FIELDS: readonly PlainOutputField[] = [
  { key: 'title', label: TASK_LABELS.title, type: 'string' },
  { key: 'dueDate', label: TASK_LABELS.dueDate, type: 'string' },
  wasCreatedOutput,
  { key: 'contactId', label: 'Contact ID', type: 'string' },
  { key: 'taskId', label: 'Task ID', type: 'string' },
];

interface RowsInput {
  rows?: unknown;
  contactId?: unknown;
  dueDate?: unknown;
  assignedTo?: unknown;
}

const firstGiven = (...values: unknown[]): unknown => values.find((value) => !isBlank(value));

/**
 * What each line item asks for; one that cannot become a task says why, and keeps its place.
 *
 * @throws {InvalidInputError} where there is no line item at all, and for what was chosen for all of
 *   them
 */
export const readTaskRows = async (run: Context, input: RowsInput): Promise<TaskRow[]> => {
  const rows = [input.rows].flat().filter(isRecord);
  if (rows.every((row) => Object.values(row).every(isBlank))) throw missing(LABEL);
  const forAll = await readUser(run, TASK_LABELS.assignedTo, input.assignedTo);
  const users = new Map<string, Promise<string | undefined>>();
  const userOf = (given: unknown): Promise<string | undefined> => {
    if (isBlank(given)) return Promise.resolve(forAll);
    const name = JSON.stringify(given);
    const user = users.get(name) ?? readUser(run, TASK_LABELS.assignedTo, given);
    users.set(name, user);
    return user;
  };
  const dueDates = [input.dueDate, ...rows.map((row) => row['rowDueDate'])];
  const timezone = await timezoneFor(run, dueDates);
  const read: TaskRow[] = [];
  // One after another: the first name that is unknown reads the list, which the others then find.
  for (const row of rows) {
    read.push(
      await problemOr(async () => {
        requiredLine(TASK_LABELS.title, row['title']);
        const contactId = requiredId('Contact', firstGiven(row['rowContact'], input.contactId));
        const dueDate = firstGiven(row['rowDueDate'], input.dueDate);
        requiredLine(TASK_LABELS.dueDate, dueDate);
        const assignedTo = await userOf(row['rowAssignedTo']);
        const { title, notes } = row;
        const body = toGhlTask({ title, notes, dueDate, assignedTo }, { timezone });
        return { contactId, body: { ...body, completed: false } };
      }),
    );
  }
  return read;
};

const problemOr = async (read: () => Promise<TaskRow>): Promise<TaskRow> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InvalidInputError) return { problem: error.message };
    throw error;
  }
};
