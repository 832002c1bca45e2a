import { ApiError, notFound, unprocessable } from '../api-error.ts';
import { checkQuery, digits, oneOf, required, text } from '../body.ts';
import { freeSlots } from '../free-slots.ts';
import type { AddRoute, Call } from '../routing.ts';
import { present, traceId } from '../views.ts';
import type { Calendar, Location } from '../world.ts';
import { dayIn, isZone, withOffset } from '../zone.ts';

const READ = 'calendars.readonly';

const MAX_RANGE_MS = 31 * 86_400_000;

/** Calendars, their groups, and what is free in them. */
export const addCalendarRoutes = (add: AddRoute): void => {
  add('GET', '/calendars/', READ, ({ location, query }) => {
    checkQuery(query, {
      locationId: required(text),
      groupId: text,
      showDrafted: oneOf('true', 'false'),
    });
    const { groupId, showDrafted } = query;
    const calendars = location.calendars.filter(
      (calendar) =>
        (groupId === undefined || calendar.groupId === groupId) &&
        (calendar.isActive || showDrafted !== 'false'),
    );
    return {
      body: {
        calendars: calendars.map((calendar) => calendarRecord(calendar, location)),
      },
    };
  });

  add('GET', '/calendars/groups', 'calendars/groups.readonly', ({ location, query }) => {
    checkQuery(query, { locationId: required(text) });
    return {
      body: {
        groups: location.calendarGroups.map(({ id, name }) => ({
          id,
          name,
          locationId: location.id,
          description: '',
          slug: slugOf(name),
          isActive: true,
        })),
      },
    };
  });

  add('GET', '/calendars/:calendarId', READ, (call) => ({
    body: {
      calendar: calendarRecord(calendarOf(call.location, call.params['calendarId']), call.location),
    },
  }));

  add('GET', '/calendars/:calendarId/free-slots', READ, slotsByDay);
};

/**
 * @throws {ApiError} 400
 */
export const calendarOf = (location: Location, id = ''): Calendar => {
  const calendar = location.calendars.find((other) => other.id === id);
  if (!calendar) throw notFound('Calendar', id);
  return calendar;
};

const slotsByDay = ({ world, location, params, query, queries }: Call) => {
  const calendar = calendarOf(location, params['calendarId']);
  checkQuery(query, {
    startDate: required(digits),
    endDate: required(digits),
    timezone: text,
    userId: text,
    userIds: text,
  });
  const from = Number(query['startDate']);
  const to = Number(query['endDate']);
  if (to <= from) throw unprocessable('endDate must be after startDate');
  if (to - from > MAX_RANGE_MS) {
    throw new ApiError(400, 'The date range cannot be more than 31 days');
  }
  const timezone = query['timezone'] ?? location.timezone;
  if (!isZone(timezone)) throw unprocessable('timezone must be a valid IANA time zone');
  const userIds = [...(queries['userIds'] ?? []), ...(queries['userId'] ?? [])];
  const days: Record<string, { slots: string[] }> = {};
  for (const { start } of freeSlots(location, { calendar, from, to, now: world.now(), userIds })) {
    (days[dayIn(timezone, start)] ??= { slots: [] }).slots.push(withOffset(timezone, start));
  }
  return { body: { ...days, traceId: traceId() } };
};

const slugOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const WEEKDAYS = [1, 2, 3, 4, 5];

const calendarRecord = (calendar: Calendar, location: Location): Record<string, unknown> =>
  present({
    id: calendar.id,
    locationId: location.id,
    groupId: calendar.groupId,
    name: calendar.name,
    description: '',
    slug: slugOf(calendar.name),
    widgetSlug: slugOf(calendar.name),
    calendarType: calendar.calendarType,
    isActive: calendar.isActive,
    eventTitle: '{{contact.name}}',
    eventColor: '#039be5',
    slotDuration: calendar.slotDurationMinutes,
    slotDurationUnit: 'mins',
    slotInterval: calendar.slotDurationMinutes,
    slotIntervalUnit: 'mins',
    autoConfirm: true,
    allowReschedule: true,
    allowCancellation: true,
    teamMembers: calendar.teamMembers.map((member) => ({ ...member, priority: 0.5 })),
    openHours: WEEKDAYS.map((day) => ({
      daysOfTheWeek: [day],
      hours: [
        { openHour: calendar.opens, openMinute: 0, closeHour: calendar.closes, closeMinute: 0 },
      ],
    })),
  });
