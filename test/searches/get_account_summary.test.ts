import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';

/** A Thursday, nine in the morning in New York. */
const NOW = Date.parse('2026-03-12T13:00:00Z');
const HOUR_MS = 3_600_000;

let app: TestApp;

beforeEach(async () => {
  jest.spyOn(clock, 'now').mockReturnValue(NOW);
  app = await openApp({ contacts: 0, now: () => NOW });
  const { location } = app;
  const own = app.sandbox.world.location(location.id);
  own.tasks.clear();
  own.appointments.clear();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const iso = (hours: number) => new Date(NOW + hours * HOUR_MS).toISOString();
const world = () => app.sandbox.world;
const contact = (hours: number, more: Fields = {}) =>
  world().addContact(app.location.id, {
    dateAdded: iso(hours),
    dateUpdated: iso(hours),
    ...more,
  }).id;
const task = (more: Fields) =>
  world().addTask(app.location.id, { contactId: contact(-5_000), ...more });
const appointment = (hours: number, more: Fields = {}) => {
  const [calendar] = world().location(app.location.id).calendars;
  world().addAppointment(app.location.id, {
    contactId: contact(-5_000),
    calendarId: calendar?.id ?? '',
    assignedUserId: calendar?.teamMembers[0]?.userId ?? '',
    startTime: iso(hours),
    endTime: iso(hours + 1),
    ...more,
  });
};
const summary = async (input: Fields = { summaryPeriod: 'today' }): Promise<Fields> => {
  const [row] = await app.search('get_account_summary', input);
  return row ?? {};
};

describe('Get Account Summary', () => {
  it('counts contacts, tasks and appointments of the day, in at most 12 requests', async () => {
    contact(-1, { source: 'website', tags: ['vip', 'fair'] });
    contact(-2, { source: 'website', tags: ['vip'] });
    contact(-3);
    // Yesterday in New York, though today in London.
    contact(-9.5, { source: 'phone' });
    task({ dueDate: iso(2) });
    task({ dueDate: iso(-48) });
    task({ dueDate: iso(100) });
    task({ completed: true, dateUpdated: iso(-1) });
    task({ completed: true, dateUpdated: iso(-30) });
    appointment(3, { title: 'Roof check', appointmentStatus: 'confirmed' });
    appointment(1, { appointmentStatus: 'cancelled' });
    appointment(30, { appointmentStatus: 'confirmed' });
    app.clearRequests();
    expect(await summary()).toEqual({
      id: app.location.id,
      fromDate: '2026-03-12',
      toDate: '2026-03-12',
      timezone: 'America/New_York',
      newContacts: 3,
      updatedContacts: 3,
      openTasks: 3,
      overdueTasks: 1,
      tasksDueToday: 1,
      completedTasks: 1,
      appointments: 2,
      nextAppointment: '2026-03-12T12:00:00-04:00',
      nextAppointmentText: 'Thu, Mar 12, 2026, 12:00 PM EDT',
      nextAppointmentTitle: 'Roof check',
      summaryText:
        '3 new contacts, 1 task completed, 1 task due today, 1 task overdue, 2 appointments. Next appointment: Roof check, Thu, Mar 12, 2026, 12:00 PM EDT.',
      newContactsBySource: [
        { source: 'website', contactCount: 2 },
        { source: 'No source', contactCount: 1 },
      ],
      newContactsByTag: [
        { tag: 'vip', contactCount: 2 },
        { tag: 'fair', contactCount: 1 },
      ],
      appointmentsByStatus: [
        { status: 'cancelled', appointmentCount: 1 },
        { status: 'confirmed', appointmentCount: 1 },
      ],
    });
    expect(app.sandbox.requests.length).toBeLessThanOrEqual(12);
  });

  it.each([
    ['yesterday', '2026-03-11', '2026-03-11', 1],
    ['last7Days', '2026-03-06', '2026-03-12', 3],
    ['last30Days', '2026-02-11', '2026-03-12', 4],
    ['thisMonth', '2026-03-01', '2026-03-12', 4],
  ])('knows what %s is', async (period, from, to, newContacts) => {
    for (const hours of [-1, -12, -100, -200]) contact(hours);
    expect(await summary({ summaryPeriod: period })).toMatchObject({
      fromDate: from,
      toDate: to,
      newContacts,
    });
  });

  it('takes two dates, and counts days as the sub-account’s clocks do', async () => {
    // The clocks went forward on 8 March.
    contact(-4 * 24 - 9.5);
    const input = { summaryPeriod: 'twoDates', fromDate: '3/8/2026', toDate: '2026-03-08' };
    expect(await summary(input)).toMatchObject({ fromDate: '2026-03-08', newContacts: 0 });
    expect(await summary({ ...input, fromDate: '2026-03-07' })).toMatchObject({ newContacts: 1 });
  });

  it('leaves out what it could not count, rather than say 0', async () => {
    contact(-1);
    app.sandbox.addFault({ kind: 'status', status: 500, match: { path: 'tasks/search$' } });
    const row = await summary();
    expect(row).toMatchObject({ newContacts: 1, appointments: 0 });
    expect(Object.keys(row)).not.toContain('openTasks');
    expect(Object.keys(row)).not.toContain('completedTasks');
    expect(app.logCodes).toContain('search.truncated');
  });

  it('leaves out the tables where more came than it reads, and tasks where there are more', async () => {
    for (let index = 0; index < 501; index += 1) contact(-1, { source: 'import' });
    for (let index = 0; index < 501; index += 1) task({ dueDate: iso(index) });
    const row = await summary();
    expect(row).toMatchObject({ newContacts: 501, completedTasks: 0 });
    expect(Object.keys(row)).not.toContain('newContactsBySource');
    expect(Object.keys(row)).not.toContain('openTasks');
  });

  it('fails and is tried again where nothing could be read', async () => {
    app.sandbox.addFault({ kind: 'status', status: 500, skip: 1 });
    expect(await app.failure(() => summary())).toMatchObject({ kind: 'throttled' });
  });
});
