import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';

/** A Friday, ten in the morning in New York; the clocks go forward on Sunday. */
const NOW = Date.parse('2026-03-06T15:00:00Z');

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  jest.spyOn(clock, 'now').mockReturnValue(NOW);
  app = await openApp({ contacts: 0, now: () => NOW });
  contactId = app.sandbox.world.addContact(app.location.id, { tags: ['vip'] }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);
const notes = () => [...location().notes.values()].filter((note) => note.contactId === contactId);
const tasks = () => [...location().tasks.values()].filter((task) => task.contactId === contactId);
const tags = () => location().contacts.get(contactId)?.tags;
const log = (input: Fields = {}) =>
  app.create('log_activity', { contactId, activityType: 'Call', ...input });

const WHOLE: Fields = {
  direction: 'outbound',
  outcome: 'Left a message',
  durationMinutes: '75',
  happenedAt: '2026-03-05 14:00',
  details: 'Wants three windows.\nOak.',
  followUpTitle: 'Send the quote',
  followUpDays: 3,
  followUpTime: '2:30 pm',
  tagsToAdd: 'Called, vip',
};

describe('Log Activity', () => {
  it('writes a note that people like to read, a task for later and tags', async () => {
    const [user] = location().users;
    const result = await log({ ...WHOLE, loggedBy: user?.name, followUpUser: user?.email });
    expect(result).toMatchObject({
      contactId,
      title: 'Outbound call',
      wasCreated: true,
      dueDate: '2026-03-09T18:30:00.000Z',
      tagsAdded: ['called'],
    });
    expect(notes()).toMatchObject([
      {
        id: result['noteId'],
        userId: user?.id,
        title: 'Outbound call',
        body: 'Outbound call, Thu, Mar 5, 2026, 2:00 PM EST, 1 h 15 min\nOutcome: Left a message\n\nWants three windows.\nOak.',
      },
    ]);
    expect(tasks()).toMatchObject([
      { id: result['taskId'], title: 'Send the quote', assignedTo: user?.id, completed: false },
    ]);
    expect(tags()).toEqual(['vip', 'called']);
  });

  it('writes a note alone where nothing more is said', async () => {
    expect(await log({ activityType: 'meeting' })).toMatchObject({
      title: 'Meeting',
      body: 'Meeting',
      tagsAdded: [],
    });
    expect(notes()).toHaveLength(1);
    expect(tasks()).toEqual([]);
    expect(app.writesSent).toHaveLength(1);
  });

  it('doubles nothing when Zapier runs the step again', async () => {
    const first = await log(WHOLE);
    const second = await log(WHOLE);
    expect(second).toMatchObject({
      noteId: first['noteId'],
      taskId: first['taskId'],
      wasCreated: false,
      tagsAdded: [],
    });
    expect(notes()).toHaveLength(1);
    expect(tasks()).toHaveLength(1);
  });

  it('goes on where a first run stopped', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 429,
      times: 1,
      match: { method: 'POST', path: '/tasks$' },
    });
    await expect(log(WHOLE)).rejects.toThrow('takes no more requests');
    expect(notes()).toHaveLength(1);
    expect(await log(WHOLE)).toMatchObject({ wasCreated: false, tagsAdded: ['called'] });
    expect(notes()).toHaveLength(1);
    expect(tasks()).toHaveLength(1);
  });

  it('writes nothing where a part of it cannot be used', async () => {
    const { message } = await app.failure(() => log({ ...WHOLE, followUpTime: 'soon' }));
    expect(message).toContain('“Follow-Up Time”');
    expect(app.writesSent).toEqual([]);
  });

  it.each(['resetBefore', 'resetAfter'] as const)(
    'writes each part once when an answer is lost (%s)',
    async (kind) => {
      for (const path of ['/notes$', '/tasks$', '/tags$']) {
        app.sandbox.addFault({ kind, times: 1, match: { method: 'POST', path } });
      }
      await log(WHOLE);
      expect(notes()).toHaveLength(1);
      expect(tasks()).toHaveLength(1);
      expect(tags()).toEqual(['vip', 'called']);
    },
  );
});
