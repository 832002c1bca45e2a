import { isDeepStrictEqual } from 'node:util';

import type { Change } from '../changes.ts';
import type { Appointment, Contact, Note, Task } from '../records.ts';
import { present } from '../views.ts';

/** A webhook without what every one of them has beside. */
export interface Payload extends Record<string, unknown> {
  type: string;
}

/** The flat contact of HighLevel's webhook guide: less than the API gives, and dated by creation alone. */
const contactFields = (contact: Contact): Record<string, unknown> =>
  present({
    id: contact.id,
    name: [contact.firstName, contact.lastName].filter(Boolean).join(' ') || undefined,
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: contact.email,
    phone: contact.phone,
    companyName: contact.companyName,
    address1: contact.address1,
    city: contact.city,
    state: contact.state,
    country: contact.country,
    postalCode: contact.postalCode,
    website: contact.website,
    source: contact.source,
    dateAdded: contact.dateAdded,
    dateOfBirth: contact.dateOfBirth,
    dnd: contact.dnd,
    tags: contact.tags,
    assignedTo: contact.assignedTo,
    customFields: contact.customFields,
  });

const contactPayloads = (
  before: Contact | undefined,
  after: Contact | undefined,
): readonly Payload[] => {
  if (!before) return after ? [{ type: 'ContactCreate', ...contactFields(after) }] : [];
  if (!after) return [{ type: 'ContactDelete', ...contactFields(before) }];
  const { tags, dnd, ...rest } = contactFields(after);
  const { tags: _tags, dnd: _dnd, ...restBefore } = contactFields(before);
  const areTagsOther = !isDeepStrictEqual(before.tags, tags);
  const isDndOther =
    before.dnd !== dnd || !isDeepStrictEqual(before.dndSettings, after.dndSettings);
  const fields = { tags, dnd, ...rest };
  return [
    ...(isDeepStrictEqual(restBefore, rest) ? [] : [{ type: 'ContactUpdate', ...fields }]),
    // The whole list, not what changed.
    ...(areTagsOther ? [{ type: 'ContactTagUpdate', ...fields }] : []),
    ...(isDndOther
      ? [{ type: 'ContactDndUpdate', ...fields, ...present({ dndSettings: after.dndSettings }) }]
      : []),
  ];
};

const taskFields = ({ id, title, body, assignedTo, contactId, dateAdded, dueDate }: Task) =>
  present({ id, title, body, assignedTo, contactId, dateAdded, dueDate });

/** There is none for a task that changes otherwise. */
const taskPayloads = (before: Task | undefined, after: Task | undefined): readonly Payload[] => {
  if (!after) return before ? [{ type: 'TaskDelete', ...taskFields(before) }] : [];
  if (!before) {
    // Without the contact and the text (GoHighLevel/highlevel-api-docs#332).
    const { contactId: _contactId, body: _body, ...fields } = taskFields(after);
    return [{ type: 'TaskCreate', ...fields }];
  }
  const isCompleted = after.completed && !before.completed;
  return isCompleted ? [{ type: 'TaskComplete', ...taskFields(after) }] : [];
};

const notePayloads = (before: Note | undefined, after: Note | undefined): readonly Payload[] => {
  const note = after ?? before;
  if (!note) return [];
  // No title and no author (GoHighLevel/highlevel-api-docs#312).
  const { id, body, contactId, dateAdded } = note;
  const type = verbOf('Note', before, after);
  return [{ type, id, body, contactId, dateAdded }];
};

const verbOf = (noun: string, before: unknown, after: unknown): string => {
  if (before === undefined) return `${noun}Create`;
  return after === undefined ? `${noun}Delete` : `${noun}Update`;
};

/** Wrapped, unlike the others. */
const appointmentPayloads = (
  before: Appointment | undefined,
  after: Appointment | undefined,
): readonly Payload[] => {
  const appointment = after ?? before;
  if (!appointment) return [];
  const {
    isRecurring: _isRecurring,
    rrule: _rrule,
    locationId: _locationId,
    ...rest
  } = appointment;
  const {
    masterEventId: _masterEventId,
    description: _description,
    deleted: _deleted,
    ...fields
  } = rest;
  return [{ type: verbOf('Appointment', before, after), appointment: present({ ...fields }) }];
};

/** The webhooks that a change sets off. */
export const payloadsOf = (change: Change): readonly Payload[] => {
  const { kind, before, after } = change;
  if (kind === 'contact') return contactPayloads(before, after);
  if (kind === 'task') return taskPayloads(before, after);
  return kind === 'note' ? notePayloads(before, after) : appointmentPayloads(before, after);
};
