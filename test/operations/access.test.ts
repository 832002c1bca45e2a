import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { FOREIGN_CONTACT, WORKING_INPUT, addNamedRecords } from '../../harness/working-input.ts';
import definition from '../../index.ts';

const OTHERS: Readonly<Record<string, string>> = {
  contactId: FOREIGN_CONTACT,
  taskId: 'taskOfOther000000001',
  noteId: 'noteOfOther000000001',
  calendarId: 'calendarOfOther00001',
  appointmentId: 'appointmentOfOther01',
};

let app: TestApp;

/** Records that only the read-only sub-account has, and those that both have. */
beforeAll(async () => {
  app = await openApp({ contacts: 5, rateLimit: false });
  addNamedRecords(app);
  const { world, locations } = app.sandbox;
  const other = locations.find(({ id }) => id !== app.location.id)?.id ?? '';
  const { calendars } = world.location(other);
  calendars.push(
    ...calendars.slice(0, 1).map((calendar) => ({ ...calendar, id: 'calendarOfOther00001' })),
  );
  world.addTask(other, { id: 'taskOfOther000000001', contactId: FOREIGN_CONTACT });
  world.addNote(other, { id: 'noteOfOther000000001', contactId: FOREIGN_CONTACT });
  world.addAppointment(other, {
    id: 'appointmentOfOther01',
    contactId: FOREIGN_CONTACT,
    calendarId: 'calendarOfOther00001',
    startTime: new Date(Date.now() + 86_400_000).toISOString(),
    endTime: new Date(Date.now() + 90_000_000).toISOString(),
  });
});

afterAll(async () => {
  await app.close();
});

beforeEach(() => {
  app.connect(({ scopes }) => scopes.includes('contacts.write'));
  app.clearRequests();
});

const operations = Object.entries({
  triggers: definition.triggers,
  searches: definition.searches,
  creates: definition.creates,
}).flatMap(([registry, entries]) => Object.keys(entries ?? {}).map((key) => `${registry}.${key}`));

const perform = (operation: string, input: Fields): Promise<unknown> =>
  app.call(`${operation}.operation.perform`, input);

describe('a connection that may only read', () => {
  const readers = operations.filter((operation) => !operation.startsWith('creates.'));

  it.each(readers)('is enough for %s', async (operation) => {
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    const moment = { isLoadingSample: operation.startsWith('triggers.') };
    const method = `${operation}.operation.perform`;
    expect(await app.call(method, WORKING_INPUT[operation] ?? {}, moment)).toEqual(
      expect.any(Array),
    );
    expect(app.writesSent).toEqual([]);
  });
});

/** The inputs of an operation that take the id of a record. */
const idInputs = async (operation: string): Promise<string[]> => {
  const keys = (await app.inputFields(operation)).map(({ key }) => String(key));
  // Beside an appointment, a contact only narrows the list to choose from.
  const narrows = (input: string): boolean =>
    input === 'contactId' && keys.includes('appointmentId');
  return keys.filter((input) => Object.hasOwn(OTHERS, input) && !narrows(input));
};

describe('ids of another sub-account', () => {
  const NOTHING: readonly unknown[] = [
    [],
    expect.objectContaining({
      kind: 'halted',
      message: expect.stringMatching(/sub-account|cannot find this record/),
    }),
    expect.objectContaining({ wasDeleted: false }),
  ];

  it.each(operations)('give nothing and change nothing in %s', async (operation) => {
    const keys = await idInputs(operation);
    for (const key of keys) {
      const input = {
        ...WORKING_INPUT[operation],
        ...byIdAlone(operation, key),
        [key]: OTHERS[key],
      };
      const writesBefore = app.sandbox.writes;
      const outcome = await perform(operation, input).catch((error: unknown) => error);
      expect(NOTHING).toContainEqual(outcome);
      expect(app.sandbox.writes).toBe(writesBefore);
    }
    expect(keys.length > 0).toBe(TAKES_ID.test(operation));
  });
});

/** A search of a contact’s records goes on to look for these when it does not find the id. */
const byIdAlone = (operation: string, key: string): Fields =>
  operation.startsWith('searches.') && key !== 'contactId' ? { query: '', title: '' } : {};

/** The others are about contacts that they find themselves. */
const TAKES_ID = /find_contact$|task|note|appointment|slots|tags$|delete|update_contact|summary/;
