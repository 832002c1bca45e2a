import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, iso, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { appointmentSchema } from '../../lib/protiv/appointment/schema.ts';

let world: CalendarWorld;

beforeEach(async () => {
  world = await openCalendarWorld();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const poll = (input: Fields = { calendarId: world.solo.id }) =>
  world.app.poll('new_appointment', input);
const prime = (input: Fields = { calendarId: world.solo.id }) =>
  world.app.poll('new_appointment', input, { isPopulatingDedupe: true });

const ids = (rows: readonly Fields[]): unknown[] => rows.map(({ id }) => id);

const old = iso(NOW - 25 * HOUR_MS);

describe('New Appointment', () => {
  it('fires for one that was just booked, Protiv-shaped, in one request', async () => {
    const { id } = world.add({ startsIn: 7 * DAY_MS });
    const [appointment, ...others] = await poll();
    expect(others).toEqual([]);
    expect(appointmentSchema.parse(appointment)).toMatchObject({
      id,
      contactId: world.contactId,
      startTime: '2026-03-09T10:00:00-04:00',
      dateAdded: '2026-03-02T09:00:00-05:00',
    });
    expect(world.requestsTo(/^\/calendars\/events/)).toHaveLength(1);
  });

  it('fires by calendar, user, group or contact, and all that are named must match', async () => {
    const [ana, ben] = world.team.teamMembers.map(({ userId }) => userId);
    const mine = world.add({ startsIn: HOUR_MS });
    const his = world.add({
      startsIn: HOUR_MS,
      calendar: world.team,
      contactId: world.app.sandbox.world.addContact(world.location.id).id,
      ...(ben && { assignedUserId: ben }),
    });
    expect(ids(await poll({ calendarId: world.team.id }))).toEqual([his.id]);
    expect(ids(await poll({ assignedTo: ana }))).toEqual([mine.id]);
    expect(ids(await poll({ calendarGroupId: world.team.groupId }))).toEqual([his.id]);
    expect(ids(await poll({ contactId: world.contactId }))).toEqual([mine.id]);
    expect(await poll({ calendarId: world.team.id, assignedTo: ana })).toEqual([]);
  });

  it('does not fire for one that was booked more than a day ago, whatever happens to it', async () => {
    world.add({ startsIn: HOUR_MS, dateAdded: old, dateUpdated: iso(NOW) });
    const young = world.add({ startsIn: HOUR_MS, dateAdded: iso(NOW - 23 * HOUR_MS) });
    for (const source of [{ calendarId: world.solo.id }, { contactId: world.contactId }]) {
      expect(ids(await poll(source))).toEqual([young.id]);
    }
  });

  it('gives the latest booked first', async () => {
    const first = world.add({ startsIn: HOUR_MS, dateAdded: iso(NOW - 2 * HOUR_MS) });
    const last = world.add({ startsIn: 3 * HOUR_MS, dateAdded: iso(NOW - HOUR_MS) });
    expect(ids(await poll())).toEqual([last.id, first.id]);
  });

  it('reaches from 30 days ago to a year ahead', async () => {
    world.add({ startsIn: -31 * DAY_MS - HOUR_MS });
    const past = world.add({ startsIn: -30 * DAY_MS });
    const far = world.add({ startsIn: 365 * DAY_MS });
    world.add({ startsIn: 366 * DAY_MS });
    expect(new Set(ids(await poll()))).toEqual(new Set([past.id, far.id]));
  });

  it('primes with all that there is, slim, also with what comes within reach later', async () => {
    const here = world.add({ startsIn: HOUR_MS, dateAdded: old });
    const beyond = world.add({ startsIn: 400 * DAY_MS });
    expect(await prime()).toEqual([{ id: beyond.id }, { id: here.id }]);
  });

  it('gives three real ones of any age as a sample', async () => {
    for (let year = 0; year < 5; year += 1) {
      world.add({ startsIn: -year * 365 * DAY_MS, dateAdded: iso(NOW - year * 365 * DAY_MS) });
    }
    const sample = await world.app.poll(
      'new_appointment',
      { calendarId: world.solo.id },
      { isLoadingSample: true },
    );
    expect(sample).toHaveLength(3);
    for (const one of sample) appointmentSchema.parse(one);
  });

  it('keeps an appointment with an unreadable field, and says so in the log', async () => {
    world.app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { path: '/calendars/events$' },
      body: {
        events: [
          { id: 'a1', title: { odd: true }, startTime: iso(NOW), dateAdded: iso(NOW) },
          { title: 'x' },
        ],
      },
    });
    expect(await poll()).toMatchObject([{ id: 'a1', startTime: '2026-03-02T09:00:00-05:00' }]);
    expect(world.app.logCodes).toContain('record.partial');
  });

  it('leaves out what is deleted', async () => {
    world.app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { path: '/calendars/events$' },
      body: {
        events: [
          { id: 'a1', deleted: true },
          { id: 'a2', dateAdded: iso(NOW) },
        ],
      },
    });
    expect(ids(await poll())).toEqual(['a2']);
  });

  it('works with a connection that may only read', async () => {
    world.app.connect(({ id }) => id !== world.location.id);
    const abroad = world.app.sandbox.world.location(world.app.location.id);
    expect(await poll({ calendarId: abroad.calendars[0]?.id })).toEqual([]);
  });

  it('offers calendars, and groups by the names of their calendars', async () => {
    const calendars = await world.app.choices('triggers.new_appointment', 'calendarId');
    expect(calendars.results).toContainEqual({ id: world.solo.id, label: world.solo.name });
    expect(calendars.results).toContainEqual(
      expect.objectContaining({ label: 'Winter Service (not active)' }),
    );
    const groups = await world.app.choices('triggers.new_appointment', 'calendarGroupId');
    expect(groups.results).toContainEqual({ id: world.team.groupId, label: 'Consultation' });
  });

  it.each<[Fields, RegExp]>([
    [{ calendarId: 'No Such' }, /“Calendar” holds “No Such”, but there is no such calendar/],
    [{ assignedTo: 'nobody@example.com' }, /“Assigned User” holds an email address, but/],
    [{ contactId: 'goneForGood1' }, /HighLevel has no contact with this ID/],
    [{ contactId: '..' }, /an ID that HighLevel could have given/],
    [{ calendarId: { a: 'b' } }, /“Calendar” takes a single text/],
  ])('refuses %j', async (input, sentence) => {
    const failure = await world.app.failure(() => poll(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });
});
