import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { taskSchema } from '../../lib/protiv/task/schema.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  contactId = app.sandbox.world.addContact(app.location.id).id;
});

afterEach(() => app.close());

const add = (task: Partial<Parameters<TestApp['sandbox']['world']['addTask']>[1]> = {}) =>
  app.sandbox.world.addTask(app.location.id, {
    contactId,
    title: 'Call back',
    dueDate: '2031-03-09T19:00:00.000Z',
    ...task,
  }).id;

const find = (input: Fields) => app.search('find_task', { contactId, ...input });

describe('Find Task', () => {
  it('finds a task by its id, Protiv-shaped', async () => {
    const taskId = add({ body: 'About the quote' });
    add();
    const [{ matchedBy, matchCount, wasCreated, ...task } = {}, ...others] = await find({ taskId });
    expect(others).toEqual([]);
    expect({ matchedBy, matchCount }).toEqual({ matchedBy: 'taskId', matchCount: 1 });
    expect(wasCreated).toBe(false);
    expect(taskSchema.parse(task)).toMatchObject({
      id: taskId,
      taskId,
      contactId,
      title: 'Call back',
      notes: 'About the quote',
      dueDate: '2031-03-09T19:00:00.000Z',
    });
  });

  it('finds by the whole title the open task that is due first', async () => {
    add({ completed: true, dueDate: '2030-01-01T00:00:00.000Z' });
    add();
    const wanted = add({ dueDate: '2031-03-01T19:00:00.000Z' });
    add({ title: 'Call back again' });
    add({ contactId: app.sandbox.world.addContact(app.location.id).id });
    expect(await find({ title: ' CALL back ' })).toMatchObject([
      { id: wanted, matchedBy: 'title', matchCount: 3 },
    ]);
  });

  it('goes by the title when the id finds nothing', async () => {
    const id = add();
    expect(await find({ taskId: 'goneForGood1', title: 'Call back' })).toMatchObject([
      { id, matchedBy: 'title' },
    ]);
  });

  it.each([
    ['title', { title: 'Call' }],
    ['id', { taskId: 'goneForGood1' }],
    ['hostile id', { taskId: '../../x' }],
    ['path as id', { taskId: '..' }],
    ['contact', { contactId: 'goneForGood1', title: 'Call back' }],
  ])('finds nothing for an unknown %s', async (_what, input) => {
    add();
    expect(await find(input)).toEqual([]);
  });

  it.each([
    ['nothing to search by', {}, /Fill in a Title or a Task/],
    ['no contact', { contactId: '', title: 'x' }, /“Contact” is empty/],
    ['a group of values', { title: { a: 'b' } }, /“Title” takes a single text/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => find(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it('works with a read-only connection, for its own sub-account only', async () => {
    const foreign = contactId;
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    contactId = app.sandbox.world.addContact(app.location.id).id;
    const id = add();
    expect(await find({ title: 'Call back' })).toMatchObject([{ id }]);
    const failure = await app.failure(() => find({ contactId: foreign, title: 'Call back' }));
    expect(failure.message).toMatch(/another sub-account/);
  });

  it('pairs with Create Task', () => {
    expect(app.platform.definition['searchOrCreates']).toMatchObject({
      find_task: { key: 'find_task', search: 'find_task', create: 'create_task' },
      find_contact: { key: 'find_contact', search: 'find_contact', create: 'create_contact' },
    });
  });
});
