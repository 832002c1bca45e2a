import { jest } from '@jest/globals';

import { clock } from '../lib/ghl/client/clock.ts';
import type { Appointment, Calendar, Location } from '../sandbox/world.ts';
import { openApp } from './app.ts';
import type { TestApp } from './app.ts';

/** A Monday, 9:00 in New York; the clocks go forward on the Sunday after. */
export const NOW = Date.parse('2026-03-02T14:00:00Z');

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const iso = (moment: number): string => new Date(moment).toISOString();

/** Empty calendars in New York, and a contact. */
export interface CalendarWorld {
  app: TestApp;
  location: Location;
  /** Slots of an hour, 9 to 17 on weekdays; one member. */
  solo: Calendar;
  /** A round robin in another group: slots of half an hour, two members. */
  team: Calendar;
  /** All of its three members take part; 8 to 12. */
  crew: Calendar;
  contactId: string;
  /** Adds an hour's appointment of the contact, in `solo` if nothing else is said. */
  add: (
    appointment: Partial<Appointment> & { startsIn: number; calendar?: Calendar },
  ) => Appointment;
  /** Moves the clock on, the app's and the sandbox's. */
  pass: (ms: number) => void;
  requestsTo: (path: RegExp, method?: string) => TestApp['sandbox']['requests'];
}

export const openCalendarWorld = async (): Promise<CalendarWorld> => {
  let now = NOW;
  jest.spyOn(clock, 'now').mockImplementation(() => now);
  const app = await openApp({ contacts: 0, now: () => clock.now() });
  const { world } = app.sandbox;
  const location = world.location(app.location.id);
  const [solo, team, crew] = ['event', 'round_robin', 'collective'].map((type) =>
    location.calendars.find(({ calendarType }) => calendarType === type),
  );
  if (!solo || !team || !crew) throw new Error('The sandbox lacks a kind of calendar.');
  const contactId = world.addContact(location.id, { firstName: 'Dana', lastName: 'Reyes' }).id;
  return {
    app,
    location,
    solo,
    team,
    crew,
    contactId,
    add: ({ startsIn, calendar = solo, ...appointment }) =>
      world.addAppointment(location.id, {
        contactId,
        calendarId: calendar.id,
        ...(calendar.groupId && { groupId: calendar.groupId }),
        ...(calendar.teamMembers[0] && { assignedUserId: calendar.teamMembers[0].userId }),
        startTime: iso(NOW + startsIn),
        endTime: iso(NOW + startsIn + HOUR_MS),
        ...appointment,
      }),
    pass: (ms) => {
      now += ms;
    },
    requestsTo: (path, method = 'GET') =>
      app.sandbox.requests.filter(
        (request) => request.method === method && path.test(request.path),
      ),
  };
};
