import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { taskOutputFields } from '../../lib/protiv/task/record.ts';

const NOW = Date.parse('2026-03-07T15:00:00Z');
const HOUR_MS = 3_600_000;

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  jest.spyOn(clock, 'now').mockReturnValue(NOW);
  app = await openApp({ contacts: 5, now: () => NOW });
  app.sandbox.world.location(app.location.id).tasks.clear();
  contactId = app.sandbox.world.addContact(app.location.id, { firstName: 'Dana' }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const add = (
  dueInHours: number,
  task: Partial<Parameters<TestApp['sandbox']['world']['addTask']>[1]> = {},
) =>
  app.sandbox.world.addTask(app.location.id, {
    contactId,
    dueDate: new Date(NOW + dueInHours * HOUR_MS).toISOString(),
    ...task,
  }).id;

const find = (input: Fields = {}) => app.search('find_many_tasks', input);

const idsOf = ([row]: Fields[]): unknown[] =>
  Array.isArray(row?.['tasks']) ? row['tasks'].map((task: Fields) => task['id']) : [];

describe('Find Many Tasks', () => {
  it('gives tasks as line items, Protiv-shaped, due first first', async () => {
    const later = add(48, { title: 'Send the contract' });
    const sooner = add(-2, { title: 'Call back', body: 'About the quote' });
    const [row, ...others] = await find({ contactId });
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      id: app.location.id,
      count: 2,
      matchCount: 2,
      complete: true,
      allTasksRead: true,
    });
    const tasks: Fields[] = Array.isArray(row?.['tasks']) ? row['tasks'] : [];
    expect(tasks).toMatchObject([
      { id: sooner, contactId, title: 'Call back', notes: 'About the quote', overdue: true },
      { id: later, contactId, title: 'Send the contract', notes: '', overdue: false },
    ]);
    const columns = taskOutputFields.map(({ key }) => key).toSorted();
    expect(tasks.map((task) => Object.keys(task).toSorted())).toEqual([columns, columns]);
  });

  it('sees a task of the contact that was made a second ago, without task search', async () => {
    const id = add(1);
    expect(idsOf(await find({ contactId }))).toEqual([id]);
    expect(app.sandbox.requests.map(({ path }) => path)).toEqual([
      `/contacts/${contactId}/tasks`,
      `/locations/${app.location.id}`,
    ]);
  });

  it('reads the tasks of the whole sub-account beyond the first page', async () => {
    const ids = Array.from({ length: 1_203 }, (_, index) => add(1_300 - index));
    const [row] = await find({ limit: '1000' });
    expect(row).toMatchObject({ count: 1_000, matchCount: 1_203, allTasksRead: true });
    expect(idsOf([row ?? {}])).toEqual(ids.toReversed().slice(0, 1_000));
    expect(app.sandbox.requests.map(({ body }) => body)).toEqual([
      { limit: 500, skip: 0 },
      { limit: 500, skip: 500 },
      { limit: 500, skip: 1_000 },
    ]);
  });

  it('does not stop after 10 000 tasks', async () => {
    for (let index = 0; index < 10_001; index += 1) add(index);
    const [row] = await find({ limit: 1 });
    expect(row).toMatchObject({ count: 1, matchCount: 10_001, allTasksRead: true });
    // The last one reads the time zone, for due dates in words.
    expect(app.sandbox.requests).toHaveLength(22);
    expect(app.logCodes).toEqual([]);
  });

  describe('filters', () => {
    it.each([
      ['open', ['sooner', 'later']],
      ['Overdue', ['sooner']],
      ['completed', ['done']],
      ['', ['done', 'sooner', 'later']],
    ])('by status “%s”, of a contact and of the sub-account', async (status, wanted) => {
      const ids = { done: add(-3, { completed: true }), sooner: add(-2), later: add(2) };
      const expected = Object.entries(ids).flatMap(([name, id]) =>
        wanted.includes(name) ? [id] : [],
      );
      expect(idsOf(await find({ contactId, status }))).toEqual(expected);
      expect(idsOf(await find({ status }))).toEqual(expected);
    });

    it('by assigned user, text and due date', async () => {
      const [first, second] = app.sandbox.world.location(app.location.id).users;
      const wanted = add(2, { assignedTo: first?.id ?? '', body: 'Bring the QUOTE' });
      add(30, second ? { assignedTo: second.id } : {});
      for (const input of [
        { assignedTo: first?.id },
        { query: ' quote ' },
        { dueAfter: '2026-03-07T16:00:00Z', dueBefore: '2026-03-07T18:00:00Z' },
        { dueBefore: '2026-03-07T12:30:00' },
        { dueBefore: '2026-03-07T12:00:00-05:00', query: 'call back' },
      ]) {
        expect(idsOf(await find(input))).toEqual([wanted]);
        expect(idsOf(await find({ ...input, contactId }))).toEqual([wanted]);
      }
    });
  });

  it.each([
    ['nothing matches', { query: 'no such words' }],
    ['the contact is gone', { contactId: 'goneForGood1' }],
    ['the contact cannot be one', { contactId: '..' }],
  ])('finds nothing when %s', async (_when, input) => {
    add(1);
    expect(await find(input)).toEqual([]);
  });

  it.each([
    [
      'an unknown status',
      { status: 'started' },
      /“Status” takes “Open”, “Open and overdue” or “Completed”, but got “started”/,
    ],
    ['too high a number', { limit: '1001' }, /whole number from 1 to 1000/],
    ['no number', { limit: 'all' }, /“Maximum Number of Tasks” takes a number/],
    ['an odd date', { dueBefore: 'soon' }, /“Due Before” takes a date and time/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => find(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it('works with a read-only connection, and sees its own sub-account only', async () => {
    add(1);
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    app.sandbox.world.location(app.location.id).tasks.clear();
    expect(await find()).toEqual([]);
    expect((await app.failure(() => find({ contactId }))).message).toMatch(/another sub-account/);
  });
});
