import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Fields } from '../../harness/app.ts';
import { DAY_MS, HOUR_MS, NOW, openCalendarWorld } from '../../harness/calendar-world.ts';
import type { CalendarWorld } from '../../harness/calendar-world.ts';
import { appointmentSchema } from '../../lib/protiv/appointment/schema.ts';

let world: CalendarWorld;

beforeEach(async () => {
  world = await openCalendarWorld();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await world.app.close();
});

const find = (appointmentId: unknown) => world.app.search('find_appointment', { appointmentId });

const shownChoices = (input: Fields) =>
  world.app.call('searches.find_appointment.operation.inputFields.0.choices.perform', input);

describe('Find Appointment', () => {
  it('finds one by its id, Protiv-shaped, in one request for it', async () => {
    const { id } = world.add({ startsIn: 7 * DAY_MS, description: 'Bring plans', address: 'Zoom' });
    const [appointment, ...others] = await find(` ${id} `);
    expect(others).toEqual([]);
    expect(appointmentSchema.parse(appointment)).toMatchObject({
      id,
      appointmentId: id,
      contactId: world.contactId,
      calendarId: world.solo.id,
      status: 'confirmed',
      startTime: '2026-03-09T10:00:00-04:00',
      endTime: '2026-03-09T11:00:00-04:00',
      timezone: 'America/New_York',
      assignedTo: world.solo.teamMembers[0]?.userId,
      notes: 'Bring plans',
      address: 'Zoom',
      calendarGroupId: world.solo.groupId,
      isRecurring: false,
      dateAdded: '2026-03-02T09:00:00-05:00',
    });
    expect(world.requestsTo(/appointments\//)).toHaveLength(1);
  });

  it('finds one of a series by the id of that instance', async () => {
    const id = `abc_${NOW + HOUR_MS}_3600`;
    world.add({ startsIn: HOUR_MS, id, masterEventId: 'abc', isRecurring: true });
    expect(await find(id)).toMatchObject([{ id, isRecurring: true }]);
  });

  it('works with a connection that may only read', async () => {
    world.app.connect(({ id }) => id !== world.location.id);
    const { world: everything } = world.app.sandbox;
    const abroad = everything.location(world.app.location.id);
    const { id } = everything.addAppointment(abroad.id, {
      contactId: everything.addContact(abroad.id).id,
      calendarId: abroad.calendars[0]?.id ?? '',
      startTime: '2026-03-29T00:30:00Z',
      endTime: '2026-03-29T01:30:00Z',
    });
    expect(await find(id)).toMatchObject([
      {
        startTime: '2026-03-29T01:30:00+01:00',
        endTime: '2026-03-29T03:30:00+02:00',
        timezone: 'Europe/Berlin',
      },
    ]);
  });

  it('finds nothing where there is no such appointment, or it belongs to another sub-account', async () => {
    const mine = world.add({ startsIn: HOUR_MS });
    expect(await find('doesNotExist00000000')).toEqual([]);
    expect(await find('../../users')).toEqual([]);
    expect(await find('..')).toEqual([]);
    expect(await find('\uD800')).toEqual([]);
    world.app.connect(({ id }) => id !== world.location.id);
    expect(await find(mine.id)).toEqual([]);
  });

  it.each<[unknown, RegExp]>([
    [undefined, /“Appointment” is empty/],
    [' ', /“Appointment” is empty/],
    [['a', 'b'], /“Appointment” takes a single text, but got a list/],
  ])('refuses %j', async (appointmentId, sentence) => {
    const failure = await world.app.failure(() => find(appointmentId));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it('offers a contact’s appointments, the latest first, in words', async () => {
    const early = world.add({ startsIn: -40 * DAY_MS, title: 'Measure' });
    const late = world.add({ startsIn: 7 * DAY_MS, title: 'Fit' });
    expect(await shownChoices({ contactId: world.contactId })).toEqual({
      results: [
        { id: late.id, label: 'Fit – Mon, Mar 9, 2026, 10:00 AM EDT' },
        { id: early.id, label: 'Measure – Wed, Jan 21, 2026, 9:00 AM EST' },
      ],
      paging_token: null,
    });
  });

  it('offers one without a readable start by its title alone', async () => {
    world.app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { path: '/appointments$' },
      body: { events: [{ id: 'a1', title: 'Measure', startTime: 'soon' }, { id: 'a2' }] },
    });
    expect(await shownChoices({ contactId: world.contactId })).toMatchObject({
      results: [
        { id: 'a1', label: 'Measure' },
        { id: 'a2', label: 'a2' },
      ],
    });
  });

  it('offers those around today while no contact is chosen', async () => {
    world.add({ startsIn: -40 * DAY_MS });
    const soon = world.add({ startsIn: DAY_MS });
    const later = world.add({ startsIn: 2 * DAY_MS, calendar: world.team });
    expect(await shownChoices({})).toMatchObject({
      results: [{ id: later.id }, { id: soon.id }],
    });
  });
});
