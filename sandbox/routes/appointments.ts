import { ApiError, notFound, unprocessable } from '../api-error.ts';
import { checkBody, flag, moment, oneOf, required, text } from '../body.ts';
import { freeSlots, timesOf } from '../free-slots.ts';
import { occurrences } from '../recurrence.ts';
import type { AddRoute, Call } from '../routing.ts';
import { randomId } from '../seed/random.ts';
import { eventRecord, present, traceId } from '../views.ts';
import type { Appointment, Calendar, Location } from '../world.ts';
import { withOffset } from '../zone.ts';
import { calendarOf } from './calendars.ts';
import { applied } from './lookup.ts';

const READ = 'calendars/events.readonly';
const WRITE = 'calendars/events.write';

const MINUTE_MS = 60_000;

const EDITABLE = {
  title: text,
  meetingLocationType: oneOf('custom', 'zoom', 'gmeet', 'phone', 'address', 'ms_teams', 'google'),
  meetingLocationId: text,
  overrideLocationConfig: flag,
  appointmentStatus: oneOf('new', 'confirmed', 'cancelled', 'showed', 'noshow', 'invalid'),
  assignedUserId: text,
  description: text,
  address: text,
  ignoreDateRange: flag,
  toNotify: flag,
  ignoreFreeSlotValidation: flag,
  rrule: text,
  calendarId: text,
  startTime: moment,
  endTime: moment,
};

/** Appointments: booked, moved, read and deleted. */
export const addAppointmentRoutes = (add: AddRoute): void => {
  add('POST', '/calendars/events/appointments', WRITE, book);

  add('GET', '/calendars/events/appointments/:eventId', READ, (call) => ({
    // The official file says `event`; live answers say `appointment`.
    body: { appointment: eventRecord(appointmentOf(call), call.location), traceId: traceId() },
  }));

  add('PUT', '/calendars/events/appointments/:eventId', WRITE, change);

  add('DELETE', '/calendars/events/:eventId', WRITE, (call) => {
    const id = call.params['eventId'] ?? '';
    if (!call.location.blockedSlots.delete(id)) {
      for (const { id: one } of seriesOf(call)) call.location.appointments.delete(one);
    }
    return { status: 201, wrote: true, body: { succeeded: true, traceId: traceId() } };
  });
};

/** An appointment, or every one of a series that its master's id stands for. */
const seriesOf = ({ location, params }: Call): [Appointment, ...Appointment[]] => {
  const wanted = params['eventId'] ?? '';
  const [first, ...others] = [...location.appointments.values()].filter(
    ({ id, masterEventId }) => id === wanted || masterEventId === wanted,
  );
  if (!first) throw notFound('Appointment', wanted);
  return [first, ...others];
};

const appointmentOf = (call: Call): Appointment => seriesOf(call)[0];

const book = (call: Call) => {
  const { world, location, body } = call;
  checkBody(body, {
    ...EDITABLE,
    calendarId: required(text),
    locationId: required(text),
    contactId: required(text),
    startTime: required(moment),
  });
  const calendar = calendarOf(location, String(body['calendarId']));
  const contactId = String(body['contactId']);
  const contact = location.contacts.get(contactId);
  if (!contact) throw notFound('Contact', contactId);
  if (body['rrule'] !== undefined && body['ignoreFreeSlotValidation'] !== true) {
    throw unprocessable('ignoreFreeSlotValidation must be true for an appointment with an rrule');
  }
  const { start, end } = timesFrom(body, calendar);
  const owner = ownerFor(call, calendar, { start, end });
  const status = body['appointmentStatus'];
  const common = {
    calendarId: calendar.id,
    contactId,
    ...(calendar.groupId && { groupId: calendar.groupId }),
    ...(owner && { assignedUserId: owner }),
    ...texts(body, ['address', 'description', 'rrule']),
    title: typeof body['title'] === 'string' ? body['title'] : titleFor(contact),
    appointmentStatus: typeof status === 'string' ? status : 'confirmed',
    isRecurring: body['rrule'] !== undefined,
  };
  const id = randomId();
  const starts = occurrences(common.rrule, start, location.timezone);
  for (const [index, startsAt] of starts.entries()) {
    const seconds = Math.round((end - start) / 1000);
    world.addAppointment(location.id, {
      ...common,
      id: common.isRecurring ? `${id}_${startsAt}_${seconds}` : id,
      ...(common.isRecurring && { masterEventId: id }),
      startTime: withOffset(location.timezone, startsAt),
      endTime: withOffset(location.timezone, startsAt + end - start),
      ...(index > 0 && { dateAdded: world.timestamp() }),
    });
  }
  return {
    wrote: true,
    body: present({
      id,
      calendarId: calendar.id,
      locationId: location.id,
      contactId,
      title: common.title,
      assignedUserId: owner,
      address: common.address,
      isRecurring: common.isRecurring,
      rrule: common.rrule,
      // Seen live: misspelt, `booked` beside it, and no times; read the appointment back by id.
      appoinmentStatus: common.appointmentStatus,
      status: 'booked',
    }),
  };
};

