import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { WireNote } from '../../ghl/schemas/note.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import { isCalledOff, toAppointment } from '../appointment/record.ts';
import type { Appointment } from '../appointment/schema.ts';
import { toNote } from '../note/record.ts';
import type { Note } from '../note/schema.ts';
import { toTask } from '../task/record.ts';
import type { Task } from '../task/schema.ts';
import { DAY_MS, instant, readMoment } from '../values/dates.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import type { ContactNames } from './fields.ts';
import { toContact } from './record.ts';
import type { Contact } from './schema.ts';
import type { ContactSummary } from './summary-schema.ts';

/** How far back notes are counted. */
const NOTE_DAYS = 30;

export interface ContactRecords {
  contact: WireContact;
  tasks: readonly WireTask[];
  notes: readonly WireNote[];
  appointments: readonly WireAppointment[];
}

export interface SummaryFacts {
  /** Milliseconds since the epoch. */
  now: number;
  /** The location's, as an IANA name. */
  timezone?: string | undefined;
  names?: ContactNames | undefined;
}

/**
 * Counts and next dates of a contact. A contact that HighLevel gives no last activity for has had
 * its last one when it changed, or got its newest note.
 */
export const toContactSummary = (
  records: ContactRecords,
  { now, timezone, names }: SummaryFacts,
): ContactSummary => {
  const contact = toContact(records.contact, { names });
  const tasks = records.tasks.map((task) => toTask(task, { now }));
  const notes = records.notes.map((note) => toNote(note));
  const upcoming = records.appointments
    .map((appointment) => toAppointment(appointment, { timezone }))
    .filter((appointment) => at(appointment.startTime) >= now && !isCalledOff(appointment));
  const openTasks = tasks.filter(({ status }) => status === 'open');
  const nextTask = soonest(openTasks, ({ dueDate }) => dueDate, now);
  const nextAppointment = soonest(upcoming, ({ startTime }) => startTime, now);
  return map({ contact, tasks, openTasks, notes, upcoming, nextTask, nextAppointment }, now);
};

interface Counted {
  contact: Contact;
  tasks: readonly Task[];
  openTasks: readonly Task[];
  notes: readonly Note[];
  upcoming: readonly Appointment[];
  nextTask: Task | undefined;
  nextAppointment: Appointment | undefined;
}

const ID = 'ocQHyuzHvysMo5N5VsXc';

const SUMMARY_FIELDS: FieldTable<Counted, number, ContactSummary> = {
  id: { label: 'ID', read: ({ contact }) => contact.id, sample: ID },
  contactId: { label: 'Contact ID', read: ({ contact }) => contact.id, sample: ID },
  name: { label: 'Full Name', read: ({ contact }) => contact.name, sample: 'Ana Lindqvist' },
  email: {
    label: 'Email',
    read: ({ contact }) => contact.email,
    sample: 'ana.lindqvist@example.com',
  },
  phone: { label: 'Phone', read: ({ contact }) => contact.phone, sample: '+12125550123' },
  tags: {
    label: 'Tags',
    read: ({ contact }) => contact.tags.join(', ') || undefined,
    sample: 'newsletter, vip',
  },
  source: { label: 'Source', read: ({ contact }) => contact.source, sample: 'website form' },
  assignedTo: { label: 'Assigned User ID', read: ({ contact }) => contact.assignedTo },
  assignedToName: { label: 'Assigned User Name', read: ({ contact }) => contact.assignedToName },
  dateAdded: {
    label: 'Date Added',
    type: 'datetime',
    read: ({ contact }) => contact.dateAdded,
    sample: '2026-03-02T09:30:12.704Z',
  },
  lastActivity: {
    label: 'Last Activity',
    type: 'datetime',
    read: ({ contact, notes }) =>
      contact.lastActivity ??
      instant(
        Math.max(...[contact.dateUpdated, ...notes.map(({ dateAdded }) => dateAdded)].map(at)),
      ),
    sample: '2026-03-05T16:04:51.120Z',
  },
  openTasks: {
    label: 'Open Tasks',
    type: 'integer',
    read: ({ openTasks }) => openTasks.length,
    sample: 2,
  },
  overdueTasks: {
    label: 'Overdue Tasks',
    type: 'integer',
    read: ({ tasks }) => tasks.filter(({ overdue }) => overdue).length,
    sample: 1,
  },
  completedTasks: {
    label: 'Completed Tasks',
    type: 'integer',
    read: ({ tasks, openTasks }) => tasks.length - openTasks.length,
    sample: 5,
  },
  nextDueDate: {
    label: 'Next Due Date',
    type: 'datetime',
    read: ({ nextTask }) => nextTask?.dueDate,
    sample: '2026-03-09T15:00:00.000Z',
  },
  nextTaskTitle: {
    label: 'Next Task Title',
    read: ({ nextTask }) => nextTask?.title,
    sample: 'Call back about the quote',
  },
  notesInLast30Days: {
    label: 'Notes in the Last 30 Days',
    type: 'integer',
    read: ({ notes }, now) =>
      notes.filter(({ dateAdded }) => at(dateAdded) > now - NOTE_DAYS * DAY_MS).length,
    sample: 3,
  },
  upcomingAppointments: {
    label: 'Upcoming Appointments',
    type: 'integer',
    read: ({ upcoming }) => upcoming.length,
    sample: 1,
  },
  nextAppointment: {
    label: 'Next Appointment',
    type: 'datetime',
    read: ({ nextAppointment }) => nextAppointment?.startTime,
    sample: '2026-03-12T10:00:00-04:00',
  },
  nextAppointmentTitle: {
    label: 'Next Appointment Title',
    read: ({ nextAppointment }) => nextAppointment?.title,
    sample: 'Kitchen planning',
  },
};

const map = mapperOf(SUMMARY_FIELDS);

export const contactSummarySample = sampleOf(SUMMARY_FIELDS);

export const contactSummaryOutputFields = outputFieldsOf(SUMMARY_FIELDS);

/** Milliseconds since the epoch; before all time when there is no date. */
const at = (date: string | undefined): number => readMoment(date) ?? Number.NEGATIVE_INFINITY;

/** The record whose date comes next, not earlier than `now`. */
const soonest = <Row>(
  rows: readonly Row[],
  dateOf: (row: Row) => string | undefined,
  now: number,
): Row | undefined =>
  rows
    .filter((row) => at(dateOf(row)) >= now)
    .toSorted((a, b) => at(dateOf(a)) - at(dateOf(b)))
    .at(0);
