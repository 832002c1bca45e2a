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

const poll = () => world.app.poll('new_appointment', { calendarId: world.solo.id });

const NAMES = ['calendarName', 'assignedToName', 'contactName'] as const;

const namesIn = (row: Fields | undefined) => NAMES.map((name) => row?.[name]);

const owner = () => world.location.users.find(({ id }) => id === world.solo.teamMembers[0]?.userId);

const fail = (path: string, status = 503): void =>
  world.app.sandbox.addFault({ kind: 'status', status, match: { path } });

describe('names beside the ids of an appointment', () => {
  it('come along with a trigger and a search', async () => {
    const { id } = world.add({ startsIn: HOUR_MS });
    const names = [world.solo.name, owner()?.name, 'Dana Reyes'];
    const [polled] = await poll();
    expect(namesIn(polled)).toEqual(names);
    const [found] = await world.app.search('find_appointment', { appointmentId: id });
    expect(namesIn(found)).toEqual(names);
    const [many] = await world.app.search('find_many_appointments', { calendarId: world.solo.id });
    expect(many?.['appointments']).toMatchObject([
      { calendarName: names[0], assignedToName: names[1], contactName: names[2] },
    ]);
  });

  it('take one search for all contacts, and are absent beyond a hundred', async () => {
    for (let index = 0; index < 105; index += 1) {
      const contactId = world.app.sandbox.world.addContact(world.location.id, {
        firstName: `No ${index}`,
      }).id;
      world.add({ startsIn: HOUR_MS, contactId, dateAdded: iso(NOW - index * 1_000) });
    }
    const rows = await poll();
    expect(rows.map(({ contactName }) => contactName)).toEqual([
      ...Array.from({ length: 100 }, (_, index) => `No ${index}`),
      ...Array.from({ length: 5 }),
    ]);
    expect(world.requestsTo(/^\/contacts\/search$/, 'POST')).toHaveLength(1);
  });

  it.each([
    ['users', '^/users/search', 1],
    ['calendars', '^/calendars/$', 0],
    ['contacts', '^/contacts/search', 2],
  ])('never fail a poll: %s', async (_what, path, missing) => {
    world.add({ startsIn: HOUR_MS });
    fail(path);
    const [row] = await poll();
    const expected = [world.solo.name, owner()?.name, 'Dana Reyes'];
    expect(namesIn(row)).toEqual(
      expected.map((name, index) => (index === missing ? undefined : name)),
    );
    expect(world.app.logCodes).toContain('names.unread');
  });

  it('never fail a booking that is done', async () => {
    fail('^/users/search');
    const booked = await world.app.create('book_appointment', {
      contactId: world.contactId,
      calendarId: world.solo.id,
      startTime: iso(NOW + DAY_MS),
    });
    expect(booked).toMatchObject({ wasCreated: true, calendarName: world.solo.name });
    expect(booked['assignedToName']).toBeUndefined();
  });

  it('are not asked for where nothing fires, nor when a Zap is switched on', async () => {
    await poll();
    world.add({ startsIn: HOUR_MS });
    const input = { calendarId: world.solo.id };
    await world.app.poll('new_appointment', input, { isPopulatingDedupe: true });
    expect(world.requestsTo(/^\/(users|contacts)\/search$|^\/calendars\/$/)).toEqual([]);
    expect(world.requestsTo(/^\/contacts\/search$/, 'POST')).toEqual([]);
  });
});

