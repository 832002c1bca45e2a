import { checkBody, checkQuery, moment, required, text } from '../body.ts';
import { notFound } from '../api-error.ts';
import type { AddRoute, Call } from '../routing.ts';
import { randomId } from '../seed/random.ts';
import { eventRecord, present, traceId } from '../views.ts';
import type { Appointment, Location } from '../world.ts';
import { withOffset } from '../zone.ts';
import { eventsOf } from './appointments.ts';

const READ = 'calendars/events.readonly';
const WRITE = 'calendars/events.write';

const WINDOW = ['locationId', 'startTime', 'endTime'];
const CHOICE = ['calendarId', 'userId', 'groupId'];

const BLOCK = {
  title: text,
  calendarId: required(text),
  assignedUserId: text,
  locationId: required(text),
  startTime: moment,
  endTime: moment,
};

/** Lists of events in a window of time, and times that are blocked. */
export const addEventRoutes = (add: AddRoute): void => {
  for (const [path, eventsIn] of [
    ['/calendars/events', ({ appointments }: Location) => appointments],
    ['/calendars/blocked-slots', ({ blockedSlots }: Location) => blockedSlots],
  ] as const) {
    add('GET', path, READ, ({ location, query }) => {
      checkQuery(query, CHOICE, WINDOW);
      const events = eventsOf(location, query, eventsIn(location).values());
      return {
        body: { events: events.map((event) => eventRecord(event, location)), traceId: traceId() },
      };
    });
  }

  add('POST', '/calendars/events/block-slots', WRITE, (call) => {
    checkBody(call.body, { ...BLOCK, startTime: required(moment), endTime: required(moment) });
    return blocked(call, {
      id: randomId(),
      locationId: call.location.id,
      contactId: '',
      appointmentStatus: 'confirmed',
      isRecurring: false,
      dateAdded: call.world.timestamp(),
    });
  });

  add('PUT', '/calendars/events/block-slots/:eventId', WRITE, (call) => {
    const id = call.params['eventId'] ?? '';
    const current = call.location.blockedSlots.get(id);
    if (!current) throw notFound('Blocked slot', id);
    checkBody(call.body, BLOCK);
    return blocked(call, current);
  });
};

type Base = Omit<Appointment, 'calendarId' | 'title' | 'startTime' | 'endTime' | 'dateUpdated'> &
  Partial<Appointment>;

const blocked = ({ world, location, body }: Call, base: Base) => {
  const owner = body['assignedUserId'] ?? base.assignedUserId;
  const instant = (given: unknown, otherwise: string | undefined): string =>
    withOffset(location.timezone, Date.parse(String(given ?? otherwise)));
  const slot: Appointment = {
    ...base,
    title: String(body['title'] ?? base.title ?? 'Blocked'),
    calendarId: String(body['calendarId']),
    ...(owner !== undefined && { assignedUserId: String(owner) }),
    startTime: instant(body['startTime'], base.startTime),
    endTime: instant(body['endTime'], base.endTime),
    dateUpdated: world.timestamp(),
  };
  location.blockedSlots.set(slot.id, slot);
  const { id, locationId, title, startTime, endTime, calendarId, assignedUserId } = slot;
  return {
    status: 201,
    wrote: true,
    body: present({ id, locationId, title, startTime, endTime, calendarId, assignedUserId }),
  };
};
