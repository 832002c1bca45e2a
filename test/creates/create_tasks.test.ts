import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { HeldClock } from '../../harness/held-clock.ts';

let app: TestApp;
let held: HeldClock;
let contactId: string;

beforeEach(async () => {
  held = new HeldClock(Date.now());
  app = await openApp({ contacts: 0, now: held.now });
  contactId = app.sandbox.world.addContact(app.location.id, { firstName: 'Dana' }).id;
});

afterEach(async () => {
  await app.close();
  held.release();
});

const DUE = '2031-03-09T15:00:00Z';

const createAll = (rows: unknown, input: Fields = {}) =>
  app.create('create_tasks', { rows, contactId, dueDate: DUE, ...input });

const tasks = () => [...app.sandbox.world.location(app.location.id).tasks.values()];

const resultsOf = ({ results }: Fields): unknown[] => (Array.isArray(results) ? results : []);

const many = (count: number) =>
  Array.from({ length: count }, (_row, index) => ({
    title: `Task ${index}`,
    rowContact: app.sandbox.world.addContact(app.location.id, {}).id,
  }));

describe('Create Tasks From Line Items', () => {
  it('creates a task for each row, with what is said for all rows and in the row itself', async () => {
    const user = app.sandbox.world.location(app.location.id).users[1];
    const other = app.sandbox.world.addContact(app.location.id, {}).id;
    const answer = await createAll(
      [
        { title: 'Order oak', notes: '3 boards' },
        { title: 'Order glass', rowContact: other, rowDueDate: '2031-03-10 09:00' },
        { title: 'Call', rowAssignedTo: user?.name?.toUpperCase(), rowContact: '' },
      ],
      { assignedTo: app.sandbox.world.location(app.location.id).users[0]?.id },
    );
    expect(answer).toMatchObject({ allDone: true, doneCount: 3 });
    expect(resultsOf(answer)).toMatchObject([
      {
        result: 'done',
        title: 'Order oak',
        wasCreated: 'true',
        contactId,
        dueDate: '2031-03-09T15:00:00.000Z',
      },
      {
        result: 'done',
        title: 'Order glass',
        contactId: other,
        dueDate: '2031-03-10T13:00:00.000Z',
      },
      { result: 'done', title: 'Call', contactId, problem: '' },
    ]);
    expect(tasks()).toMatchObject([
      { title: 'Order oak', body: '3 boards', contactId, completed: false },
      { title: 'Order glass', contactId: other },
      { title: 'Call', assignedTo: user?.id },
    ]);
  });

  it('has one row for each that it was given; a bad one does not stop the others', async () => {
    const answer = await createAll([
      { title: 'Good' },
      { title: '' },
      { title: 'No contact', rowContact: 'noSuchContact1' },
      { title: 'No such day', rowDueDate: 'soonish' },
      { title: 'No such user', rowAssignedTo: 'Nobody Here' },
      { title: 'Good too' },
    ]);
    expect(answer).toMatchObject({ allDone: false, doneCount: 2, failedCount: 4, notDoneCount: 0 });
    expect(answer['whatNow']).toMatch(/^Some rows failed/);
    expect(resultsOf(answer)).toMatchObject([
      { result: 'done' },
      { result: 'failed', problem: expect.stringMatching(/^“Title” is empty/), taskId: '' },
      { result: 'failed', problem: expect.stringMatching(/no contact with this ID/) },
      { result: 'failed', problem: expect.stringMatching(/“Due Date” takes/) },
      { result: 'failed', problem: expect.stringMatching(/“Nobody Here”/) },
      { result: 'done' },
    ]);
    expect(tasks().map(({ title }) => title)).toEqual(['Good', 'Good too']);
  });

  it('creates a hundred in one step, within the limits of GHL and of Zapier', async () => {
    const rows = many(100);
    const start = held.now();
    expect(await createAll(rows)).toMatchObject({ allDone: true, doneCount: 100 });
    expect(tasks()).toHaveLength(100);
    expect(app.sandbox.requests.map(({ status }) => status)).not.toContain(429);
    expect(app.sandbox.requests).toHaveLength(101);
    expect(held.now() - start).toBeLessThan(25_000);
  });

  it('says what it had no time for, and completes it when it runs again', async () => {
    const rows = many(200);
    const answer = await createAll(rows);
    expect(answer).toMatchObject({ allDone: false, failedCount: 0 });
    expect(answer['whatNow']).toMatch(/^Not all rows had their turn/);
    const created = tasks().length;
    expect(created).toBeGreaterThan(100);
    expect(answer).toMatchObject({ doneCount: created, notDoneCount: 200 - created });
    expect(resultsOf(answer).at(-1)).toMatchObject({ result: 'not_done', title: 'Task 199' });
    expect(await createAll(rows)).toMatchObject({ allDone: true, doneCount: 200 });
    expect(tasks()).toHaveLength(200);
  });

  it('creates nothing twice, seconds later and minutes later', async () => {
    const rows = [{ title: 'a' }, { title: 'b' }, { title: 'a' }];
    const first = await createAll(rows);
    expect(resultsOf(first)).toMatchObject([
      { wasCreated: 'true' },
      { wasCreated: 'true' },
      { wasCreated: 'false' },
    ]);
    for (const minutes of [0, 5]) {
      held.pass(minutes * 60_000);
      const repeated = await createAll(rows);
      expect(repeated).toMatchObject({ allDone: true, doneCount: 3 });
      expect(resultsOf(repeated)).toMatchObject(rows.map(() => ({ wasCreated: 'false' })));
    }
    expect(tasks()).toHaveLength(2);
    held.pass(20 * 60_000);
    await createAll(rows);
    expect(tasks()).toHaveLength(4);
  });

  it('creates all of them with 0 minutes', async () => {
    const rows = [{ title: 'a' }, { title: 'a' }];
    await createAll(rows, { ignoreRepeatsWithin: 0 });
    await createAll(rows, { ignoreRepeatsWithin: 0 });
    expect(tasks()).toHaveLength(4);
  });

  it.each(['resetBefore', 'resetAfter'] as const)('is right after %s', async (kind) => {
    app.sandbox.addFault({
      kind,
      times: 2,
      match: { method: 'POST', path: '/contacts/.*tasks$' },
    });
    expect(await createAll([{ title: 'a' }, { title: 'b' }, { title: 'c' }])).toMatchObject({
      allDone: true,
    });
    expect(
      tasks()
        .map(({ title }) => title)
        .toSorted(),
    ).toEqual(['a', 'b', 'c']);
  });

  it('waits while HighLevel takes no more requests, and goes on', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 429,
      times: 1,
      headers: { 'X-RateLimit-Interval-Milliseconds': '10000' },
      match: { method: 'POST', path: '/contacts/.*tasks$' },
    });
    expect(await createAll([{ title: 'a' }, { title: 'b' }])).toMatchObject({ doneCount: 2 });
    expect(tasks()).toHaveLength(2);
  });

  it('leaves a row for the next run where HighLevel has trouble', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 500,
      times: 2,
      match: { method: 'POST', path: `/contacts/${contactId}/tasks$` },
    });
    const rows = [{ title: 'a' }, ...many(1)];
    const answer = await createAll(rows);
    expect(answer).toMatchObject({ doneCount: 1, notDoneCount: 1, allDone: false });
    expect(resultsOf(answer)[0]).toMatchObject({ problem: expect.stringMatching(/trouble/) });
    expect(await createAll(rows)).toMatchObject({ allDone: true });
    expect(tasks()).toHaveLength(2);
  });

  it('remembers what it made where the token ends half-way', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 401,
      times: 1,
      match: { method: 'POST', path: `/contacts/${contactId}/tasks$` },
    });
    const rows = [...many(1), { title: 'a' }];
    await expect(app.failure(() => createAll(rows))).resolves.toMatchObject({ kind: 'refresh' });
    expect(await createAll(rows)).toMatchObject({ allDone: true });
    expect(tasks()).toHaveLength(2);
  });
});
