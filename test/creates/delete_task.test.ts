import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock } from '../../harness/time.ts';

let app: TestApp;
let contactId: string;
let taskId: string;

const addTask = () => {
  contactId = app.sandbox.world.addContact(app.location.id).id;
  taskId = app.sandbox.world.addTask(app.location.id, { contactId }).id;
};

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  addTask();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const remove = (input: Fields = {}) => app.create('delete_task', { contactId, taskId, ...input });

const isThere = () => app.sandbox.world.location(app.location.id).tasks.has(taskId);

describe('Delete Task', () => {
  it('deletes the task, once', async () => {
    expect(await remove()).toEqual({
      id: taskId,
      taskId,
      contactId,
      wasDeleted: true,
      message: 'The task was deleted.',
    });
    expect(isThere()).toBe(false);
  });

  it('answers clearly the second time, without an error', async () => {
    await remove();
    expect(await remove()).toEqual({
      id: taskId,
      taskId,
      contactId,
      wasDeleted: false,
      message: 'HighLevel has no such task; it may have been deleted before.',
    });
  });

  it('says the same when the contact is gone', async () => {
    expect(await remove({ contactId: 'goneForGood1' })).toMatchObject({ wasDeleted: false });
    expect(isThere()).toBe(true);
  });

  it.each(['resetAfter', 'resetBefore'] as const)(
    'has deleted it when the connection fails (%s)',
    async (kind) => {
      holdClock();
      app.sandbox.addFault({ kind, times: 1, match: { method: 'DELETE' } });
      expect(await remove()).toMatchObject({ wasDeleted: true });
      expect(isThere()).toBe(false);
      expect(app.logCodes).toContain('write.ambiguous');
    },
  );

  it('deletes no task of another contact', async () => {
    const other = app.sandbox.world.addContact(app.location.id).id;
    expect(await remove({ contactId: other })).toMatchObject({ wasDeleted: false });
    expect(isThere()).toBe(true);
  });

  it.each([
    ['no task', { taskId: '' }, /“Task” is empty/],
    ['no contact', { contactId: null }, /“Contact” is empty/],
    ['a list', { taskId: ['a', 'b'] }, /“Task” takes a single text/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => remove(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
    expect(app.writesSent).toEqual([]);
  });

  it('never leaves its route, whatever the id', async () => {
    for (const odd of ['..', '.', 'a/b', '%2e%2e', '?x=1']) {
      expect(await remove({ taskId: odd })).toMatchObject({ wasDeleted: false });
    }
    expect(app.sandbox.writes).toBe(0);
  });

  it('refuses a read-only connection and sends nothing', async () => {
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    addTask();
    const failure = await app.failure(() => remove());
    expect(failure.message).toMatch(/read only.*choose “Read and write”/);
    expect(app.writesSent).toEqual([]);
  });

  it('warns in the editor', async () => {
    const fields = await app.inputFields('creates.delete_task');
    expect(fields.find(({ type }) => type === 'copy')?.['helpText']).toMatch(/for good/);
  });
});
