import { unprocessable } from '../api-error.ts';
import { checkQuery, digits, required, text } from '../body.ts';
import { timesOf } from '../free-slots.ts';
import type { AddRoute } from '../routing.ts';
import { eventRecord } from '../views.ts';
import type { Appointment, Location } from '../world.ts';

const WINDOW = {
  locationId: required(text),
  startTime: required(digits),
  endTime: required(digits),
  calendarId: text,
  userId: text,
  groupId: text,
};

/** Events and blocked times of a location within a window of time. */
export const addEventRoutes = (add: AddRoute): void => {
  for (const [path, eventsIn] of [
    ['/calendars/events', ({ appointments }: Location) => appointments],
    ['/calendars/blocked-slots', ({ blockedSlots }: Location) => blockedSlots],
  ] as const) {
    add('GET', path, 'calendars/events.readonly', ({ location, query }) => {
      checkQuery(query, WINDOW);
      const events = eventsOf(location, query, eventsIn(location).values());
      return { body: { events: events.map((event) => eventRecord(event, location)) } };
    });
  }
};

/** Events of a location within a window of time. */
const eventsOf = (
  location: Location,
  query: Readonly<Record<string, string>>,
  events: Iterable<Appointment>,
): Appointment[] => {
  const { calendarId, userId, groupId } = query;
  if (!calendarId && !userId && !groupId) {
    throw unprocessable('Either of calendarId, userId or groupId is required');
  }
  const from = Number(query['startTime']);
  const to = Number(query['endTime']);
  const groupOf = (id: string): string | undefined =>
    location.calendars.find((calendar) => calendar.id === id)?.groupId;
  return [...events]
    .filter(
      (event) =>
        (!calendarId || event.calendarId === calendarId) &&
        (!userId || event.assignedUserId === userId) &&
        (!groupId || groupOf(event.calendarId) === groupId),
    )
    .filter((event) => {
      const { start, end } = timesOf(event);
      return start <= to && end >= from;
    })
    .sort((a, b) => Date.parse(a.startTime) - Date.parse(b.startTime));
};
