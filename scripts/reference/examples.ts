import type { Sandbox } from '../../sandbox/index.ts';

type Fields = Record<string, unknown>;

/** Records with fixed ids that the examples name. */
export interface ExampleRecords {
  contactId: string;
  taskId: string;
  noteId: string;
  appointmentId: string;
  calendarId: string;
}

const RECORDS = {
  contactId: 'exampleContact000001',
  taskId: 'exampleTask000000001',
  noteId: 'exampleNote000000001',
  appointmentId: 'exampleAppointment01',
} as const;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The next working day, at this hour UTC. */
const workday = (now: number, hour: number): number => {
  const day = new Date(now + DAY_MS);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour);
};

/** Puts the records that the examples name into a location of the sandbox. */
export const addExampleRecords = (sandbox: Sandbox, locationId: string): ExampleRecords => {
  const { world } = sandbox;
  const calendarId = world.location(locationId).calendars[0]?.id ?? '';
  const { contactId, taskId, noteId, appointmentId } = RECORDS;
  const start = workday(world.now(), 15);
  world.addContact(locationId, { id: contactId, firstName: 'Dana', tags: ['vip'] });
  world.addTask(locationId, { id: taskId, contactId, title: 'Call back' });
  world.addNote(locationId, { id: noteId, contactId, body: 'Met on site.' });
  world.addAppointment(locationId, {
    id: appointmentId,
    contactId,
    calendarId,
    startTime: new Date(start).toISOString(),
    endTime: new Date(start + HOUR_MS).toISOString(),
  });
  return { ...RECORDS, calendarId };
};

/**
 * An input for each operation with which it does its work; triggers and searches change nothing with
 * it, each action writes.
 */
export const exampleInputs = (
  { contactId, taskId, noteId, appointmentId, calendarId }: ExampleRecords,
  now: number,
): Readonly<Record<string, Fields>> => {
  const start = workday(now, 17);
  const at = (moment: number): string => new Date(moment).toISOString();
  return {
    'triggers.new_contact': {},
    'triggers.contact_updated': {},
    'triggers.new_or_updated_contact': {},
    'triggers.contact_tagged': { tags: ['vip'] },
    'triggers.new_task': {},
    'triggers.task_completed': {},
    'triggers.task_due_soon': {},
    'triggers.task_overdue': {},
    'triggers.new_note': { contactId },
    'triggers.new_appointment': { calendarId },
    'triggers.new_or_rescheduled_appointment': { calendarId },
    'triggers.appointment_reached_status': { calendarId, status: 'confirmed' },
    'searches.find_contact': { email: 'dana.reyes@example.com' },
    'searches.find_many_contacts': {},
    'searches.find_duplicate_contact': { email: 'dana.reyes@example.com' },
    'searches.get_contact_summary': { contactId },
    'searches.find_task': { contactId, taskId },
    'searches.find_many_tasks': {},
    'searches.find_note': { contactId, noteId },
    'searches.find_many_notes': { contactId },
    'searches.find_appointment': { appointmentId },
    'searches.find_many_appointments': { calendarId },
    'searches.find_free_slots': { calendarId },
    'creates.create_contact': { email: 'dana.reyes@example.com' },
    'creates.update_contact': { contactId, city: 'Albany' },
    'creates.upsert_contact': { email: 'ben.ortiz@example.com' },
    'creates.add_tags': { contactId, tags: ['brand new'] },
    'creates.remove_tags': { contactId, tags: ['vip'] },
    'creates.delete_contact': { contactId },
    'creates.create_task': { contactId, title: 'Send the quote', dueDate: at(start) },
    'creates.update_task': { contactId, taskId, title: 'Call back today' },
    'creates.set_task_status': { contactId, taskId, status: 'completed' },
    'creates.delete_task': { contactId, taskId },
    'creates.create_note': { contactId, body: 'Called, will call back.' },
    'creates.update_note': { contactId, noteId, body: 'Met on site, wants a quote.' },
    'creates.delete_note': { contactId, noteId },
    'creates.book_appointment': { calendarId, contactId, startTime: at(start) },
    'creates.update_appointment': { appointmentId, title: 'Second visit' },
    'creates.set_appointment_status': { appointmentId, status: 'cancelled' },
  };
};
