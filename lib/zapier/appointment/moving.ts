import { getAppointment, updateAppointment } from '../../ghl/appointments.ts';
import { getCalendar } from '../../ghl/calendars.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { readBack, retryOnUnknownOutcome } from '../../ghl/client/idempotent-write.ts';
import type { AppointmentBody, WireAppointment } from '../../ghl/schemas/appointment.ts';
import {
  appointmentChanges,
  changedTo,
  ignoredAppointmentFields,
} from '../../protiv/appointment/changes.ts';
import { toAppointment, toGhlAppointment } from '../../protiv/appointment/record.ts';
import { localTime, readMoment } from '../../protiv/values/dates.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { present } from '../../protiv/values/present.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import type { LocationFacts } from '../location/location.ts';
import type { Run } from '../platform/run.ts';
import { bookingOptions, withIds } from './input-fields.ts';
import type { Input } from './input-fields.ts';
import { freeSlotsAround, ownerFor, slotTaken, teamOf } from './slots.ts';

export interface ChangedAppointment {
  appointment: WireAppointment;
  changed: string[];
  ignoredFields: string[];
}

/**
 * Changes of an appointment what a step fills in, and what follows from it: one that moves keeps its
 * length, and one that goes to a calendar whose team its user is not in is taken over.
 *
 * @throws {InvalidInputError} for a time that is not free, with those near it that are
 * @throws {GhlError} `not_found`
 */
export const changeAppointment = async (
  run: Run<Input>,
  id: string,
  { timezone }: LocationFacts,
): Promise<ChangedAppointment> => {
  const { ghl } = run;
  const options = bookingOptions(run.input);
  const [input, current] = await Promise.all([withIds(run, run.input), getAppointment(ghl, id)]);
  const wanted = toGhlAppointment(input, { purpose: 'update', timezone });
  const times = movedTimes(current, wanted, timezone);
  const { changed, body } = appointmentChanges(current, { ...wanted, ...times });
  if (changed.length === 0) return { appointment: current, changed, ignoredFields: [] };

  const changes = {
    ...body,
    ...((body.startTime ?? body.endTime) && times),
    ...(await newOwner(ghl, current, wanted)),
  };
  return writeChanges(ghl, current, changes, options).catch(async (error: unknown) => {
    throw await explained(ghl, error, { ...currentSlot(current), ...changes }, timezone);
  });
};

/**
 * Sends changes of an appointment and reads what it has become.
 *
 * @param options properties that are sent along and not kept
 */
export const writeChanges = async (
  ghl: Ghl,
  current: WireAppointment,
  changes: AppointmentBody,
  options: AppointmentBody,
): Promise<ChangedAppointment> => {
  const { id } = current;
  await retryOnUnknownOutcome(ghl, () => updateAppointment(ghl, id, { ...changes, ...options }));
  const read = await readBack(ghl, () => getAppointment(ghl, id));
  const appointment = read ? laidOver(current, read) : changedTo(current, changes);
  return {
    appointment,
    changed: appointmentChanges(current, changes).changed,
    ignoredFields: ignoredAppointmentFields(changes, appointment),
  };
};

/** Both ends of an appointment that moves, in the location's offset: it keeps its length. */
const movedTimes = (
  current: WireAppointment,
  wanted: AppointmentBody,
  timezone: string | undefined,
): AppointmentBody => {
  if (wanted.startTime === undefined && wanted.endTime === undefined) return {};
  const oldStart = readMoment(current.startTime, timezone);
  const oldEnd = readMoment(current.endTime, timezone);
  const start = readMoment(wanted.startTime) ?? oldStart;
  const length =
    oldStart === undefined || oldEnd === undefined ? undefined : Math.max(0, oldEnd - oldStart);
  const end =
    readMoment(wanted.endTime) ??
    (start === undefined || length === undefined ? undefined : start + length);
  if (start !== undefined && end !== undefined && end <= start) {
    throw new InvalidInputError(
      '“End Time” must be later than the appointment’s start. Give a later one, or a Start Time too.',
    );
  }
  return {
    ...(start !== undefined && { startTime: localTime(start, timezone) }),
    ...(end !== undefined && { endTime: localTime(end, timezone) }),
  };
};

/** Who takes an appointment over that moves to a calendar whose team its user is not in. */
const newOwner = async (
  ghl: Ghl,
  current: WireAppointment,
  { calendarId, assignedUserId, startTime }: AppointmentBody,
): Promise<Pick<AppointmentBody, 'assignedUserId'>> => {
  if (!calendarId || calendarId === current.calendarId || assignedUserId) return {};
  const calendar = await getCalendar(ghl, calendarId);
  const team = teamOf(calendar);
  if (team.length === 0 || team.includes(current.assignedUserId ?? '')) return {};
  const owner = await ownerFor(ghl, calendar, readMoment(startTime ?? current.startTime));
  return owner === undefined ? {} : { assignedUserId: owner };
};

/** A refused time, with the free ones around it. */
const explained = async (
  ghl: Ghl,
  error: unknown,
  { calendarId, startTime, assignedUserId }: AppointmentBody,
  timezone: string | undefined,
): Promise<unknown> => {
  const start = readMoment(startTime);
  const isTaken = error instanceof GhlError && error.code === 'slot_taken';
  if (!isTaken || calendarId === undefined || start === undefined) return error;
  const free = await freeSlotsAround(ghl, { calendarId, start, userId: assignedUserId });
  return slotTaken(start, free, timezone);
};

/** Where and when an appointment is, in the words of a body. */
const currentSlot = (current: WireAppointment): AppointmentBody => {
  const { calendarId, startTime, assignedTo } = toAppointment(current);
  return present({ calendarId, startTime, assignedUserId: assignedTo });
};