const change = (call: Call) => {
  const { world, location, body } = call;
  const appointments = seriesOf(call);
  checkBody(body, EDITABLE);
  const [first] = appointments;
  const calendar = calendarOf(location, textOr(body['calendarId'], first.calendarId));
  const moves = ['startTime', 'endTime', 'calendarId'].some((name) => body[name] !== undefined);
  if (moves && appointments.length > 1) {
    throw new ApiError(400, 'A series cannot be moved; move one of its events.');
  }
  const times = timesFrom({ ...first, ...body }, calendar, first, body);
  const owner =
    moves || body['assignedUserId'] !== undefined
      ? ownerFor(
          { ...call, body: { assignedUserId: first.assignedUserId, ...body } },
          calendar,
          times,
          first.id,
        )
      : first.assignedUserId;
  for (const appointment of appointments) {
    location.appointments.set(appointment.id, {
      ...applied(
        appointment,
        texts(body, ['title', 'address', 'description', 'appointmentStatus']),
      ),
      calendarId: calendar.id,
      ...(owner && { assignedUserId: owner }),
      ...(moves && {
        startTime: withOffset(location.timezone, times.start),
        endTime: withOffset(location.timezone, times.end),
      }),
      dateUpdated: world.timestamp(),
    });
  }
  const { dateAdded: _added, dateUpdated: _updated, ...stored } = appointmentOf(call);
  return {
    wrote: true,
    body: present({
      id: stored.id,
      calendarId: stored.calendarId,
      locationId: stored.locationId,
      contactId: stored.contactId,
      title: stored.title,
      assignedUserId: stored.assignedUserId,
      address: stored.address,
      appointmentStatus: stored.appointmentStatus,
      isRecurring: stored.isRecurring,
      rrule: stored.rrule,
      startTime: stored.startTime,
      endTime: stored.endTime,
    }),
  };
};

const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;

/** The text properties among these that a body has. */
const texts = <Name extends string>(
  body: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): { [Key in Name]?: string } => {
  const found: { [Key in Name]?: string } = {};
  for (const name of names) {
    const value = body[name];
    if (typeof value === 'string') found[name] = value;
  }
  return found;
};

const titleFor = ({ firstName, lastName }: { firstName?: string; lastName?: string }): string =>
  [firstName, lastName].filter(Boolean).join(' ') || 'Appointment';

/** A start without an end lasts as long as the calendar's slots; one that moves keeps its length. */
const timesFrom = (
  body: Readonly<Record<string, unknown>>,
  calendar: Calendar,
  current?: Appointment,
  changes: Readonly<Record<string, unknown>> = body,
): { start: number; end: number } => {
  const start = Date.parse(String(body['startTime']));
  const was = current && timesOf(current);
  const length = was ? was.end - was.start : calendar.slotDurationMinutes * MINUTE_MS;
  const end =
    changes['endTime'] === undefined ? start + length : Date.parse(String(changes['endTime']));
  if (end <= start) throw unprocessable('endTime must be after startTime');
  return { start, end };
};

/**
 * Who an appointment is with: the one named, or whom the calendar chooses among those free.
 *
 * @throws {ApiError} 400 for a slot that is taken, 422 where the calendar cannot choose
 */
const ownerFor = (
  { world, location, body }: Call,
  calendar: Calendar,
  { start, end }: { start: number; end: number },
  moving?: string,
): string | undefined => {
  const members = calendar.teamMembers.map(({ userId }) => userId);
  const named = body['assignedUserId'];
  if (typeof named === 'string' && members.length > 0 && !members.includes(named)) {
    throw unprocessable('The user id not part of calendar team.');
  }
  const chosen = typeof named === 'string' ? named : undefined;
  const unchecked = body['ignoreFreeSlotValidation'] === true;
  const chooses = !unchecked && (calendar.calendarType === 'round_robin' || members.length === 1);
  if (!chosen && members.length > 0 && !chooses) {
    throw unprocessable('A team member needs to be selected. assignedUserId is missing');
  }
  if (unchecked) return chosen;
  const slot = freeSlots(location, {
    calendar,
    from: start,
    to: start + 1,
    now: body['ignoreDateRange'] === true ? Number.NEGATIVE_INFINITY : world.now(),
    ...(chosen && { userIds: [chosen] }),
    ...(moving && { moving }),
  })[0];
  if (!slot || slot.end < end) {
    throw new ApiError(400, 'The slot you have selected is no longer available.');
  }
  return chosen ?? slot.free[0];
};

/** Events of a location within a window of time. */
export const eventsOf = (
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
  if (!Number.isFinite(from) || !Number.isFinite(to)) {
    throw unprocessable('startTime and endTime must be milliseconds since 1970');
  }
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
