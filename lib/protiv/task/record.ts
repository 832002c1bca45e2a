import { clock } from '../../ghl/client/clock.ts';
import type { TaskBody, WirePerson, WireTask } from '../../ghl/schemas/task.ts';
import { asChoice } from '../values/choices.ts';
import { formatDateTime } from '../values/date-format.ts';
import { instant, readMoment } from '../values/dates.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import { asDateTime } from '../values/moments.ts';
import { present, text, texts } from '../values/present.ts';
import { asLine, asText } from '../values/texts.ts';
import { writtenLabelsOf } from '../values/written-fields.ts';
import type { WritableFieldTable } from '../values/written-fields.ts';
import type { Task } from './schema.ts';

/** What a task can be, and what that is called. */
export const TASK_STATUSES = { open: 'Open', completed: 'Completed' } as const;

interface TaskFacts {
  /** Milliseconds since the epoch; an open task due before it is overdue. */
  now?: number;
  /** Users by id, for routes that do not name them. */
  users?: ReadonlyMap<string, string> | undefined;
  /** The location's, as an IANA name, for dates in words; without it there are none. */
  timezone?: string | undefined;
}

export const TASK_FIELDS = {
  id: { label: 'ID', read: ({ id }) => id, sample: 'lJpzYrWdpkC2hX6t2yue' },
  taskId: { label: 'Task ID', read: ({ id }) => id, sample: 'lJpzYrWdpkC2hX6t2yue' },
  contactId: {
    label: 'Contact ID',
    read: ({ contactId }) => text(contactId),
    sample: 'ocQHyuzHvysMo5N5VsXc',
  },
  contactName: { label: 'Contact Name', read: ({ contactDetails }) => nameOf(contactDetails) },
  title: {
    label: 'Title',
    read: ({ title }) => text(title),
    sample: 'Call back about the quote',
    written: { as: 'title', label: 'Title' },
  },
  status: {
    label: 'Status',
    read: (task) => (isDone(task) ? 'completed' : 'open'),
    sample: 'open',
    written: { as: 'completed', label: 'Status' },
  },
  overdue: {
    label: 'Overdue',
    type: 'boolean',
    read: (task, { now = clock.now() }) => {
      const due = readMoment(task.dueDate);
      return due !== undefined && due < now && !isDone(task);
    },
    sample: false,
  },
  dueDate: {
    label: 'Due Date',
    type: 'datetime',
    read: ({ dueDate }) => instant(dueDate),
    sample: '2026-03-09T15:00:00.000Z',
    // To the second, which is as fine as dates are sent.
    written: { as: 'dueDate', label: 'Due Date', meaning: (due) => due?.slice(0, 19) },
  },
  dueDateText: {
    label: 'Due Date in Words',
    read: ({ dueDate }, { timezone }) => {
      const due = readMoment(dueDate);
      return due === undefined || !timezone ? undefined : formatDateTime(due, timezone);
    },
    sample: 'Mon, Mar 9, 2026, 11:00 AM EDT',
  },
  notes: {
    label: 'Notes',
    read: ({ body }) => text(body),
    sample: 'Asked for delivery before Easter.',
    written: { as: 'body', label: 'Notes' },
  },
  assignedTo: {
    label: 'Assigned User ID',
    read: ({ assignedTo }) => text(assignedTo),
    written: { as: 'assignedTo', label: 'Assigned User' },
  },
  assignedToName: {
    label: 'Assigned User Name',
    read: ({ assignedTo, assignedToUserDetails }, { users }) =>
      nameOf(assignedToUserDetails) ?? users?.get(assignedTo ?? ''),
  },
  businessId: { label: 'Company ID', read: ({ businessId }) => text(businessId) },
  dateAdded: {
    label: 'Date Added',
    type: 'datetime',
    read: ({ dateAdded }) => instant(dateAdded),
  },
  dateUpdated: {
    label: 'Date Updated',
    type: 'datetime',
    read: ({ dateUpdated }) => instant(dateUpdated),
  },
} as const satisfies WritableFieldTable<WireTask, TaskFacts, Task, TaskBody>;

const isDone = ({ completed, status, statusGroup }: WireTask): boolean =>
  completed ?? (status === 'completed' || statusGroup === 'completed');

const nameOf = (person: WirePerson): string | undefined =>
  texts([person?.firstName, person?.lastName]).join(' ') || undefined;

const toRecord = mapperOf<WireTask, TaskFacts, Task>(TASK_FIELDS);

/** A task of any GHL route as Zaps see it. */
export const toTask = (wire: WireTask, facts: TaskFacts = {}): Task => toRecord(wire, facts);

export const taskSample = sampleOf<WireTask, TaskFacts, Task>(TASK_FIELDS);

export const taskOutputFields = outputFieldsOf(TASK_FIELDS);

/** What each field of a task is called where people fill it in. */
export const TASK_LABELS = writtenLabelsOf(TASK_FIELDS);

/**
 * What a step says of a task as a GHL request body; what is left blank is left out.
 *
 * @param input `title`, `notes`, `dueDate`, `status` and `assignedTo` (a user id), as Zapier sends
 *   them
 * @param timezone IANA name, for a due date without a zone
 * @throws {InvalidInputError} when a value cannot be used, naming the field
 */
export const toGhlTask = (
  input: Readonly<Record<string, unknown>>,
  { timezone }: { timezone?: string | undefined } = {},
): TaskBody =>
  present({
    title: asLine(TASK_LABELS.title, input['title']),
    body: asText(TASK_LABELS.notes, input['notes']),
    dueDate: asDateTime(TASK_LABELS.dueDate, input['dueDate'], timezone),
    completed: isCompleted(asChoice(TASK_LABELS.status, input['status'], TASK_STATUSES)),
    assignedTo: asLine(TASK_LABELS.assignedTo, input['assignedTo']),
  });

const isCompleted = (status: Task['status'] | undefined): boolean | undefined =>
  status && status === 'completed';
