import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { at, listAt, openApi, textAt } from './api.ts';
import type { Api } from './api.ts';

let api: Api;
let now = Date.parse('2026-03-02T09:00:00Z');
let contactId = '';

beforeAll(async () => {
  api = await openApi({ contacts: 0, now: () => now });
  contactId = api.sandbox.world.addContact(api.own.id, { firstName: 'Ana' }).id;
});

afterAll(async () => {
  await api.sandbox.close();
});

describe('tasks of a contact', () => {
  const TASK = { title: 'Call back', dueDate: '2026-03-05T10:00:00+01:00', completed: false };

  it('are created, read, changed, completed and deleted', async () => {
    const path = `/contacts/${contactId}/tasks`;
    const created = await api.ask('POST', path, { json: { ...TASK, body: 'about the offer' } });
    const task = `${path}/${textAt(created, 'task', 'id')}`;

    expect(created).toMatchObject({
      status: 201,
      body: {
        contactId,
        task: { ...TASK, contactId, body: 'about the offer', dueDate: '2026-03-05T09:00:00.000Z' },
      },
    });
    expect(await api.ask('PUT', task, { json: { title: 'Call Ana' } })).toMatchObject({
      body: { task: { title: 'Call Ana', body: 'about the offer', completed: false } },
    });
    expect(await api.ask('PUT', `${task}/completed`, { json: { completed: true } })).toMatchObject({
      body: { task: { completed: true } },
    });
    expect(listAt(await api.ask('GET', path), 'tasks')).toMatchObject([{ title: 'Call Ana' }]);
    expect(await api.ask('DELETE', task)).toMatchObject({ body: { succeded: true } });
    expect(await api.ask('GET', task)).toMatchObject({ status: 400 });
  });

  it.each<[Record<string, unknown>, string[]]>([
    [
      {},
      ['title should not be empty', 'dueDate should not be empty', 'completed should not be empty'],
    ],
    [{ ...TASK, title: '' }, ['title should not be empty']],
    [{ ...TASK, dueDate: '2026-03-05T10:00:00' }, ['dueDate must be a valid ISO 8601 date string']],
    [{ ...TASK, dueDate: 'tomorrow' }, ['dueDate must be a valid ISO 8601 date string']],
    [{ ...TASK, completed: 'no' }, ['completed must be a boolean value']],
    [{ ...TASK, status: 'open' }, ['property status should not exist']],
  ])('are refused: %j', async (json, message) => {
    const answer = await api.ask('POST', `/contacts/${contactId}/tasks`, { json });

    expect(answer).toMatchObject({ status: 422, body: { message } });
  });
});

