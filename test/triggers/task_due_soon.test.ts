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
  const trigger = app.platform.definition.triggers?.['task_due_soon'];
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

const HOURS = { timeBefore: '2', timeUnit: 'hours' };

const poll = async (input: Fields = {}) =>
  zap.takeNew(await app.poll('task_due_soon', { ...HOURS, ...input }));

const switchOn = async (input: Fields = {}) =>
  zap.takeNew(
    await app.poll('task_due_soon', { ...HOURS, ...input }, { isPopulatingDedupe: true }),
  );

const add = (dueDate: string) =>
  app.sandbox.world.addTask(app.location.id, { contactId, dueDate }).id;

const at = (moment: string) => {
  now = Date.parse(moment);
};

describe('Task Due Soon', () => {
  it('fires once, when the due date comes close, Protiv-shaped', async () => {
    await switchOn();
    const id = add('2026-03-07T18:00:07.000Z');
    at('2026-03-07T16:00:06Z');
    expect(await poll()).toEqual([]);
    at('2026-03-07T16:00:07Z');
    const [task, ...others] = await poll();
    expect(others).toEqual([]);
    expect(taskSchema.parse(task)).toMatchObject({
      id,
      contactId,
      status: 'open',
      overdue: false,
      dueDate: '2026-03-07T18:00:07.000Z',
    });
    at('2026-03-07T17:00:00Z');
    expect(await poll()).toEqual([]);
  });

  it('does not fire for what is due soon already when the Zap is switched on', async () => {
    const id = add('2026-03-07T13:00:00.000Z');
    add('2026-03-09T13:00:00.000Z');
    expect(await switchOn()).toEqual([{ id, dueDate: '2026-03-07T13:00:00.000Z' }]);
    expect(await poll()).toEqual([]);
  });

  it('fires again when the date is moved', async () => {
    const taskId = add('2026-03-07T13:00:00.000Z');
    expect(await poll()).toHaveLength(1);
    const dueDate = '2026-03-07T15:00:00Z';
    await app.create('update_task', { contactId, taskId, dueDate });
    expect(await poll()).toEqual([]);
    at('2026-03-07T14:00:00Z');
    expect(await poll()).toMatchObject([{ id: taskId, dueDate: '2026-03-07T15:00:00.000Z' }]);
  });

  it('fires for a task that is made with a date close by', async () => {
    await switchOn();
    const id = add('2026-03-07T12:30:00.000Z');
    expect(await poll()).toMatchObject([{ id }]);
  });

  it('misses none whose date passes between two polls', async () => {
    const id = add('2026-03-07T13:00:00.000Z');
    const minutes = { timeBefore: 5, timeUnit: 'minutes' };
    await switchOn(minutes);
    at('2026-03-07T13:10:00Z');
    expect(await poll(minutes)).toMatchObject([{ id, overdue: true }]);
  });

  it('does not fire for what is done or long overdue', async () => {
    add('2026-03-05T13:00:00.000Z');
    const done = add('2026-03-07T13:00:00.000Z');
    await app.create('set_task_status', { contactId, taskId: done, status: 'completed' });
    expect(await poll()).toEqual([]);
  });

  it.each([
    ['forward', '2026-03-07T12:00:00Z', '2026-03-08T15:00:00.000Z', '2026-03-07T16:00:00Z'],
    ['back', '2026-10-31T12:00:00Z', '2026-11-01T16:00:00.000Z', '2026-10-31T15:00:00Z'],
  ])(
    'keeps the time of day when the clocks go %s in between',
    async (_way, moment, dueDate, notice) => {
      await app.close();
      await start(moment);
      const day = { timeBefore: '1', timeUnit: 'days' };
      const id = add(dueDate);
      await switchOn(day);
      now = Date.parse(notice) - 1_000;
      expect(await poll(day)).toEqual([]);
      at(notice);
      expect(await poll(day)).toMatchObject([{ id, dueDate }]);
    },
  );

  it('gives three real open tasks as a sample', async () => {
    for (let index = 0; index < 5; index += 1) add('2030-01-01T00:00:00.000Z');
    expect(await app.poll('task_due_soon', HOURS, { isLoadingSample: true })).toHaveLength(3);
  });

  it('takes for a sample tasks with a due date, since the others never fire', async () => {
    for (let index = 0; index < 3; index += 1) add('2030-01-01T00:00:00.000Z');
    at('2026-03-07T12:00:01Z');
    for (let index = 0; index < 3; index += 1) add('');
    const sample = await app.poll('task_due_soon', HOURS, { isLoadingSample: true });
    expect(sample).toHaveLength(3);
    // The official file knows no task without a due date.
    app.sandbox.clearRequests();
  });

  it.each([
    ['no time', { timeBefore: '0' }, /“Time Before Due Date” takes a whole number from 1 to 10000/],
    ['words', { timeBefore: 'soon' }, /“Time Before Due Date” takes a number/],
    ['half an hour as a fraction', { timeBefore: 0.5 }, /whole number/],
    ['an unknown unit', { timeUnit: 'weeks' }, /“Time Unit” takes “Minutes”, “Hours” or “Days”/],
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
