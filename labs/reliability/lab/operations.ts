import type { Fields, TestApp } from '../../../harness/app.ts';
import {
  APPOINTMENT,
  CALENDAR,
  CONTACT,
  WORKING_INPUT,
  WORKING_POINTERS,
} from '../../../harness/working-input.ts';
import type { Definition } from '../../../zap-runner/definition.ts';
import { OLD_NOTE, OLD_TASK, fixtureContact } from './fixtures.ts';

const REGISTRIES = ['triggers', 'searches', 'creates'] as const;

export type Registry = (typeof REGISTRIES)[number];

/** What a pointer in a record stands for is read by a function of its own when a Zap runs. */
const HYDRATORS = 'hydrators';

/** An operation, and the inputs to try it with. */
export interface TriedOperation {
  registry: Registry | typeof HYDRATORS;
  key: string;
  /** As in `creates.create_task`. */
  name: string;
  /** What a user reads. */
  label: string;
  /** None where no working input is known. */
  inputs: readonly Fields[];
}

const DAY_MS = 86_400_000;

/** In the middle of a weekday's opening hours in New York, a week or more ahead. */
const anOpenHour = (): string => {
  const day = new Date(Date.now() + 8 * DAY_MS);
  day.setUTCHours(16, 0, 0, 0);
  while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString();
};

const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

/**
 * Further inputs, for what the plain one of an operation does not reach: more requests, several
 * writes, older records that look the same.
 */
const MORE_INPUTS: Readonly<Record<string, readonly ((app: TestApp) => Fields)[]>> = {
  'triggers.new_note': [() => ({})],
  'triggers.task_due_soon': [() => ({ timeBefore: '30', timeUnit: 'hours' })],
  'searches.find_contact': [
    () => ({ phone: fixtureContact(0).phone }),
    () => ({ query: 'Fields 1' }),
    () => ({ contactId: CONTACT }),
  ],
  'searches.find_duplicate_contact': [
    () => ({ email: fixtureContact(0).email, phone: fixtureContact(1).phone }),
  ],
  'searches.find_many_contacts': [
    () => ({ limit: '1000' }),
    () => ({ limit: '1000', addedAfter: inDays(-2) }),
  ],
  'searches.find_free_slots': [() => ({ calendarId: CALENDAR, to: inDays(60) })],
  'creates.create_contact': [
    () => ({ firstName: 'Sasha', lastName: 'Marsh' }),
    () => ({ email: 'sasha.marsh@example.com', timezone: 'America/New_York' }),
    (app) => ({
      email: 'sasha.marsh@example.com',
      phone: '(212) 555-0123',
      tags: ['vip', 'brand new'],
      [app.inputFor('Lead Score')]: '70',
    }),
  ],
  'creates.update_contact': [
    () => ({ contactId: CONTACT, timezone: 'America/New_York' }),
    (app) => ({ contactId: CONTACT, phone: '(212) 555-0123', [app.inputFor('Lead Score')]: '70' }),
  ],
  'creates.upsert_contact': [
    () => ({ email: fixtureContact(0).email, city: 'Nowhere', tags: ['vip', 'brand new'] }),
    () => ({ phone: fixtureContact(1).phone, tags: ['brand new'] }),
    () => ({ email: 'ben.ortiz@example.com', tags: ['vip', 'brand new'] }),
  ],
  'creates.create_task': [() => ({ contactId: CONTACT, ...OLD_TASK })],
  'creates.create_note': [() => ({ contactId: CONTACT, ...OLD_NOTE })],
  'creates.book_appointment': [
    () => ({ contactId: CONTACT, calendarId: CALENDAR, startTime: anOpenHour() }),
  ],
  'creates.update_appointment': [
    () => ({ appointmentId: APPOINTMENT, startTime: anOpenHour(), notes: 'Bring the ladder.' }),
  ],
};

/** Every operation of an app, those of later versions included. */
export const operationsOf = (definition: Definition, app: TestApp): TriedOperation[] =>
  REGISTRIES.flatMap((registry) =>
    Object.entries(definition[registry] ?? {}).map(([key, { display }]) => {
      const name = `${registry}.${key}`;
      const plain = WORKING_INPUT[name];
      const more = (MORE_INPUTS[name] ?? []).map((input) => input(app));
      return {
        registry,
        key,
        name,
        label: display.label,
        inputs: [...(plain ? [plain] : []), ...more],
      };
    }),
  );

/** What users see of a hydrator is a field of the record that holds its pointer. */
const HYDRATOR_LABELS: Readonly<Record<string, string>> = {
  contactDetails: 'Include: tasks, notes and appointments',
  hydrateContact: 'Rest of a slim contact',
  hydrateTask: 'Rest of a slim task',
  hydrateNote: 'Rest of a slim note',
  hydrateAppointment: 'Rest of a slim appointment',
};

/** Every hydrator of an app; each is called with what its pointer says. */
export const hydratorsOf = (app: Readonly<Record<string, unknown>>): TriedOperation[] =>
  Object.keys(Object(app[HYDRATORS])).map((key) => {
    const name = `${HYDRATORS}.${key}`;
    const pointer = WORKING_POINTERS[name];
    return {
      registry: HYDRATORS,
      key,
      name,
      label: HYDRATOR_LABELS[key] ?? key,
      inputs: pointer ? [pointer] : [],
    };
  });

/** The method that runs an operation. */
export const methodOf = ({ registry, name }: Pick<TriedOperation, 'registry' | 'name'>): string =>
  registry === HYDRATORS ? name : `${name}.operation.perform`;

/**
 * Whether only search can find what an input creates. Search shows it seconds late, so that a write of
 * unknown outcome is left to Zapier's next try.
 */
export const isFoundLate = ({ name }: TriedOperation, { email, phone }: Fields): boolean =>
  name === 'creates.create_contact' && !email && !phone;
