import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { Calendar } from '../../sandbox/world.ts';
import { at, listAt, openApi, textAt } from './api.ts';
import type { Answered, Api } from './api.ts';

/** Monday, six days before summer time starts in New York; 06:00 there. */
const MONDAY = Date.parse('2026-03-02T11:00:00Z');
const DAY_MS = 86_400_000;
const TEN = '2026-03-03T10:00:00-05:00';
const NOON = '2026-03-03T12:00:00-05:00';

let api: Api;
let now = MONDAY;
let contactId = '';

beforeEach(async () => {
  now = MONDAY;
  api = await openApi({ contacts: 0, now: () => now });
  contactId = api.sandbox.world.addContact(api.own.id, { firstName: 'Ana', lastName: 'Cruz' }).id;
});

afterEach(async () => {
  await api.sandbox.close();
});

const calendar = (name: string): Calendar => {
  const found = api.sandbox.world.location(api.own.id).calendars.find((one) => one.name === name);
  if (!found) throw new Error(`No calendar ${name}.`);
  return found;
};

const slots = (name: string, query: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  api.ask('GET', `/calendars/${calendar(name).id}/free-slots`, {
    query: { startDate: String(now), endDate: String(now + 2 * DAY_MS), ...query },
  });

const book = (name: string, json: Readonly<Record<string, unknown>> = {}): Promise<Answered> =>
  api.ask('POST', '/calendars/events/appointments', {
    json: {
      calendarId: calendar(name).id,
      locationId: api.own.id,
      contactId,
      startTime: TEN,
      ...json,
    },
  });

const read = (id: string): Promise<Answered> =>
  api.ask('GET', `/calendars/events/appointments/${id}`);

const change = (id: string, json: Readonly<Record<string, unknown>>): Promise<Answered> =>
  api.ask('PUT', `/calendars/events/appointments/${id}`, { json });

describe('calendars', () => {
  it('are listed, by group and without drafts', async () => {
    const names = async (query: Readonly<Record<string, string>>): Promise<unknown[]> =>
      listAt(
        await api.ask('GET', '/calendars/', { query: { locationId: api.own.id, ...query } }),
        'calendars',
      ).map((one) => at(one, 'name'));
    const groups = await api.ask('GET', '/calendars/groups', {
      query: { locationId: api.own.id },
    });

    expect(await names({})).toEqual([
      'Site Visit',
      'Consultation',
      'Crew Planning',
      'Winter Service',
    ]);
    expect(await names({ showDrafted: 'false' })).not.toContain('Winter Service');
    expect(await names({ groupId: textAt(groups, 'groups', 1, 'id') })).toEqual(['Consultation']);
    expect(await api.ask('GET', `/calendars/${calendar('Site Visit').id}`)).toMatchObject({
      body: { calendar: { name: 'Site Visit', slotDuration: 60 } },
    });
    expect(await api.ask('GET', '/calendars/nowhere')).toMatchObject({ status: 400 });
  });
});

describe('free slots', () => {
  it('are the opening hours of weekdays that are not past', async () => {
    await api.sandbox.close();
    now = Date.parse('2026-03-06T19:30:00Z');
    api = await openApi({ contacts: 0, now: () => now });
    const { body } = await slots('Site Visit', { endDate: String(now + 4 * DAY_MS) });

    expect(Object.keys(Object(body))).toEqual([
      '2026-03-06',
      '2026-03-09',
      '2026-03-10',
      'traceId',
    ]);
    expect(at(body, '2026-03-06', 'slots')).toEqual([
      '2026-03-06T15:00:00-05:00',
      '2026-03-06T16:00:00-05:00',
    ]);
    expect(at(body, '2026-03-09', 'slots', 0)).toBe('2026-03-09T09:00:00-04:00');
  });

  it('come in the time zone that is asked for', async () => {
    const { body } = await slots('Site Visit', { timezone: 'Europe/Berlin' });

    expect(at(body, '2026-03-02', 'slots', 0)).toBe('2026-03-02T15:00:00+01:00');
    expect(await slots('Site Visit', { timezone: 'Moon' })).toMatchObject({ status: 422 });
  });

  it('leave out what is taken or blocked', async () => {
    const { world } = api.sandbox;
    const { id, teamMembers } = calendar('Site Visit');
    await book('Site Visit', { startTime: '2026-03-02T10:00:00-05:00' });
    world.addBlockedSlot(api.own.id, {
      calendarId: id,
      startTime: '2026-03-02T13:30:00-05:00',
      endTime: '2026-03-02T14:30:00-05:00',
      assignedUserId: teamMembers[0]?.userId ?? '',
    });
    const { body } = await slots('Site Visit', { endDate: String(now + DAY_MS / 2) });

    expect(at(body, '2026-03-02', 'slots')).toEqual(
      [9, 11, 12, 15, 16].map((hour) => `2026-03-02T${String(hour).padStart(2, '0')}:00:00-05:00`),
    );
  });

  it('of a round robin need one free member; of one member, that one', async () => {
    const [first, second] = calendar('Consultation').teamMembers;
    await book('Consultation', { assignedUserId: first?.userId });
    const isFree = async (query: Readonly<Record<string, string>> = {}): Promise<boolean> =>
      listAt(await slots('Consultation', query), '2026-03-03', 'slots').includes(TEN);

    expect(await isFree()).toBe(true);
    expect(await isFree({ userId: second?.userId ?? '' })).toBe(true);
    expect(await isFree({ userId: first?.userId ?? '' })).toBe(false);
    await book('Consultation', { assignedUserId: second?.userId });
    expect(await isFree()).toBe(false);
  });

  it('are given for 31 days at most', async () => {
    const until = (days: number): Promise<Answered> =>
      slots('Site Visit', { endDate: String(now + days * DAY_MS) });

    expect(await until(31)).toMatchObject({ status: 200 });
    expect(await until(32)).toMatchObject({ status: 400 });
    expect(await until(-1)).toMatchObject({ status: 422 });
    expect(await slots('Site Visit', { startDate: '2026-03-02' })).toMatchObject({ status: 422 });
  });
});

describe('booking', () => {
  it('answers without times and with a misspelt status; the record has both', async () => {
    const answer = await book('Site Visit', { title: 'Measure', description: 'Two windows' });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ title: 'Measure', appoinmentStatus: 'confirmed' });
    for (const name of ['startTime', 'endTime', 'appointmentStatus', 'dateAdded']) {
      expect(answer.body).not.toHaveProperty(name);
    }
    expect(await read(textAt(answer, 'id'))).toMatchObject({
      body: {
        appointment: {
          title: 'Measure',
          description: 'Two windows',
          startTime: TEN,
          endTime: '2026-03-03T11:00:00-05:00',
          appointmentStatus: 'confirmed',
          contactId,
        },
      },
    });
    expect(
      listAt(await api.ask('GET', `/contacts/${contactId}/appointments`), 'events'),
    ).toMatchObject([
      { startTime: '2026-03-03 10:00:00', endTime: '2026-03-03 11:00:00', status: 'booked' },
    ]);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['outside the opening hours', 'Site Visit', { startTime: '2026-03-03T18:00:00-05:00' }],
    ['between two slots', 'Site Visit', { startTime: '2026-03-03T10:10:00-05:00' }],
    ['on a Sunday', 'Site Visit', { startTime: '2026-03-08T10:00:00-04:00' }],
    ['in the past', 'Site Visit', { startTime: '2026-02-27T10:00:00-05:00' }],
    ['longer than the slot', 'Site Visit', { endTime: NOON }],
  ])('refuses a slot %s', async (_, name, json) => {
    expect(await book(name, json)).toMatchObject({
      status: 400,
      body: { message: 'The slot you have selected is no longer available.' },
    });
    expect(api.sandbox.writes).toBe(0);
  });

  it('refuses a slot that is taken, unless told not to look', async () => {
    const [owner] = calendar('Site Visit').teamMembers;
    await book('Site Visit');

    expect(await book('Site Visit')).toMatchObject({ status: 400 });
    expect(await book('Site Visit', { ignoreFreeSlotValidation: true })).toMatchObject({
      status: 422,
      body: { message: ['A team member needs to be selected. assignedUserId is missing'] },
    });
    expect(
      await book('Site Visit', { ignoreFreeSlotValidation: true, assignedUserId: owner?.userId }),
    ).toMatchObject({ status: 200 });
  });

  it('lets a round robin choose whoever is free', async () => {
    const members = calendar('Consultation').teamMembers.map(({ userId }) => userId);
    const chosen = [await book('Consultation'), await book('Consultation')];

    expect(chosen.map(({ body }) => at(body, 'assignedUserId'))).toEqual(members);
    expect(await book('Consultation')).toMatchObject({ status: 400 });
  });

  it('wants an owner where the calendar does not choose', async () => {
    const [member] = calendar('Crew Planning').teamMembers;

    expect(await book('Crew Planning')).toMatchObject({ status: 422 });
    expect(await book('Crew Planning', { assignedUserId: 'stranger' })).toMatchObject({
      status: 422,
      body: { message: ['The user id not part of calendar team.'] },
    });
    expect(await book('Crew Planning', { assignedUserId: member?.userId })).toMatchObject({
      status: 200,
    });
  });

  it.each<[Record<string, unknown>, number, unknown]>([
    [{ startTime: '2026-03-03T10:00:00' }, 422, ['startTime must be a valid ISO 8601 date string']],
    [{ endTime: TEN }, 422, ['endTime must be after startTime']],
    [{ calendarId: 'nowhere' }, 400, 'Calendar not found for id:nowhere'],
    [{ contactId: 'nowhere' }, 400, 'Contact not found for id:nowhere'],
    [{ notes: 'x' }, 422, ['property notes should not exist']],
    [{ rrule: 'FREQ=DAILY' }, 422, expect.anything()],
    [
      { rrule: 'FREQ=NEVER', ignoreFreeSlotValidation: true, assignedUserId: 'owner' },
      422,
      ['rrule must be a valid recurrence rule'],
    ],
  ])('refuses %j', async (json, status, message) => {
    const owner = calendar('Site Visit').teamMembers[0]?.userId;
    const { assignedUserId } = json;

    expect(
      await book('Site Visit', {
        ...json,
        ...(assignedUserId !== undefined && { assignedUserId: owner }),
      }),
    ).toMatchObject({ status, body: { message } });
  });

  it('makes a series that keeps its hour when summer time starts', async () => {
    const answer = await book('Site Visit', {
      rrule: 'FREQ=WEEKLY;COUNT=2',
      ignoreFreeSlotValidation: true,
      assignedUserId: calendar('Site Visit').teamMembers[0]?.userId,
    });
    const id = textAt(answer, 'id');
    const events = listAt(await api.ask('GET', `/contacts/${contactId}/appointments`), 'events');

    expect(events).toMatchObject([
      { id: `${id}_${Date.parse(TEN)}_3600`, startTime: '2026-03-03 10:00:00' },
      { startTime: '2026-03-10 10:00:00' },
    ]);
    expect(await read(String(at(events[1], 'id')))).toMatchObject({
      body: { appointment: { startTime: '2026-03-10T10:00:00-04:00', masterEventId: id } },
    });
    expect(await api.ask('DELETE', `/calendars/events/${id}`, { json: {} })).toMatchObject({
      status: 201,
    });
    expect(await read(String(at(events[1], 'id')))).toMatchObject({ status: 400 });
  });
});

