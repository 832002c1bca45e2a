/**
 * What is left of a record that a poll sends slim, and hydrators that read the rest of it by its id
 * when a Zap runs.
 */
import type { Bundle, ZObject } from 'zapier-platform-core';
import * as zod from 'zod/mini';

import { getAppointment } from '../../ghl/appointments.ts';
import { Ghl } from '../../ghl/client/client.ts';
import { getContact } from '../../ghl/contacts.ts';
import { getNote } from '../../ghl/notes.ts';
import { getTask } from '../../ghl/tasks.ts';
import { toAppointment } from '../../protiv/appointment/record.ts';
import type { Appointment } from '../../protiv/appointment/schema.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { toNote } from '../../protiv/note/record.ts';
import type { Note } from '../../protiv/note/schema.ts';
import { toTask } from '../../protiv/task/record.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { detailKinds, readDetails } from '../contact/details.ts';
import type { DetailKind } from '../contact/details.ts';
import { toOneContact } from '../contact/output.ts';
import type { KeptFields, Slimmer } from './payload-limit.ts';
import { guarded } from './error-boundary.ts';
import { locationFacts } from '../location/location.ts';
import { readPointer } from './hydration.ts';

const kept = zod.enum(['core', 'key']);

/**
 * What a slim record lacks. What it has stays as the poll saw it: a Zap that fires for a status must
 * not find another one.
 */
const without = (
  record: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !fields.includes(key)));

type ContactRow = Contact & { tag?: string; details?: string };

const CONTACT = {
  core: [
    'id',
    'contactId',
    'name',
    'firstName',
    'lastName',
    'email',
    'phone',
    'tag',
    'dateAdded',
    'dateUpdated',
  ],
  key: ['id', 'contactId', 'tag', 'dateUpdated'],
} satisfies KeptFields<ContactRow>;

/** @param include details that the trigger is to bring along; the same pointer brings them */
export const slimContact = (
  z: ZObject,
  include: readonly DetailKind[] = [],
): Slimmer<ContactRow> => ({
  ...CONTACT,
  pointerTo: ({ contactId, dateUpdated }, has) =>
    z.dehydrate(wholeContact, {
      has,
      contactId,
      ...(include.length > 0 && { include }),
      // Not read: identical pointers are cached for five minutes, and a change must not be.
      dateUpdated,
    }),
});

const contactPointer = zod.object({
  has: kept,
  contactId: zod.string(),
  include: zod.optional(detailKinds),
});

/** Hydrator: the rest of a contact, with the details that its trigger is to bring along. */
export const wholeContact = guarded(async (z: ZObject, bundle: Bundle) => {
  const ghl = new Ghl(z, bundle);
  const { has, contactId, include } = readPointer(contactPointer, bundle);
  const [contact, details] = await Promise.all([
    getContact(ghl, contactId).then((wire) => toOneContact(z, ghl, wire)),
    include && readDetails(z, ghl, contactId, include),
  ]);
  return { ...without(contact, CONTACT[has]), ...(details && { details }) };
});

const TASK = {
  core: [
    'id',
    'taskId',
    'contactId',
    'contactName',
    'title',
    'status',
    'overdue',
    'dueDate',
    'assignedTo',
    'assignedToName',
    'businessId',
    'dateAdded',
    'dateUpdated',
  ],
  // A task by its id does not say when it was added and changed, nor what people are called.
  key: [
    'id',
    'taskId',
    'contactId',
    'contactName',
    'status',
    'dueDate',
    'assignedToName',
    'dateAdded',
    'dateUpdated',
  ],
} satisfies KeptFields<Task>;

export const slimTask = (z: ZObject): Slimmer<Task> => ({
  ...TASK,
  pointerTo: ({ id, contactId, dateUpdated }, has) =>
    contactId && z.dehydrate(wholeTask, { has, contactId, id, dateUpdated }),
});

const partPointer = zod.object({ has: kept, contactId: zod.string(), id: zod.string() });

/** Hydrator: the rest of a task. */
export const wholeTask = guarded(async (z: ZObject, bundle: Bundle) => {
  const { has, contactId, id } = readPointer(partPointer, bundle);
  return without(toTask(await getTask(new Ghl(z, bundle), contactId, id)), TASK[has]);
});

const NOTE = {
  core: ['id', 'noteId', 'contactId', 'title', 'dateAdded', 'createdBy', 'createdByName'],
  key: ['id', 'noteId', 'contactId'],
} satisfies KeptFields<Note>;

export const slimNote = (z: ZObject): Slimmer<Note> => ({
  ...NOTE,
  pointerTo: ({ id, contactId }, has) =>
    contactId && z.dehydrate(wholeNote, { has, contactId, id }),
});

/** Hydrator: the rest of a note. */
export const wholeNote = guarded(async (z: ZObject, bundle: Bundle) => {
  const { has, contactId, id } = readPointer(partPointer, bundle);
  return without(toNote(await getNote(new Ghl(z, bundle), contactId, id)), NOTE[has]);
});

const APPOINTMENT = {
  core: [
    'id',
    'appointmentId',
    'contactId',
    'calendarId',
    'title',
    'status',
    'startTime',
    'endTime',
    'timezone',
    'assignedTo',
    'calendarGroupId',
    'isRecurring',
    'dateAdded',
    'dateUpdated',
  ],
  key: ['id', 'appointmentId', 'contactId', 'startTime', 'endTime', 'status'],
} satisfies KeptFields<Appointment>;

export const slimAppointment = (z: ZObject): Slimmer<Appointment> => ({
  ...APPOINTMENT,
  pointerTo: ({ id, dateUpdated }, has) => z.dehydrate(wholeAppointment, { has, id, dateUpdated }),
});

const appointmentPointer = zod.object({ has: kept, id: zod.string() });

/** Hydrator: the rest of an appointment. */
export const wholeAppointment = guarded(async (z: ZObject, bundle: Bundle) => {
  const ghl = new Ghl(z, bundle);
  const { has, id } = readPointer(appointmentPointer, bundle);
  const [event, facts] = await Promise.all([getAppointment(ghl, id), locationFacts(z, ghl)]);
  return without(toAppointment(event, facts), APPOINTMENT[has]);
});
