import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, iso, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { appointmentSchema } from '../../lib/protiv/appointment/schema.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

let world: CalendarWorld;

beforeEach(async () => {
  world = await openCalendarWorld();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const KEY = 'appointment_reached_status';

const input = (status: unknown = 'cancelled'): Fields => ({ calendarId: world.solo.id, status });

const poll = (fields = input()) => world.app.poll(KEY, fields);
const prime = (fields = input()) => world.app.poll(KEY, fields, { isPopulatingDedupe: true });

const old = iso(NOW - 10 * DAY_MS);

describe('Appointment Reached Status', () => {
  it('fires when an appointment gets the status, Protiv-shaped', async () => {
    const { id } = world.add({ startsIn: HOUR_MS, dateAdded: old, dateUpdated: old });
    expect(await poll()).toEqual([]);
    await world.app.create('set_appointment_status', { appointmentId: id, status: 'cancelled' });
    const [appointment, ...others] = await poll();
    expect(others).toEqual([]);
    expect(appointmentSchema.parse(appointment)).toMatchObject({ id, status: 'cancelled' });
    expect(await poll(input('confirmed'))).toEqual([]);
  });

  it('takes the status in any usual spelling, and a contact in place of a calendar', async () => {
    const { id } = world.add({ startsIn: HOUR_MS, appointmentStatus: 'noshow' });
    expect(await poll(input('No-Show'))).toMatchObject([{ id }]);
    expect(await poll({ contactId: world.contactId, status: 'No show' })).toMatchObject([{ id }]);
  });

  it('does not fire for one that has had the status for long', async () => {
    world.add({
      startsIn: HOUR_MS,
      appointmentStatus: 'cancelled',
      dateAdded: old,
      dateUpdated: old,
    });
    expect(await poll()).toEqual([]);
  });

  it('fires once for an appointment that leaves the status and returns to it', async () => {
    const trigger = world.app.platform.definition.triggers?.[KEY];
    if (!trigger) throw new Error('No such trigger.');
    const zap = new Dedupe(primaryKey(trigger));
    const had = world.add({ startsIn: HOUR_MS, appointmentStatus: 'cancelled' });
    zap.takeNew(await prime());
    const { id } = world.add({ startsIn: 3 * HOUR_MS });
    const fired: unknown[] = [];
    for (const status of ['cancelled', 'confirmed', 'cancelled']) {
      for (const appointmentId of [id, had.id]) {
        await world.app.create('set_appointment_status', { appointmentId, status });
      }
      fired.push(...zap.takeNew(await poll()).map((row) => row['id']));
    }
    expect(fired).toEqual([id]);
  });

  it('primes with all that have the status, slim', async () => {
    const had = world.add({
      startsIn: HOUR_MS,
      appointmentStatus: 'cancelled',
      dateAdded: old,
      dateUpdated: old,
    });
    world.add({ startsIn: HOUR_MS });
    expect(await prime()).toEqual([{ id: had.id, status: 'cancelled' }]);
  });

  it('gives at most three with the status as a sample, of any age', async () => {
    for (let day = 0; day < 5; day += 1) {
      world.add({
        startsIn: -day * DAY_MS,
        appointmentStatus: 'showed',
        dateAdded: old,
        dateUpdated: old,
      });
    }
    world.add({ startsIn: 0 });
    const sample = await world.app.poll(KEY, input('showed'), { isLoadingSample: true });
    expect(sample.map(({ status }) => status)).toEqual(['showed', 'showed', 'showed']);
  });

  it('says in the editor what it cannot see', async () => {
    const fields = await world.app.inputFields(`triggers.${KEY}`);
    expect(fields.find(({ key }) => key === 'reach')?.['helpText']).toBe(
      'Covers starts from 30 days ago to one year ahead, and all appointments of a chosen contact. Without a choice below, each check reads 10 calendars or users, in turns where there are more. Triggers once for each appointment: if it leaves the status and returns to it, it does not trigger again.',
    );
  });

  it.each<[Fields, RegExp]>([
    [{ calendarId: 'x' }, /“Status” is empty/],
    [{ calendarId: 'x', status: 'done' }, /“Status” takes “New”, “Confirmed”/],
  ])('refuses %j', async (fields, sentence) => {
    const failure = await world.app.failure(() => poll(fields));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });
});
