import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod/mini';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import definition from '../../index.ts';
import { Connection } from '../../zap-runner/connection.ts';
import { newTrace } from '../../zap-runner/platform.ts';

const DAY_MS = 86_400_000;

let app: TestApp;
let ids: Record<'contact' | 'task' | 'note' | 'calendar' | 'appointment' | 'user', string>;

const at = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

/** A contact, task, note and appointment that have all that HighLevel can say of them. */
beforeAll(async () => {
  app = await openApp({ contacts: 3, rateLimit: false });
  const { world } = app.sandbox;
  const { id: locationId } = app.location;
  const { users, businesses, calendars, customFields } = world.location(locationId);
  const user = users[0]?.id ?? '';
  const calendar = calendars[0];
  if (!calendar) throw new Error('The sandbox has no calendar.');
  const VALUES: Readonly<Record<string, unknown>> = {
    'Lead Score': 85,
    Budget: 12_500.5,
    Project: 'Kitchen',
    'Site Notes': 'Gate on the left.\nMind the dog.',
    'Second Phone': '+12025550199',
    'Interested In': ['Roof', 'Solar'],
    Stage: 'Quoted',
    Materials: ['Metal, galvanised'],
    'Owns the House?': 'Yes',
    'Wanted By': '2027-05-01',
    Dimensions: { width: '120 cm', height: '95 cm' },
    Photos: {
      'a-file': {
        url: 'https://files.example.com/front-door.jpg',
        meta: { originalname: 'front-door.jpg', mimetype: 'image/jpeg', size: 48_213 },
      },
    },
  };
  const { id: contact } = world.addContact(locationId, {
    firstName: 'Dana',
    lastName: 'Reyes',
    email: 'dana.reyes@example.com',
    phone: '+12025550147',
    companyName: 'Reyes Property Group',
    businessId: businesses[0]?.id ?? '',
    source: 'referral',
    assignedTo: user,
    address1: '12 Harbor Street',
    city: 'Boston',
    state: 'MA',
    postalCode: '02108',
    country: 'US',
    website: 'https://example.com/dana',
    timezone: 'America/New_York',
    dateOfBirth: '1985-07-24',
    tags: ['vip', 'customer'],
    additionalEmails: ['dana@work.example.com'],
    customFields: customFields.map(({ id, name }) => ({ id, value: VALUES[name] })),
    dateAdded: at(-90),
    dateUpdated: at(0),
    lastActivity: at(-1),
  });
  const { id: task } = world.addTask(locationId, {
    contactId: contact,
    title: 'Call back',
    body: 'About the quote',
    dueDate: at(-1),
    assignedTo: user,
  });
  world.addTask(locationId, { contactId: contact, dueDate: at(2), completed: true });
  world.addTask(locationId, { contactId: contact, dueDate: at(3), title: 'Measure' });
  const { id: note } = world.addNote(locationId, {
    contactId: contact,
    title: 'First call',
    body: 'Prefers mornings',
    userId: user,
    color: '#ffaa00',
    pinned: true,
  });
  const { id: appointment } = world.addAppointment(locationId, {
    contactId: contact,
    calendarId: calendar.id,
    groupId: calendar.groupId ?? 'group',
    assignedUserId: user,
    address: '12 Harbor Street',
    description: 'Bring the plans',
    notes: 'Bring the plans',
    startTime: at(10),
    endTime: at(10.05),
  });
  ids = { contact, task, note, calendar: calendar.id, appointment, user };
});

afterAll(async () => {
  jest.restoreAllMocks();
  await app.close();
});

