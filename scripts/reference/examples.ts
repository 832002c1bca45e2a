import type { Sandbox } from '../../sandbox/index.ts';

type Fields = Record<string, unknown>;

/** Records with fixed ids that the examples name. */
export interface ExampleRecords {
  contactId: string;
  taskId: string;
  noteId: string;
  appointmentId: string;
  calendarId: string;
  /** A calendar with a team that does not choose by itself. */
  teamCalendarId: string;
  customFieldId: string;
  /** The owner of the appointment. */
  userId: string;
}

const RECORDS = {
  contactId: 'exampleContact000001',
  taskId: 'exampleTask000000001',
  noteId: 'exampleNote000000001',
  appointmentId: 'exampleAppointment01',
  teamCalendarId: 'exampleCalendar00001',
} as const;

const EMAIL = 'dana.reyes@example.com';
const PHONE = '+12125550187';

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
  const location = world.location(locationId);
  const calendarId = location.calendars[0]?.id ?? '';
  const customFieldId = location.customFields[0]?.id ?? '';
  const { contactId, taskId, noteId, appointmentId } = RECORDS;
  const [owner, ...others] = location.users;
  const now = world.now();
  const start = workday(now, 15);
  world.addContact(locationId, {
    id: contactId,
    firstName: 'Dana',
    lastName: 'Reyes',
    email: EMAIL,
    phone: PHONE,
    source: 'website form',
    country: 'US',
    tags: ['vip'],
    customFields: [{ id: customFieldId, value: 85 }],
    dateAdded: new Date(now - HOUR_MS).toISOString(),
    dateUpdated: new Date(now).toISOString(),
  });
  world.addTask(locationId, {
    id: taskId,
    contactId,
    title: 'Call back',
    body: 'Asked for a quote.',
    dueDate: new Date(start).toISOString(),
  });
  world.addTask(locationId, {
    contactId,
    title: 'Send the price list',
    body: 'By email.',
    completed: true,
  });
  world.addNote(locationId, { id: noteId, contactId, body: 'Met on site.' });
  world.addAppointment(locationId, {
    id: appointmentId,
    contactId,
    calendarId,
    ...(owner && { assignedUserId: owner.id }),
    startTime: new Date(start).toISOString(),
    endTime: new Date(start + HOUR_MS).toISOString(),
  });
  // A team that somebody has to be chosen from, and that the appointment's owner is not in.
  location.calendars.push({
    id: RECORDS.teamCalendarId,
    name: 'Team',
    calendarType: 'service_booking',
    isActive: true,
    slotDurationMinutes: 60,
    teamMembers: others.map(({ id }, index) => ({ userId: id, isPrimary: index === 0 })),
    opens: 9,
    closes: 17,
  });
  return { ...RECORDS, calendarId, customFieldId, userId: owner?.id ?? '' };
};

/**
 * Inputs for each operation, one after the other, with which it does its work in each of the ways
 * that take other requests. Triggers and searches change nothing with them, each action writes, also
 * when all of the first ones run in one world.
 */
