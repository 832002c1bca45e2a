import { ApiError, notFound, unprocessable } from '../api-error.ts';
import { checkBody, checkQuery, digits, moment, required, text, textOf } from '../body.ts';
import { timesOf } from '../free-slots.ts';
import type { AddRoute } from '../routing.ts';
import { eventRecord } from '../views.ts';
import type { Appointment, Location } from '../world.ts';
import { withOffset } from '../zone.ts';
import { calendarOf } from './calendars.ts';

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

/** Times that are kept free of appointments: of a calendar or of a user. */
export const addBlockedSlotRoutes = (add: AddRoute): void => {
  add('POST', '/calendars/events/block-slots', 'calendars/events.write', (call) => {
    const { world, location, body } = call;
    checkBody(body, {
      locationId: required(text),
      calendarId: text,
      assignedUserId: text,
      title: text,
      startTime: required(moment),
      endTime: required(moment),
    });
    const [calendarId, assignedUserId] = [body['calendarId'], body['assignedUserId']].map(textOf);
    // Either of them, not both (official file; GoHighLevel/highlevel-api-docs#23).
    if (Boolean(calendarId) === Boolean(assignedUserId)) {
      throw new ApiError(400, 'Either calendarId or assignedUserId can be set, not both.');
    }
    if (calendarId) calendarOf(location, calendarId);
    if (assignedUserId && !location.users.some(({ id }) => id === assignedUserId)) {
      throw notFound('User', assignedUserId);
    }
    const [start, end] = [body['startTime'], body['endTime']].map((at) => Date.parse(textOf(at)));
    if (start === undefined || end === undefined || end <= start) {
      throw new ApiError(400, 'endTime must be after startTime');
    }
    const slot = world.addBlockedSlot(location.id, {
      ...(calendarId && { calendarId }),
      ...(assignedUserId && { assignedUserId }),
      ...(typeof body['title'] === 'string' && { title: body['title'] }),
      startTime: withOffset(location.timezone, start),
      endTime: withOffset(location.timezone, end),
    });
    const { id, locationId, title, startTime, endTime } = slot;
    return {
      status: 201,
      wrote: true,
      body: {
        id,
        locationId,
        title,
        startTime,
        endTime,
        ...(calendarId && { calendarId }),
        ...(assignedUserId && { assignedUserId }),
      },
    };
  });
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
