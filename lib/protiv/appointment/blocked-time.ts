import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { APPOINTMENT_FIELDS } from './record.ts';
import type { AppointmentFacts } from './record.ts';
import type { Appointment } from './schema.ts';

/** A time in which a calendar or a user takes no appointments, Protiv-shaped. */
export interface BlockedTime extends Pick<
  Appointment,
  | 'id'
  | 'title'
  | 'calendarId'
  | 'calendarName'
  | 'assignedTo'
  | 'assignedToName'
  | 'startTime'
  | 'startTimeUtc'
  | 'endTime'
  | 'timezone'
> {
  blockedTimeId: string;
}

const {
  id,
  title,
  calendarId,
  calendarName,
  assignedTo,
  assignedToName,
  startTime,
  startTimeUtc,
  endTime,
  timezone,
} = APPOINTMENT_FIELDS;

/** Of an appointment's fields those that such a time has; it is a calendar's or a user's. */
const BLOCKED_TIME_FIELDS: FieldTable<WireAppointment, AppointmentFacts, BlockedTime> = {
  id,
  blockedTimeId: { label: 'Blocked Time ID', read: id.read, sample: id.sample },
  title: { label: title.label, read: title.read, sample: 'Training' },
  calendarId,
  calendarName,
  assignedTo: { label: assignedTo.label, read: assignedTo.read },
  assignedToName: { label: assignedToName.label, read: assignedToName.read },
  startTime,
  startTimeUtc,
  endTime,
  timezone,
};

/** A blocked time of any GHL route as Zaps see it. */
export const toBlockedTime = mapperOf(BLOCKED_TIME_FIELDS);

export const blockedTimeSample = sampleOf(BLOCKED_TIME_FIELDS);

export const blockedTimeOutputFields = outputFieldsOf(BLOCKED_TIME_FIELDS);