/** An input with which each operation gives a record; those that delete come last. */
const inputs = (): Readonly<Record<string, Fields>> => {
  const contactId = ids.contact;
  const include = ['tasks', 'notes', 'appointments'];
  const appointmentId = ids.appointment;
  const calendarId = ids.calendar;
  const slot = { calendarId, contactId, ignoreFreeSlots: 'yes', startTime: at(20) };
  return {
    'triggers.new_contact': { tags: ['vip'] },
    'triggers.contact_updated': { tags: ['vip'], include },
    'triggers.new_or_updated_contact': { tags: ['vip'], include },
    'triggers.contact_tagged': { tags: ['vip'] },
    'triggers.new_task': { contactId },
    'triggers.task_completed': { contactId },
    'triggers.task_due_soon': { contactId, timeBefore: '4', timeUnit: 'days' },
    'triggers.task_overdue': { contactId },
    'triggers.new_note': { contactId },
    'triggers.new_appointment': { calendarId },
    'triggers.new_or_rescheduled_appointment': { contactId },
    'triggers.appointment_reached_status': { calendarId, status: 'confirmed' },
    'searches.find_contact': { contactId },
    'searches.find_many_contacts': { tags: ['vip'] },
    'searches.find_duplicate_contact': {
      email: 'dana.reyes@example.com',
      phone: '+12025550147',
    },
    'searches.get_contact_summary': { contactId },
    'searches.find_task': { contactId, taskId: ids.task },
    'searches.find_many_tasks': {},
    'searches.find_note': { contactId, noteId: ids.note },
    'searches.find_many_notes': { contactId },
    'searches.find_appointment': { appointmentId },
    'searches.find_many_appointments': { calendarId },
    'searches.find_free_slots': { calendarId },
    'creates.create_contact': { email: 'dana.reyes@example.com', ifExists: 'return' },
    'creates.update_contact': { contactId, city: 'Salem', customField_gone: 'x' },
    'creates.upsert_contact': { email: 'dana.reyes@example.com', state: 'OR', gender: 'female' },
    'creates.add_tags': { contactId, tags: ['hot lead', 'vip'] },
    'creates.remove_tags': { contactId, tags: ['hot lead', 'gone'] },
    'creates.create_task': { contactId, title: 'Measure', notes: 'Roof', dueDate: at(3) },
    'creates.update_task': { contactId, taskId: ids.task, title: 'Call again' },
    'creates.set_task_status': { contactId, taskId: ids.task, status: 'completed' },
    'creates.create_note': { contactId, body: 'Called back.', title: 'Call', color: '#00ff00' },
    'creates.update_note': { contactId, noteId: ids.note, body: 'Called back twice.' },
    'creates.book_appointment': { ...slot, title: 'Site visit', notes: 'Plans', address: 'Here' },
    'creates.update_appointment': { appointmentId, title: 'Second visit' },
    'creates.set_appointment_status': { appointmentId, status: 'showed' },
    'creates.delete_task': { contactId, taskId: ids.task },
    'creates.delete_note': { contactId, noteId: ids.note },
    'creates.delete_contact': { contactId },
  };
};

const operations = Object.entries({
  triggers: definition.triggers,
  searches: definition.searches,
  creates: definition.creates,
}).flatMap(([registry, entries]) => Object.keys(entries ?? {}).map((key) => `${registry}.${key}`));

/** In the order in which the inputs are listed, so that nothing is deleted too early. */
const ORDER = /^creates\.delete_(task|note|contact)$/;
const inOrder = operations.toSorted((a, b) => Number(ORDER.test(a)) - Number(ORDER.test(b)));

const output = z.looseObject({
  key: z.string(),
  label: z.string(),
  type: z.string(),
  list: z.optional(z.boolean()),
});

type Output = z.infer<typeof output>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values of a record by the keys that Zapier knows them by: `a`, `b__c`, `d[]e`. */
const valuesIn = (record: Fields, prefix = ''): [key: string, value: unknown][] =>
  Object.entries(record).flatMap(([key, value]) => {
    // Of no line items there is nothing to say.
    if (Array.isArray(value) && value.length === 0) return [];
    if (isRecord(value)) return valuesIn(value, `${prefix}${key}__`);
    const rows = Array.isArray(value) ? value.filter(isRecord) : [];
    return rows.length > 0
      ? rows.flatMap((row) => valuesIn(row, `${prefix}${key}[]`))
      : [[prefix + key, value]];
  });

/** A moment, or a day that no time zone may move, such as a birthday. */
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/;

const OF_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string' && value.trim() !== '' && value !== 'null',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  datetime: (value) => typeof value === 'string' && MOMENT.test(value),
};

const fits = ({ key, type, list }: Output, value: unknown): boolean => {
  // A row has each of its columns, filled or not.
  if (key.includes('[]') && type === 'string' && value === '') return true;
  const check = OF_TYPE[type] ?? (() => false);
  return list ? Array.isArray(value) && value.every(check) : check(value);
};

/** Puts what a pointer stands for in its place, as a Zap does when it runs. */
const hydrated = async (record: Fields): Promise<Fields> => {
  if (record['details'] === undefined) return record;
  const connection = new Connection(app.platform, app.authData);
  return { ...record, details: await connection.hydrate(record['details'], newTrace()) };
};

describe('what an operation gives', () => {
  it.each(inOrder)('%s declares it all, labelled and of the type it has', async (operation) => {
    const input = inputs()[operation];
    if (!input) throw new Error(`No input for ${operation}.`);
    const moment = { isLoadingSample: operation.startsWith('triggers.') };
    const result = await app.call(`${operation}.operation.perform`, input, moment);
    const records = [result].flat().filter(isRecord);
    expect(records.length).toBeGreaterThan(0);
    const declared = z
      .array(output)
      .parse(await app.call(`${operation}.operation.outputFields`, input));
    const known = new Map(declared.map((field) => [field.key, field]));
    const wrong = (await Promise.all(records.map(hydrated))).flatMap((record) =>
      valuesIn(record).flatMap(([key, value]) => {
        const field = known.get(key);
        if (!field) return [`${key} is not declared`];
        return fits(field, value) ? [] : [`${key} is no ${field.type}: ${JSON.stringify(value)}`];
      }),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });
});
