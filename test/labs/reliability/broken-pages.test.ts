import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../../harness/app.ts';
import type { Fields, TestApp } from '../../../harness/app.ts';
import { holdClock } from '../../../harness/time.ts';

let app: TestApp;

const MINUTE_MS = 60_000;

beforeEach(async () => {
  holdClock();
  app = await openApp({ contacts: 0, rateLimit: false });
  const { world } = app.sandbox;
  for (let index = 0; index < 530; index += 1) {
    world.addContact(app.location.id, {
      id: `contact${index}`,
      dateAdded: new Date(Date.now() - MINUTE_MS - index).toISOString(),
      dateUpdated: new Date(Date.now() - index).toISOString(),
      tags: ['vip'],
    });
    world.addTask(app.location.id, { id: `task${index}`, contactId: 'contact0' });
  }
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const LISTS: [string, Fields, (rows: Fields[]) => unknown[]][] = [
  ['triggers.new_contact', {}, (rows) => rows],
  ['triggers.contact_updated', {}, (rows) => rows],
  ['triggers.contact_tagged', { tags: ['vip'] }, (rows) => rows],
  ['triggers.new_task', {}, (rows) => rows],
  ['searches.find_many_contacts', { limit: 1_000 }, ([row]) => Object(row)['contacts']],
  ['searches.find_many_tasks', { limit: 1_000 }, ([row]) => Object(row)['tasks']],
];

const run = async (operation: string, input: Fields): Promise<Fields[]> => {
  const answer = await app.call(`${operation}.operation.perform`, input);
  if (!Array.isArray(answer)) throw new Error('Not a list.');
  return answer;
};

describe.each(LISTS)('%s', (operation, input, rowsOf) => {
  it('asks once more for a page that it has read before', async () => {
    app.sandbox.addFault({ kind: 'repeatPage', match: { path: '/search$' }, times: 2 });
    const rows = rowsOf(await run(operation, input));
    expect(new Set(rows.map((row) => Object(row).id)).size).toBe(530);
    expect(rows).toHaveLength(530);
    expect(app.logCodes).toContain('request.retried');
  });

  it('gives what it has and says so when the page stays the same', async () => {
    app.sandbox.addFault({ kind: 'repeatPage', match: { path: '/search$' } });
    const rows = rowsOf(await run(operation, input));
    expect(rows.length).toBeGreaterThanOrEqual(100);
    expect(rows.length).toBeLessThan(530);
    expect(app.logCodes.slice(0, 2)).toEqual(['request.retried', 'request.retried']);
  });
});

describe('Find Free Slots', () => {
  const input = (): Fields => ({
    calendarId: app.sandbox.world.location(app.location.id).calendars[0]?.id,
    to: new Date(Date.now() + 60 * 86_400_000).toISOString(),
    limit: 1_000,
  });

  it('does not take the slots of one month for those of the next', async () => {
    const [whole] = await run('searches.find_free_slots', input());
    app.sandbox.addFault({ kind: 'repeatPage', match: { path: '/free-slots$' }, times: 2 });
    const [result] = await run('searches.find_free_slots', input());
    expect(result).toEqual(whole);
  });
});

describe('Create Task', () => {
  it('reads no more of the tasks than it takes to know how old an identical one is', async () => {
    const task = { contactId: 'contact0', title: 'Call back', dueDate: '2031-03-09T15:00:00Z' };
    const { tasks } = app.sandbox.world.location(app.location.id);
    const others = [...tasks];
    tasks.clear();
    app.sandbox.world.addTask(app.location.id, {
      ...task,
      id: 'old',
      dateAdded: '2026-01-01T00:00:00.000Z',
    });
    for (const [id, held] of others) tasks.set(id, held);
    app.sandbox.addFault({ kind: 'endlessPages', match: { path: '/search$' } });

    expect(await app.create('create_task', task)).toMatchObject({ wasCreated: true });
    expect(app.sandbox.requests.filter(({ path }) => path.endsWith('/search'))).toHaveLength(1);
  });
});
