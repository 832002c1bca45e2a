import { describe, expect, it } from '@jest/globals';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { startSandbox } from '../../sandbox/index.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import type { Contact, Location } from '../../sandbox/world.ts';

const NOW = Date.parse('2026-03-02T09:00:00Z');
const DAY_MS = 86_400_000;

/** The locations that a sandbox starts with. */
const seeded = async (options: SandboxOptions = {}): Promise<[Location, Location]> => {
  const sandbox = await startSandbox({ now: () => NOW, ...options });
  await sandbox.close();
  const [first, second] = sandbox.world.locations.values();
  if (!first || !second) throw new Error('There must be two locations.');
  return [first, second];
};

const people = ({ contacts }: Location): unknown[] => [...contacts.values()];

describe('the seeded data', () => {
  it('depends on the seed alone', async () => {
    const [one, again, other] = [
      await seeded({ seed: 7 }),
      await seeded({ seed: 7 }),
      await seeded({ seed: 8 }),
    ];

    expect(people(one[0])).toEqual(people(again[0]));
    expect([...one[0].tags.values()]).toEqual([...again[0].tags.values()]);
    expect(people(one[0])).not.toEqual(people(other[0]));
    expect(one[0].id).not.toBe(other[0].id);
  });

  it('has as many contacts as asked for, none younger than a day', async () => {
    const [first, second] = await seeded({ contacts: 500 });
    const youngest = Math.max(
      ...[...first.contacts.values()].map(({ dateUpdated }) => Date.parse(dateUpdated)),
    );

    expect(first.contacts.size).toBe(500);
    expect(second.contacts.size).toBe(12);
    expect(youngest).toBeLessThan(NOW - DAY_MS);
  });

  it('has two sub-accounts of different ways', async () => {
    const [first, second] = await seeded();

    expect([first.country, first.timezone, first.allowDuplicateContact]).toEqual([
      'US',
      'America/New_York',
      false,
    ]);
    expect([second.country, second.timezone, second.allowDuplicateContact]).toEqual([
      'DE',
      'Europe/Berlin',
      true,
    ]);
  });

  it('uses addresses and numbers that nobody owns, each once', async () => {
    for (const location of await seeded({ contacts: 2500 })) {
      const contacts = [...location.contacts.values()];
      const emails = contacts.flatMap(({ email }) => email ?? []);
      const phones = contacts.flatMap(({ phone }) => phone ?? []);

      expect(emails.filter((email) => !/@example\.(com|net|org)$/.test(email))).toEqual([]);
      expect(phones.filter((phone) => !parsePhoneNumberFromString(phone)?.isValid())).toEqual([]);
      expect(
        phones.filter((phone) => !/^(\+1\d{3}55501\d\d|\+493023125\d{3})$/.test(phone)),
      ).toEqual([]);
      expect(new Set(emails).size).toBe(emails.length);
      expect(new Set(phones).size).toBe(phones.length);
    }
  });

  it('has custom fields of every type', async () => {
    const [first] = await seeded();
    const fields = first.customFields.filter(({ model }) => model === 'contact');

    expect(fields.map(({ dataType }) => dataType).toSorted()).toEqual([
      'CHECKBOX',
      'DATE',
      'FILE_UPLOAD',
      'LARGE_TEXT',
      'MONETORY',
      'MULTIPLE_OPTIONS',
      'NUMERICAL',
      'PHONE',
      'RADIO',
      'SINGLE_OPTIONS',
      'TEXT',
      'TEXTBOX_LIST',
    ]);
    const used = new Set(
      [...first.contacts.values()].flatMap(({ customFields }) => customFields.map(({ id }) => id)),
    );
    expect(fields.filter(({ id }) => !used.has(id)).map(({ name }) => name)).toEqual([]);
  });

  it('has opportunities in two pipelines, open, won, and lost for a reason', async () => {
    for (const { opportunities, pipelines, contacts } of await seeded()) {
      const rows = [...opportunities.values()];
      expect(pipelines.map(({ stages }) => stages.length)).toEqual([4, 3]);
      expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['open', 'won', 'lost']));
      expect(rows.filter(({ contactId }) => !contacts.has(contactId))).toEqual([]);
      const isOdd = rows.filter(
        (row) => (row.status === 'lost') !== (row.lostReasonId !== undefined),
      );
      expect(isOdd).toEqual([]);
    }
  });

  it('has tasks overdue, open and done, and appointments past and to come that do not collide', async () => {
    for (const location of await seeded()) {
      const tasks = [...location.tasks.values()];
      const kinds = tasks.map(({ completed, dueDate }) =>
        completed ? 'done' : Date.parse(dueDate) < NOW ? 'overdue' : 'open',
      );
      expect(new Set(kinds)).toEqual(new Set(['done', 'overdue', 'open']));

      const appointments = [...location.appointments.values()];
      const isPast = appointments.map(({ startTime }) => Date.parse(startTime) < NOW);
      expect(new Set(isPast)).toEqual(new Set([true, false]));
      const places = appointments.map((event) => `${event.assignedUserId} ${event.startTime}`);
      expect(new Set(places).size).toBe(places.length);
    }
  });

  const nameOf = ({ firstName, lastName }: Contact): string => `${firstName} ${lastName}`;

  it('has odd people, unless told not to', async () => {
    const [odd] = await seeded();
    const [pleasant] = await seeded({ oddPeople: false });

    expect([...odd.contacts.values()].map(nameOf)).toContainEqual(expect.stringContaining('<b>'));
    for (const contact of pleasant.contacts.values()) {
      expect(nameOf(contact)).toMatch(/^\p{L}+ [\p{L}’]+$/u);
    }
  });

  it('begins with full records where nobody is odd', async () => {
    for (const seed of [1, 2, 3, 4]) {
      const [{ contacts }] = await seeded({ seed, oddPeople: false });
      const byAge = [...contacts.values()].toSorted((a, b) =>
        b.dateAdded.localeCompare(a.dateAdded),
      );
      for (const contact of byAge.slice(0, 5)) {
        expect(contact).toMatchObject({
          firstName: expect.any(String),
          email: expect.any(String),
          phone: expect.any(String),
          city: expect.any(String),
          source: expect.any(String),
          assignedTo: expect.any(String),
          tags: expect.arrayContaining([expect.any(String)]),
        });
      }
    }
  });

  it('knows how those came who followed a link', async () => {
    const [{ contacts }] = await seeded({ oddPeople: false });
    const followed = [...contacts.values()].filter(({ source }) => source === 'google ads');

    expect(followed.length).toBeGreaterThan(0);
    for (const { attributionSource } of followed) {
      expect(attributionSource).toMatchObject({ utmSource: 'google', ip: '192.0.2.44' });
    }
  });
});
