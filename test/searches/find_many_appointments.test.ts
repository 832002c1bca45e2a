import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, iso, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { appointmentOutputFields } from '../../lib/protiv/appointment/record.ts';

let world: CalendarWorld;

beforeEach(async () => {
  world = await openCalendarWorld();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const find = (input: Fields) => world.app.search('find_many_appointments', input);

const found = async (input: Fields): Promise<unknown[]> => {
  const [result] = await find(input);
  return idsIn(result?.['appointments']);
};

const idsIn = (list: unknown): unknown[] =>
  Array.isArray(list) ? list.map((item: { id: unknown }) => item.id) : [];

describe('Find Many Appointments', () => {
  it('lists a contact’s appointments, Protiv-shaped, with the offset that each day has', async () => {
    const before = world.add({ startsIn: 2 * DAY_MS, title: 'Measure' });
    const after = world.add({ startsIn: 9 * DAY_MS, title: 'Fit' });
    const [result, ...others] = await find({ contactId: world.contactId });
    expect(others).toEqual([]);
    expect(result).toMatchObject({
      id: world.location.id,
      count: 2,
      matchCount: 2,
      complete: true,
    });
    const list: Fields[] = Array.isArray(result?.['appointments']) ? result['appointments'] : [];
    const columns = appointmentOutputFields.map(({ key }) => key).toSorted();
    expect(list.map((item) => Object.keys(item).toSorted())).toEqual([columns, columns]);
    expect(list).toMatchObject([
      {
        id: before.id,
        contactId: world.contactId,
        title: 'Measure',
        startTime: '2026-03-04T09:00:00-05:00',
        endTime: '2026-03-04T10:00:00-05:00',
        timezone: 'America/New_York',
      },
      { id: after.id, startTime: '2026-03-11T10:00:00-04:00' },
    ]);
  });

  it.each([
    ['all', ['past', 'cancelled', 'soon', 'later']],
    ['upcoming', ['soon', 'later']],
    ['past', ['past']],
    ['next', ['soon']],
  ])('tells upcoming from past: %s', async (period, expected) => {
    const ids: Record<string, string> = {
      later: world.add({ startsIn: 5 * DAY_MS }).id,
      past: world.add({ startsIn: -5 * DAY_MS }).id,
      soon: world.add({ startsIn: 2 * HOUR_MS }).id,
      cancelled: world.add({ startsIn: HOUR_MS, appointmentStatus: 'cancelled' }).id,
    };
    const wanted = expected.map((name) => ids[name]);
    expect(await found({ contactId: world.contactId, period })).toEqual(wanted);
    expect(await found({ calendarId: world.solo.id, period })).toEqual(wanted);
  });

  it.each(['upcoming', 'past', 'next'])(
    'takes one without a readable start for none of the %s',
    async (period) => {
      const past = { id: 'a1', startTime: '2026-02-20 10:00:00' };
      const soon = { id: 'a2', startTime: '2026-03-04 10:00:00' };
      world.app.sandbox.addFault({
        kind: 'status',
        status: 200,
        match: { path: '/appointments$' },
        body: { events: [{ id: 'a0' }, { id: 'a3', startTime: 'soon' }, soon, past] },
      });
      const { contactId } = world;
      expect(await found({ contactId, period })).toEqual([period === 'past' ? 'a1' : 'a2']);
      expect(await found({ contactId })).toEqual(['a1', 'a2', 'a0', 'a3']);
    },
  );

  it('takes cancelled ones when their status is asked for', async () => {
    world.add({ startsIn: HOUR_MS });
    const cancelled = world.add({ startsIn: 2 * HOUR_MS, appointmentStatus: 'cancelled' });
    expect(
      await found({ calendarId: world.solo.id, period: 'upcoming', status: 'Canceled' }),
    ).toEqual([cancelled.id]);
  });

  it('lists by calendar, user or group, in one request, and all that are named must match', async () => {
    const other = world.app.sandbox.world.addContact(world.location.id).id;
    const [ana, ben] = world.team.teamMembers.map(({ userId }) => userId);
    const mine = world.add({ startsIn: HOUR_MS });
    const hers = world.add({
      startsIn: 2 * HOUR_MS,
      contactId: other,
      calendar: world.team,
      ...(ana && { assignedUserId: ana }),
    });
    const his = world.add({
      startsIn: 3 * HOUR_MS,
      contactId: other,
      calendar: world.team,
      ...(ben && { assignedUserId: ben }),
    });
    world.app.clearRequests();
    expect(await found({ calendarId: world.team.id })).toEqual([hers.id, his.id]);
    expect(world.requestsTo(/events$/)).toHaveLength(1);
    expect(await found({ assignedTo: ben })).toEqual([his.id]);
    expect(await found({ calendarGroupId: world.solo.groupId })).toEqual([mine.id]);
    expect(await found({ calendarGroupId: world.team.groupId, assignedTo: ben })).toEqual([his.id]);
    expect(await found({ calendarId: world.team.id, assignedTo: ana })).toEqual([hers.id]);
    expect(await found({ contactId: other, assignedTo: ben })).toEqual([his.id]);
    expect(await found({ contactId: world.contactId, calendarId: world.team.id })).toEqual([]);
    expect(
      await found({ contactId: other, calendarGroupId: world.solo.groupId, assignedTo: ben }),
    ).toEqual([]);
  });

  it('keeps to a range, read in the sub-account’s time zone', async () => {
    const first = world.add({ startsIn: DAY_MS });
    world.add({ startsIn: DAY_MS - 60_000 });
    const last = world.add({ startsIn: 2 * DAY_MS });
    world.add({ startsIn: 2 * DAY_MS + 60_000 });
    for (const source of [{ contactId: world.contactId }, { calendarId: world.solo.id }]) {
      expect(
        await found({ ...source, from: '2026-03-03 09:00', to: '2026-03-04T14:00:00Z' }),
      ).toEqual([first.id, last.id]);
    }
  });

  it('reaches one year back and ahead, and further where a range says so', async () => {
    const old = world.add({ startsIn: -400 * DAY_MS });
    expect(await find({ calendarId: world.solo.id })).toEqual([]);
    expect(await found({ calendarId: world.solo.id, to: iso(NOW - 399 * DAY_MS) })).toEqual([
      old.id,
    ]);
    expect(await found({ contactId: world.contactId })).toEqual([old.id]);
  });

  it('gives as many as asked for, and says how many there are', async () => {
    for (let day = 1; day <= 4; day += 1) world.add({ startsIn: day * DAY_MS });
    const [result] = await find({ calendarId: world.solo.id, limit: 3 });
    expect(result).toMatchObject({ count: 3, matchCount: 4 });
  });

  it('finds nothing where nothing is', async () => {
    expect(await find({ calendarId: world.solo.id })).toEqual([]);
    expect(await find({ contactId: world.contactId, period: 'next' })).toEqual([]);
    expect(
      await find({ calendarId: world.solo.id, period: 'past', from: iso(NOW + DAY_MS) }),
    ).toEqual([]);
  });

  it('works with a connection that may only read', async () => {
    world.app.connect(({ id }) => id !== world.location.id);
    const [calendar] = world.app.sandbox.world.location(world.app.location.id).calendars;
    expect((await find({ calendarId: calendar?.id })).length).toBeLessThanOrEqual(1);
  });

  it.each<[Fields, RegExp]>([
    [{ calendarId: 'No Such' }, /“Calendar” holds “No Such”, but there is no such calendar/],
    [{ assignedTo: 'Nobody Here' }, /“Assigned User” holds “Nobody Here”/],
    [
      { calendarId: 'x', period: 'soon' },
      /“Which Appointments” takes “All, the earliest first”, “Upcoming, the next first”/,
    ],
    [{ calendarId: 'x', status: 'gone' }, /“Status” takes “New”, “Confirmed”/],
    [{ calendarId: 'x', from: 'soon' }, /“Starts After” takes a date and time/],
    [{ calendarId: 'x', from: '2026-04-01', to: '2026-03-01' }, /must be later than/],
    [{ calendarId: 'x', limit: '1.5' }, /takes a whole number from 1 to 1000/],
    [{ contactId: '../../users' }, /an ID that HighLevel could have given/],
    [{ contactId: '..' }, /an ID that HighLevel could have given/],
    [{ contactId: ['a', 'b'] }, /“Contact” takes a single text, but got a list/],
  ])('refuses %j', async (input, sentence) => {
    const failure = await world.app.failure(() => find(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });
});
