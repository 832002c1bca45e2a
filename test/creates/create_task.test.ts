import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock, passMinutes } from '../../harness/time.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { taskSchema } from '../../lib/protiv/task/schema.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';

let app: TestApp;
let contactId: string;

const open = async (options: SandboxOptions = {}): Promise<void> => {
  app = await openApp({ contacts: 5, ...options });
  contactId = app.sandbox.world.addContact(app.location.id, { firstName: 'Dana' }).id;
};

beforeEach(() => open());

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const CALL = { title: 'Call back about the quote', dueDate: '2031-03-09T15:00:00-04:00' };

const create = (input: Fields = {}) => app.create('create_task', { contactId, ...CALL, ...input });

const tasks = () =>
  [...app.sandbox.world.location(app.location.id).tasks.values()].filter(
    (task) => task.contactId === contactId,
  );

describe('Create Task', () => {
  it('takes every field and answers Protiv-shaped', async () => {
    const user = app.sandbox.world.location(app.location.id).users[1];
    const assignedTo = user?.id;
    const { wasCreated, ignoredFields, ...task } = await create({
      notes: 'Asked for {{bundle.inputData.x}} before Easter.\n“Ring twice” 🏠',
      assignedTo,
    });
    expect({ wasCreated, ignoredFields }).toEqual({ wasCreated: true, ignoredFields: [] });
    expect(taskSchema.parse(task)).toEqual({
      id: tasks()[0]?.id,
      taskId: tasks()[0]?.id,
      contactId,
      title: CALL.title,
      notes: 'Asked for {{bundle.inputData.x}} before Easter.\n“Ring twice” 🏠',
      status: 'open',
      overdue: false,
      dueDate: '2031-03-09T19:00:00.000Z',
      dueDateText: 'Sun, Mar 9, 2031, 3:00 PM EDT',
      assignedTo,
      assignedToName: user?.name,
    });
  });

  it('sends only what is filled in, and reads the location for no more than the due date in words', async () => {
    await create({ notes: '', assignedTo: null, status: '' });
    expect(app.sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /contacts/${contactId}/tasks`,
      `POST /contacts/${contactId}/tasks`,
      `GET /locations/${app.location.id}`,
    ]);
    expect(app.writesSent.map(({ body }) => body)).toEqual([
      { title: CALL.title, dueDate: '2031-03-09T19:00:00Z', completed: false },
    ]);
  });

  it.each([
    ['in winter', '2031-03-08T09:30:15', '2031-03-08T14:30:15.000Z'],
    ['after the clocks went forward', '2031-03-09T09:30:15', '2031-03-09T13:30:15.000Z'],
    ['as a day', '2031-03-10', '2031-03-10T04:00:00.000Z'],
  ])('reads a due date %s on the location’s clock', async (_when, dueDate, moment) => {
    expect(await create({ dueDate })).toMatchObject({ dueDate: moment });
  });

  it('can record something that is done already', async () => {
    expect(await create({ status: 'completed', dueDate: '2020-01-01T09:00:00Z' })).toMatchObject({
      status: 'completed',
      overdue: false,
    });
  });

  it('lists a field that HighLevel took and did not keep', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 201,
      body: { task: { id: 'abc', title: CALL.title, dueDate: '2031-03-09T19:00:00.000Z' } },
      match: { method: 'POST', path: '/tasks$' },
    });
    expect(await create({ notes: 'Before Easter' })).toMatchObject({ ignoredFields: ['Notes'] });
  });

  describe('twice', () => {
    it('within ten minutes gives one task', async () => {
      const first = await create({ notes: 'Before Easter' });
      passMinutes(9);
      const again = await create({ notes: 'Before Easter ', dueDate: '2031-03-09T19:00:00.750Z' });
      expect(again).toEqual({ ...first, wasCreated: false });
      expect(app.sandbox.writes).toBe(1);
    });

    it('an hour apart gives two', async () => {
      const first = await create();
      passMinutes(60);
      expect((await create())['id']).not.toBe(first['id']);
      expect(tasks()).toHaveLength(2);
    });

    it.each([
      ['another due date', { dueDate: '2031-03-09T15:00:01-04:00' }],
      ['another title', { title: 'Call back' }],
      ['notes of its own', { notes: 'Second try' }],
      ['the switch off', { ignoreRepeatsWithin: '0' }],
      ['a shorter time', { ignoreRepeatsWithin: 4 }],
    ])('with %s gives two', async (_what, input) => {
      await create();
      passMinutes(5);
      expect(await create(input)).toMatchObject({ wasCreated: true });
      expect(tasks()).toHaveLength(2);
    });

    it('gives a new one when the first is completed', async () => {
      const first = await create();
      const { tasks: held } = app.sandbox.world.location(app.location.id);
      for (const task of tasks()) held.set(task.id, { ...task, completed: true });
      expect((await create())['id']).not.toBe(first['id']);
    });

    it('counts a task that search does not show yet as young, and one that it shows by its date', async () => {
      await app.close();
      const lagMs = 30 * 60_000;
      await open({ searchLagMs: lagMs, now: () => clock.now() });
      const first = await create();
      expect(await create()).toMatchObject({ id: first['id'], wasCreated: false });
      passMinutes(30);
      const second = await create();
      expect(second['id']).not.toBe(first['id']);
      expect(await create()).toMatchObject({ id: second['id'], wasCreated: false });
      expect(tasks()).toHaveLength(2);
    });
  });

  describe('when the connection fails', () => {
    const during = (kind: 'resetAfter' | 'timeoutAfter' | 'halfBody' | 'resetBefore') =>
      app.sandbox.addFault({ kind, times: 1, match: { method: 'POST', path: '/tasks$' } });

    it.each(['resetAfter', 'timeoutAfter', 'halfBody'] as const)(
      'after the task was created (%s), finds it again',
      async (kind) => {
        holdClock();
        app.sandbox.world.addTask(app.location.id, {
          ...CALL,
          contactId,
          dateAdded: '2026-01-02T03:04:05.000Z',
          dueDate: '2031-03-09T19:00:00.000Z',
        });
        during(kind);
        expect(await create()).toMatchObject({ id: tasks()[1]?.id, wasCreated: true });
        expect(tasks()).toHaveLength(2);
        expect(app.logCodes).toContain('write.ambiguous');
      },
    );

    it('before it was created, tries once more', async () => {
      during('resetBefore');
      expect(await create()).toMatchObject({ wasCreated: true });
      expect(tasks()).toHaveLength(1);
    });
  });

  describe('with bad input', () => {
    it.each([
      ['no contact', { contactId: '' }, /“Contact” is empty/],
      ['no title', { title: ' ' }, /“Title” is empty/],
      ['no due date', { dueDate: null }, /“Due Date” is empty/],
      ['an odd due date', { dueDate: 'next Tuesday' }, /“Due Date” takes a date and time/],
      ['a status of its own', { status: 'started' }, /“Status” takes “Open” or “Completed”/],
      ['a list as title', { title: ['a', 'b'] }, /“Title” takes a single text/],
      ['a NUL character', { notes: 'a\0b' }, /“Notes” contains a NUL character/],
      ['a hostile contact', { contactId: '../locations' }, /an ID that HighLevel could have given/],
      ['a contact path', { contactId: '..' }, /an ID that HighLevel could have given/],
      ['part of a minute', { ignoreRepeatsWithin: '0.5' }, /whole number from 0 to 1440/],
      ['a negative time', { ignoreRepeatsWithin: -1 }, /whole number from 0 to 1440/],
    ])('refuses %s', async (_what, input, sentence) => {
      const failure = await app.failure(() => create(input));
      expect(failure.kind).toBe('halted');
      expect(failure.message).toMatch(sentence);
      expect(app.sandbox.writes).toBe(0);
    });

    it('refuses a contact of another sub-account', async () => {
      const other = app.sandbox.locations[1]?.id ?? '';
      const [foreign] = app.sandbox.world.location(other).contacts.keys();
      const failure = await app.failure(() => create({ contactId: foreign }));
      expect(failure.message).toMatch(/it belongs to another sub-account/);
    });

    it('refuses a read-only connection and sends nothing', async () => {
      app.connect(({ scopes }) => !scopes.includes('contacts.write'));
      contactId = app.sandbox.world.addContact(app.location.id).id;
      const failure = await app.failure(() => create());
      expect(failure.kind).toBe('halted');
      expect(failure.message).toMatch(/read only.*choose “Read and write”/);
      expect(app.writesSent).toEqual([]);
    });
  });

  it('holds other steps for the same contact back with its lock', () => {
    expect(app.platform.definition.creates?.['create_task']?.operation.lock).toEqual({
      key: 'contact:{{bundle.inputData.contactId}}',
      scope: ['auth'],
    });
  });
});
