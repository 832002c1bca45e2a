import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, iso, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { holdClock } from '../../harness/time.ts';
import { appointmentSchema } from '../../lib/protiv/appointment/schema.ts';
import type { Appointment } from '../../sandbox/world.ts';

let world: CalendarWorld;

beforeEach(async () => {
  world = await openCalendarWorld();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

/** Tuesday, the day after. */
const TEN = '2026-03-03 10:00';
const TEN_MS = NOW + DAY_MS + HOUR_MS;

const book = (input: Fields = {}) =>
  world.app.create('book_appointment', {
    contactId: world.contactId,
    calendarId: world.solo.id,
    startTime: TEN,
    ...input,
  });

const booked = (): Appointment[] => [...world.location.appointments.values()];

const written = (): unknown[] => world.app.writesSent.map(({ body }) => body);

const members = ({ teamMembers }: CalendarWorld['solo']): string[] =>
  teamMembers.map(({ userId }) => userId);

describe('Book Appointment', () => {
  it('books a free time and answers with the whole appointment, read back by its id', async () => {
    const { wasCreated, ignoredFields, ...appointment } = await book({
      title: 'Kitchen planning',
      notes: 'Bring {{bundle.inputData.plans}} “A” 🏠',
      address: '12 Main St',
      status: 'New',
    });
    const [stored, ...others] = booked();
    expect(others).toEqual([]);
    expect({ wasCreated, ignoredFields }).toEqual({ wasCreated: true, ignoredFields: [] });
    expect(appointmentSchema.parse(appointment)).toMatchObject({
      id: stored?.id,
      contactId: world.contactId,
      calendarId: world.solo.id,
      title: 'Kitchen planning',
      status: 'new',
      startTime: '2026-03-03T10:00:00-05:00',
      endTime: '2026-03-03T11:00:00-05:00',
      timezone: 'America/New_York',
      assignedTo: members(world.solo)[0],
      notes: 'Bring {{bundle.inputData.plans}} “A” 🏠',
      address: '12 Main St',
    });
    expect(written()).toMatchObject([{ locationId: world.location.id }]);
  });

  it('books in summer time what lies behind the change', async () => {
    expect(await book({ startTime: '2026-03-09T10:00' })).toMatchObject({
      startTime: '2026-03-09T10:00:00-04:00',
    });
    expect(await book({ startTime: '2026-03-09T15:00:00Z' })).toMatchObject({
      startTime: '2026-03-09T11:00:00-04:00',
    });
  });

  it('says when a time is taken, and names the nearest free ones', async () => {
    const other = world.app.sandbox.world.addContact(world.location.id).id;
    world.add({ startsIn: DAY_MS + HOUR_MS, contactId: other });
    const failure = await world.app.failure(() => book());
    expect(failure.kind).toBe('halted');
    expect(failure.message).toBe(
      'Tue, Mar 3, 2026, 10:00 AM EST is not free in this calendar. The nearest free times are: Tue, Mar 3, 2026, 9:00 AM EST; Tue, Mar 3, 2026, 11:00 AM EST; Tue, Mar 3, 2026, 12:00 PM EST; Tue, Mar 3, 2026, 1:00 PM EST; Tue, Mar 3, 2026, 2:00 PM EST. Choose one of them as Start Time, or choose True under “Allow Times That Are Not Free”.',
    );
    expect(written()).toEqual([]);
  });

  it.each([
    ['past', '2026-02-27 10:00', /Feb 27.* not free.*nearest free times are: Mon, Mar 2.* 9:00/],
    ['on a Sunday', '2026-03-08 10:00', /Mar 8.* not free.*: Mon, Mar 9, 2026, 9:00 AM EDT;/],
    ['between two slots', '2026-03-03 10:30', /10:30 AM EST is not free/],
  ])('names others for a time that is %s', async (_why, startTime, sentence) => {
    const failure = await world.app.failure(() => book({ startTime }));
    expect(failure.message).toMatch(sentence);
  });

  it('says so when nothing near is free either', async () => {
    for (let hour = 0; hour < 24 * 20; hour += 1) {
      world.add({ startsIn: hour * HOUR_MS, contactId: 'someoneElse' });
    }
    const failure = await world.app.failure(() => book());
    expect(failure.message).toMatch(/not free in this calendar, and no other time within a week/);
  });

  it('says that it was taken in between by somebody else, and names what is free then', async () => {
    const other = world.app.sandbox.world.addContact(world.location.id).id;
    const both = await Promise.allSettled([book(), book({ contactId: other })]);
    expect(booked()).toHaveLength(1);
    const [refused] = both.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject({
      reason: expect.objectContaining({
        kind: 'halted',
        message: expect.stringMatching(
          /^Tue, Mar 3, 2026, 10:00 AM EST is not free in this calendar\. The nearest .*: Tue, Mar 3, 2026, 9:00 AM EST; Tue, Mar 3, 2026, 11:00 AM EST/,
        ),
      }),
    });
  });

  it('names others too when the time is taken in between, or not free for so long', async () => {
    world.add({ startsIn: DAY_MS + 2 * HOUR_MS, contactId: 'someoneElse' });
    const failure = await world.app.failure(() => book({ endTime: '2026-03-03 12:00' }));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(
      /10:00 AM EST is not free in this calendar for as long as.*: Tue, Mar 3, 2026, 9:00 AM EST; Tue, Mar 3, 2026, 12:00 PM EST/,
    );
  });

  it('takes any time when told to, and leaves automations alone when told to', async () => {
    const free = await book({
      startTime: '2026-02-28 22:10',
      ignoreFreeSlots: 'yes',
      runAutomations: false,
    });
    expect(free).toMatchObject({
      startTime: '2026-02-28T22:10:00-05:00',
      assignedTo: members(world.solo)[0],
      wasCreated: true,
    });
    expect(written()).toMatchObject([{ ignoreFreeSlotValidation: true, toNotify: false }]);
    expect(world.requestsTo(/free-slots/)).toEqual([]);
  });

  describe('with whom', () => {
    it('lets a round robin choose', async () => {
      const [ana, ben] = members(world.team);
      world.add({
        startsIn: DAY_MS + HOUR_MS,
        calendar: world.team,
        contactId: 'someoneElse',
        ...(ana && { assignedUserId: ana }),
      });
      expect(await book({ calendarId: world.team.id })).toMatchObject({ assignedTo: ben });
      expect(written()).toEqual([
        expect.not.objectContaining({ assignedUserId: expect.anything() }),
      ]);
    });

    it('finds a free member where the round robin wants to be told', async () => {
      const [ana, ben] = members(world.team);
      world.add({
        startsIn: DAY_MS + HOUR_MS,
        calendar: world.team,
        contactId: 'someoneElse',
        ...(ana && { assignedUserId: ana }),
      });
      world.app.sandbox.addFault({
        kind: 'status',
        status: 422,
        body: { message: ['A team member needs to be selected. assignedUserId is missing'] },
        match: { method: 'POST' },
        times: 1,
      });
      expect(await book({ calendarId: world.team.id })).toMatchObject({ assignedTo: ben });
    });

    it('names a free member of a team that does not choose by itself', async () => {
      const [ana, ben] = members(world.team);
      world.team.calendarType = 'service_booking';
      world.team.teamMembers.reverse();
      expect(await book({ calendarId: world.team.id })).toMatchObject({ assignedTo: ana });
      expect(written()).toMatchObject([{ assignedUserId: ana }]);
      expect(ben).not.toBe(ana);
    });

    it('names the primary member of a collective calendar', async () => {
      expect(await book({ calendarId: world.crew.id })).toMatchObject({
        assignedTo: members(world.crew)[0],
      });
    });

    it('keeps to the member who is named', async () => {
      const [, ben] = members(world.team);
      expect(await book({ calendarId: world.team.id, assignedTo: ben })).toMatchObject({
        assignedTo: ben,
      });
    });

    it('names the primary member when free times do not count', async () => {
      const input = { calendarId: world.team.id, ignoreFreeSlots: true };
      expect(await book(input)).toMatchObject({ assignedTo: members(world.team)[0] });
    });

    it.each([true, false])(
      'says so when the user is not in the team (free times or not: %s)',
      async (ignoreFreeSlots) => {
        const failure = await world.app.failure(() =>
          book({ assignedTo: world.location.users[2]?.id, ignoreFreeSlots }),
        );
        expect(failure.message).toMatch(
          /The user of this appointment is not in the calendar’s team/,
        );
        expect(written()).toEqual([]);
      },
    );
  });

  describe('twice', () => {
    it('gives one appointment', async () => {
      const first = await book();
      const second = await book({ startTime: '2026-03-03T15:00:00Z', title: 'Again' });
      expect(second).toEqual({ ...first, wasCreated: false });
      expect(booked()).toHaveLength(1);
    });

    it('gives one when both run at the same time, however each writes it', async () => {
      const both = await Promise.all([book(), book({ startTime: '2026-03-03T15:00:00Z' })]);
      expect(booked()).toHaveLength(1);
      expect(both.map(({ id }) => id)).toEqual([booked()[0]?.id, booked()[0]?.id]);
      expect(new Set(both.map(({ wasCreated }) => wasCreated))).toEqual(new Set([true, false]));
    });

    it('gives one also hours later, since it is this appointment that takes the time', async () => {
      const { id } = await book();
      world.pass(2 * HOUR_MS);
      expect(await book()).toMatchObject({ id, wasCreated: false });
    });

    it('books again when told to ignore both', async () => {
      const { id } = await book();
      const again = await book({ ignoreFreeSlots: true, ignoreRepeatsWithin: 0 });
      expect(again).toMatchObject({ wasCreated: true });
      expect(again['id']).not.toBe(id);
    });

    it('does not take a cancelled one for a repeat, nor that of somebody else', async () => {
      world.add({ startsIn: DAY_MS + HOUR_MS, appointmentStatus: 'cancelled' });
      expect(await book()).toMatchObject({ wasCreated: true });
      const other = world.app.sandbox.world.addContact(world.location.id).id;
      const failure = await world.app.failure(() => book({ contactId: other }));
      expect(failure.message).toMatch(/is not free in this calendar/);
    });
  });

  describe('when the answer is lost', () => {
    beforeEach(() => holdClock());

    it.each(['resetAfter', 'timeoutAfter', 'halfBody', 'emptyBody', 'html'] as const)(
      'books once: %s',
      async (kind) => {
        world.app.sandbox.addFault({ kind, match: { method: 'POST' }, times: 1 });
        expect(await book()).toMatchObject({ wasCreated: true });
        expect(booked()).toHaveLength(1);
        expect(world.app.logCodes).toContain('write.ambiguous');
      },
    );

    it('does not take an older appointment for the one it booked', async () => {
      const old = world.add({ startsIn: DAY_MS + HOUR_MS, dateAdded: iso(NOW - DAY_MS) });
      world.app.sandbox.addFault({ kind: 'resetBefore', match: { method: 'POST' }, times: 1 });
      const created = await book({ ignoreFreeSlots: true });
      expect(created).toMatchObject({ wasCreated: true });
      expect(created['id']).not.toBe(old.id);
      expect(booked()).toHaveLength(2);
    });
  });

  it.each([401, 429, 503])(
    'stands by a booking that cannot be read back (%i): a second run would book again',
    async (status) => {
      holdClock();
      world.app.sandbox.addFault({
        kind: 'status',
        status,
        match: { method: 'GET', path: '/events/appointments/' },
      });
      const answer = await book({ title: 'Visit', notes: 'Plans', ignoreRepeatsWithin: 0 });
      expect(answer).toEqual({
        id: booked()[0]?.id,
        appointmentId: booked()[0]?.id,
        contactId: world.contactId,
        calendarId: world.solo.id,
        calendarName: world.solo.name,
        title: 'Visit',
        notes: 'Plans',
        startTime: '2026-03-03T10:00:00-05:00',
        startTimeUtc: '2026-03-03T15:00:00.000Z',
        startTimeText: 'Tue, Mar 3, 2026, 10:00 AM EST',
        timezone: 'America/New_York',
        wasCreated: true,
        ignoredFields: [],
      });
      expect(booked()).toHaveLength(1);
      expect(world.app.logCodes).toContain('write.unread');
    },
  );

  it('lists what HighLevel did not keep', async () => {
    world.app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { method: 'GET', path: '/events/appointments/' },
      body: { event: { id: 'a1', startTime: iso(TEN_MS), appointmentStatus: 'confirmed' } },
    });
    expect(await book({ title: 'Visit', notes: 'Plans', status: 'new' })).toMatchObject({
      id: 'a1',
      ignoredFields: ['Calendar', 'Title', 'Status', 'Notes'],
    });
  });

  it('sends nothing through a connection that may only read, and says why', async () => {
    world.app.connect(({ id }) => id !== world.location.id);
    const abroad = world.app.sandbox.world.location(world.app.location.id);
    const { id } = world.app.sandbox.world.addContact(abroad.id);
    const failure = await world.app.failure(() =>
      book({ contactId: id, calendarId: abroad.calendars[0]?.id }),
    );
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(/is read only, so it is not allowed to change appointments/);
    expect(written()).toEqual([]);
  });

  it.each<[Fields, RegExp]>([
    [{ contactId: '' }, /“Contact” is empty/],
    [{ calendarId: null }, /“Calendar” is empty/],
    [{ startTime: ' ' }, /“Start Time” is empty/],
    [{ startTime: 'next week' }, /“Start Time” takes a date and time/],
    [{ startTime: '2026-02-30 10:00' }, /“Start Time” takes a date and time/],
    [{ endTime: '2026-03-03 09:00' }, /“End Time” must be later than “Start Time”/],
    [{ status: 'maybe' }, /“Status” takes “New”/],
    [{ title: 'a\0b' }, /“Title” contains a NUL character/],
    [{ ignoreFreeSlots: 'perhaps' }, /takes True or False/],
    [{ ignoreRepeatsWithin: -1 }, /takes a whole number from 0 to 1440/],
    [{ contactId: 'doesNotExist' }, /HighLevel has no contact with this ID/],
    [{ calendarId: '../../contacts' }, /there is no such calendar/],
    [{ calendarId: '..' }, /there is no such calendar/],
  ])('refuses %j', async (input, sentence) => {
    const failure = await world.app.failure(() => book(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
    expect(booked()).toEqual([]);
  });
});
