import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../../../harness/app.ts';
import {
  DAY_MS,
  HOUR_MS,
  NOW,
  iso,
  openCalendarWorld,
} from '../../../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../../../harness/calendar-world.ts';

let world: CalendarWorld;

beforeEach(async () => {
  world = await openCalendarWorld();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const KEY = 'new_appointment';
const ZAP = { zap: { id: 'zap1' } };

const ids = (rows: readonly Fields[]): Set<unknown> => new Set(rows.map(({ id }) => id));

/** More calendars, each with one appointment whose id says which it is. */
const addCalendars = (count: number, members: readonly string[] = []): string[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `calendarNumber${String(index).padStart(6, '0')}`;
    const teamMembers = members.map((userId) => ({ userId, isPrimary: true, priority: 0.5 }));
    world.location.calendars.push({ ...world.solo, id, teamMembers });
    const owner = members[index % members.length];
    return world.add({
      startsIn: HOUR_MS,
      calendarId: id,
      dateAdded: iso(NOW - index * 1_000),
      assignedUserId: owner ?? '',
    }).id;
  });

/** Those who were asked for, in the order of the requests since the last look. */
const asked = (): Fields[] => {
  const queries = world.requestsTo(/^\/calendars\/events$/).map(({ query }) => {
    const { calendarId, userId } = query;
    return { ...(calendarId && { calendarId }), ...(userId && { userId }) };
  });
  world.app.clearRequests();
  return queries;
};

describe('appointments of the whole sub-account', () => {
  it('are read by calendar where these are no more than the users', async () => {
    const { users } = world.location;
    world.location.calendars.splice(users.length);
    const one = world.add({ startsIn: HOUR_MS });
    const another = world.add({ startsIn: 2 * HOUR_MS, calendar: world.team, assignedUserId: '' });
    expect(ids(await world.app.poll(KEY, {}))).toEqual(new Set([one.id, another.id]));
    const calendars = world.location.calendars.map(({ id }) => ({ calendarId: id }));
    expect(asked()).toEqual(calendars);
  });

  it('are read by user where these are fewer, and of a calendar without a team by itself', async () => {
    const users = world.location.users.map(({ id }) => id);
    const here = addCalendars(12, users);
    const [nobodys] = addCalendars(1).slice(0, 1);
    const found = await world.app.poll(KEY, {});
    expect(ids(found)).toEqual(new Set([...here.slice(1), nobodys, here[0]]));
    const requests = asked();
    expect(requests).toHaveLength(users.length + 1);
    expect(requests.filter(({ userId }) => userId)).toHaveLength(users.length);
  });

  it('take turns where they are more than ten, at most ten requests a poll', async () => {
    const added = addCalendars(25);
    const seen = new Set<unknown>();
    const sizes: number[] = [];
    for (let poll = 0; poll < 3; poll += 1) {
      const rows = await world.app.poll(KEY, {}, ZAP);
      for (const { id } of rows) seen.add(id);
      sizes.push(asked().length);
    }
    expect(sizes.filter((size) => size === 10)).toHaveLength(2);
    expect(Math.max(...sizes)).toBe(10);
    expect(seen).toEqual(new Set(added));
  });

  it('keep the turns of two Zaps apart', async () => {
    addCalendars(25);
    jest.spyOn(Math, 'random').mockReturnValue(0);
    await world.app.poll(KEY, {}, ZAP);
    const first = asked();
    await world.app.poll(KEY, {}, { zap: { id: 'zap2' } });
    expect(asked()).toEqual(first);
    await world.app.poll(KEY, {}, ZAP);
    expect(asked()).not.toEqual(first);
  });

  it('draw the part by lot where Zapier does not say which Zap polls', async () => {
    addCalendars(25);
    jest.spyOn(Math, 'random').mockReturnValue(0.99);
    await world.app.poll(KEY, {});
    const last = asked();
    await world.app.poll(KEY, {});
    expect(asked()).toEqual(last);
  });

  it('are all primed, whatever their number', async () => {
    const added = addCalendars(25);
    const primed = await world.app.poll(KEY, {}, { isPopulatingDedupe: true });
    expect(ids(primed)).toEqual(new Set(added));
    expect(primed[0]).toEqual({ id: added[0] });
  });

  it('give three as a sample without asking for all', async () => {
    addCalendars(25);
    const sample = await world.app.poll(KEY, {}, { isLoadingSample: true });
    expect(sample).toHaveLength(3);
    expect(asked().length).toBeLessThanOrEqual(10);
  });

  it('lose one calendar for now where it fails, not the others', async () => {
    world.location.calendars.splice(3);
    for (const calendar of world.location.calendars) world.add({ startsIn: HOUR_MS, calendar });
    world.app.sandbox.addFault({
      kind: 'status',
      status: 422,
      match: { path: '^/calendars/events$' },
      times: 1,
    });
    expect(await world.app.poll(KEY, {})).toHaveLength(2);
    expect(world.app.logCodes).toContain('poll.truncated');
    expect(await world.app.poll(KEY, {})).toHaveLength(3);
  });

  it('do without a calendar that was deleted a moment ago', async () => {
    world.location.calendars.splice(3);
    for (const calendar of world.location.calendars) world.add({ startsIn: HOUR_MS, calendar });
    world.app.sandbox.addFault({
      kind: 'status',
      status: 404,
      match: { path: '^/calendars/events$' },
      times: 1,
    });
    expect(await world.app.poll(KEY, {})).toHaveLength(2);
    expect(world.app.logCodes).not.toContain('poll.truncated');
  });

  it('stop where none of them can be read', async () => {
    world.app.sandbox.addFault({
      kind: 'status',
      status: 403,
      match: { path: '^/calendars/events$' },
    });
    const failure = await world.app.failure(() => world.app.poll(KEY, {}));
    expect(failure.kind).toBe('halted');
  });
});

describe('Find Many Appointments', () => {
  const find = async (input: Fields, raw: Fields = input) => {
    const method = 'searches.find_many_appointments.operation.perform';
    const { authData } = world.app;
    const bundle = { authData, inputData: input, inputDataRaw: raw };
    const [answer] = [await world.app.platform.call(method, bundle, world.app.trace)].flat();
    return answer;
  };

  it('finds those of all calendars where all filters were left blank', async () => {
    const added = addCalendars(25);
    world.add({ startsIn: 3 * DAY_MS, calendar: world.team });
    expect(await find({})).toMatchObject({
      count: added.length + 1,
      matchCount: added.length + 1,
      complete: true,
    });
  });

  it.each(['calendarId', 'assignedTo', 'calendarGroupId', 'contactId', 'from', 'to', 'status'])(
    'finds nothing where “%s” was mapped and came out empty',
    async (filter) => {
      world.add({ startsIn: HOUR_MS });
      expect(await find({ [filter]: '' }, { [filter]: '{{123__id}}' })).toBeUndefined();
      expect(await find({ [filter]: '' })).toMatchObject({ count: 1 });
    },
  );
});
