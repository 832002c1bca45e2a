import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock } from '../../harness/time.ts';
import { noteSchema } from '../../lib/protiv/note/schema.ts';

let app: TestApp;
let contactId: string;
let noteId: string;

const addNote = () => {
  contactId = app.sandbox.world.addContact(app.location.id).id;
  noteId = app.sandbox.world.addNote(app.location.id, {
    contactId,
    title: 'First call',
    body: '<p>Asked for <b>metal</b></p>',
    color: '#ffaa00',
    dateAdded: '2026-01-02T03:04:05.000Z',
  }).id;
};

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  addNote();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const update = (input: Fields) => app.create('update_note', { contactId, noteId, ...input });

describe('Update Note', () => {
  it('changes what is filled in, keeps the rest, and says what changed', async () => {
    const createdBy = app.sandbox.world.location(app.location.id).users[0]?.id;
    const body = 'Asked for {{bundle.inputData.x}}\n“wood” 🏠';
    const { changed, ignoredFields, ...note } = await update({
      body,
      title: '',
      createdBy,
      pinned: 'yes',
    });
    expect({ changed, ignoredFields }).toEqual({
      changed: ['body', 'createdBy', 'pinned'],
      ignoredFields: [],
    });
    expect(noteSchema.parse(note)).toMatchObject({
      id: noteId,
      contactId,
      title: 'First call',
      body,
      createdBy,
      color: '#ffaa00',
      pinned: true,
      dateAdded: '2026-01-02T03:04:05.000Z',
    });
    expect(app.writesSent.map((request) => request.body)).toEqual([
      { body, userId: createdBy, pinned: true },
    ]);
  });

  it.each([
    ['the values it has', { title: 'First call', color: '#FFAA00', pinned: false }],
    ['nothing', {}],
  ])('sends nothing for %s', async (_what, input) => {
    expect(await update(input)).toMatchObject({ id: noteId, changed: [], ignoredFields: [] });
    expect(app.writesSent).toEqual([]);
  });

  it('loses nothing where the answer is thin, and says what did not come back', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { method: 'PUT', path: '/notes/' },
      body: { note: { id: noteId, title: 'Second call', body: null } },
    });
    expect(await update({ title: 'Second call', color: '#00ff00' })).toMatchObject({
      id: noteId,
      contactId,
      title: 'Second call',
      body: '<p>Asked for <b>metal</b></p>',
      bodyText: 'Asked for metal',
      dateAdded: '2026-01-02T03:04:05.000Z',
      changed: ['title', 'color'],
      ignoredFields: ['Color'],
    });
  });

  it('tries once more when the answer is lost', async () => {
    holdClock();
    app.sandbox.addFault({ kind: 'halfBody', times: 1, match: { method: 'PUT' } });
    expect(await update({ title: 'Second call' })).toMatchObject({ changed: ['title'] });
    expect(app.writesSent).toHaveLength(2);
  });

  it.each([
    ['no contact', { contactId: '' }, /“Contact” is empty/],
    ['no note', { noteId: [] }, /“Note” is empty/],
    ['a note that is gone', { noteId: 'goneForGood1', title: 'x' }, /cannot find this record/],
    ['a hostile note', { noteId: '../../x', title: 'x' }, /an ID that HighLevel could have given/],
    ['a note path', { noteId: '..', title: 'x' }, /an ID that HighLevel could have given/],
    ['an odd color', { color: '#12' }, /“Color” takes a color code/],
    ['a list as body', { body: ['a', 'b'] }, /“Body” takes a single text/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => update(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
    expect(app.sandbox.writes).toBe(0);
  });

  it('refuses a read-only connection, and a note of another sub-account', async () => {
    const elsewhere = app.sandbox.locations.find(({ id }) => id !== app.location.id)?.id ?? '';
    const theirs = app.sandbox.world.addContact(elsewhere).id;
    const foreign = await app.failure(() => update({ contactId: theirs, title: 'x' }));
    expect(foreign.message).toMatch(/another sub-account/);
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    addNote();
    expect((await app.failure(() => update({ title: 'x' }))).message).toMatch(/read only/);
    expect(app.writesSent).toEqual([]);
  });

  it('offers the contact’s notes, newest first, in plain text', async () => {
    const newer = app.sandbox.world.addNote(app.location.id, {
      contactId,
      body: `<p>${'Long '.repeat(30)}</p>`,
    }).id;
    const method = 'creates.update_note.operation.inputFields.1.choices.perform';
    expect(await app.call(method, { contactId })).toEqual({
      results: [
        { id: newer, label: 'Long '.repeat(12) },
        { id: noteId, label: 'First call' },
      ],
      paging_token: null,
    });
    expect(await app.call(method, {})).toEqual({ results: [], paging_token: null });
  });
});
