import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { taskSchema } from '../../lib/protiv/task/schema.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

const HOUR_MS = 3_600_000;

let app: TestApp;
let contactId: string;

const open = async (options: SandboxOptions = {}) => {
  app = await openApp({ contacts: 20, ...options });
  app.sandbox.world.location(app.location.id).tasks.clear();
  contactId = app.sandbox.world.addContact(app.location.id).id;
};

beforeEach(() => open());

afterEach(() => app.close());

const poll = (input: Fields = {}) => app.poll('new_task', input);
const prime = (input: Fields = {}) => app.poll('new_task', input, { isPopulatingDedupe: true });
const idsOf = (rows: Fields[]) => rows.map(({ id }) => id);

const add = (
  hoursAgo: number,
  task: Partial<Parameters<TestApp['sandbox']['world']['addTask']>[1]> = {},
) =>
  app.sandbox.world.addTask(app.location.id, {
    contactId,
    dateAdded: new Date(Date.now() - hoursAgo * HOUR_MS).toISOString(),
    ...task,
  }).id;

describe('New Task', () => {
  it('fires for a task that was just added, Protiv-shaped', async () => {
    const assignedTo = app.sandbox.world.location(app.location.id).users[0]?.id ?? '';
    const id = add(0, {
      title: 'Call back',
      body: 'Quote',
      assignedTo,
      dueDate: '2031-03-09T15:00:07.000Z',
    });
    const [task, ...others] = await poll();
    expect(others).toEqual([]);
    expect(taskSchema.parse(task)).toMatchObject({
      id,
      taskId: id,
      contactId,
      title: 'Call back',
      notes: 'Quote',
      status: 'open',
      overdue: false,
      assignedTo,
      dueDate: '2031-03-09T15:00:07.000Z',
    });
  });

  it('reads all open tasks, beyond the first page, and fires newest first', async () => {
    const old = Array.from({ length: 900 }, (_, index) => add(100 + index));
    const young = [add(5), add(1), add(3)];
    const completed = add(2, { completed: true });
    expect(idsOf(await poll())).toEqual([young[1], young[2], young[0]]);
    expect(app.sandbox.requests.map(({ body }) => body)).toEqual([
      { completed: false, limit: 500, skip: 0 },
      { completed: false, limit: 500, skip: 500 },
    ]);
    expect(new Set(idsOf(await prime()))).toEqual(new Set([...old, ...young, completed]));
  });

  it.each(['oldestFirst', 'newestFirst'] as const)(
    'finds the young ones on whichever page they are: %s',
    async (taskSearchOrder) => {
      await app.close();
      await open({ taskSearchOrder });
      const first = add(2);
      for (let index = 0; index < 1_100; index += 1) add(100 + index);
      const last = add(1);
      expect(idsOf(await poll())).toEqual([last, first]);
      // The last one reads the time zone, for due dates in words.
      expect(app.sandbox.requests).toHaveLength(4);
    },
  );

  it('primes slim', async () => {
    const id = add(1);
    expect(await prime()).toEqual([{ id }]);
  });

  it('fires once for each task, whatever happens to it afterwards', async () => {
    const trigger = app.platform.definition.triggers?.['new_task'];
    if (!trigger) throw new Error('No such trigger.');
    const zap = new Dedupe(primaryKey(trigger));
    const before = add(1);
    zap.takeNew(await prime());
    const taskId = add(0);
    expect(zap.takeNew(await poll())).toMatchObject([{ id: taskId }]);
    for (const id of [before, taskId]) {
      await app.create('update_task', { contactId, taskId: id, title: 'Call them' });
      await app.create('set_task_status', { contactId, taskId: id, status: 'completed' });
      await app.create('set_task_status', { contactId, taskId: id, status: 'open' });
    }
    expect(zap.takeNew(await poll())).toEqual([]);
  });

  it('does not fire for an old task that is reopened', async () => {
    const id = add(30, { completed: true });
    expect(await prime()).toEqual([]);
    const { tasks } = app.sandbox.world.location(app.location.id);
    const task = tasks.get(id);
    if (task) tasks.set(id, { ...task, completed: false });
    expect(await poll()).toEqual([]);
  });

  it('does not fire for a young task of before that was completed and is reopened', async () => {
    const trigger = app.platform.definition.triggers?.['new_task'];
    if (!trigger) throw new Error('No such trigger.');
    const zap = new Dedupe(primaryKey(trigger));
    const id = add(3, { completed: true });
    zap.takeNew(await prime());
    const { tasks } = app.sandbox.world.location(app.location.id);
    const task = tasks.get(id);
    if (task) tasks.set(id, { ...task, completed: false });
    expect(zap.takeNew(await poll())).toEqual([]);
  });

  it('finds a young task behind more than 10 000 others', async () => {
    for (let index = 0; index < 10_001; index += 1) add(1_000);
    const id = add(0);
    expect(idsOf(await poll())).toEqual([id]);
    expect(app.logCodes).toEqual([]);
  });

  it('gives three real tasks of any age as a sample, in one request and one for the time zone', async () => {
    for (let index = 0; index < 5; index += 1) add(1_000 + index);
    expect(await app.poll('new_task', {}, { isLoadingSample: true })).toHaveLength(3);
    expect(app.sandbox.requests.map(({ path }) => path)).toEqual([
      `/locations/${app.location.id}/tasks/search`,
      `/locations/${app.location.id}`,
    ]);
  });

  it('looks at one contact or one user only', async () => {
    const [first, second] = app.sandbox.world.location(app.location.id).users;
    const wanted = add(1, { assignedTo: first?.id ?? '' });
    add(1, {
      contactId: app.sandbox.world.addContact(app.location.id).id,
      ...(second && { assignedTo: second.id }),
    });
    expect(idsOf(await poll({ contactId: ` ${contactId} ` }))).toEqual([wanted]);
    expect(idsOf(await poll({ assignedTo: first?.id }))).toEqual([wanted]);
    expect(await poll({ contactId, assignedTo: second?.id })).toEqual([]);
    expect(await poll({ contactId: '../x"]' })).toEqual([]);
  });

  it('leaves out an unreadable field, keeps the task, and says so in the log', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 201,
      body: {
        tasks: [
          {
            _id: 'abc',
            title: 'Call back',
            body: { odd: true },
            dateAdded: new Date().toISOString(),
          },
          { title: 'No id' },
        ],
      },
      match: { path: '/tasks/search$' },
    });
    expect(await poll()).toMatchObject([{ id: 'abc', title: 'Call back' }]);
    expect(app.logCodes).toEqual(['record.partial']);
  });

  it('stops where no task says when it was added, instead of firing for all of them', async () => {
    const tasks = [{ _id: 'abc' }, { _id: 'def', dateAdded: 'soon' }];
    const match = { path: '/tasks/search$' };
    app.sandbox.addFault({ kind: 'status', status: 201, body: { tasks }, match });
    const failure = await app.failure(() => poll());
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(/without a date that can be read/);
  });

  it('refuses a list as contact', async () => {
    const failure = await app.failure(() => poll({ contactId: ['a', 'b'] }));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(/“Contact” takes a single text/);
  });

  it('works with a read-only connection, and sees its own sub-account only', async () => {
    add(1);
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    app.sandbox.world.location(app.location.id).tasks.clear();
    expect(await poll()).toEqual([]);
  });
});
