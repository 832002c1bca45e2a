import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock } from '../../harness/time.ts';
import { taskSchema } from '../../lib/protiv/task/schema.ts';

let app: TestApp;
let contactId: string;
let taskId: string;

const addTask = () => {
  contactId = app.sandbox.world.addContact(app.location.id).id;
  taskId = app.sandbox.world.addTask(app.location.id, {
    contactId,
    title: 'Call back',
    body: 'About the quote',
    dueDate: '2020-03-09T19:00:00.000Z',
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

const set = (status: unknown, input: Fields = {}) =>
  app.create('set_task_status', { contactId, taskId, status, ...input });

describe('Complete or Reopen Task', () => {
  it('completes a task and leaves the rest alone', async () => {
    const { changed, ignoredFields, ...task } = await set('completed');
    expect({ changed, ignoredFields }).toEqual({ changed: ['status'], ignoredFields: [] });
    expect(taskSchema.parse(task)).toMatchObject({
      id: taskId,
      contactId,
      title: 'Call back',
      notes: 'About the quote',
      status: 'completed',
      overdue: false,
    });
    expect(app.writesSent).toMatchObject([
      { path: `/contacts/${contactId}/tasks/${taskId}/completed`, body: { completed: true } },
    ]);
  });

  it('reopens it, which makes it overdue again', async () => {
    await set('completed');
    expect(await set('Open')).toMatchObject({ status: 'open', overdue: true, changed: ['status'] });
  });

  it('is safe to repeat, and sends nothing then', async () => {
    await set('completed');
    expect(await set('completed')).toMatchObject({
      status: 'completed',
      changed: [],
      ignoredFields: [],
    });
    expect(app.sandbox.writes).toBe(1);
  });

  it('says so when HighLevel did not keep the status', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { task: { id: taskId, title: 'Call back', completed: false } },
      match: { method: 'PUT' },
    });
    expect(await set('completed')).toMatchObject({ status: 'open', ignoredFields: ['Status'] });
  });

  it('tries once more when the answer is lost', async () => {
    holdClock();
    app.sandbox.addFault({ kind: 'timeoutAfter', times: 1, match: { method: 'PUT' } });
    expect(await set('completed')).toMatchObject({ status: 'completed', changed: ['status'] });
    expect(app.writesSent).toHaveLength(2);
  });

  it.each([
    ['no status', undefined, {}, /“Status” is empty/],
    ['an unknown status', 'done', {}, /“Status” takes “Open” or “Completed”, but got “done”/],
    ['no task', 'open', { taskId: '' }, /“Task” is empty/],
    ['no contact', 'open', { contactId: [] }, /“Contact” is empty/],
    ['a task that is gone', 'open', { taskId: 'goneForGood1' }, /cannot find this record/],
    ['a contact that is gone', 'open', { contactId: 'goneForGood1' }, /no contact with this ID/],
    ['a hostile task', 'open', { taskId: '%2e%2e' }, /an ID that HighLevel could have given/],
  ])('refuses %s', async (_what, status, input, sentence) => {
    const failure = await app.failure(() => set(status, input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
    expect(app.sandbox.writes).toBe(0);
  });

  it('refuses a read-only connection, and a task of another sub-account', async () => {
    const elsewhere = app.sandbox.locations.find(({ id }) => id !== app.location.id)?.id ?? '';
    const theirs = app.sandbox.world.addContact(elsewhere).id;
    const foreign = await app.failure(() => set('open', { contactId: theirs }));
    expect(foreign.message).toMatch(/another sub-account/);
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    addTask();
    expect((await app.failure(() => set('completed'))).message).toMatch(/read only/);
    expect(app.writesSent).toEqual([]);
  });
});