export const exampleInputs = (
  records: ExampleRecords,
  now: number,
): Readonly<Record<string, readonly Fields[]>> => {
  const { contactId, taskId, noteId, appointmentId, calendarId, customFieldId } = records;
  const start = workday(now, 17);
  const at = (moment: number): string => new Date(moment).toISOString();
  const email = EMAIL;
  const phone = '(202) 555-0147';
  const person = { firstName: 'Ben', lastName: 'Ortiz', source: 'referral', country: 'US' };
  const byScore = { customFieldId, customFieldComparison: 'atLeast', customFieldValue: '70' };
  const byField = { [`customField_${customFieldId}`]: '90' };
  const someDay = '2031-03-09 09:00';
  return {
    'triggers.new_contact': [{}, byScore],
    'triggers.contact_updated': [byScore, { include: ['tasks', 'notes', 'appointments'] }],
    'triggers.new_or_updated_contact': [byScore, { include: ['tasks', 'notes', 'appointments'] }],
    'triggers.contact_tagged': [{ tags: ['vip'] }],
    'triggers.new_task': [{}],
    'triggers.task_completed': [{}],
    'triggers.task_due_soon': [{}, { timeUnit: 'days' }],
    'triggers.task_overdue': [{}, { timeUnit: 'days' }],
    'triggers.new_note': [{}, { contactId }],
    'triggers.new_appointment': [{ calendarId }, { contactId }, {}],
    'triggers.new_or_rescheduled_appointment': [{ calendarId }, { contactId }, {}],
    'triggers.appointment_reached_status': [
      { calendarId, status: 'confirmed' },
      { contactId, status: 'confirmed' },
      { status: 'confirmed' },
    ],
    'searches.find_contact': [{ email }, { phone }, { contactId }],
    'searches.find_many_contacts': [byScore, { addedAfter: someDay }],
    'searches.find_duplicate_contact': [{ email, phone: '(212) 555-0187' }],
    'searches.get_contact_summary': [{ contactId }],
    'searches.find_task': [
      { contactId, taskId },
      { contactId, title: 'Call back' },
    ],
    'searches.find_many_tasks': [{ dueBefore: someDay }, { contactId }],
    'searches.find_note': [
      { contactId, noteId },
      { contactId, query: 'site' },
    ],
    'searches.find_many_notes': [{ contactId }],
    'searches.find_appointment': [{ appointmentId }],
    'searches.find_many_appointments': [{ calendarId }, { contactId }, {}],
    'searches.find_free_slots': [{ calendarId }],
    'creates.create_contact': [
      {
        ...person,
        email: 'ben.ortiz@example.com',
        phone,
        timezone: 'America/New_York',
        ...byField,
      },
      { firstName: 'Ben' },
    ],
    'creates.update_contact': [{ contactId, phone: '(202) 555-0149', ...byField }],
    'creates.upsert_contact': [
      {
        ...person,
        email: 'cora.diaz@example.com',
        phone: '(202) 555-0148',
        ...byField,
        customField_unknown: 'x',
      },
      { email, city: 'Albany', tags: ['brand new'], customField_unknown: 'x' },
      { email: 'ana.lindqvist@example.com', timezone: 'America/New_York' },
    ],
    'creates.add_tags': [{ contactId, tags: ['brand new'] }],
    'creates.remove_tags': [{ contactId, tags: ['vip'] }],
    'creates.delete_contact': [{ contactId }],
    'creates.create_task': [
      { contactId, title: 'Send the quote', dueDate: someDay, notes: 'Three windows, oak.' },
      { contactId, title: 'Send the quote', dueDate: someDay, notes: 'Three windows, oak.' },
      { contactId, title: 'Measure', dueDate: someDay, assignedTo: records.userId },
    ],
    'creates.update_task': [
      { contactId, taskId, title: 'Call back today', dueDate: someDay },
      { contactId, taskId, assignedTo: records.userId },
    ],
    'creates.set_task_status': [{ contactId, taskId, status: 'completed' }],
    'creates.delete_task': [{ contactId, taskId }],
    'creates.create_note': [
      { contactId, body: 'Called, will call back.' },
      { contactId, body: 'Called again.', createdBy: records.userId },
    ],
    'creates.update_note': [
      { contactId, noteId, body: 'Met on site, wants a quote.' },
      { contactId, noteId, createdBy: records.userId },
    ],
    'creates.delete_note': [{ contactId, noteId }],
    'creates.book_appointment': [
      { calendarId, contactId, startTime: at(start) },
      { calendarId: records.teamCalendarId, contactId, startTime: at(start + DAY_MS * 7) },
    ],
    'creates.update_appointment': [
      { appointmentId, title: 'Second visit' },
      { appointmentId, calendarId: records.teamCalendarId, ignoreFreeSlots: 'yes' },
    ],
    'creates.set_appointment_status': [{ appointmentId, status: 'cancelled' }],
  };
};