describe('names in place of ids', () => {
  it('book with a calendar and a user', async () => {
    const booked = await world.app.create('book_appointment', {
      contactId: world.contactId,
      calendarId: world.solo.name.toUpperCase(),
      startTime: iso(NOW + DAY_MS),
      assignedTo: owner()?.email,
    });
    expect(booked).toMatchObject({ calendarId: world.solo.id, assignedTo: owner()?.id });
  });

  it('filter triggers, and move an appointment', async () => {
    const { id } = world.add({ startsIn: DAY_MS });
    const rows = await world.app.poll('new_or_rescheduled_appointment', {
      calendarId: world.solo.name,
      assignedTo: owner()?.name,
    });
    expect(rows).toMatchObject([{ id }]);
    const changed = await world.app.create('update_appointment', {
      appointmentId: id,
      assignedTo: owner()?.name.toLowerCase(),
      title: 'By name',
    });
    expect(changed).toMatchObject({ title: 'By name', changed: ['title'] });
  });

  it.each([
    ['book_appointment', { startTime: iso(NOW + DAY_MS), calendarId: 'Nowhere' }, 'Calendar'],
    ['create_task', { title: 'x', dueDate: iso(NOW), assignedTo: 'Nobody Here' }, 'Assigned User'],
    ['create_note', { body: 'x', createdBy: 'Nobody Here' }, 'Author'],
  ])('that nobody has stop %s before anything is written', async (key, input, label) => {
    const failure = await world.app.failure(() =>
      world.app.create(key, { contactId: world.contactId, ...input }),
    );
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(new RegExp(`^“${label}” holds “No`));
    expect(world.app.writesSent).toEqual([]);
  });

  it.each([
    ['create_task', { title: 'x', dueDate: iso(NOW) }, 'assignedTo'],
    ['create_note', { body: 'x' }, 'createdBy'],
  ])('are stored as ids by %s', async (key, input, field) => {
    for (const given of [owner()?.email.toUpperCase(), owner()?.name, owner()?.id]) {
      const written = await world.app.create(key, {
        contactId: world.contactId,
        ...input,
        ignoreRepeatsWithin: 0,
        [field]: given,
      });
      expect(written).toMatchObject({ [field]: owner()?.id, [`${field}Name`]: owner()?.name });
    }
  });
});

describe('rows that are odd', () => {
  const answer = (path: string, body: Fields): void =>
    world.app.sandbox.addFault({
      kind: 'status',
      status: 200,
      match: { path },
      times: 1,
      body,
    });

  it.each([
    ['a number', NOW - HOUR_MS],
    ['RFC 1123', new Date(NOW - HOUR_MS).toUTCString()],
  ])('are dated by %s too', async (_how, dateAdded) => {
    answer('/calendars/events$', { events: [{ id: 'a1', startTime: iso(NOW), dateAdded }] });
    expect(await poll()).toMatchObject([{ id: 'a1' }]);
  });

  it.each(['new_appointment', 'new_or_rescheduled_appointment'])(
    'stop %s where none has a date that can be read',
    async (key) => {
      answer('/calendars/events$', {
        events: [
          { id: 'a1', startTime: iso(NOW) },
          { id: 'a2', startTime: iso(NOW), dateAdded: 'soon', dateUpdated: {} },
        ],
      });
      const failure = await world.app.failure(() =>
        world.app.poll(key, { calendarId: world.solo.id }),
      );
      expect(failure.kind).toBe('halted');
      expect(failure.message).toMatch(/without a date that can be read/);
    },
  );

  it('stop New Note likewise, and one odd row costs no other', async () => {
    const note = { id: 'n1', body: '<p>Hi</p>', dateAdded: iso(NOW) };
    answer('/notes$', { notes: [null, { id: 7 }, { ...note, title: ['odd'] }, { id: 'n2' }] });
    const rows = await world.app.poll('new_note', { contactId: world.contactId });
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(['n1', 'n2']));
    answer('/notes$', { notes: [{ id: 'n2' }, { id: 'n3', dateAdded: '' }] });
    const failure = await world.app.failure(() =>
      world.app.poll('new_note', { contactId: world.contactId }),
    );
    expect(failure.message).toMatch(/without a date that can be read/);
  });

  it('marked deleted are no appointments on any route', async () => {
    const gone = { id: 'a1', startTime: iso(NOW + HOUR_MS), deleted: true };
    answer('/appointments$', { events: [gone] });
    answer('/calendars/events$', { events: [gone] });
    answer('/appointments/a1$', { appointment: gone });
    const { contactId } = world;
    expect(await world.app.search('find_many_appointments', { contactId })).toEqual([]);
    expect(await world.app.search('find_many_appointments', {})).toEqual([]);
    expect(await world.app.search('find_appointment', { appointmentId: 'a1' })).toEqual([]);
    expect(await poll()).toEqual([]);
    const failure = await world.app.failure(() =>
      world.app.create('update_appointment', { appointmentId: 'a1', title: 'x' }),
    );
    expect(failure.message).toMatch(/cannot find this record/);
  });
});
