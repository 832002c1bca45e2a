import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { passMinutes } from '../../harness/time.ts';

let app: TestApp;
let contactId: string;
let noteId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
  contactId = app.sandbox.world.addContact(app.location.id).id;
  noteId = app.sandbox.world.addNote(app.location.id, {
    contactId,
    title: 'Calls',
    body: '<p>Called.</p>',
  }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const append = (text: unknown, input: Fields = {}) =>
  app.create('append_to_note', { contactId, noteId, text, ...input });
const body = () => app.sandbox.world.location(app.location.id).notes.get(noteId)?.body;

describe('Append to Note', () => {
  it('adds to the end of what is there, and keeps the title', async () => {
    expect(await append('No answer.')).toMatchObject({
      noteId,
      title: 'Calls',
      body: '<p>Called.</p><p>No answer.</p>',
      wasAppended: true,
    });
    expect(body()).toBe('<p>Called.</p><p>No answer.</p>');
    expect(app.sandbox.requests.map(({ method }) => method)).toEqual(['GET', 'PUT']);
  });

  it('does not append twice when Zapier runs the step again', async () => {
    await append('No answer.');
    expect(await append('No answer.')).toMatchObject({ wasAppended: false });
    expect(body()).toBe('<p>Called.</p><p>No answer.</p>');
  });

  it('does not append twice either where others have added to the note since', async () => {
    await append('No answer.');
    await append('Left a message.');
    expect(await append('No answer.')).toMatchObject({ wasAppended: false });
    expect(body()).toBe('<p>Called.</p><p>No answer.</p><p>Left a message.</p>');
  });

  it('appends the same words once more after a while, or where repeats count', async () => {
    await append('No answer.');
    passMinutes(11);
    app.platform.cache.evict();
    expect(await append('No answer.')).toMatchObject({ wasAppended: true });
    expect(await append('No answer.')).toMatchObject({ wasAppended: false });
    expect(await append('No answer.', { ignoreRepeatsWithin: 0 })).toMatchObject({
      wasAppended: true,
    });
    expect(body()?.match(/No answer/g)).toHaveLength(3);
  });

  it.each(['resetBefore', 'resetAfter', 'emptyBody'] as const)(
    'appends once when the answer is lost (%s)',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { method: 'PUT' } });
      expect(await append('No answer.')).toMatchObject({ wasAppended: true });
      expect(body()).toBe('<p>Called.</p><p>No answer.</p>');
    },
  );

  it('appends after a first run that could not', async () => {
    app.sandbox.addFault({ kind: 'status', status: 429, times: 1, match: { method: 'PUT' } });
    await expect(append('No answer.')).rejects.toThrow('takes no more requests');
    expect(await append('No answer.')).toMatchObject({ wasAppended: true });
    expect(body()).toBe('<p>Called.</p><p>No answer.</p>');
  });

  it('appends words that stood there before a first run that could not', async () => {
    app.sandbox.addFault({ kind: 'status', status: 429, times: 1, match: { method: 'PUT' } });
    await expect(append('Called.')).rejects.toThrow('takes no more requests');
    expect(await append('Called.')).toMatchObject({ wasAppended: true });
    expect(body()).toBe('<p>Called.</p><p>Called.</p>');
  });
});
