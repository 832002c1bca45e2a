import type { PlainOutputField } from 'zapier-platform-core';

import type { AppointmentBody, WireAppointment } from '../../ghl/schemas/appointment.ts';
import { localTime, readMoment } from '../values/dates.ts';
import { asChoice, asLine, asMoment, asText, requiredChoice } from '../values/input.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import { present, text } from '../values/present.ts';
import type { Appointment } from './schema.ts';

/**
 * An appointment of any GHL route as Zaps see it.
 *
 * @param timezone the location's, as an IANA name: GHL keeps only offsets, and no zone at all in a
 *   contact's appointments
 */
export const toAppointment = (
  wire: WireAppointment,
  { timezone }: { timezone?: string | undefined } = {},
): Appointment => {
  const local = (value: string | number | null | undefined): string | undefined => {
    const moment = readMoment(value, timezone);
    return moment === undefined ? undefined : localTime(moment, timezone);
  };
  return present({
    id: wire.id,
    appointmentId: wire.id,
    contactId: text(wire.contactId),
    calendarId: text(wire.calendarId),
    title: text(wire.title),
    status: text(wire.appointmentStatus) ?? text(wire.appoinmentStatus) ?? text(wire.status),
    startTime: local(wire.startTime),
    endTime: local(wire.endTime),
    timezone: text(timezone),
    assignedTo: text(wire.assignedUserId),
    // What a booking sends as `description` is what must come back.
    notes: text(wire.description) ?? text(wire.notes),
    address: text(wire.address),
    calendarGroupId: text(wire.groupId),
    isRecurring: wire.isRecurring ?? undefined,
    dateAdded: local(wire.dateAdded),
    dateUpdated: local(wire.dateUpdated),
  });
};

/**
 * What a step says of an appointment as a GHL request body; what is left blank is left out. Times go
 * out in the location's offset, since GHL keeps nothing else of the zone.
 *
 * @param input `calendarId`, `contactId`, `title`, `startTime`, `endTime`, `status`, `assignedTo`,
 *   `notes` and `address`, as Zapier sends them
 * @param purpose an update takes no `contactId`
 * @param timezone IANA name, also for times without a zone
 * @throws {InvalidInputError} when a value cannot be used, naming the field
 */
export const toGhlAppointment = (
  input: Readonly<Record<string, unknown>>,
  { purpose, timezone }: { purpose: 'create' | 'update'; timezone?: string | undefined },
): AppointmentBody => {
  const start = asMoment('Start Time', input['startTime'], timezone);
  const end = asMoment('End Time', input['endTime'], timezone);
  if (start !== undefined && end !== undefined && end <= start) {
    throw new InvalidInputError('“End Time” must be later than “Start Time”.');
  }
  const local = (moment: number | undefined): string | undefined =>
    moment === undefined ? undefined : localTime(moment, timezone);
  return present({
    calendarId: asLine('Calendar', input['calendarId']),
    contactId: purpose === 'create' ? asLine('Contact', input['contactId']) : undefined,
    title: asLine('Title', input['title']),
    startTime: local(start),
    endTime: local(end),
    appointmentStatus: asAppointmentStatus(input['status']),
    assignedUserId: asLine('Assigned User', input['assignedTo']),
    description: asText('Notes', input['notes']),
    address: asLine('Address', input['address']),
  });
};

/** The statuses that GHL takes, in the words of its screens. */
export const APPOINTMENT_STATUSES = {
  new: 'New',
  confirmed: 'Confirmed',
  cancelled: 'Cancelled',
  showed: 'Showed',
  noshow: 'No-show',
  invalid: 'Invalid',
} as const;

type AppointmentStatus = keyof typeof APPOINTMENT_STATUSES;

/**
 * A status that GHL takes, from any usual spelling such as `No-Show` or `canceled`.
 *
 * @throws {InvalidInputError} for any other word
 */
export const asAppointmentStatus = (value: unknown): AppointmentStatus | undefined =>
  asChoice('Status', inBritishSpelling(value), APPOINTMENT_STATUSES);

/** The same where there has to be one. */
export const requiredAppointmentStatus = (value: unknown): AppointmentStatus =>
  requiredChoice('Status', inBritishSpelling(value), APPOINTMENT_STATUSES);

const inBritishSpelling = (status: unknown): unknown =>
  typeof status === 'string' ? status.replace(/canceled/i, 'cancelled') : status;

const CALLED_OFF: ReadonlySet<string | undefined> = new Set(['cancelled', 'noshow', 'invalid']);

/** Whether an appointment will not take place, or did not. */
export const isCalledOff = ({ status }: Pick<Appointment, 'status'>): boolean =>
  CALLED_OFF.has(status);

/** One realistic appointment. */
export const appointmentSample: Appointment = {
  id: '0TkCdp9PfvLeWKYRRvIz',
  appointmentId: '0TkCdp9PfvLeWKYRRvIz',
  contactId: 'ocQHyuzHvysMo5N5VsXc',
  calendarId: 'CVokAlI8fgw4WYWoCtQz',
  title: 'Kitchen planning',
  status: 'confirmed',
  startTime: '2026-03-12T10:00:00-04:00',
  endTime: '2026-03-12T10:30:00-04:00',
  timezone: 'America/New_York',
  assignedTo: 'y0BeYjuRIlDwsDcOHOJo',
};

export const appointmentOutputFields: PlainOutputField[] = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'appointmentId', label: 'Appointment ID', type: 'string' },
  { key: 'contactId', label: 'Contact ID', type: 'string' },
  { key: 'calendarId', label: 'Calendar ID', type: 'string' },
  { key: 'title', label: 'Title', type: 'string' },
  { key: 'status', label: 'Status', type: 'string' },
  { key: 'startTime', label: 'Start Time', type: 'datetime' },
  { key: 'endTime', label: 'End Time', type: 'datetime' },
  { key: 'timezone', label: 'Time Zone', type: 'string' },
  { key: 'assignedTo', label: 'Assigned User ID', type: 'string' },
  { key: 'notes', label: 'Notes', type: 'string' },
  { key: 'address', label: 'Address', type: 'string' },
  { key: 'calendarGroupId', label: 'Calendar Group ID', type: 'string' },
  { key: 'isRecurring', label: 'Is Recurring', type: 'boolean' },
  { key: 'dateAdded', label: 'Date Added', type: 'datetime' },
  { key: 'dateUpdated', label: 'Date Updated', type: 'datetime' },
];
