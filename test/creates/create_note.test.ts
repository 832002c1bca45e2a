import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock, passMinutes } from '../../harness/time.ts';
import { noteSchema } from '../../lib/protiv/note/schema.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  contactId = app.sandbox.world.addContact(app.location.id, { firstName: 'Dana' }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const BODY = 'Missed call at 3 pm.';

const create = (input: Fields = {}) =>
  app.create('create_note', { contactId, body: BODY, ...input });

const notes = () =>
  [...app.sandbox.world.location(app.location.id).notes.values()].filter(
    (note) => note.contactId === contactId,
  );

describe('Create Note', () => {
  it('takes every field and answers Protiv-shaped', async () => {
    const createdBy = app.sandbox.world.location(app.location.id).users[1]?.id;
    const body = 'Line one\n{{process.env.x}} <b>“two”</b> 🏠';
    const { wasCreated, ignoredFields, ...note } = await create({
      body,
      title: 'Missed call',
      createdBy,
      color: '#FFAA00',
      pinned: 'yes',
    });
    expect({ wasCreated, ignoredFields }).toEqual({ wasCreated: true, ignoredFields: [] });
    expect(noteSchema.parse(note)).toMatchObject({
      id: notes()[0]?.id,
      noteId: notes()[0]?.id,
      contactId,
      body,
      title: 'Missed call',
      createdBy,
      color: '#FFAA00',
      pinned: true,
    });
  });

  it('sends only what is filled in', async () => {
    await create({ title: '', createdBy: null, color: ' ' });
    expect(app.writesSent.map(({ body }) => body)).toEqual([{ body: BODY }]);
    expect(app.sandbox.requests).toHaveLength(2);
  });

  it('lists a field that HighLevel took and did not keep', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 201,
      body: { note: { id: 'abc', body: BODY } },
      match: { method: 'POST', path: '/notes$' },
    });
    expect(await create({ pinned: true, color: '#00ff00' })).toMatchObject({
      ignoredFields: ['Color', 'Pinned'],
    });
  });

  describe('twice', () => {
    it('within ten minutes gives one note', async () => {
      const first = await create();
      passMinutes(9);
      expect(await create()).toEqual({ ...first, wasCreated: false });
      expect(app.sandbox.writes).toBe(1);
    });

    it('an hour apart gives two', async () => {
      const first = await create();
      passMinutes(60);
      expect((await create())['id']).not.toBe(first['id']);
      expect(notes()).toHaveLength(2);
    });

    it.each([
      ['another body', { body: 'Missed call at 4 pm.' }],
      ['a title of its own', { title: 'Second try' }],
      ['the switch off', { ignoreRepeatsWithin: '0' }],
      ['a shorter time', { ignoreRepeatsWithin: '4' }],
    ])('with %s gives two', async (_what, input) => {
      await create();
      passMinutes(5);
      expect(await create(input)).toMatchObject({ wasCreated: true });
      expect(notes()).toHaveLength(2);
    });

    it('on two contacts gives two', async () => {
      const first = await create();
      const other = app.sandbox.world.addContact(app.location.id).id;
      expect((await create({ contactId: other }))['id']).not.toBe(first['id']);
    });
  });

  it.each(['resetAfter', 'timeoutAfter', 'wrongType'] as const)(
    'finds its note again when the answer is lost (%s), and no older one',
    async (kind) => {
      holdClock();
      app.sandbox.world.addNote(app.location.id, {
        contactId,
        body: BODY,
        dateAdded: '2026-01-02T03:04:05.000Z',
      });
      app.sandbox.addFault({ kind, times: 1, match: { method: 'POST', path: '/notes$' } });
      expect(await create()).toMatchObject({ id: notes()[1]?.id, wasCreated: true });
      expect(notes()).toHaveLength(2);
      expect(app.logCodes).toContain('write.ambiguous');
    },
  );

  describe('with bad input', () => {
    it.each([
      ['no contact', { contactId: null }, /“Contact” is empty/],
      ['no body', { body: ' \n ' }, /“Body” is empty/],
      ['a group of values as body', { body: { a: 1 } }, /“Body” takes a single text/],
      ['an odd color', { color: 'orange' }, /“Color” takes a color code/],
      ['an odd answer', { pinned: 'perhaps' }, /“Pinned” takes True or False/],
      ['a hostile contact', { contactId: 'a/../../b' }, /an ID that HighLevel could have given/],
      ['a contact path', { contactId: '.' }, /an ID that HighLevel could have given/],
      ['too long a time', { ignoreRepeatsWithin: '9999' }, /whole number from 0 to 1440/],
    ])('refuses %s', async (_what, input, sentence) => {
      const failure = await app.failure(() => create(input));
      expect(failure.kind).toBe('halted');
      expect(failure.message).toMatch(sentence);
      expect(app.sandbox.writes).toBe(0);
    });

    it('refuses a contact of another sub-account', async () => {
      const other = app.sandbox.locations[1]?.id ?? '';
      const [foreign] = app.sandbox.world.location(other).contacts.keys();
      const failure = await app.failure(() => create({ contactId: foreign }));
      expect(failure.message).toMatch(/it belongs to another sub-account/);
    });

    it('refuses a read-only connection and sends nothing', async () => {
      app.connect(({ scopes }) => !scopes.includes('contacts.write'));
      contactId = app.sandbox.world.addContact(app.location.id).id;
      const failure = await app.failure(() => create());
      expect(failure.message).toMatch(/read only.*choose “Read and write”/);
      expect(app.writesSent).toEqual([]);
    });
  });
});
