import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { noteOutputFields } from '../../lib/protiv/note/record.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  contactId = app.sandbox.world.addContact(app.location.id).id;
});

afterEach(() => app.close());

const add = (day: number, body = 'Missed call') =>
  app.sandbox.world.addNote(app.location.id, {
    contactId,
    body,
    dateAdded: `2026-01-0${day}T00:00:00.000Z`,
  }).id;

const find = (input: Fields = {}) => app.search('find_many_notes', { contactId, ...input });

const notesOf = ([row]: Fields[]): Fields[] => (Array.isArray(row?.['notes']) ? row['notes'] : []);

describe('Find Many Notes', () => {
  it('gives a contact’s notes as line items, Protiv-shaped, newest first', async () => {
    const [first, third, second] = [add(1), add(3), add(2)];
    const rows = await find();
    expect(rows).toMatchObject([{ id: contactId, count: 3, matchCount: 3, complete: true }]);
    expect(notesOf(rows).map(({ id }) => id)).toEqual([third, second, first]);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('has each field of a note in each row', async () => {
    add(1);
    app.sandbox.world.addNote(app.location.id, { contactId, title: 'Call', pinned: true });
    const columns = noteOutputFields.map(({ key }) => key).toSorted();
    const rows = notesOf(await find());
    expect(rows.map((row) => Object.keys(row).toSorted())).toEqual([columns, columns]);
    expect(rows).toMatchObject([
      { title: 'Call', pinned: 'true' },
      { title: '', pinned: '' },
    ]);
  });

  it('says so where the notes do not fit into one answer', async () => {
    for (let index = 1; index < 9; index += 1) add(index, `No ${index} ${'x'.repeat(900_000)}`);
    const [answer] = await find();
    expect(answer).toMatchObject({ complete: false, matchCount: 8 });
    expect(answer?.['count']).toBe(notesOf([answer ?? {}]).length);
    expect(answer?.['count']).toBeLessThan(8);
    expect(app.logCodes).toEqual(['search.slimmed']);
  });

  it('finds nothing by a text that was mapped and came out empty; left blank it means any', async () => {
    add(1);
    const bundle = { authData: app.authData, inputData: { contactId, query: '' } };
    const findMapped = (query: string) =>
      app.platform.call(
        'searches.find_many_notes.operation.perform',
        { ...bundle, inputDataRaw: { contactId, query } },
        app.trace,
      );
    expect(await findMapped('{{123__value}}')).toEqual([]);
    expect(await findMapped('')).toMatchObject([{ count: 1 }]);
  });

  it('filters by text and stops at the limit', async () => {
    add(1);
    const newest = add(3, 'A MISSED call');
    add(2);
    add(4, 'Other');
    const rows = await find({ query: 'missed', limit: '1' });
    expect(rows).toMatchObject([{ count: 1, matchCount: 3 }]);
    expect(notesOf(rows)).toMatchObject([{ id: newest }]);
  });

  it.each([
    ['no note matches', { query: 'no such words' }],
    ['the contact is gone', { contactId: 'goneForGood1' }],
    ['the contact cannot be one', { contactId: '..' }],
  ])('finds nothing when %s', async (_when, input) => {
    add(1);
    expect(await find(input)).toEqual([]);
  });

  it.each([
    ['no contact', { contactId: '' }, /“Contact” is empty/],
    ['none', { limit: '0' }, /whole number from 1 to 1000/],
    ['no number', { limit: 'all' }, /“Maximum Number of Notes” takes a number/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => find(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it('works with a read-only connection, for its own sub-account only', async () => {
    const foreign = contactId;
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    contactId = app.sandbox.world.addContact(app.location.id).id;
    add(1);
    expect(await find()).toHaveLength(1);
    const failure = await app.failure(() => find({ contactId: foreign }));
    expect(failure.message).toMatch(/another sub-account/);
  });
});
