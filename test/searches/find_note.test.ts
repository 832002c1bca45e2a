import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { noteSchema } from '../../lib/protiv/note/schema.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  contactId = app.sandbox.world.addContact(app.location.id).id;
});

afterEach(() => app.close());

const add = (note: Partial<Parameters<TestApp['sandbox']['world']['addNote']>[1]> = {}) =>
  app.sandbox.world.addNote(app.location.id, { contactId, body: 'Missed call', ...note }).id;

const find = (input: Fields) => app.search('find_note', { contactId, ...input });

describe('Find Note', () => {
  it('finds a note by its id, Protiv-shaped', async () => {
    const noteId = add({ title: 'First call', pinned: true });
    add();
    const [{ matchedBy, matchCount, ...note } = {}, ...others] = await find({ noteId });
    expect(others).toEqual([]);
    expect({ matchedBy, matchCount }).toEqual({ matchedBy: 'noteId', matchCount: 1 });
    expect(noteSchema.parse(note)).toMatchObject({
      id: noteId,
      noteId,
      contactId,
      title: 'First call',
      body: 'Missed call',
      pinned: true,
    });
  });

  it('finds by text, in title or body, the newest note', async () => {
    add({ body: 'A MISSED call', dateAdded: '2026-01-02T00:00:00.000Z' });
    const wanted = add({ title: 'Missed', body: 'x', dateAdded: '2026-01-04T00:00:00.000Z' });
    add({ dateAdded: '2026-01-03T00:00:00.000Z' });
    add({ body: 'Other', dateAdded: '2026-01-05T00:00:00.000Z' });
    expect(await find({ query: ' missed ' })).toMatchObject([
      { id: wanted, matchedBy: 'query', matchCount: 3 },
    ]);
  });

  it('goes by the text when the id finds nothing', async () => {
    const id = add();
    expect(await find({ noteId: 'goneForGood1', query: 'call' })).toMatchObject([
      { id, matchedBy: 'query' },
    ]);
  });

  it.each([
    ['text', { query: '.*' }],
    ['id', { noteId: 'goneForGood1' }],
    ['hostile id', { noteId: '../../x' }],
    ['path as id', { noteId: '..' }],
    ['contact', { contactId: 'goneForGood1', query: 'call' }],
  ])('finds nothing for an unknown %s', async (_what, input) => {
    add();
    expect(await find(input)).toEqual([]);
  });

  it.each([
    ['nothing to search by', {}, /Fill in a Search Text or a Note/],
    ['no contact', { contactId: null, query: 'x' }, /“Contact” is empty/],
    ['a list', { query: ['a', 'b'] }, /“Search Text” takes a single text/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => find(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it('works with a read-only connection, for its own sub-account only', async () => {
    const foreign = contactId;
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    contactId = app.sandbox.world.addContact(app.location.id).id;
    const id = add();
    expect(await find({ query: 'missed' })).toMatchObject([{ id }]);
    const failure = await app.failure(() => find({ contactId: foreign, query: 'missed' }));
    expect(failure.message).toMatch(/another sub-account/);
  });
});
