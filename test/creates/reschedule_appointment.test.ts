import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, iso, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { holdClock } from '../../harness/time.ts';

let world: CalendarWorld;
let appointmentId: string;

beforeEach(async () => {
  world = await openCalendarWorld();
  appointmentId = world.add({ startsIn: HOUR_MS, title: 'Measure' }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const move = (startTime: unknown, input: Fields = {}) =>
  world.app.create('reschedule_appointment', { appointmentId, startTime, ...input });

const sent = () => world.app.writesSent.map(({ body }) => body);

describe('Reschedule Appointment', () => {
  it.each([
    ['a local time', '2026-03-03 11:00', '2026-03-03T11:00:00-05:00', '2026-03-03T12:00:00-05:00'],
    [
      'a time of another zone',
      '2026-03-03T17:00:00+01:00',
      '2026-03-03T11:00:00-05:00',
      '2026-03-03T12:00:00-05:00',
    ],
    [
      'a time after the change to summer time',
      '2026-03-09 10:00',
      '2026-03-09T10:00:00-04:00',
      '2026-03-09T11:00:00-04:00',
    ],
  ])('moves it to %s and keeps its length', async (_what, given, startTime, endTime) => {
    expect(await move(given)).toMatchObject({
      id: appointmentId,
      title: 'Measure',
      status: 'confirmed',
      startTime,
      endTime,
      changed: ['startTime', 'endTime'],
      ignoredFields: [],
    });
    expect(sent()).toEqual([{ startTime, endTime }]);
  });

  it('keeps an odd length', async () => {
    appointmentId = world.add({
      startsIn: DAY_MS,
      endTime: iso(NOW + DAY_MS + 25 * 60_000),
    }).id;
    expect(await move('2026-03-04 12:00')).toMatchObject({
      startTime: '2026-03-04T12:00:00-05:00',
      endTime: '2026-03-04T12:25:00-05:00',
    });
  });

  it('sends nothing when it is at that time already', async () => {
    expect(await move('2026-03-02T15:00:00Z')).toMatchObject({ id: appointmentId, changed: [] });
    expect(sent()).toEqual([]);
  });

  it('changes nothing but the time, whatever else is mapped', async () => {
    const input = { endTime: '2026-03-03 16:00', title: 'Other', status: 'cancelled' };
    expect(await move('2026-03-03 11:00', input)).toMatchObject({
      title: 'Measure',
      status: 'confirmed',
      endTime: '2026-03-03T12:00:00-05:00',
    });
  });

  it('moves one of a series and leaves the others', async () => {
    const [one, two] = [1, 2].map((day) => {
      const id = `abc_${NOW + day * DAY_MS + 2 * HOUR_MS}_3600`;
      return world.add({ startsIn: day * DAY_MS + 2 * HOUR_MS, id, masterEventId: 'abc' });
    });
    await move('2026-03-05 10:00', { appointmentId: one?.id });
    expect(world.location.appointments.get(two?.id ?? '')?.startTime).toBe(two?.startTime);
    expect(sent()).toHaveLength(1);
  });

  it('names the nearest free times when the new one is taken, unless any will do', async () => {
    world.add({ startsIn: 3 * HOUR_MS });
    const failure = await world.app.failure(() => move('2026-03-02 12:00'));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(/12:00 PM EST is not free.*The nearest free times are: /);
    expect(await move('2026-03-02 12:00', { ignoreFreeSlots: true })).toMatchObject({
      startTime: '2026-03-02T12:00:00-05:00',
    });
  });

  it('leaves automations alone when told to', async () => {
    await move('2026-03-03 11:00', { runAutomations: 'no' });
    expect(sent()).toMatchObject([{ toNotify: false }]);
  });

  it.each(['resetBefore', 'resetAfter', 'html'] as const)(
    'gets there when the answer is lost (%s)',
    async (kind) => {
      holdClock();
      world.app.sandbox.addFault({ kind, match: { method: 'PUT' }, times: 1 });
      expect(await move('2026-03-03 10:00')).toMatchObject({
        startTime: '2026-03-03T10:00:00-05:00',
        changed: ['startTime', 'endTime'],
      });
    },
  );
});
