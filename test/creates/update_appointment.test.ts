import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, iso, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { holdClock } from '../../harness/time.ts';
import { appointmentSchema } from '../../lib/protiv/appointment/schema.ts';

let world: CalendarWorld;
let appointmentId: string;

beforeEach(async () => {
  world = await openCalendarWorld();
  appointmentId = world.add({
    startsIn: HOUR_MS,
    title: 'Measure',
    description: 'Plans',
    address: '12 Main St',
  }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const update = (input: Fields = {}) =>
  world.app.create('update_appointment', { appointmentId, ...input });

const sent = (): unknown[] => world.app.writesSent.map(({ body }) => body);

describe('Update Appointment', () => {
  it('changes what is named, keeps the rest, and says what changed', async () => {
    const { changed, ignoredFields, ...appointment } = await update({
      title: 'Measure again',
      notes: ' ',
      address: '12 Main St',
      status: 'New',
    });
    expect({ changed, ignoredFields }).toEqual({ changed: ['title', 'status'], ignoredFields: [] });
    expect(appointmentSchema.parse(appointment)).toMatchObject({
      id: appointmentId,
      title: 'Measure again',
      status: 'new',
      notes: 'Plans',
      address: '12 Main St',
      startTime: '2026-03-02T10:00:00-05:00',
      endTime: '2026-03-02T11:00:00-05:00',
    });
    expect(sent()).toEqual([{ title: 'Measure again', appointmentStatus: 'new' }]);
  });

  it('sends nothing when nothing would change', async () => {
    const input = {
      title: 'Measure',
      notes: 'Plans',
      status: 'confirmed',
      startTime: '2026-03-02T15:00:00Z',
      endTime: '2026-03-02 11:00',
      calendarId: world.solo.id,
      assignedTo: world.solo.teamMembers[0]?.userId,
    };
    expect(await update(input)).toMatchObject({ id: appointmentId, changed: [] });
    expect(await update()).toMatchObject({ id: appointmentId, changed: [] });
    expect(sent()).toEqual([]);
  });

  it('keeps the length of an appointment that moves, across the change to summer time', async () => {
    expect(await update({ startTime: '2026-03-09 10:00' })).toMatchObject({
      changed: ['startTime', 'endTime'],
      startTime: '2026-03-09T10:00:00-04:00',
      endTime: '2026-03-09T11:00:00-04:00',
    });
    expect(sent()).toEqual([
      { startTime: '2026-03-09T10:00:00-04:00', endTime: '2026-03-09T11:00:00-04:00' },
    ]);
  });

  it('changes the end alone', async () => {
    expect(await update({ endTime: '2026-03-02 10:30' })).toMatchObject({
      changed: ['endTime'],
      startTime: '2026-03-02T10:00:00-05:00',
      endTime: '2026-03-02T10:30:00-05:00',
    });
  });

  it('names the nearest free times when the new one is taken', async () => {
    world.add({ startsIn: 3 * HOUR_MS });
    const failure = await world.app.failure(() => update({ startTime: '2026-03-02 12:00' }));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(
      /^Mon, Mar 2, 2026, 12:00 PM EST is not free in this calendar\. The nearest free times are: Mon, Mar 2, 2026, 9:00 AM EST; Mon, Mar 2, 2026, 11:00 AM EST; /,
    );
  });

  it('says so when it is too long for the other calendar', async () => {
    const failure = await world.app.failure(() =>
      update({ calendarId: world.team.id, startTime: '2026-03-03 10:00' }),
    );
    expect(failure.message).toMatch(
      /10:00 AM EST is not free in this calendar for as long as this appointment lasts\. The/,
    );
  });

  it('takes a time that is not free when told to, and leaves automations alone', async () => {
    const input = { startTime: '2026-03-07 20:00', ignoreFreeSlots: true, runAutomations: 'no' };
    expect(await update(input)).toMatchObject({ startTime: '2026-03-07T20:00:00-05:00' });
    expect(sent()).toMatchObject([{ ignoreFreeSlotValidation: true, toNotify: false }]);
  });

  it('hands it over where the calendar it moves to has another team', async () => {
    const ben = world.team.teamMembers[1];
    world.team.teamMembers = ben ? [ben] : [];
    expect(await update({ calendarId: world.team.id, endTime: '2026-03-02 10:30' })).toMatchObject({
      changed: ['calendarId', 'endTime', 'assignedTo'],
      calendarId: world.team.id,
      assignedTo: ben?.userId,
    });
  });

  it('keeps the user who is in the other calendar’s team too', async () => {
    const owner = world.solo.teamMembers[0]?.userId;
    expect(await update({ calendarId: world.team.id, endTime: '2026-03-02 10:30' })).toMatchObject({
      changed: ['calendarId', 'endTime'],
      assignedTo: owner,
    });
  });

  it.each(['resetBefore', 'resetAfter', 'timeoutAfter', 'emptyBody', 'html'] as const)(
    'gets there when the answer is lost: %s',
    async (kind) => {
      holdClock();
      world.app.sandbox.addFault({ kind, match: { method: 'PUT' }, times: 1 });
      expect(await update({ startTime: '2026-03-03 10:00' })).toMatchObject({
        startTime: '2026-03-03T10:00:00-05:00',
        changed: ['startTime', 'endTime'],
      });
    },
  );

  it('says what it changed when it cannot read it back', async () => {
    world.app.sandbox.addFault({ kind: 'status', status: 429, match: { method: 'GET' }, skip: 2 });
    expect(await update({ notes: 'Bring the ladder' })).toMatchObject({
      notes: 'Bring the ladder',
      changed: ['notes'],
      ignoredFields: [],
    });
    expect(world.app.logCodes).toContain('write.unread');
  });

  it('lists what HighLevel did not keep', async () => {
    world.app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { id: appointmentId },
      match: { method: 'PUT' },
    });
    expect(await update({ title: 'New', startTime: '2026-03-04 10:00' })).toMatchObject({
      ignoredFields: ['Title', 'Start Time', 'End Time'],
    });
  });

  it('sends nothing through a connection that may only read, and says why', async () => {
    world.app.connect(({ id }) => id !== world.location.id);
    const { id } = world.app.sandbox.world.addAppointment(world.app.location.id, {
      contactId: 'c',
      calendarId: 'k',
      startTime: iso(NOW),
      endTime: iso(NOW + HOUR_MS),
    });
    const failure = await world.app.failure(() => update({ appointmentId: id, title: 'New' }));
    expect(failure.message).toMatch(/is read only, so it is not allowed to change appointments/);
    expect(sent()).toEqual([]);
  });

  it('moves one of a series', async () => {
    const start = NOW + DAY_MS + 2 * HOUR_MS;
    const id = `abc_${start}_3600`;
    world.add({ startsIn: start - NOW, id, masterEventId: 'abc', isRecurring: true });
    expect(await update({ appointmentId: id, startTime: '2026-03-04 10:00' })).toMatchObject({
      id,
      startTime: '2026-03-04T10:00:00-05:00',
    });
  });

  it.each<[Fields, RegExp]>([
    [{ appointmentId: ' ' }, /“Appointment” is empty/],
    [{ appointmentId: 'goneForGood1', title: 'x' }, /HighLevel cannot find this record/],
    [{ appointmentId: '..', title: 'x' }, /an ID that HighLevel could have given/],
    [{ startTime: 'later' }, /“Start Time” takes a date and time/],
    [
      { startTime: '2026-03-03 10:00', endTime: '2026-03-03 10:00' },
      /“End Time” must be later than “Start Time”/,
    ],
    [{ endTime: '2026-03-02 10:00' }, /“End Time” must be later than the appointment’s start/],
    [{ status: 'gone' }, /“Status” takes “New”/],
    [{ calendarId: 'goneForGood1' }, /“Calendar” holds “goneForGood1”/],
    [{ assignedTo: 'nobody', startTime: '2026-03-03 10:00' }, /“Assigned User” holds “nobody”/],
    [{ title: { a: 'b' } }, /“Title” takes a single text/],
  ])('refuses %j', async (input, sentence) => {
    const before = world.location.appointments.get(appointmentId);
    const failure = await world.app.failure(() => update(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
    expect(world.location.appointments.get(appointmentId)).toEqual(before);
  });
});
