import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, iso, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { appointmentSchema } from '../../lib/protiv/appointment/schema.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

const KEY = 'appointment_starting_soon';
const MINUTE_MS = 60_000;

let world: CalendarWorld;
let zap: Dedupe;

beforeEach(async () => {
  world = await openCalendarWorld();
  const trigger = world.app.platform.definition.triggers?.[KEY];
  if (!trigger) throw new Error('No such trigger.');
  zap = new Dedupe(primaryKey(trigger));
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const HOURS = { timeBeforeStart: '2', timeUnit: 'hours' };

const poll = async (input: Fields = {}) =>
  zap.takeNew(await world.app.poll(KEY, { ...HOURS, ...input }));

const switchOn = async (input: Fields = {}) =>
  zap.takeNew(await world.app.poll(KEY, { ...HOURS, ...input }, { isPopulatingDedupe: true }));

const ids = (rows: readonly object[]): unknown[] => rows.map((row) => ({ id: '', ...row }).id);

const old = iso(NOW - 40 * DAY_MS);

/** One that was booked long ago. */
const add = (startsIn: number, appointment: Fields = {}) =>
  world.add({ startsIn, dateAdded: old, dateUpdated: old, ...appointment }).id;

const change = (id: string, changes: Fields): void => {
  const appointment = world.location.appointments.get(id);
  if (!appointment) throw new Error('No such appointment.');
  const dateUpdated = world.app.sandbox.world.timestamp();
  world.location.appointments.set(id, { ...appointment, ...changes, dateUpdated });
};

describe('Appointment Starting Soon', () => {
  it('fires once, when the start comes close, Protiv-shaped and with names', async () => {
    await switchOn();
    const id = add(3 * HOUR_MS);
    world.pass(HOUR_MS - 1);
    expect(await poll()).toEqual([]);
    world.pass(1);
    const [appointment, ...others] = await poll();
    expect(others).toEqual([]);
    expect(appointmentSchema.parse(appointment)).toMatchObject({
      id,
      contactName: 'Dana Reyes',
      startTime: '2026-03-02T12:00:00-05:00',
      startTimeUtc: '2026-03-02T17:00:00.000Z',
    });
    world.pass(HOUR_MS);
    expect(await poll()).toEqual([]);
  });

  it('does not fire for what is close already when the Zap is switched on', async () => {
    const id = add(HOUR_MS);
    add(7 * DAY_MS);
    expect(await switchOn()).toEqual([{ id, startTimeUtc: '2026-03-02T15:00:00.000Z' }]);
    change(id, { title: 'Another title' });
    expect(await poll()).toEqual([]);
  });

  it('fires again when the appointment is moved, as soon as the new start is close', async () => {
    const id = add(HOUR_MS);
    await switchOn();
    change(id, { startTime: iso(NOW + 5 * HOUR_MS), endTime: iso(NOW + 6 * HOUR_MS) });
    expect(await poll()).toEqual([]);
    world.pass(3 * HOUR_MS);
    expect(await poll()).toMatchObject([{ id, startTimeUtc: '2026-03-02T19:00:00.000Z' }]);
  });

  it.each(['cancelled', 'noshow', 'invalid'] as const)(
    'never fires for one that is %s',
    async (status) => {
      await switchOn();
      const id = add(HOUR_MS, { dateUpdated: iso(NOW), appointmentStatus: status });
      expect(await poll()).toEqual([]);
      change(id, { appointmentStatus: 'confirmed' });
      expect(ids(await poll())).toEqual([id]);
      change(id, { appointmentStatus: status });
      expect(await poll()).toEqual([]);
    },
  );

  it('fires for one that is booked when its start is close already', async () => {
    await switchOn();
    const { id } = world.add({ startsIn: 10 * MINUTE_MS });
    expect(ids(await poll())).toEqual([id]);
  });

  it('misses none that starts between two polls, and is silent about what is long past', async () => {
    await switchOn({ timeBeforeStart: '5', timeUnit: 'minutes' });
    const id = add(10 * MINUTE_MS);
    world.add({ startsIn: -3 * HOUR_MS });
    world.pass(15 * MINUTE_MS);
    expect(ids(await poll({ timeBeforeStart: '5', timeUnit: 'minutes' }))).toEqual([id]);
  });

  it('does not flood where the memory of what was there is lost', async () => {
    add(5 * DAY_MS);
    const recent = add(7 * DAY_MS - HOUR_MS);
    expect(ids(await poll({ timeBeforeStart: '7', timeUnit: 'days' }))).toEqual([recent]);
  });

  it('counts days on the sub-account’s clocks, which go forward in between', async () => {
    const day = { timeBeforeStart: '7', timeUnit: 'days' };
    // Monday, 9:30 in New York, an hour earlier in UTC than the Monday before.
    const id = add(7 * DAY_MS - HOUR_MS / 2);
    await switchOn(day);
    world.pass(HOUR_MS / 2 - 1);
    expect(await poll(day)).toEqual([]);
    world.pass(1);
    expect(await poll(day)).toMatchObject([{ id, startTime: '2026-03-09T09:30:00-04:00' }]);
  });

  it('knows a contact’s appointments, whose times have no zone', async () => {
    await switchOn({ contactId: world.contactId });
    const id = add(HOUR_MS, { dateUpdated: iso(NOW) });
    add(9 * DAY_MS);
    expect(ids(await poll({ contactId: world.contactId }))).toEqual([id]);
    expect(await poll()).toEqual([]);
  });

  it('watches all calendars where none is chosen, and asks for no more than it has to', async () => {
    await switchOn();
    add(HOUR_MS, { dateUpdated: iso(NOW) });
    world.add({ startsIn: HOUR_MS, calendar: world.team });
    world.app.sandbox.clearRequests();
    expect(await poll()).toHaveLength(2);
    const [request] = world.requestsTo(/^\/calendars\/events$/);
    expect(request?.query).toMatchObject({ startTime: String(NOW - 2 * HOUR_MS) });
  });

  it('gives three real appointments that take place as a sample, whenever they start', async () => {
    for (let day = 1; day < 5; day += 1) add(day * 30 * DAY_MS);
    add(HOUR_MS, { appointmentStatus: 'cancelled', dateUpdated: iso(NOW) });
    const sample = await world.app.poll(KEY, HOURS, { isLoadingSample: true });
    expect(sample.map(({ status }) => status)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  it.each([
    [
      'no time',
      { timeBeforeStart: '0' },
      /“Time Before Start” takes a whole number from 1 to 1000/,
    ],
    ['words', { timeBeforeStart: 'soon' }, /“Time Before Start” takes a number/],
    ['an unknown unit', { timeUnit: 'weeks' }, /“Time Unit” takes “Minutes”, “Hours” or “Days”/],
    ['an unknown calendar', { calendarId: 'No Such' }, /“Calendar” holds “No Such”/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await world.app.failure(() => poll(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });
});
