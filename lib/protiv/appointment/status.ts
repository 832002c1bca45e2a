import { asChoice, requiredChoice } from '../values/choices.ts';

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

/** `asAppointmentStatus` where there has to be one. */
export const requiredAppointmentStatus = (value: unknown): AppointmentStatus =>
  requiredChoice('Status', inBritishSpelling(value), APPOINTMENT_STATUSES);

const inBritishSpelling = (status: unknown): unknown =>
  typeof status === 'string' ? status.replace(/canceled/i, 'cancelled') : status;
