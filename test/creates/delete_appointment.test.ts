import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { holdClock } from '../../harness/time.ts';

const SERIES = 'seriesOfVisits000001';

let world: CalendarWorld;
let appointmentId: string;

beforeEach(async () => {
  world = await openCalendarWorld();
  appointmentId = world.add({ startsIn: HOUR_MS }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const remove = (input: Fields = {}) =>
  world.app.create('delete_appointment', { appointmentId, ...input });

const isThere = (id = appointmentId) => world.location.appointments.has(id);

describe('Delete Appointment', () => {
  it('deletes the appointment and no other, in one request', async () => {
    const other = world.add({ startsIn: DAY_MS }).id;
    expect(await remove()).toEqual({
      id: appointmentId,
      appointmentId,
      wasDeleted: true,
      message: 'The appointment was deleted.',
    });
    expect([isThere(), isThere(other)]).toEqual([false, true]);
    expect(world.app.sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `DELETE /calendars/events/${appointmentId}`,
    ]);
  });

  it('answers clearly the second time, without an error', async () => {
    await remove();
    expect(await remove()).toMatchObject({
      wasDeleted: false,
      message: 'HighLevel has no such appointment; it may have been deleted before.',
    });
  });

  it('deletes one of a series by its own ID, and all by that of the series', async () => {
    const [one, two, three] = [1, 2, 3].map((day) => {
      const id = `${SERIES}_${NOW + day * DAY_MS}_3600`;
      return world.add({ startsIn: day * DAY_MS, id, masterEventId: SERIES }).id;
    });
    await remove({ appointmentId: one });
    expect([one, two, three].map((id) => isThere(id))).toEqual([false, true, true]);
    await remove({ appointmentId: SERIES });
    expect([isThere(two), isThere(three), isThere()]).toEqual([false, false, true]);
  });

  it.each(['resetBefore', 'resetAfter', 'html'] as const)(
    'has deleted it when the answer is lost (%s)',
    async (kind) => {
      holdClock();
      world.app.sandbox.addFault({ kind, times: 1, match: { method: 'DELETE' } });
      expect(await remove()).toMatchObject({ wasDeleted: true });
      expect(isThere()).toBe(false);
      expect(world.app.logCodes).toContain('write.ambiguous');
    },
  );

  it('never leaves its route, whatever the id', async () => {
    for (const odd of ['..', '.', 'a/b', '%2e%2e', '?x=1', 'appointments']) {
      expect(await remove({ appointmentId: odd })).toMatchObject({ wasDeleted: false });
    }
    expect(isThere()).toBe(true);
    expect(world.app.sandbox.writes).toBe(0);
  });

  it('warns in the editor, also of series', async () => {
    const fields = await world.app.inputFields('creates.delete_appointment');
    const help = fields.find(({ type }) => type === 'copy')?.['helpText'];
    expect(help).toMatch(/for good.*series deletes all.*Set Appointment Status/);
  });
});
