import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock } from '../../harness/time.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { contactSummarySchema } from '../../lib/protiv/contact/summary-schema.ts';

const NOW = Date.parse('2026-03-07T15:00:00Z');

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  jest.spyOn(clock, 'now').mockReturnValue(NOW);
  app = await openApp({ contacts: 5, now: () => NOW });
  contactId = app.sandbox.world.addContact(app.location.id, {
    firstName: 'Dana',
    lastName: 'Reyes',
    email: 'dana.reyes@example.com',
    tags: ['vip', 'hot lead'],
    dateAdded: '2026-01-02T03:04:05.000Z',
    dateUpdated: '2026-02-02T03:04:05.000Z',
  }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const summarize = (input: Fields = {}) =>
  app.search('get_contact_summary', { contactId, ...input });

const task = (title: string, dueDate: string, completed = false) =>
  app.sandbox.world.addTask(app.location.id, { contactId, title, dueDate, completed });

const note = (dateAdded: string) =>
  app.sandbox.world.addNote(app.location.id, { contactId, dateAdded });

const appointment = (title: string, startTime: string, appointmentStatus = 'confirmed') =>
  app.sandbox.world.addAppointment(app.location.id, {
    contactId,
    title,
    calendarId: app.sandbox.world.location(app.location.id).calendars[0]?.id ?? '',
    startTime,
    endTime: startTime,
    appointmentStatus,
  });

describe('Get Contact Summary', () => {
  it('counts tasks, notes and appointments into one flat row', async () => {
    task('Long overdue', '2026-02-01T09:00:00.000Z');
    task('Next week', '2026-03-14T09:00:00.000Z');
    task('Tomorrow', '2026-03-08T15:00:07.000Z');
    task('Done', '2026-03-07T16:00:00.000Z', true);
    note('2026-03-06T10:00:00.000Z');
    note('2026-02-06T10:00:00.000Z');
    note('2026-02-01T10:00:00.000Z');
    appointment('Past', '2026-03-07T14:00:00Z');
    appointment('Cancelled', '2026-03-08T14:00:00Z', 'cancelled');
    appointment('Later', '2026-03-20T14:00:00Z');
    appointment('Site visit', '2026-03-08T14:00:00Z');
    const [row, ...others] = await summarize();
    expect(others).toEqual([]);
    expect(contactSummarySchema.parse(row)).toEqual({
      id: contactId,
      contactId,
      name: 'Dana Reyes',
      email: 'dana.reyes@example.com',
      tags: 'vip, hot lead',
      dateAdded: '2026-01-02T03:04:05.000Z',
      lastActivity: '2026-03-06T10:00:00.000Z',
      openTasks: 3,
      overdueTasks: 1,
      completedTasks: 1,
      nextDueDate: '2026-03-08T15:00:07.000Z',
      nextTaskTitle: 'Tomorrow',
      notesInLast30Days: 2,
      upcomingAppointments: 2,
      nextAppointment: '2026-03-08T10:00:00-04:00',
      nextAppointmentTitle: 'Site visit',
    });
  });

  it('counts nothing for a contact without records', async () => {
    expect(await summarize()).toEqual([
      {
        id: contactId,
        contactId,
        name: 'Dana Reyes',
        email: 'dana.reyes@example.com',
        tags: 'vip, hot lead',
        dateAdded: '2026-01-02T03:04:05.000Z',
        lastActivity: '2026-02-02T03:04:05.000Z',
        openTasks: 0,
        overdueTasks: 0,
        completedTasks: 0,
        notesInLast30Days: 0,
        upcomingAppointments: 0,
      },
    ]);
  });

  it('takes HighLevel’s own last activity where there is one', async () => {
    const lastActivity = '2026-03-01T00:00:00.000Z';
    app.sandbox.world.changeContact(app.location.id, contactId, { lastActivity });
    expect(await summarize()).toMatchObject([{ lastActivity }]);
  });

  it('makes five requests at most, all at once', async () => {
    await summarize();
    expect(app.sandbox.requests.map(({ path }) => path).sort()).toEqual(
      [
        `/contacts/${contactId}`,
        `/contacts/${contactId}/appointments`,
        `/contacts/${contactId}/notes`,
        `/contacts/${contactId}/tasks`,
        `/locations/${app.location.id}`,
      ].sort(),
    );
    app.clearRequests();
    await summarize();
    expect(app.sandbox.requests).toHaveLength(4);
  });

  it.each(['/contacts/[^/]+$', '/tasks$', '/notes$', '/appointments$', '/locations/[^/]+$'])(
    'waits for none before it makes the others, not even for %s',
    async (path) => {
      holdClock();
      app.sandbox.addFault({ kind: 'timeoutBefore', match: { path } });
      expect((await app.failure(summarize)).kind).toBe('throttled');
      expect(new Set(app.sandbox.requests.map((request) => request.path)).size).toBe(5);
    },
  );

  it.each(['goneForGood1', '..', '../../x'])('finds nothing for “%s”', async (id) => {
    expect(await summarize({ contactId: id })).toEqual([]);
  });

  it.each([
    ['no contact', { contactId: '' }, /“Contact” is empty/],
    ['a list', { contactId: ['a', 'b'] }, /“Contact” takes a single text/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => summarize(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it('works with a read-only connection, for its own sub-account only', async () => {
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    expect((await app.failure(summarize)).message).toMatch(/another sub-account/);
    contactId = app.sandbox.world.addContact(app.location.id).id;
    expect(await summarize()).toMatchObject([{ id: contactId, openTasks: 0 }]);
  });
});
