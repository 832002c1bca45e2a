import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const add = (tags: string[] = []) => app.sandbox.world.addContact(app.location.id, { tags }).id;
const tagsOf = (id: string) => app.sandbox.world.location(app.location.id).contacts.get(id)?.tags;
const update = (contactIds: unknown, input: Fields = {}) =>
  app.create('bulk_update_tags', { contactIds, whatToDo: 'add', tags: ['Fair'], ...input });

describe('Add or Remove Tags on Many Contacts', () => {
  it('adds tags to all of them, and keeps those that they have, in one request', async () => {
    const ids = [add(['vip']), add()];
    expect(await update(ids)).toEqual({
      id: app.location.id,
      tags: ['fair'],
      allDone: true,
      doneCount: 2,
      failedCount: 0,
      notDoneCount: 0,
      notDoneIds: [],
      results: ids.map((contactId) => ({ contactId, result: 'done', problem: '' })),
    });
    expect(ids.map(tagsOf)).toEqual([['vip', 'fair'], ['fair']]);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('removes tags, and keeps the others', async () => {
    const ids = [add(['vip', 'fair']), add(['vip'])];
    expect(await update(ids.join(', '), { whatToDo: 'remove' })).toMatchObject({ doneCount: 2 });
    expect(ids.map(tagsOf)).toEqual([['vip'], ['vip']]);
  });

  it('says of each that failed why, and does the others', async () => {
    const id = add();
    const result = await update(['ana@example.com', 'gone0000000000000001', id, id]);
    expect(result).toMatchObject({
      doneCount: 1,
      failedCount: 2,
      results: [
        { result: 'failed', problem: 'This is not an ID that HighLevel could have given.' },
        { result: 'failed', problem: 'Contact not found' },
        { contactId: id, result: 'done' },
      ],
    });
    expect(tagsOf(id)).toEqual(['fair']);
  });

  it('does not call done what HighLevel did not speak of', async () => {
    const ids = [add(), add()];
    const responses = [{ contactId: ids[0], type: 'success', problem: 'Tags updated' }];
    app.sandbox.addFault({
      kind: 'status',
      status: 201,
      body: { succeded: true, errorCount: 0, responses },
    });
    expect(await update(ids)).toMatchObject({
      doneCount: 1,
      failedCount: 1,
      results: [
        { result: 'done' },
        { result: 'failed', problem: expect.stringContaining('did not say what became of') },
      ],
    });
  });

  it('sends a hundred at a time, and changes nothing more when it is run again', async () => {
    const ids = Array.from({ length: 250 }, () => add());
    expect(await update(ids)).toMatchObject({ doneCount: 250 });
    expect(app.sandbox.requests).toHaveLength(3);
    expect(await update(ids)).toMatchObject({ doneCount: 250, failedCount: 0 });
    expect(ids.map(tagsOf)).toEqual(ids.map(() => ['fair']));
  });

  it('says which were not tried when HighLevel stops in between, and can go on with them', async () => {
    const ids = Array.from({ length: 150 }, () => add());
    app.sandbox.addFault({ kind: 'status', status: 429, skip: 1, times: 1 });
    const first = await update(ids);
    expect(first).toMatchObject({ doneCount: 100, notDoneCount: 50, failedCount: 0 });
    expect(first['notDoneIds']).toEqual(ids.slice(100));
    expect(await update(first['notDoneIds'])).toMatchObject({ doneCount: 50 });
    expect(ids.map(tagsOf)).toEqual(ids.map(() => ['fair']));
  });

  it('says which were not tried when the time is over', async () => {
    const ids = Array.from({ length: 150 }, () => add());
    let now = Date.now();
    jest.spyOn(clock, 'now').mockImplementation(() => (now += 10_000));
    expect(await update(ids)).toMatchObject({ doneCount: 100, notDoneCount: 50 });
  });

  it('fails as a whole where each of them failed', async () => {
    await expect(update(['gone0000000000000001', 'gone0000000000000002'])).rejects.toThrow(
      'None of the 2 rows could be used. Contact not found',
    );
  });

  it('fails as a whole where nothing was done', async () => {
    const ids = [add()];
    app.sandbox.addFault({ kind: 'status', status: 429, times: 1 });
    await expect(update(ids)).rejects.toThrow('takes no more requests');
    expect(tagsOf(ids[0] ?? '')).toEqual([]);
  });

  it.each(['resetBefore', 'resetAfter', 'emptyBody'] as const)(
    'gets there when the answer is lost (%s)',
    async (kind) => {
      const id = add(['vip']);
      app.sandbox.addFault({ kind, times: 1 });
      expect(await update([id])).toMatchObject({ doneCount: 1 });
      expect(tagsOf(id)).toEqual(['vip', 'fair']);
    },
  );
});
