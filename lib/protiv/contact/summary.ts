import type { PlainOutputField } from 'zapier-platform-core';

import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { WireNote } from '../../ghl/schemas/note.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import { isCalledOff, toAppointment } from '../appointment/record.ts';
import { toNote } from '../note/record.ts';
import { toTask } from '../task/record.ts';
import { DAY_MS, instant, readMoment } from '../values/dates.ts';
import { present } from '../values/present.ts';
import { CONTACT_LABELS, toContact } from './record.ts';
import type { ContactSummary } from './summary-schema.ts';

/** How far back notes are counted. */
const NOTE_DAYS = 30;

export interface ContactRecords {
  contact: WireContact;
  tasks: readonly WireTask[];
  notes: readonly WireNote[];
  appointments: readonly WireAppointment[];
}

/**
 * Counts and next dates of a contact. A contact that HighLevel gives no last activity for has had
 * its last one when it changed, or got its newest note.
 *
 * @param now milliseconds since the epoch
 * @param timezone the location's, as an IANA name
 */
export const toContactSummary = (
  records: ContactRecords,
  { now, timezone }: { now: number; timezone?: string | undefined },
): ContactSummary => {
  const contact = toContact(records.contact);
  const tasks = records.tasks.map((task) => toTask(task, { now }));
  const notes = records.notes.map((note) => toNote(note));
  const open = tasks.filter(({ status }) => status === 'open');
  const nextTask = soonest(open, ({ dueDate }) => dueDate, now);
  const upcoming = records.appointments
    .map((appointment) => toAppointment(appointment, { timezone }))
    .filter((appointment) => at(appointment.startTime) >= now && !isCalledOff(appointment));
  const nextAppointment = soonest(upcoming, ({ startTime }) => startTime, now);
  const moments = [contact.dateUpdated, ...notes.map(({ dateAdded }) => dateAdded)].map(at);
  return present({
    id: contact.id,
    contactId: contact.id,
    name: contact.name,
    email: contact.email,
    phone: contact.phone,
    tags: contact.tags.join(', ') || undefined,
    source: contact.source,
    assignedTo: contact.assignedTo,
    dateAdded: contact.dateAdded,
    lastActivity: contact.lastActivity ?? instant(Math.max(...moments)),
    openTasks: open.length,
    overdueTasks: tasks.filter(({ overdue }) => overdue).length,
    completedTasks: tasks.length - open.length,
    nextDueDate: nextTask?.dueDate,
    nextTaskTitle: nextTask?.title,
    notesInLast30Days: notes.filter(({ dateAdded }) => at(dateAdded) > now - NOTE_DAYS * DAY_MS)
      .length,
    upcomingAppointments: upcoming.length,
    nextAppointment: nextAppointment?.startTime,
    nextAppointmentTitle: nextAppointment?.title,
  });
};

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

/** One realistic summary. */
export const contactSummarySample: ContactSummary = {
  id: 'ocQHyuzHvysMo5N5VsXc',
  contactId: 'ocQHyuzHvysMo5N5VsXc',
  name: 'Ana Lindqvist',
  email: 'ana.lindqvist@example.com',
  phone: '+12125550123',
  tags: 'newsletter, vip',
  source: 'website form',
  dateAdded: '2026-03-02T09:30:12.704Z',
  lastActivity: '2026-03-05T16:04:51.120Z',
  openTasks: 2,
  overdueTasks: 1,
  completedTasks: 5,
  nextDueDate: '2026-03-09T15:00:00.000Z',
  nextTaskTitle: 'Call back about the quote',
  notesInLast30Days: 3,
  upcomingAppointments: 1,
  nextAppointment: '2026-03-12T10:00:00-04:00',
  nextAppointmentTitle: 'Kitchen planning',
};

export const contactSummaryOutputFields: PlainOutputField[] = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'contactId', label: 'Contact ID', type: 'string' },
  { key: 'name', label: CONTACT_LABELS.name, type: 'string' },
  { key: 'email', label: CONTACT_LABELS.email, type: 'string' },
  { key: 'phone', label: CONTACT_LABELS.phone, type: 'string' },
  { key: 'tags', label: 'Tags', type: 'string' },
  { key: 'source', label: CONTACT_LABELS.source, type: 'string' },
  { key: 'assignedTo', label: 'Assigned User ID', type: 'string' },
  { key: 'dateAdded', label: 'Date Added', type: 'datetime' },
  { key: 'lastActivity', label: 'Last Activity', type: 'datetime' },
  { key: 'openTasks', label: 'Open Tasks', type: 'integer' },
  { key: 'overdueTasks', label: 'Overdue Tasks', type: 'integer' },
  { key: 'completedTasks', label: 'Completed Tasks', type: 'integer' },
  { key: 'nextDueDate', label: 'Next Due Date', type: 'datetime' },
  { key: 'nextTaskTitle', label: 'Next Task Title', type: 'string' },
  { key: 'notesInLast30Days', label: 'Notes in the Last 30 Days', type: 'integer' },
  { key: 'upcomingAppointments', label: 'Upcoming Appointments', type: 'integer' },
  { key: 'nextAppointment', label: 'Next Appointment', type: 'datetime' },
  { key: 'nextAppointmentTitle', label: 'Next Appointment Title', type: 'string' },
];
