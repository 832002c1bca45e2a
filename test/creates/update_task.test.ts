import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock } from '../../harness/time.ts';
import { taskSchema } from '../../lib/protiv/task/schema.ts';

let app: TestApp;
let contactId: string;
let taskId: string;

const addTask = () => {
  contactId = app.sandbox.world.addContact(app.location.id, { firstName: 'Dana' }).id;
  taskId = app.sandbox.world.addTask(app.location.id, {
    contactId,
    title: 'Call back',
    body: 'About the quote',
    dueDate: '2031-03-09T19:00:00.500Z',
  }).id;
};

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  addTask();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const update = (input: Fields) => app.create('update_task', { contactId, taskId, ...input });

describe('Update Task', () => {
  it('changes what is filled in, keeps the rest, and says what changed', async () => {
    const assignedTo = app.sandbox.world.location(app.location.id).users[0]?.id;
    const { changed, ignoredFields, ...task } = await update({
      title: 'Call back today',
      notes: '',
      dueDate: '2031-03-10T09:00:00',
      assignedTo,
    });
    expect({ changed, ignoredFields }).toEqual({
      changed: ['title', 'dueDate', 'assignedTo'],
      ignoredFields: [],
    });
    expect(taskSchema.parse(task)).toMatchObject({
      id: taskId,
      contactId,
      title: 'Call back today',
      notes: 'About the quote',
      dueDate: '2031-03-10T13:00:00.000Z',
      status: 'open',
      assignedTo,
    });
    expect(app.writesSent.map(({ body }) => body)).toEqual([
      { title: 'Call back today', dueDate: '2031-03-10T13:00:00Z', assignedTo },
    ]);
  });

  it.each([
    ['the values it has', { title: 'Call back ', dueDate: '2031-03-09T15:00:00-04:00' }],
    ['its own output', { dueDate: '2031-03-09T19:00:00.500Z', status: 'open' }],
    ['nothing', {}],
  ])('sends nothing for %s', async (_what, input) => {
    expect(await update(input)).toMatchObject({ id: taskId, changed: [], ignoredFields: [] });
    expect(app.writesSent).toEqual([]);
  });

  it('completes a task, too', async () => {
    expect(await update({ status: 'completed' })).toMatchObject({
      status: 'completed',
      changed: ['status'],
    });
  });

  it('lists a field that HighLevel took and did not keep', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { task: { id: taskId, title: 'Call back' } },
      match: { method: 'PUT' },
    });
    expect(await update({ notes: 'New' })).toMatchObject({ ignoredFields: ['Notes'] });
  });

  it('loses nothing where the answer is thin, and says what did not come back', async () => {
    const [before] = await app.search('find_task', { contactId, taskId });
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { method: 'PUT', path: '/tasks/' },
      body: { task: { id: taskId, title: 'Call again' } },
    });
    const { changed, ignoredFields, ...task } = await update({ title: 'Call again', notes: 'New' });
    expect({ changed, ignoredFields }).toEqual({
      changed: ['title', 'notes'],
      ignoredFields: ['Notes'],
    });
    const { matchedBy: _by, matchCount: _count, wasCreated: _created, ...known } = before ?? {};
    expect(task).toEqual({ ...known, title: 'Call again' });
  });

  it('tries once more when the answer is lost', async () => {
    holdClock();
    app.sandbox.addFault({ kind: 'resetAfter', times: 1, match: { method: 'PUT' } });
    expect(await update({ title: 'Call back today' })).toMatchObject({ changed: ['title'] });
    expect(app.writesSent).toHaveLength(2);
    expect(app.logCodes).toContain('write.ambiguous');
  });

  it.each([
    ['no contact', { contactId: '' }, /“Contact” is empty/],
    ['no task', { taskId: null }, /“Task” is empty/],
    ['a task that is gone', { taskId: 'goneForGood1', title: 'x' }, /cannot find this record/],
    ['a hostile task', { taskId: '../../x', title: 'x' }, /an ID that HighLevel could have given/],
    ['a task path', { taskId: '..', title: 'x' }, /an ID that HighLevel could have given/],
    ['an odd due date', { dueDate: '2031-02-31' }, /“Due Date” takes a date and time/],
    ['a status of its own', { status: 'done' }, /“Status” takes “Open” or “Completed”/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => update(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
    expect(app.sandbox.writes).toBe(0);
  });

  it('refuses a task of another contact and one of another sub-account', async () => {
    const other = app.sandbox.world.addContact(app.location.id).id;
    const wrong = await app.failure(() => update({ contactId: other, title: 'x' }));
    expect(wrong.message).toMatch(/cannot find this record/);
    const elsewhere = app.sandbox.locations.find(({ id }) => id !== app.location.id)?.id ?? '';
    const theirs = app.sandbox.world.addContact(elsewhere).id;
    const foreign = await app.failure(() => update({ contactId: theirs, title: 'x' }));
    expect(foreign.message).toMatch(/another sub-account/);
  });

  it('refuses a read-only connection and sends nothing', async () => {
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    addTask();
    const failure = await app.failure(() => update({ title: 'x' }));
    expect(failure.message).toMatch(/read only.*choose “Read and write”/);
    expect(app.writesSent).toEqual([]);
  });

  it('offers the contact’s tasks, open ones first', async () => {
    const done = app.sandbox.world.addTask(app.location.id, {
      contactId,
      title: 'Send it',
      completed: true,
    }).id;
    const method = 'creates.update_task.operation.inputFields.1.choices.perform';
    expect(await app.call(method, { contactId })).toEqual({
      results: [
        { id: taskId, label: 'Call back' },
        { id: done, label: 'Send it (completed)' },
      ],
      paging_token: null,
    });
    expect(await app.call(method, {})).toEqual({ results: [], paging_token: null });
  });
});