describe('changing an appointment', () => {
  it('moves it, keeping its length, and frees the slot', async () => {
    const id = textAt(await book('Site Visit'), 'id');
    const moved = await change(id, { startTime: NOON });

    expect(moved).toMatchObject({
      status: 200,
      body: {
        startTime: NOON,
        endTime: '2026-03-03T13:00:00-05:00',
        appointmentStatus: 'confirmed',
      },
    });
    expect(moved.body).not.toHaveProperty('dateUpdated');
    expect(await book('Site Visit')).toMatchObject({ status: 200 });
    expect(await change(id, { startTime: TEN })).toMatchObject({ status: 400 });
    expect(await change(id, { startTime: NOON })).toMatchObject({ status: 200 });
  });

  it('cancels it, which frees the slot too', async () => {
    const id = textAt(await book('Site Visit'), 'id');
    await change(id, { appointmentStatus: 'cancelled' });

    expect(await read(id)).toMatchObject({
      body: { appointment: { appointmentStatus: 'cancelled', startTime: TEN } },
    });
    expect(await book('Site Visit')).toMatchObject({ status: 200 });
  });

  it('takes only what is declared', async () => {
    const id = textAt(await book('Site Visit'), 'id');

    expect(await change(id, { contactId, appointmentStatus: 'happy' })).toMatchObject({
      status: 422,
      body: {
        message: [
          'property contactId should not exist',
          'appointmentStatus must be one of the following values: new, confirmed, cancelled, showed, noshow, invalid',
        ],
      },
    });
    expect(await change('nowhere', {})).toMatchObject({ status: 400 });
  });
});

