import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { HeldClock } from '../../harness/held-clock.ts';
import { taskSchema } from '../../lib/protiv/task/schema.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

const HOUR_MS = 3_600_000;

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 20 });
  app.sandbox.world.location(app.location.id).tasks.clear();
  contactId = app.sandbox.world.addContact(app.location.id).id;
});

afterEach(() => app.close());

const poll = (input: Fields = {}) => app.poll('task_completed', input);
const prime = () => app.poll('task_completed', {}, { isPopulatingDedupe: true });
const idsOf = (rows: Fields[]) => rows.map(({ id }) => id);
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

const add = (
  hoursAgo: number,
  task: Partial<Parameters<TestApp['sandbox']['world']['addTask']>[1]> = {},
) =>
  app.sandbox.world.addTask(app.location.id, {
    contactId,
    completed: true,
    dateAdded: ago(10_000),
    dateUpdated: ago(hoursAgo),
    ...task,
  }).id;

describe('Task Completed', () => {
  it('fires for an old task that was just completed, Protiv-shaped', async () => {
    const taskId = add(500, { completed: false, dueDate: ago(24) });
    add(500);
    expect(await poll()).toEqual([]);
    await app.create('set_task_status', { contactId, taskId, status: 'completed' });
    const [task, ...others] = await poll();
    expect(others).toEqual([]);
    expect(taskSchema.parse(task)).toMatchObject({
      id: taskId,
      contactId,
      status: 'completed',
      overdue: false,
    });
  });

  it('primes with every completed task, slim, so that a later edit does not fire', async () => {
    const ids = Array.from({ length: 700 }, (_, index) => add(index));
    add(1, { completed: false });
    const primed = await prime();
    expect(new Set(idsOf(primed))).toEqual(new Set(ids));
    expect(Object.keys(primed[0] ?? {})).toEqual(['id']);
    // Each begins before the last one ended: a task that is reopened meanwhile would hide another one.
    expect(app.sandbox.requests.map(({ body }) => body)).toEqual([
      { completed: true, limit: 500, skip: 0 },
      { completed: true, limit: 500, skip: 450 },
      { completed: true, limit: 500, skip: 900 },
      { completed: true, limit: 500, skip: 1350 },
      { completed: true, limit: 500, skip: 1800 },
    ]);
  });

  it('primes in parallel, so that a slow list of thousands is read in time', async () => {
    const ids = Array.from({ length: 6_000 }, (_, index) => add(index));
    const clock = new HeldClock(Date.now(), 2_000);
    const primed = await prime().finally(() => clock.release());
    expect(new Set(idsOf(primed))).toEqual(new Set(ids));
    expect(app.logCodes).toEqual([]);
  });

  it('fires for no task that is open, whatever the list says that it was asked for', async () => {
    const open = { completed: false, dateUpdated: ago(0) };
    app.sandbox.addFault({
      kind: 'status',
      status: 201,
      body: {
        tasks: [
          { _id: 'open1', ...open },
          { _id: 'done1', dateUpdated: ago(0), completed: true },
        ],
      },
      match: { path: '/tasks/search$' },
    });
    expect(idsOf(await poll())).toEqual(['done1']);
    // An answer that GHL should not give.
    app.sandbox.clearRequests();
  });

  it('fires the latest first, and only for those completed within a day', async () => {
    const second = add(20);
    const first = add(2);
    add(25);
    expect(idsOf(await poll())).toEqual([first, second]);
  });

  it('fires once for a task that is completed, reopened and completed anew', async () => {
    const trigger = app.platform.definition.triggers?.['task_completed'];
    if (!trigger) throw new Error('No such trigger.');
    const zap = new Dedupe(primaryKey(trigger));
    const old = add(0.5);
    expect(zap.takeNew(await prime())).toEqual([{ id: old }]);
    const taskId = add(500, { completed: false });
    const fired: unknown[] = [];
    for (const status of ['completed', 'open', 'completed']) {
      for (const id of [taskId, old]) {
        await app.create('set_task_status', { contactId, taskId: id, status });
      }
      fired.push(...idsOf(zap.takeNew(await poll()).map((row) => ({ ...row }))));
    }
    expect(fired).toEqual([taskId]);
  });

  it('gives three real completed tasks of any age as a sample', async () => {
    for (let index = 0; index < 5; index += 1) add(1_000 + index);
    const sample = await app.poll('task_completed', {}, { isLoadingSample: true });
    expect(sample.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  });

  it('looks at one contact or one user only', async () => {
    const assignedTo = app.sandbox.world.location(app.location.id).users[0]?.id ?? '';
    const wanted = add(1, { assignedTo });
    add(1, { contactId: app.sandbox.world.addContact(app.location.id).id });
    expect(idsOf(await poll({ contactId }))).toEqual([wanted]);
    expect(idsOf(await poll({ assignedTo }))).toEqual([wanted]);
    expect(await poll({ contactId: 'goneForGood1' })).toEqual([]);
  });

  it('refuses a group of values as user', async () => {
    const failure = await app.failure(() => poll({ assignedTo: { a: 'b' } }));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(/“Assigned User” takes a single text/);
  });

  it('works with a read-only connection, and sees its own sub-account only', async () => {
    add(1);
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    app.sandbox.world.location(app.location.id).tasks.clear();
    expect(await poll()).toEqual([]);
  });
});
