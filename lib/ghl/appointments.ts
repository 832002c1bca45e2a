import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { errorFrom } from './client/error-table.ts';
import { undefinedIfNotFound } from './client/not-found.ts';
import { path } from './client/path.ts';
import { unwrapAppointment, wireAppointment } from './schemas/appointment.ts';
import type { AppointmentBody, WireAppointment } from './schemas/appointment.ts';

const version = API_VERSION.calendars;
const readScope = 'calendars/events.readonly';
const writeScope = 'calendars/events.write';

const eventsAnswer = zod.looseObject({ events: zod.array(zod.unknown()) });

/** Whose appointments: GHL lists those of one calendar, one user or one group, never all. */
export type EventOwner = { calendarId: string } | { userId: string } | { groupId: string };

/** When appointments start, in milliseconds since the epoch, both ends included. */
export interface EventWindow {
  from: number;
  to: number;
}

/**
 * A contact's appointments, all in one answer (`GET /contacts/{id}/appointments`, one of the Contacts
 * API). Their times carry no zone (recorded live).
 */
export const listContactAppointments = async (
  ghl: Ghl,
  contactId: string,
): Promise<WireAppointment[]> => {
  const answer = await ghl.read({
    path: path`/contacts/${contactId}/appointments`,
    scope: 'contacts.readonly',
    version: API_VERSION.contacts,
    answer: eventsAnswer,
  });
  return ghl.records(wireAppointment, answer.events).filter(isThere);
};

/** Version v3 lists what was deleted too. */
const isThere = ({ deleted }: WireAppointment): boolean => deleted !== true;

/** Appointments within a window of time, all in one answer (`GET /calendars/events`). */
export const listEvents = async (
  ghl: Ghl,
  owner: EventOwner,
  { from, to }: EventWindow,
): Promise<WireAppointment[]> => {
  const answer = await ghl.read({
    path: '/calendars/events',
    scope: readScope,
    version,
    query: { locationId: ghl.locationId, ...owner, startTime: String(from), endTime: String(to) },
    answer: eventsAnswer,
    isLong: true,
  });
  return ghl.records(wireAppointment, answer.events).filter(isThere);
};

/**
 * An appointment by its id, or by that of an instance of a series: `<master>_<ms>_<seconds>`.
 *
 * @throws {GhlError} `not_found`
 */
export const getAppointment = async (ghl: Ghl, appointmentId: string): Promise<WireAppointment> => {
  const answer = await ghl.read({
    path: path`/calendars/events/appointments/${appointmentId}`,
    scope: readScope,
    version,
    answer: zod.unknown(),
  });
  const appointment = ghl.record(wireAppointment, unwrapAppointment(answer));
  if (!isThere(appointment))
    throw errorFrom({ status: 404, message: '', body: {}, header: () => undefined });
  return appointment;
};

/** Like `getAppointment`, with `undefined` for an appointment that does not exist. */
export const findAppointmentById = (
  ghl: Ghl,
  appointmentId: string,
): Promise<WireAppointment | undefined> =>
  undefinedIfNotFound(() => getAppointment(ghl, appointmentId));

/**
 * Books an appointment (`POST /calendars/events/appointments`). The answer has been seen without
 * times and with a misspelt status, so only its id counts: read the appointment back.
 *
 * @returns the id
 * @throws {GhlError} `slot_taken`, `owner_needed`
 */
export const bookAppointment = async (ghl: Ghl, body: AppointmentBody): Promise<string> => {
  const answer = await ghl.write({
    method: 'POST',
    path: '/calendars/events/appointments',
    scope: writeScope,
    version,
    body: { ...body, locationId: ghl.locationId },
    answer: zod.unknown(),
  });
  return ghl.record(wireAppointment, unwrapAppointment(answer)).id;
};

/**
 * Changes the named properties of an appointment (`PUT /calendars/events/appointments/{id}`). The
 * answer leaves out what was not sent: read the appointment back.
 *
 * @throws {GhlError} `slot_taken`, `not_found`
 */
export const updateAppointment = async (
  ghl: Ghl,
  appointmentId: string,
  changes: AppointmentBody,
): Promise<void> => {
  await ghl.write({
    method: 'PUT',
    path: path`/calendars/events/appointments/${appointmentId}`,
    scope: writeScope,
    version,
    body: changes,
    answer: zod.unknown(),
  });
};

/**
 * Deletes an appointment, or with the id of a series all of its appointments
 * (`DELETE /calendars/events/{id}`, which wants a body).
 *
 * @throws {GhlError} `not_found` when it is not there (any more)
 */
export const deleteAppointment = async (ghl: Ghl, appointmentId: string): Promise<void> => {
  await ghl.write({
    method: 'DELETE',
    path: path`/calendars/events/${appointmentId}`,
    scope: writeScope,
    version,
    body: {},
    answer: zod.looseObject({}),
  });
};