describe('task search', () => {
  const search = (searched: Api, json: Readonly<Record<string, unknown>>) =>
    searched.ask('POST', `/locations/${searched.own.id}/tasks/search`, { json });

  it('gives rows of its own form, filtered and in pages', async () => {
    const { world } = api.sandbox;
    const [user] = world.location(api.own.id).users;
    const assignedTo = user?.id ?? '';
    const other = world.addContact(api.own.id).id;
    const first = world.addTask(api.own.id, { contactId, title: 'One', assignedTo });
    const second = world.addTask(api.own.id, { contactId, title: 'Two', completed: true });
    const third = world.addTask(api.own.id, { contactId: other, title: 'One more' });
    const ids = async (json: Readonly<Record<string, unknown>>): Promise<unknown[]> =>
      listAt(await search(api, json), 'tasks').map((row) => at(row, '_id'));

    const answer = await search(api, { assignedTo: [assignedTo] });
    expect(answer.status).toBe(201);
    expect(listAt(answer, 'tasks')).toMatchObject([
      {
        _id: first.id,
        status: 'to_do',
        contactDetails: { firstName: 'Ana' },
        assignedToUserDetails: { firstName: user?.firstName },
      },
    ]);
    expect(listAt(answer, 'tasks')[0]).not.toHaveProperty('id');
    expect(await ids({ completed: true })).toEqual([second.id]);
    expect(await ids({ query: 'one' })).toEqual([first.id, third.id]);
    expect(await ids({ contactId: [other] })).toEqual([third.id]);
    expect(await ids({ limit: 1, skip: 1 })).toEqual([second.id]);
    expect(await search(api, { sort: 'dueDate' })).toMatchObject({ status: 422 });
  });

  it('gives 25 at a time, in the order that was chosen', async () => {
    for (const [taskSearchOrder, titles] of [
      ['oldestFirst', ['0', '1']],
      ['newestFirst', ['29', '28']],
    ] as const) {
      const ordered = await openApi({ contacts: 0, taskSearchOrder });
      const { id } = ordered.sandbox.world.addContact(ordered.own.id);
      for (let index = 0; index < 30; index += 1) {
        ordered.sandbox.world.addTask(ordered.own.id, { contactId: id, title: String(index) });
      }
      const rows = listAt(await search(ordered, {}), 'tasks').map((row) => at(row, 'title'));
      await ordered.sandbox.close();

      expect(rows).toHaveLength(25);
      expect(rows.slice(0, 2)).toEqual(titles);
    }
  });

  it('lags behind writes and deletions; a task by id and the contact’s own list do not', async () => {
    const lagging = await openApi({ contacts: 0, now: () => now, searchLagMs: 3000 });
    const { id } = lagging.sandbox.world.addContact(lagging.own.id);
    const path = `/contacts/${id}/tasks`;
    const found = async (json: Readonly<Record<string, unknown>> = {}): Promise<unknown[]> =>
      listAt(await search(lagging, json), 'tasks').map((row) => at(row, 'title'));
    const listed = async (): Promise<unknown[]> =>
      listAt(await lagging.ask('GET', path), 'tasks').map((row) => at(row, 'title'));

    const created = await lagging.ask('POST', path, {
      json: { title: 'One', dueDate: '2026-03-05T10:00:00Z', completed: false },
    });
    const task = `${path}/${textAt(created, 'task', 'id')}`;
    expect([await found(), await listed()]).toEqual([[], ['One']]);
    now += 2999;
    expect(await found()).toEqual([]);
    now += 1;
    expect(await found()).toEqual(['One']);

    await lagging.ask('PUT', task, { json: { title: 'First' } });
    await lagging.ask('PUT', `${task}/completed`, { json: { completed: true } });
    expect([await found({ completed: false }), await listed()]).toEqual([['One'], ['First']]);
    now += 3000;
    expect([await found({ completed: false }), await found({ completed: true })]).toEqual([
      [],
      ['First'],
    ]);

    await lagging.ask('DELETE', task);
    expect([await found(), await listed()]).toEqual([['First'], []]);
    expect(await lagging.ask('GET', task)).toMatchObject({ status: 400 });
    now += 3000;
    expect(await found()).toEqual([]);
    await lagging.sandbox.close();
  });
});

describe('notes of a contact', () => {
  it('are created, read newest first, changed and deleted', async () => {
    const path = `/contacts/${contactId}/notes`;
    const created = await api.ask('POST', path, { json: { body: '<b>{{hi}}</b>', pinned: true } });
    const note = `${path}/${textAt(created, 'note', 'id')}`;
    now += 1000;
    await api.ask('POST', path, { json: { body: 'later' } });

    expect(created).toMatchObject({
      status: 201,
      body: { note: { body: '<b>{{hi}}</b>', pinned: true, contactId } },
    });
    expect(listAt(await api.ask('GET', path), 'notes')).toMatchObject([
      { body: 'later' },
      { body: '<b>{{hi}}</b>' },
    ]);
    expect(await api.ask('PUT', note, { json: { title: 'Call' } })).toMatchObject({
      body: { note: { title: 'Call', body: '<b>{{hi}}</b>' } },
    });
    expect(await api.ask('DELETE', note)).toMatchObject({ body: { succeded: true } });
    expect(await api.ask('GET', note)).toMatchObject({ status: 400 });
    expect(await api.ask('POST', path, { json: { body: '' } })).toMatchObject({ status: 422 });
  });
});

describe('a new tag, note or task', () => {
  const stamps = async (touched: Api): Promise<Record<string, boolean>> => {
    const moved: Record<string, boolean> = {};
    for (const [kind, path, json] of [
      ['tag', 'tags', { tags: ['new'] }],
      ['note', 'notes', { body: 'new' }],
      ['task', 'tasks', { title: 'new', dueDate: '2026-03-05T10:00:00Z', completed: false }],
    ] as const) {
      const { id, dateUpdated } = touched.sandbox.world.addContact(touched.own.id);
      now += 1000;
      await touched.ask('POST', `/contacts/${id}/${path}`, { json });
      const { body } = await touched.ask('GET', `/contacts/${id}`);
      moved[kind] = at(body, 'contact', 'dateUpdated') !== dateUpdated;
    }
    return moved;
  };

  it('moves the contact’s dateUpdated or does not, as chosen', async () => {
    const contrary = await openApi({
      now: () => now,
      contactTouchedBy: { tag: false, note: true, task: true },
    });

    expect(await stamps(api)).toEqual({ tag: true, note: false, task: false });
    expect(await stamps(contrary)).toEqual({ tag: false, note: true, task: true });
    await contrary.sandbox.close();
  });
});
