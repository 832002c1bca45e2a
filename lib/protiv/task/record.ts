import type { PlainOutputField } from 'zapier-platform-core';

import { clock } from '../../ghl/client/clock.ts';
import type { TaskBody, WirePerson, WireTask } from '../../ghl/schemas/task.ts';
import { instant, readMoment } from '../values/dates.ts';
import { asChoice, asDateTime, asLine, asText } from '../values/input.ts';
import { present, text, texts } from '../values/present.ts';
import type { Task } from './schema.ts';

/** What a task can be, and what that is called. */
export const TASK_STATUSES = { open: 'Open', completed: 'Completed' } as const;

/**
 * A task of any GHL route as Zaps see it.
 *
 * @param now milliseconds since the epoch; an open task due before it is overdue
 */
export const toTask = (wire: WireTask, { now = clock.now() }: { now?: number } = {}): Task => {
  const completed =
    wire.completed ?? (wire.status === 'completed' || wire.statusGroup === 'completed');
  const status: Task['status'] = completed ? 'completed' : 'open';
  const due = readMoment(wire.dueDate);
  return present({
    id: wire.id,
    taskId: wire.id,
    contactId: text(wire.contactId),
    contactName: nameOf(wire.contactDetails),
    title: text(wire.title),
    status,
    overdue: !completed && due !== undefined && due < now,
    dueDate: instant(due),
    notes: text(wire.body),
    assignedTo: text(wire.assignedTo),
    assignedToName: nameOf(wire.assignedToUserDetails),
    businessId: text(wire.businessId),
    dateAdded: instant(wire.dateAdded),
    dateUpdated: instant(wire.dateUpdated),
  });
};

const nameOf = (person: WirePerson): string | undefined =>
  texts([person?.firstName, person?.lastName]).join(' ') || undefined;

/**
 * What a step says of a task as a GHL request body; what is left blank is left out.
 *
 * @param input `title`, `notes`, `dueDate`, `status` and `assignedTo`, as Zapier sends them
 * @param timezone IANA name, for a due date without a zone
 * @throws {InvalidInputError} when a value cannot be used, naming the field
 */
export const toGhlTask = (
  input: Readonly<Record<string, unknown>>,
  { timezone }: { timezone?: string | undefined } = {},
): TaskBody =>
  present({
    title: asLine('Title', input['title']),
    body: asText('Notes', input['notes']),
    dueDate: asDateTime('Due Date', input['dueDate'], timezone),
    completed: isCompleted(asChoice('Status', input['status'], TASK_STATUSES)),
    assignedTo: asLine('Assigned User', input['assignedTo']),
  });

const isCompleted = (status: Task['status'] | undefined): boolean | undefined =>
  status && status === 'completed';

/** One realistic task. */
export const taskSample: Task = {
  id: 'lJpzYrWdpkC2hX6t2yue',
  taskId: 'lJpzYrWdpkC2hX6t2yue',
  contactId: 'ocQHyuzHvysMo5N5VsXc',
  title: 'Call back about the quote',
  status: 'open',
  overdue: false,
  dueDate: '2026-03-09T15:00:00.000Z',
  notes: 'Asked for delivery before Easter.',
};

export const taskOutputFields: PlainOutputField[] = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'taskId', label: 'Task ID', type: 'string' },
  { key: 'contactId', label: 'Contact ID', type: 'string' },
  { key: 'contactName', label: 'Contact Name', type: 'string' },
  { key: 'title', label: 'Title', type: 'string' },
  { key: 'status', label: 'Status', type: 'string' },
  { key: 'overdue', label: 'Overdue', type: 'boolean' },
  { key: 'dueDate', label: 'Due Date', type: 'datetime' },
  { key: 'notes', label: 'Notes', type: 'string' },
  { key: 'assignedTo', label: 'Assigned User ID', type: 'string' },
  { key: 'assignedToName', label: 'Assigned User Name', type: 'string' },
  { key: 'businessId', label: 'Company ID', type: 'string' },
  { key: 'dateAdded', label: 'Date Added', type: 'datetime' },
  { key: 'dateUpdated', label: 'Date Updated', type: 'datetime' },
];
