import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, iso, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';

let world: CalendarWorld;

beforeEach(async () => {
  world = await openCalendarWorld();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const find = (input: Fields = {}) =>
  world.app.search('find_free_slots', { calendarId: world.solo.id, ...input });

const starts = async (input: Fields = {}): Promise<unknown[]> => {
  const [result] = await find(input);
  const slots = result?.['slots'];
  return Array.isArray(slots) ? slots.map((slot: Fields) => slot['startTime']) : [];
};

describe('Find Free Slots', () => {
  it('gives the free times of the next week, in the sub-account’s time zone and in words', async () => {
    world.add({ startsIn: 0 });
    const [result, ...others] = await find();
    expect(others).toEqual([]);
    expect(result).toMatchObject({
      id: world.solo.id,
      calendarId: world.solo.id,
      timezone: 'America/New_York',
      firstStartTime: '2026-03-02T10:00:00-05:00',
      count: 40,
      matchCount: 40,
    });
    expect(result?.['slots']).toContainEqual({
      startTime: '2026-03-02T10:00:00-05:00',
      day: '2026-03-02',
      label: 'Mon, Mar 2, 2026, 10:00 AM EST',
    });
  });

  it('is right across the change to summer time', async () => {
    expect(await starts({ from: '2026-03-06T16:00', to: '2026-03-09T09:30' })).toEqual([
      '2026-03-06T16:00:00-05:00',
      '2026-03-09T09:00:00-04:00',
    ]);
  });

  it('takes a day without a time as that whole day', async () => {
    const found = await starts({ from: '2026-03-04', to: '2026-03-04' });
    expect([found.length, found[0], found.at(-1)]).toEqual([
      8,
      '2026-03-04T09:00:00-05:00',
      '2026-03-04T16:00:00-05:00',
    ]);
  });

  it('reads and gives times in another zone when asked for one', async () => {
    expect(
      await starts({ timezone: 'Europe/Berlin', from: '2026-03-04 15:00', to: '2026-03-04 16:01' }),
    ).toEqual(['2026-03-04T15:00:00+01:00', '2026-03-04T16:00:00+01:00']);
  });

  it('splits more than 31 days into several requests and loses nothing in between', async () => {
    const to = NOW + 100 * DAY_MS;
    const [result] = await find({ from: iso(NOW), to: iso(to), limit: 1000 });
    const requests = world.requestsTo(/free-slots$/);
    expect(requests).toHaveLength(4);
    const ranges = requests
      .map(({ query }) => [Number(query['startDate']), Number(query['endDate'])] as const)
      .sort(([a], [b]) => a - b);
    expect(ranges.map(([from, end]) => end - from <= 31 * DAY_MS)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([ranges[0]?.[0], ranges.at(-1)?.[1]]).toEqual([NOW, to]);
    expect(ranges.slice(1).map(([from]) => from)).toEqual(
      ranges.slice(0, -1).map(([, end]) => end),
    );
    // 8 on each of the 72 weekdays before Wednesday, 10 June, and that day’s first.
    expect(result).toMatchObject({ count: 577, matchCount: 577 });
  });

  it('can be about one member of the team', async () => {
    const [first, second] = world.team.teamMembers.map(({ userId }) => userId);
    world.add({ startsIn: HOUR_MS, calendar: world.team, ...(first && { assignedUserId: first }) });
    const range = {
      calendarId: world.team.id,
      from: iso(NOW + HOUR_MS),
      to: iso(NOW + HOUR_MS + 1),
    };
    expect(await starts(range)).toHaveLength(1);
    expect(await starts({ ...range, assignedTo: second })).toHaveLength(1);
    expect(await starts({ ...range, assignedTo: first })).toEqual([]);
  });

  it('gives as many as asked for, and says how many there are', async () => {
    expect(await find({ limit: '2' })).toMatchObject([{ count: 2, matchCount: 41 }]);
  });

  it('finds nothing where nothing is free', async () => {
    expect(await find({ from: '2026-03-07', to: '2026-03-08' })).toEqual([]);
  });

  it('works with a connection that may only read', async () => {
    world.app.connect(({ id }) => id !== world.location.id);
    const [calendar] = world.app.sandbox.world.location(world.app.location.id).calendars;
    expect(await find({ calendarId: calendar?.id })).toMatchObject([{ timezone: 'Europe/Berlin' }]);
  });

  it.each(['Mars/Olympus', ''])(
    'gives times in UTC where the sub-account’s time zone is none: “%s”',
    async (timezone) => {
      world.app.sandbox.addFault({
        kind: 'status',
        status: 200,
        match: { path: '^/locations/[^/]+$' },
        body: { location: { id: world.location.id, timezone } },
      });
      const [result] = await find();
      expect(result).toMatchObject({ firstStartTime: '2026-03-02T14:00:00Z' });
      expect(result).not.toHaveProperty('timezone');
    },
  );

  it('leaves out a slot that cannot be read', async () => {
    world.app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { path: 'free-slots$' },
      body: {
        '2026-03-03': { slots: ['2026-03-03T10:00:00-05:00', 'soon'] },
        '2026-03-04': 'closed',
        traceId: 'x',
      },
    });
    expect(await starts()).toEqual(['2026-03-03T10:00:00-05:00']);
  });

  it.each<[Fields, RegExp]>([
    [{ calendarId: '' }, /“Calendar” is empty/],
    [
      { calendarId: 'doesNotExist' },
      /“Calendar” holds “doesNotExist”, but there is no such calendar/,
    ],
    [{ calendarId: '../groups' }, /there is no such calendar/],
    [{ calendarId: '..' }, /there is no such calendar/],
    [{ from: 'tomorrow' }, /“Starts After” takes a date and time/],
    [{ from: '2026-03-04', to: '2026-03-03' }, /“Starts Before” must be later than “Starts After”/],
    [
      { from: '2026-03-04', to: '2027-03-06' },
      /“Starts Before” is more than 366 days after “Starts After”/,
    ],
    [{ timezone: 'EST5' }, /is not a time zone/],
    [{ limit: 0 }, /takes a whole number from 1 to 1000/],
  ])('refuses %j', async (input, sentence) => {
    const failure = await world.app.failure(() => find(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });
});
