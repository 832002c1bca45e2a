import type { AppointmentBody, WireAppointment } from '../../ghl/schemas/appointment.ts';
import { readMoment } from '../values/dates.ts';
import { present } from '../values/present.ts';
import { toAppointment } from './record.ts';
import type { Appointment } from './schema.ts';

/** Properties of a body that an appointment shows again: as what, and what users call them. */
const COMPARED = [
  { sent: 'calendarId', shown: 'calendarId', label: 'Calendar' },
  { sent: 'title', shown: 'title', label: 'Title' },
  { sent: 'startTime', shown: 'startTime', label: 'Start Time' },
  { sent: 'endTime', shown: 'endTime', label: 'End Time' },
  { sent: 'appointmentStatus', shown: 'status', label: 'Status' },
  { sent: 'assignedUserId', shown: 'assignedTo', label: 'Assigned User' },
  { sent: 'description', shown: 'notes', label: 'Notes' },
  { sent: 'address', shown: 'address', label: 'Address' },
] as const satisfies readonly {
  sent: keyof AppointmentBody;
  shown: keyof Appointment;
  label: string;
}[];

type Compared = (typeof COMPARED)[number];

export interface AppointmentChanges {
  /** Keys of the Protiv-shaped appointment: `startTime`, `notes`. */
  changed: string[];
  /** The part of the body that makes the difference; empty when nothing would change. */
  body: AppointmentBody;
}

/** What a body would change in an appointment; a time is the same in whatever offset it is written. */
export const appointmentChanges = (
  current: WireAppointment,
  body: AppointmentBody,
): AppointmentChanges => {
  const differing = differences(current, body);
  return {
    changed: differing.map(({ shown }) => shown),
    body: present(Object.fromEntries(differing.map(({ sent }) => [sent, body[sent]]))),
  };
};

/** An appointment as it must be after a change; when it was changed is not known. */
export const changedTo = (
  { dateUpdated: _before, ...current }: WireAppointment,
  changes: AppointmentBody,
): WireAppointment => ({ ...current, ...changes, id: current.id });

/**
 * Labels of the fields that were sent and did not come back.
 *
 * @param answer the appointment as it is after the write
 */
export const ignoredAppointmentFields = (
  sent: AppointmentBody,
  answer: WireAppointment,
): string[] => differences(answer, sent).map(({ label }) => label);

const differences = (appointment: WireAppointment, body: AppointmentBody): Compared[] => {
  const held = toAppointment(appointment);
  return COMPARED.filter(({ sent, shown }) => {
    const value = body[sent];
    return value !== undefined && meaning(shown, value) !== meaning(shown, held[shown]);
  });
};

const meaning = (field: Compared['shown'], value: string | undefined): string | number =>
  field === 'startTime' || field === 'endTime'
    ? (readMoment(value) ?? '')
    : (value?.replaceAll('\r\n', '\n').trim() ?? '');
