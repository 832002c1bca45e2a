import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { noteSchema } from '../../lib/protiv/note/schema.ts';

const HOUR_MS = 3_600_000;

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 20 });
  app.sandbox.world.location(app.location.id).notes.clear();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const poll = (input: Fields = {}) => app.poll('new_note', input);
const prime = (input: Fields = {}) => app.poll('new_note', input, { isPopulatingDedupe: true });
const idsOf = (rows: Fields[]) => rows.map(({ id }) => id);
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

const addContact = (hoursAgo: number) =>
  app.sandbox.world.addContact(app.location.id, {
    dateAdded: ago(10_000),
    dateUpdated: ago(hoursAgo),
  }).id;

const addNote = (contactId: string, hoursAgo: number, body = 'Missed call') =>
  app.sandbox.world.addNote(app.location.id, { contactId, body, dateAdded: ago(hoursAgo) }).id;

const noteRequests = () => app.sandbox.requests.filter(({ path }) => path.endsWith('/notes'));

describe('New Note', () => {
  describe('of one contact', () => {
    it('fires newest first, Protiv-shaped, for notes of the last day', async () => {
      const contactId = addContact(9_000);
      addNote(contactId, 30);
      const second = addNote(contactId, 5, '<p>Gate on the “left”</p>');
      const first = addNote(contactId, 1);
      const notes = await poll({ contactId });
      expect(idsOf(notes)).toEqual([first, second]);
      expect(noteSchema.parse(notes[1])).toMatchObject({
        id: second,
        noteId: second,
        contactId,
        body: '<p>Gate on the “left”</p>',
      });
      expect(noteRequests()).toHaveLength(1);
    });

    it('primes with every note that could fire later, slim', async () => {
      const contactId = addContact(9_000);
      addNote(contactId, 30);
      const young = addNote(contactId, 24.5);
      expect(await prime({ contactId })).toEqual([{ id: young }]);
    });

    it('gives three real notes of any age as a sample', async () => {
      const contactId = addContact(9_000);
      for (let index = 0; index < 5; index += 1) addNote(contactId, 1_000 + index);
      const sample = await app.poll('new_note', { contactId }, { isLoadingSample: true });
      expect(sample).toHaveLength(3);
    });
  });

  describe('of all contacts', () => {
    it('looks at contacts that changed within a day', async () => {
      const [recent, earlier, old] = [addContact(1), addContact(20), addContact(30)];
      const wanted = [addNote(earlier, 1), addNote(recent, 2)];
      addNote(recent, 30);
      addNote(old, 1);
      expect(idsOf(await poll())).toEqual(wanted);
      expect(noteRequests()).toHaveLength(2);
      expect(app.logCodes).toEqual([]);
    });

    it('looks at twenty contacts and says so when there may be more', async () => {
      for (let index = 0; index < 30; index += 1) addNote(addContact(1 + index / 100), 1);
      expect(await poll()).toHaveLength(20);
      expect(noteRequests()).toHaveLength(20);
      expect(app.logCodes).toEqual(['poll.truncated']);
    });

    it('looks at sixty when the Zap is switched on', async () => {
      for (let index = 0; index < 70; index += 1) addNote(addContact(20 + index / 100), 1);
      expect(await prime()).toHaveLength(60);
      expect(app.logCodes).toEqual(['poll.truncated']);
    });

    it('stops when the time does not reach, and says so', async () => {
      for (let index = 0; index < 20; index += 1) addNote(addContact(3 + index / 100), 1);
      const start = Date.now();
      const { requests } = app.sandbox;
      jest.spyOn(clock, 'now').mockImplementation(() => start + requests.length * 2_100);
      expect(await poll()).toHaveLength(10);
      expect(app.logCodes).toEqual(['poll.truncated']);
    });

    it('goes on when a contact is gone that search still lists', async () => {
      const [gone, there] = [addContact(1), addContact(2)];
      const id = addNote(there, 1);
      app.sandbox.addFault({
        kind: 'status',
        status: 400,
        body: { statusCode: 400, message: `Contact not found for id:${gone}` },
        match: { path: `/contacts/${gone}/notes$` },
      });
      expect(idsOf(await poll())).toEqual([id]);
    });

    it('gives three real notes as a sample', async () => {
      for (let index = 0; index < 10; index += 1) addNote(addContact(500 + index), 1_000 + index);
      const sample = await app.poll('new_note', {}, { isLoadingSample: true });
      expect(sample).toHaveLength(3);
      expect(noteRequests().length).toBeLessThanOrEqual(20);
    });

    it('costs one request in a quiet location', async () => {
      expect(await poll()).toEqual([]);
      expect(app.sandbox.requests).toHaveLength(1);
    });
  });

  it.each([
    ['a contact that is gone', { contactId: 'goneForGood1' }, /no contact with this ID/],
    ['a hostile contact', { contactId: '../locations' }, /an ID that HighLevel could have given/],
    ['a contact path', { contactId: '..' }, /an ID that HighLevel could have given/],
    ['a list as contact', { contactId: ['a', 'b'] }, /“Contact” takes a single text/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => poll(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it('works with a read-only connection, and not for a contact of another sub-account', async () => {
    const contactId = addContact(1);
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    expect((await app.failure(() => poll({ contactId }))).message).toMatch(/another sub-account/);
    const id = addNote(addContact(1), 1);
    expect(idsOf(await poll())).toContain(id);
  });
});
