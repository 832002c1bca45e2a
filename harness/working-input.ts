import type { Fields, TestApp } from './app.ts';

/** Records that both sub-accounts have under the same ids. */
export const CONTACT = 'contactOfBoth0000001';
const UNWANTED_CONTACT = 'contactOfBoth0000002';
const TASK = 'taskOfBoth0000000001';
const UNWANTED_TASK = 'taskOfBoth0000000002';
const NOTE = 'noteOfBoth0000000001';
const UNWANTED_NOTE = 'noteOfBoth0000000002';
export const CALENDAR = 'calendarOfBoth000001';
export const APPOINTMENT = 'appointmentOfBoth001';

/** A contact of the sub-account that the connection is not for. */
export const FOREIGN_CONTACT = 'contactOfOther000001';

const EMAIL = 'pat.moss@example.com';

const DAY_MS = 86_400_000;

const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

/** Puts the records that `WORKING_INPUT` names into the sandbox. */
export const addNamedRecords = ({ sandbox: { world, locations }, location }: TestApp): void => {
  const at = (days: number): string => new Date(world.now() + days * DAY_MS).toISOString();
  for (const { id } of locations) {
    for (const contactId of [CONTACT, UNWANTED_CONTACT]) {
      const email = contactId === CONTACT ? EMAIL : undefined;
      world.addContact(id, {
        id: contactId,
        tags: ['vip'],
        ...(email && { email }),
        dateAdded: at(-90),
      });
    }
    for (const taskId of [TASK, UNWANTED_TASK]) {
      world.addTask(id, { id: taskId, contactId: CONTACT });
    }
    for (const noteId of [NOTE, UNWANTED_NOTE]) {
      world.addNote(id, { id: noteId, contactId: CONTACT });
    }
    const { calendars } = world.location(id);
    calendars.push(...calendars.slice(0, 1).map((calendar) => ({ ...calendar, id: CALENDAR })));
    world.addAppointment(id, {
      id: APPOINTMENT,
      contactId: CONTACT,
      calendarId: CALENDAR,
      startTime: at(10),
      endTime: at(10.04),
    });
    if (id !== location.id) world.addContact(id, { id: FOREIGN_CONTACT });
  }
};

/** An input with which each operation works, and sends at least one request. */
export const WORKING_INPUT: Readonly<Record<string, Fields>> = {
  'triggers.new_contact': {},
  'triggers.contact_updated': {},
  'triggers.new_or_updated_contact': {},
  'triggers.contact_tagged': { tags: ['vip'] },
  'triggers.new_task': {},
  'triggers.task_completed': {},
  'triggers.task_due_soon': { timeBefore: '2', timeUnit: 'days' },
  'triggers.task_overdue': {},
  'triggers.new_note': { contactId: CONTACT },
  'triggers.new_appointment': { calendarId: CALENDAR },
  'triggers.new_or_rescheduled_appointment': { calendarId: CALENDAR },
  'triggers.appointment_reached_status': { status: 'confirmed', calendarId: CALENDAR },
  'searches.find_contact': { email: EMAIL },
  'searches.find_many_contacts': {},
  'searches.find_duplicate_contact': { email: EMAIL },
  'searches.get_contact_summary': { contactId: CONTACT },
  'searches.find_task': { contactId: CONTACT, title: 'Call back' },
  'searches.find_many_tasks': {},
  'searches.find_note': { contactId: CONTACT, query: 'note' },
  'searches.find_many_notes': { contactId: CONTACT },
  'searches.find_appointment': { appointmentId: APPOINTMENT },
  'searches.find_many_appointments': { calendarId: CALENDAR },
  'searches.find_free_slots': { calendarId: CALENDAR },
  'creates.create_contact': { email: 'dana.reyes@example.com' },
  'creates.update_contact': { contactId: CONTACT, city: 'Nowhere' },
  'creates.upsert_contact': { email: 'ben.ortiz@example.com' },
  'creates.add_tags': { contactId: CONTACT, tags: ['brand new'] },
  'creates.remove_tags': { contactId: CONTACT, tags: ['vip'] },
  'creates.delete_contact': { contactId: UNWANTED_CONTACT },
  'creates.create_task': { contactId: CONTACT, title: 'Call', dueDate: inDays(3) },
  'creates.update_task': { contactId: CONTACT, taskId: TASK, title: 'Call again' },
  'creates.set_task_status': { contactId: CONTACT, taskId: TASK, status: 'completed' },
  'creates.delete_task': { contactId: CONTACT, taskId: UNWANTED_TASK },
  'creates.create_note': { contactId: CONTACT, body: 'Called back.' },
  'creates.update_note': { contactId: CONTACT, noteId: NOTE, body: 'Called back twice.' },
  'creates.delete_note': { contactId: CONTACT, noteId: UNWANTED_NOTE },
  'creates.book_appointment': {
    contactId: CONTACT,
    calendarId: CALENDAR,
    startTime: inDays(20),
    ignoreFreeSlots: 'yes',
  },
  'creates.update_appointment': { appointmentId: APPOINTMENT, title: 'Second visit' },
  'creates.set_appointment_status': { appointmentId: APPOINTMENT, status: 'showed' },
};

/** What a pointer says to each hydrator. */
export const WORKING_POINTERS: Readonly<Record<string, Fields>> = {
  'hydrators.contactDetails': {
    contactId: CONTACT,
    include: ['tasks', 'notes', 'appointments'],
  },
  'hydrators.hydrateContact': { has: 'key', contactId: CONTACT, include: ['tasks'] },
  'hydrators.hydrateTask': { has: 'key', contactId: CONTACT, id: TASK },
  'hydrators.hydrateNote': { has: 'key', contactId: CONTACT, id: NOTE },
  'hydrators.hydrateAppointment': { has: 'key', id: APPOINTMENT },
};