describe('events in a window of time', () => {
  it('are those of a calendar, a user or a group', async () => {
    const { id: calendarId, groupId = '', teamMembers } = calendar('Site Visit');
    const id = textAt(await book('Site Visit'), 'id');
    const events = async (query: Readonly<Record<string, string>>): Promise<unknown[]> =>
      listAt(
        await api.ask('GET', '/calendars/events', {
          query: {
            locationId: api.own.id,
            startTime: String(now),
            endTime: String(now + 2 * DAY_MS),
            ...query,
          },
        }),
        'events',
      ).map((event) => at(event, 'id'));

    expect(await events({ calendarId })).toEqual([id]);
    expect(await events({ userId: teamMembers[0]?.userId ?? '' })).toEqual([id]);
    expect(await events({ groupId })).toEqual([id]);
    expect(await events({ calendarId, endTime: String(now + 1000) })).toEqual([]);
    expect(await events({ calendarId: calendar('Consultation').id })).toEqual([]);
    await expect(events({})).rejects.toThrow('Either of calendarId, userId or groupId is required');
  });
});

describe('notes of an appointment', () => {
  it('come newest first and in pages, and are changed and deleted', async () => {
    const path = `/calendars/appointments/${textAt(await book('Site Visit'), 'id')}/notes`;
    const [user] = api.sandbox.world.location(api.own.id).users;
    const first = await api.ask('POST', path, { json: { body: 'one', userId: user?.id } });
    await api.ask('POST', path, { json: { body: 'two' } });
    const page = (limit: string, offset: string): Promise<Answered> =>
      api.ask('GET', path, { query: { limit, offset } });

    expect(first).toMatchObject({
      status: 201,
      body: { note: { body: 'one', createdBy: { name: user?.name } } },
    });
    expect(await page('1', '0')).toMatchObject({
      body: { notes: [{ body: 'two' }], hasMore: true },
    });
    expect(await page('1', '1')).toMatchObject({
      body: { notes: [{ body: 'one' }], hasMore: false },
    });
    expect(await page('21', '0')).toMatchObject({ status: 422 });
    const note = `${path}/${textAt(first, 'note', 'id')}`;
    expect(await api.ask('PUT', note, { json: { body: 'x'.repeat(5001) } })).toMatchObject({
      status: 422,
    });
    expect(await api.ask('PUT', note, { json: { body: 'three' } })).toMatchObject({
      body: { note: { body: 'three' } },
    });
    expect(await api.ask('DELETE', note)).toMatchObject({ body: { success: true } });
    expect(await api.ask('DELETE', note)).toMatchObject({ status: 400 });
  });
});
