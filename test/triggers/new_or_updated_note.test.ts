import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { noteHash } from '../../lib/protiv/note/hash.ts';
import { noteSchema } from '../../lib/protiv/note/schema.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

const KEY = 'new_or_updated_note';

let app: TestApp;
let zap: Dedupe;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 2 });
  contactId = app.sandbox.world.addContact(app.location.id, {
    firstName: 'Dana',
    lastName: 'Reyes',
  }).id;
  const trigger = app.platform.definition.triggers?.[KEY];
  if (!trigger) throw new Error('No such trigger.');
  zap = new Dedupe(primaryKey(trigger));
});

afterEach(() => app.close());

const moment = { zap: { id: '7' } };
const poll = async (input: Fields = { contactId }) =>
  zap.takeNew(await app.poll(KEY, input, moment));
const switchOn = async () =>
  zap.takeNew(await app.poll(KEY, { contactId }, { ...moment, isPopulatingDedupe: true }));

const add = (body: string, dateAdded = '2020-01-01T00:00:00.000Z') =>
  app.sandbox.world.addNote(app.location.id, { contactId, body, dateAdded }).id;

describe('New or Updated Note', () => {
  it('fires once for a new note and for each change of what it says, Protiv-shaped', async () => {
    await switchOn();
    const { noteId } = await app.create('create_note', { contactId, body: 'Gate on the left' });
    const [note, ...others] = await poll();
    expect(others).toEqual([]);
    const { hash: _hash, ...record } = { hash: '', ...note };
    expect(noteSchema.parse(record)).toMatchObject({
      id: noteId,
      contactId,
      contactName: 'Dana Reyes',
      body: 'Gate on the left',
    });
    for (const change of [{ body: 'Gate on the right' }, { title: 'The gate' }]) {
      await app.create('update_note', { contactId, noteId, ...change });
      expect(await poll()).toMatchObject([{ id: noteId, contactName: 'Dana Reyes', ...change }]);
      expect(await poll()).toEqual([]);
    }
  });

  it('does not fire for notes that are there already, of whatever age, until they change', async () => {
    const ids = [add('One'), add('Two', new Date().toISOString())];
    const primed = await switchOn();
    expect(primed.map((row) => Object.keys(row))).toEqual([
      ['id', 'hash'],
      ['id', 'hash'],
    ]);
    expect(await poll()).toEqual([]);
    for (const noteId of ids) await app.create('update_note', { contactId, noteId, body: 'New' });
    expect(await poll()).toHaveLength(2);
  });

  it('does not fire when a note is pinned, colored or given to somebody else', async () => {
    const noteId = add('One');
    await switchOn();
    const [user] = app.sandbox.world.location(app.location.id).users;
    await app.create('update_note', { contactId, noteId, pinned: true, color: '#ffaa00' });
    await app.create('update_note', { contactId, noteId, createdBy: user?.id });
    expect(await poll()).toEqual([]);
  });

  it('costs one request while nothing changes, and still gives what an earlier poll may have lost', async () => {
    add('One');
    await app.poll(KEY, { contactId }, moment);
    app.sandbox.clearRequests();
    expect(await app.poll(KEY, { contactId }, moment)).toMatchObject([{ body: 'One' }]);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('gives three real notes as a sample, the newest first', async () => {
    for (const day of ['01', '02', '03', '04']) add(day, `2020-01-${day}T00:00:00.000Z`);
    const sample = await app.poll(KEY, { contactId }, { isLoadingSample: true });
    expect(sample.map(({ body }) => body)).toEqual(['04', '03', '02']);
  });

  it.each([
    ['no contact', {}, /“Contact” is empty/],
    ['a contact that is gone', { contactId: 'goneForGood1' }, /no contact with this ID/],
    ['a hostile contact', { contactId: '../locations' }, /an ID that HighLevel could have given/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => poll(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });
});

describe('what a note says, in short', () => {
  // Zapier keeps these for ever: with another text here, every note would fire once more.
  it('is for ever the same', () => {
    expect(noteHash({ title: 'Visit', body: '<p>Gate on the left</p>' })).toBe(
      'NSudUmvCZAl6m7Is99Sk1k',
    );
    expect(noteHash({ body: 'Gate on the left' })).toBe('jUxIH3EAcufspt2X_uMxOb');
  });

  it('does not depend on how HighLevel writes what is empty', () => {
    expect(noteHash({ title: null, body: 'x' })).toBe(noteHash({ title: '', body: 'x' }));
    expect(noteHash({ title: 'x', body: '' })).not.toBe(noteHash({ title: '', body: 'x' }));
  });
});
