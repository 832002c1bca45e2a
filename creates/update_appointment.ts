import { defineInputFields } from 'zapier-platform-core';

import { getAppointment, updateAppointment } from '../lib/ghl/appointments.ts';
import { getCalendar } from '../lib/ghl/calendars.ts';
import type { Ghl } from '../lib/ghl/client/client.ts';
import { GhlError } from '../lib/ghl/client/errors.ts';
import { readBack, retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import type { AppointmentBody, WireAppointment } from '../lib/ghl/schemas/appointment.ts';
import {
  appointmentChanges,
  changedTo,
  ignoredAppointmentFields,
} from '../lib/protiv/appointment/changes.ts';
import {
  appointmentOutputFields,
  appointmentSample,
  toAppointment,
  toGhlAppointment,
} from '../lib/protiv/appointment/record.ts';
import { localTime, readMoment } from '../lib/protiv/values/dates.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { present } from '../lib/protiv/values/present.ts';
import {
  appointmentDetailFields,
  appointmentIdFields,
  appointmentLock,
  appointmentStatusField,
  bookingOptions,
  ignoreFreeSlotsField,
  runAutomationsField,
} from '../lib/zapier/appointment/input-fields.ts';
import { freeSlotsAround, ownerFor, slotTaken, teamOf } from '../lib/zapier/appointment/slots.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { TIME_ZONE_NOTE } from '../lib/zapier/fields/time-zone-note.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

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

export default createOperation({
  key: 'update_appointment',
  noun: 'Appointment',
  label: 'Update Appointment',
  description:
    'Updates the fields of an appointment that you fill in, and leaves the others as they are.',
  inputFields: defineInputFields([
    ...appointmentIdFields,
    {
      key: 'startTime',
      label: 'Start Time',
      type: 'datetime',
      helpText: `Moves the appointment, which keeps its length unless you fill in End Time. ${TIME_ZONE_NOTE}`,
    },
    { key: 'endTime', label: 'End Time', type: 'datetime', helpText: TIME_ZONE_NOTE },
    {
      key: 'calendarId',
      label: 'Calendar',
      choices: dropdown.calendars,
      helpText:
        'Moves the appointment to another calendar. If the assigned user is not in that calendar’s team, a member of the team takes over.',
    },
    ...appointmentDetailFields,
    appointmentStatusField,
    ignoreFreeSlotsField,
    runAutomationsField,
  ]),
  lock: appointmentLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const id = requiredLine('Appointment', input.appointmentId);
    const options = bookingOptions(input);
    const [current, { timezone }] = await Promise.all([
      getAppointment(ghl, id),
      locationFacts(run),
    ]);
    const wanted = toGhlAppointment(input, { purpose: 'update', timezone });
    const times = movedTimes(current, wanted, timezone);
    const { changed, body } = appointmentChanges(current, { ...wanted, ...times });
    if (changed.length === 0) {
      return { ...toAppointment(current, { timezone }), changed, ignoredFields: [] };
    }

    const changes = {
      ...body,
      ...((body.startTime ?? body.endTime) && times),
      ...(await newOwner(ghl, current, wanted)),
    };
    await retryOnUnknownOutcome(ghl, () =>
      updateAppointment(ghl, id, { ...changes, ...options }),
    ).catch(async (error: unknown) => {
      throw await explained(ghl, error, { ...currentSlot(current), ...changes }, timezone);
    });
    const updated =
      (await readBack(ghl, () => getAppointment(ghl, id))) ?? changedTo(current, changes);
    return {
      ...toAppointment(updated, { timezone }),
      changed: appointmentChanges(current, changes).changed,
      ignoredFields: ignoredAppointmentFields(changes, updated),
    };
  },
  sample: { ...appointmentSample, changed: ['startTime', 'endTime'], ignoredFields: [] },
  outputFields: [...appointmentOutputFields, changedOutput, ignoredFieldsOutput],
});
