import { ApiError, notFound, unprocessable } from '../api-error.ts';
import { checkBody, flag, moment, oneOf, required, text, textOf } from '../body.ts';
import type { Body } from '../body.ts';
import { ownerFor, timesFrom } from '../booking.ts';
import type { Booking } from '../booking.ts';
import { occurrences } from '../recurrence.ts';
import type { AddRoute, Answer, Call } from '../routing.ts';
import { randomId } from '../seed/random.ts';
import { eventRecord, traceId } from '../views.ts';
import type { Appointment } from '../world.ts';
import { withOffset } from '../zone.ts';
import { calendarOf } from './calendars.ts';

const READ = 'calendars/events.readonly';
const WRITE = 'calendars/events.write';

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
    for (const { id } of seriesOf(call)) call.location.appointments.delete(id);
    return { status: 201, wrote: true, body: { succeeded: true } };
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

const book = (call: Call): Answer => {
  const { world, location, body } = call;
  checkBody(body, {
    ...EDITABLE,
    calendarId: required(text),
    locationId: required(text),
    contactId: required(text),
    startTime: required(moment),
  });
  const calendar = calendarOf(location, textOf(body['calendarId']));
  const contactId = textOf(body['contactId']);
  const contact = location.contacts.get(contactId);
  if (!contact) throw notFound('Contact', contactId);
  const { rrule } = body;
  if (rrule !== undefined && body['ignoreFreeSlotValidation'] !== true) {
    throw unprocessable('ignoreFreeSlotValidation must be true for an appointment with an rrule');
  }
  const times = timesFrom(body, calendar);
  const owner = ownerFor({ ...bookingOf(call), calendar, ...times });
  const id = randomId();
  const isRecurring = rrule !== undefined;
  const common = {
    title: titleFor(contact),
    appointmentStatus: 'confirmed',
    ...textsIn(body, ['title', 'appointmentStatus', 'address', 'description', 'rrule']),
    calendarId: calendar.id,
    contactId,
    ...(calendar.groupId && { groupId: calendar.groupId }),
    ...(owner && { assignedUserId: owner }),
    isRecurring,
  };
  const length = times.end - times.start;
  const starts = isRecurring
    ? occurrences(textOf(rrule), times.start, location.timezone)
    : [times.start];
  for (const start of starts) {
    world.addAppointment(location.id, {
      ...common,
      ...(isRecurring ? { id: `${id}_${start}_${length / 1000}`, masterEventId: id } : { id }),
      startTime: withOffset(location.timezone, start),
      endTime: withOffset(location.timezone, start + length),
    });
  }
  const { appointmentStatus, ...rest } = common;
  return {
    wrote: true,
    body: {
      ...omit(rest, ['groupId', 'description']),
      id,
      locationId: location.id,
      // Seen live: misspelt, `booked` beside it, and no times; read the appointment back by id.
      appoinmentStatus: appointmentStatus,
      status: 'booked',
    },
  };
};

const change = (call: Call): Answer => {
  const { world, location, body } = call;
  const appointments = seriesOf(call);
  checkBody(body, EDITABLE);
  const [first] = appointments;
  const calendar = calendarOf(location, textOf(body['calendarId'] ?? first.calendarId));
  const moves = ['startTime', 'endTime', 'calendarId'].some((name) => body[name] !== undefined);
  if (moves && appointments.length > 1) {
    throw new ApiError(400, 'A series cannot be moved; move one of its events.');
  }
  const times = timesFrom(body, calendar, first);
  const booking = { ...bookingOf(call), calendar, ...times, moving: first.id };
  const owner = moves
    ? ownerFor({ ...booking, assignedUserId: booking.assignedUserId ?? first.assignedUserId })
    : (booking.assignedUserId ?? first.assignedUserId);
  for (const appointment of appointments) {
    location.appointments.set(appointment.id, {
      ...appointment,
      ...textsIn(body, ['title', 'address', 'description', 'appointmentStatus']),
      calendarId: calendar.id,
      ...(owner && { assignedUserId: owner }),
      ...(moves && {
        startTime: withOffset(location.timezone, times.start),
        endTime: withOffset(location.timezone, times.end),
      }),
      dateUpdated: world.timestamp(),
    });
  }
  const event = eventRecord(appointmentOf(call), location);
  return { wrote: true, body: omit(event, NOT_ANSWERED) };
};

/** What the answer to a change leaves out of the event (GoHighLevel/highlevel-api-docs#246, and the official file). */
const NOT_ANSWERED = [
  'assignedResources',
  'createdBy',
  'dateAdded',
  'dateUpdated',
  'description',
  'groupId',
  'masterEventId',
  'notes',
  'users',
];

const omit = (record: Body, names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

const bookingOf = ({
  world,
  location,
  body,
}: Call): Pick<Booking, 'location' | 'assignedUserId' | 'isUnchecked' | 'now'> => ({
  location,
  assignedUserId: textOf(body['assignedUserId']) || undefined,
  isUnchecked: body['ignoreFreeSlotValidation'] === true,
  now: body['ignoreDateRange'] === true ? Number.NEGATIVE_INFINITY : world.now(),
});

/** The text properties among these that a body has. */
const textsIn = <Name extends string>(
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
