import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { TestApp, platformFor } from '../../harness/app.ts';
import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, iso, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { appointmentSchema } from '../../lib/protiv/appointment/schema.ts';
import trigger from '../../triggers/new_or_rescheduled_appointment.ts';

let world: CalendarWorld;

beforeEach(async () => {
  world = await openCalendarWorld();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const KEY = 'new_or_rescheduled_appointment';

const source = (): Fields => ({ calendarId: world.solo.id });

/** What Zapier dedupes by. */
const keys = (rows: readonly Fields[]): string[] =>
  rows.map(({ id, startTimeUtc }) => `${String(id)} ${String(startTimeUtc)}`);

const poll = async (input = source()) => keys(await world.app.poll(KEY, input));
const prime = async (input = source()) =>
  keys(await world.app.poll(KEY, input, { isPopulatingDedupe: true }));

const old = iso(NOW - 40 * DAY_MS);

/** Changes an appointment a minute later, as somebody in HighLevel would. */
const change = (id: string, changes: Fields): void => {
  world.pass(60_000);
  const appointment = world.location.appointments.get(id);
  if (!appointment) throw new Error('No such appointment.');
  const dateUpdated = world.app.sandbox.world.timestamp();
  world.location.appointments.set(id, { ...appointment, ...changes, dateUpdated });
};

describe('New or Rescheduled Appointment', () => {
  it('fires when one is booked, Protiv-shaped', async () => {
    const { id } = world.add({ startsIn: HOUR_MS });
    const [appointment, ...others] = await world.app.poll(KEY, source());
    expect(others).toEqual([]);
    expect(appointmentSchema.parse(appointment)).toMatchObject({ id });
  });

  it('dedupes by appointment and start', () => {
    const fields = trigger.operation.outputFields ?? [];
    expect(fields.filter((field) => 'primary' in field)).toMatchObject([
      { key: 'id', primary: true },
      { key: 'startTimeUtc', primary: true },
    ]);
  });

  it('fires once for each new start, and not for other changes', async () => {
    const { id } = world.add({ startsIn: HOUR_MS, dateAdded: old, dateUpdated: old });
    const seen = new Set(await prime());
    expect(seen.size).toBe(1);
    expect(await poll()).toEqual([]);

    change(id, { title: 'Another title' });
    expect((await poll()).filter((key) => !seen.has(key))).toEqual([]);

    change(id, { startTime: iso(NOW + 7 * DAY_MS), endTime: iso(NOW + 7 * DAY_MS + HOUR_MS) });
    const moved = (await poll()).filter((key) => !seen.has(key));
    expect(moved).toEqual([`${id} 2026-03-09T14:00:00.000Z`]);

    change(id, { startTime: iso(NOW + HOUR_MS), endTime: iso(NOW + 2 * HOUR_MS) });
    expect((await poll()).filter((key) => !seen.has(key))).toEqual([]);
  });

  it('knows a start again, from a contact’s list too, however it is written', async () => {
    world.add({ startsIn: 7 * DAY_MS });
    expect(await poll({ contactId: world.contactId })).toEqual(await poll());
  });

  it('primes with all that there is, so that an old booking that changes does not fire', async () => {
    const soon = world.add({ startsIn: HOUR_MS, dateAdded: old, dateUpdated: old });
    const beyond = world.add({
      startsIn: 365 * DAY_MS + 12 * HOUR_MS,
      dateAdded: old,
      dateUpdated: old,
    });
    const rows = await world.app.poll(KEY, source(), { isPopulatingDedupe: true });
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set([soon.id, beyond.id]));
    expect(Object.keys(rows[0] ?? {})).toEqual(['id', 'startTimeUtc']);

    const seen = new Set(keys(rows));
    world.pass(20 * HOUR_MS);
    change(beyond.id, { title: 'Now within reach' });
    const fired = await poll();
    expect(fired).toHaveLength(1);
    expect(fired.filter((key) => !seen.has(key))).toEqual([]);
  });

  it('leaves out one without a readable start', async () => {
    world.app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { path: '/calendars/events$' },
      body: {
        events: [
          { id: 'a1', startTime: 'soon' },
          { id: 'a2', startTime: iso(NOW), dateUpdated: iso(NOW) },
        ],
      },
    });
    expect(await poll()).toEqual(['a2 2026-03-02T14:00:00.000Z']);
  });

  it('fires nothing again when the sub-account gets another time zone', async () => {
    world.add({ startsIn: 3 * HOUR_MS });
    world.add({ startsIn: 7 * DAY_MS });
    const seen = await poll();
    expect(seen).toHaveLength(2);
    world.app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { path: '^/locations/[^/]+$' },
      body: { location: { id: world.location.id, timezone: 'Europe/Berlin' } },
    });
    // An app that has not cached the old time zone.
    const later = new TestApp(world.app.sandbox, await platformFor(world.app.sandbox));
    later.authData = world.app.authData;
    const rows = await later.poll(KEY, source());
    expect(rows.every(({ timezone }) => timezone === 'Europe/Berlin')).toBe(true);
    expect(keys(rows)).toEqual(seen);
  });

  it('watches all calendars when nobody is chosen', async () => {
    world.add({ startsIn: HOUR_MS });
    world.add({ startsIn: HOUR_MS, calendar: world.team });
    expect(await poll({})).toHaveLength(2);
  });
});
