import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { taskSchema } from '../../lib/protiv/task/schema.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

let app: TestApp;
let zap: Dedupe;
let contactId: string;
let now: number;

const start = async (moment: string) => {
  now = Date.parse(moment);
  app = await openApp({ contacts: 5, now: () => now });
  app.sandbox.world.location(app.location.id).tasks.clear();
  contactId = app.sandbox.world.addContact(app.location.id).id;
  const trigger = app.platform.definition.triggers?.['task_overdue'];
  if (!trigger) throw new Error('No such trigger.');
  zap = new Dedupe(primaryKey(trigger));
};

beforeEach(async () => {
  jest.spyOn(clock, 'now').mockImplementation(() => now);
  await start('2026-03-07T12:00:00Z');
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const poll = async (input: Fields = {}) => zap.takeNew(await app.poll('task_overdue', input));

const switchOn = async (input: Fields = {}) =>
  zap.takeNew(await app.poll('task_overdue', input, { isPopulatingDedupe: true }));

const add = (dueDate: string) =>
  app.sandbox.world.addTask(app.location.id, { contactId, dueDate }).id;

const at = (moment: string) => {
  now = Date.parse(moment);
};

describe('Task Overdue', () => {
  it('fires once, when the due date has passed, Protiv-shaped', async () => {
    await switchOn();
    const id = add('2026-03-07T18:00:07.000Z');
    at('2026-03-07T18:00:06Z');
    expect(await poll()).toEqual([]);
    at('2026-03-07T18:00:08Z');
    const [task, ...others] = await poll();
    expect(others).toEqual([]);
    expect(taskSchema.parse(task)).toMatchObject({
      id,
      status: 'open',
      overdue: true,
      dueDate: '2026-03-07T18:00:07.000Z',
    });
    at('2026-03-08T11:00:00Z');
    expect(await poll()).toEqual([]);
  });

  it('does not fire for what is overdue already when the Zap is switched on, edited or not', async () => {
    const taskId = add('2024-03-07T11:00:00.000Z');
    const other = add('2026-03-07T11:00:00.000Z');
    add('2026-03-09T13:00:00.000Z');
    const primed = await switchOn();
    expect(primed).toHaveLength(2);
    expect(primed).toContainEqual({ id: taskId, dueDate: '2024-03-07T11:00:00.000Z' });
    expect(primed).toContainEqual({ id: other, dueDate: '2026-03-07T11:00:00.000Z' });
    await app.create('update_task', { contactId, taskId, title: 'New title' });
    expect(await poll()).toEqual([]);
  });

  it('fires again when the date is moved and has passed again', async () => {
    const taskId = add('2026-03-07T11:00:00.000Z');
    await switchOn();
    await app.create('update_task', { contactId, taskId, dueDate: '2026-03-07T13:00:00Z' });
    expect(await poll()).toEqual([]);
    at('2026-03-07T13:30:00Z');
    expect(await poll()).toMatchObject([{ id: taskId, dueDate: '2026-03-07T13:00:00.000Z' }]);
  });

  it('fires for a task that is made with a date long gone, and not for one that is done', async () => {
    await switchOn();
    const id = add('2025-01-01T09:00:00.000Z');
    const done = add('2025-01-01T09:00:00.000Z');
    await app.create('set_task_status', { contactId, taskId: done, status: 'completed' });
    expect(await poll()).toMatchObject([{ id }]);
  });

  it.each([
    ['forward', '2026-03-07T16:30:00Z', '2026-03-07T16:00:00.000Z', '2026-03-08T15:00:00Z'],
    ['back', '2026-10-31T17:00:00Z', '2026-10-31T15:00:00.000Z', '2026-11-01T16:00:00Z'],
  ])(
    'counts days by the time of day when the clocks go %s in between',
    async (_way, moment, dueDate, overdueFrom) => {
      await app.close();
      await start(moment);
      const day = { timeAfter: '1', timeUnit: 'days' };
      const id = add(dueDate);
      await switchOn(day);
      now = Date.parse(overdueFrom) - 1_000;
      expect(await poll(day)).toEqual([]);
      at(overdueFrom);
      expect(await poll(day)).toMatchObject([{ id, dueDate }]);
    },
  );

  it('gives three real open tasks as a sample', async () => {
    for (let index = 0; index < 5; index += 1) add('2030-01-01T00:00:00.000Z');
    expect(await app.poll('task_overdue', {}, { isLoadingSample: true })).toHaveLength(3);
  });

  it('takes for a sample tasks with a due date, since the others never fire', async () => {
    for (let index = 0; index < 3; index += 1) add('2030-01-01T00:00:00.000Z');
    at('2026-03-07T12:00:01Z');
    for (let index = 0; index < 3; index += 1) add('');
    const sample = await app.poll('task_overdue', {}, { isLoadingSample: true });
    expect(sample).toHaveLength(3);
    // The official file knows no task without a due date.
    app.sandbox.clearRequests();
  });

  it.each([
    ['a negative time', { timeAfter: '-1' }, /“Time After Due Date” takes a whole number from 0/],
    ['an unknown unit', { timeUnit: 'months' }, /“Time Unit” takes “Minutes”, “Hours” or “Days”/],
    ['a list as contact', { contactId: ['a', 'b'] }, /“Contact” takes a single text/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => poll(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it('works with a read-only connection', async () => {
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    app.sandbox.world.location(app.location.id).tasks.clear();
    expect(await poll({ timeUnit: 'days' })).toEqual([]);
  });
});
