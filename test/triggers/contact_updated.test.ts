import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';
import { taskOutputFields } from '../../lib/protiv/task/record.ts';
import type { Contact } from '../../sandbox/world.ts';
import { Connection } from '../../zap-runner/connection.ts';
import { newTrace } from '../../zap-runner/platform.ts';

const HOUR_MS = 3_600_000;

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 40 });
});

afterEach(async () => {
  await app.close();
});

const poll = (input: Fields = {}) => app.poll('contact_updated', input);
const prime = (input: Fields = {}) =>
  app.poll('contact_updated', input, { isPopulatingDedupe: true });

const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

const OLD = '2026-01-02T03:04:05.000Z';

const add = (contact: Partial<Contact> = {}) =>
  app.sandbox.world.addContact(app.location.id, contact);

/** A contact of long ago that changed just now. */
const addUpdated = (contact: Partial<Contact> = {}) =>
  add({ dateAdded: OLD, dateUpdated: ago(0.1), ...contact });

const ids = (contacts: Fields[]) => contacts.map(({ id }) => id);

/** What Zapier remembers of a record. */
const keys = (contacts: Fields[]) =>
  contacts.map(({ id, dateUpdated }) => JSON.stringify([id, dateUpdated]));

describe('Contact Updated', () => {
  it('fires for a contact that changed, Protiv-shaped, and not for one that was just added', async () => {
    add({ firstName: 'New' });
    const { id, dateUpdated } = addUpdated({ firstName: 'Ana', city: 'Salem' });
    const [contact, ...others] = await poll();
    expect(others).toEqual([]);
    expect(contactSchema.parse(contact)).toMatchObject({
      id,
      contactId: id,
      firstName: 'Ana',
      city: 'Salem',
      dateAdded: OLD,
      dateUpdated,
    });
  });

  it('leaves creation out although GHL stamps its two dates some milliseconds apart', async () => {
    const added = Date.now() - HOUR_MS;
    const stamp = (ms: number) => new Date(added + ms).toISOString();
    add({ dateAdded: stamp(0), dateUpdated: stamp(40) });
    const edited = add({ dateAdded: stamp(0), dateUpdated: stamp(5_000) });
    expect(ids(await poll())).toEqual([edited.id]);
  });

  it('is deduped by contact and moment of change', async () => {
    const { outputFields } = app.platform.definition.triggers?.['contact_updated']?.operation ?? {};
    const primary = outputFields?.flatMap((field) =>
      typeof field === 'object' && field.primary ? [field.key] : [],
    );
    expect(primary).toEqual(['id', 'dateUpdated']);

    const { id } = addUpdated({ dateUpdated: ago(2) });
    const first = keys(await poll());
    expect(keys(await poll())).toEqual(first);
    app.sandbox.world.changeContact(app.location.id, id, { city: 'Salem' });
    expect(keys(await poll())).not.toEqual(first);
  });

  it('primes with what could fire later, under the very keys it would fire with', async () => {
    const updated = [
      addUpdated({ dateUpdated: ago(1) }),
      addUpdated({ dateUpdated: ago(2).replace(/\.\d+Z$/, 'Z') }),
      addUpdated({ dateUpdated: ago(20).replace('Z', '+00:00') }),
    ];
    addUpdated({ dateUpdated: ago(40) });
    const primed = await prime();
    expect(ids(primed)).toEqual(updated.map(({ id }) => id));
    expect(primed.every((record) => Object.keys(record).length === 2)).toBe(true);
    expect(keys(primed)).toEqual(keys(await poll()));
  });

  it('takes the same filters as New Contact', async () => {
    const wanted = addUpdated({ tags: ['vip'], source: 'referral' });
    addUpdated({ tags: ['vip'], source: 'ads' });
    expect(ids(await poll({ tags: ['VIP'], source: 'referral' }))).toEqual([wanted.id]);
  });

  it('costs one request in a quiet location', async () => {
    expect(await poll()).toEqual([]);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('gives three real contacts that were changed as a sample', async () => {
    const sample = await app.poll('contact_updated', {}, { isLoadingSample: true });
    expect(sample).toHaveLength(3);
  });

  describe('with details', () => {
    let contactId: string;
    let calendarId: string;

    beforeEach(() => {
      contactId = addUpdated({ firstName: 'Ana' }).id;
      calendarId = app.sandbox.world.location(app.location.id).calendars[0]?.id ?? '';
      app.sandbox.world.addTask(app.location.id, {
        contactId,
        title: 'Call back',
        body: 'About the roof',
        dueDate: '2026-03-02T09:30:00.000Z',
      });
      app.sandbox.world.addNote(app.location.id, { contactId, body: 'Prefers mornings' });
      app.sandbox.world.addAppointment(app.location.id, {
        contactId,
        calendarId,
        startTime: '2026-07-01T14:00:00.000Z',
        endTime: '2026-07-01T15:00:00.000Z',
      });
    });

    const hydrate = async (pointer: unknown): Promise<Fields> => {
      const connection = new Connection(app.platform, app.authData);
      return Object(await connection.hydrate(pointer, newTrace()));
    };

    it('carries one pointer for each contact, which becomes its tasks, notes and appointments', async () => {
      const [contact] = await poll({ include: ['tasks', 'notes', 'appointments'] });
      const { details, ...rest } = contact ?? {};
      contactSchema.parse(rest);
      expect(JSON.stringify(contact).match(/hydrate\|\|\|/g)).toHaveLength(1);
      expect(app.sandbox.requests).toHaveLength(1);

      const { tasks, notes, appointments, ...others } = await hydrate(details);
      expect(others).toEqual({});
      expect(tasks).toMatchObject([
        {
          contactId,
          title: 'Call back',
          notes: 'About the roof',
          status: 'open',
          dueDate: '2026-03-02T09:30:00.000Z',
        },
      ]);
      expect(notes).toMatchObject([{ contactId, body: 'Prefers mornings' }]);
      expect(appointments).toMatchObject([
        {
          contactId,
          calendarId,
          startTime: '2026-07-01T10:00:00-04:00',
          endTime: '2026-07-01T11:00:00-04:00',
          timezone: 'America/New_York',
        },
      ]);
    });

    it('says in the details what calendars and users are called', async () => {
      const { world } = app.sandbox;
      const { users, calendars } = world.location(app.location.id);
      const [user] = users;
      const calendar = calendars.find(({ id }) => id === calendarId);
      if (!user || !calendar) throw new Error('The sandbox has no user or no calendar.');
      world.addTask(app.location.id, { contactId, title: 'Measure', assignedTo: user.id });
      const [contact] = await poll({ include: ['tasks', 'appointments'] });
      const { tasks, appointments } = await hydrate(contact?.['details']);
      expect(tasks).toContainEqual(
        expect.objectContaining({ title: 'Measure', assignedToName: user.name }),
      );
      expect(appointments).toMatchObject([{ calendarName: calendar.name }]);
    });

    it('gives each row of the details every column, as a Zap maps them', async () => {
      app.sandbox.world.addTask(app.location.id, { contactId, title: 'No notes', body: '' });
      const [contact] = await poll({ include: ['tasks'] });
      const { tasks } = await hydrate(contact?.['details']);
      const rows = [tasks].flat().map((task) => Object(task));
      expect(rows).toHaveLength(2);
      const columns = taskOutputFields.map(({ key }) => key).toSorted();
      for (const row of rows) expect(Object.keys(row).toSorted()).toEqual(columns);
      expect(rows).toContainEqual(expect.objectContaining({ title: 'No notes', notes: '' }));
    });

    it('brings only what was chosen, and asks for nothing else', async () => {
      const [contact] = await poll({ include: ['notes'] });
      app.clearRequests();
      const details = await hydrate(contact?.['details']);
      expect(Object.keys(details)).toEqual(['notes']);
      expect(app.sandbox.requests.map(({ path }) => path)).toEqual([
        `/contacts/${contactId}/notes`,
      ]);
    });

    it('offers later steps only what was chosen', async () => {
      const offered = async (include: unknown): Promise<string[]> => {
        const method = 'triggers.contact_updated.operation.outputFields';
        const fields = [await app.call(method, { include })].flat();
        const named = fields.map((field) => String(Object(field)['key']));
        return [...new Set(named.flatMap((key) => /^details__(\w+)\[\]/.exec(key)?.[1] ?? []))];
      };
      expect(await offered(['notes', 'tasks'])).toEqual(['tasks', 'notes']);
      expect(await offered(['appointments'])).toEqual(['appointments']);
      expect(await offered(undefined)).toEqual([]);
    });

    it.each([[undefined], [[]], [['']], [['weather']], [0]])(
      'carries no pointer for %j',
      async (include) => {
        const [contact] = await poll({ include });
        expect(contact).not.toHaveProperty('details');
      },
    );

    it('has another pointer after another change, since identical ones are cached', async () => {
      const pointer = async () => (await poll({ include: ['tasks'] }))[0]?.['details'];
      const before = await pointer();
      expect(await pointer()).toBe(before);
      app.sandbox.world.changeContact(app.location.id, contactId, { city: 'Salem' });
      expect(await pointer()).not.toBe(before);
    });

    it('says what to do when the contact was deleted meanwhile', async () => {
      const [contact] = await poll({ include: ['tasks'] });
      app.sandbox.world.location(app.location.id).deleteContact(contactId);
      const failure = await app.failure(() => hydrate(contact?.['details']));
      expect(failure.kind).toBe('halted');
      expect(failure.message).toMatch(/^HighLevel has no contact with this ID/);
    });
  });
});
