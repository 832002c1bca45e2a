import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { Fields, TestApp } from '../../../../harness/app.ts';

let app: TestApp;
let contactId: string;
let userName: string;

beforeAll(async () => {
  app = await openApp({ contacts: 0, rateLimit: false });
  const { world } = app.sandbox;
  const [user] = world.location(app.location.id).users;
  userName = user?.name ?? '';
  contactId = world.addContact(app.location.id).id;
  const assignedTo = user?.id ?? '';
  const dueDate = '2031-03-09T15:00:00.000Z';
  world.addTask(app.location.id, { contactId, title: 'Call', dueDate, assignedTo });
  world.addNote(app.location.id, { contactId, body: 'Call' });
});

afterAll(() => app.close());

const find = (key: string, inputData: Fields, inputDataRaw: Fields = inputData) =>
  app.platform.call(
    `searches.${key}.operation.perform`,
    { authData: app.authData, inputData, inputDataRaw },
    app.trace,
  );

const MAPPED = '{{123__value}}';

describe('a filter that was mapped and came out empty', () => {
  it.each(['contactId', 'assignedTo', 'status', 'dueAfter', 'dueBefore', 'query'])(
    'finds no task: %s; left blank it means any',
    async (filter) => {
      expect(await find('find_many_tasks', { [filter]: '' }, { [filter]: MAPPED })).toEqual([]);
      expect(await find('find_many_tasks', { [filter]: '' })).toMatchObject([{ complete: true }]);
      const given = { [filter]: null };
      expect(await find('find_many_tasks', given, { [filter]: `a ${MAPPED}` })).toEqual([]);
    },
  );

  it.each([
    ['find_task', 'title'],
    ['find_task', 'taskId'],
    ['find_note', 'query'],
    ['find_note', 'noteId'],
  ])('is no mistake of the Zap’s maker in %s: %s', async (key, filter) => {
    const input = { contactId, [filter]: '' };
    expect(await find(key, input, { ...input, [filter]: MAPPED })).toEqual([]);
    const failure = await app.failure(() => find(key, input));
    expect(failure.message).toMatch(/^Fill in a/);
  });
});

describe('a user’s name', () => {
  it.each(['find_many_tasks'])('filters %s', async (key) => {
    const found = await find(key, { assignedTo: userName.toLowerCase() });
    expect(found).toMatchObject([{ count: 1, tasks: [{ assignedToName: userName }] }]);
    const failure = await app.failure(() => find(key, { assignedTo: 'Nobody Here' }));
    expect(failure.message).toMatch(/^“Assigned User” holds “Nobody Here”/);
  });

  it.each(['task_due_soon', 'task_overdue'])('filters %s', async (key) => {
    const failure = await app.failure(() => app.poll(key, { assignedTo: 'Nobody Here' }));
    expect(failure.message).toMatch(/^“Assigned User” holds “Nobody Here”/);
    expect(await app.poll(key, { assignedTo: userName })).toEqual([]);
  });
});
