import type { AppointmentBody, WireAppointment } from '../../ghl/schemas/appointment.ts';
import { present } from '../values/present.ts';
import { changesBy } from '../values/written-fields.ts';
import { APPOINTMENT_FIELDS, toAppointment } from './record.ts';
import type { Appointment } from './schema.ts';

const differences = changesBy<WireAppointment, Appointment, AppointmentBody>(
  APPOINTMENT_FIELDS,
  (appointment) => toAppointment(appointment),
);

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
    changed: differing.map(({ key }) => key),
    body: present(Object.fromEntries(differing.map(({ as }) => [as, body[as]]))),
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
