import { clock } from '../../ghl/client/clock.ts';
import type { Appointment } from '../../protiv/appointment/schema.ts';
import { DAY_MS } from '../../protiv/values/dates.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { FIRE_WINDOW_MS, SAMPLE_SIZE, ageOf } from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { readAppointments } from './source.ts';
import type { AppointmentSource } from './source.ts';

/** GHL lists appointments only by when they start, so a live poll looks at a stretch around now. */
const BEHIND_MS = 30 * DAY_MS;
const AHEAD_MS = 365 * DAY_MS;

/**
 * A priming poll looks a year further ahead: an appointment that comes within reach later on must not
 * fire for an old booking.
 */
const PRIMING_AHEAD_MS = AHEAD_MS + 365 * DAY_MS;

/** A sample may be of any age. */
const SAMPLE_BEHIND_MS = 5 * 365 * DAY_MS;

const POLLING_REACH =
  'Covers appointments that start between 30 days ago and one year from now, and all of a contact’s if you choose one.';

/**
 * Says in the editor what a trigger cannot see.
 *
 * @param more what is special about the trigger
 */
export const reachNote = (more = '') =>
  ({ key: 'reach', type: 'copy', helpText: `${POLLING_REACH} ${more}`.trim() }) as const;

export interface AppointmentPoll {
  source: AppointmentSource;
  /** What makes an appointment count as young: when it was booked, or when it last changed. */
  by: 'dateAdded' | 'dateUpdated';
  matches?: (appointment: Appointment) => boolean;
}

/**
 * One poll of appointments, the youngest first.
 *
 * - sample poll: three appointments of any age
 * - priming poll: every appointment within reach
 * - live poll: those booked or changed within a day; one request
 */
export const pollAppointments = async (
  run: Run<unknown>,
  { source, by, matches = () => true }: AppointmentPoll,
): Promise<Appointment[]> => {
  const { meta } = run;
  const now = clock.now();
  const far = meta.isLoadingSample === true || meta.isPopulatingDedupe === true;
  const appointments = await readAppointments(run, source, {
    from: now - (meta.isLoadingSample ? SAMPLE_BEHIND_MS : BEHIND_MS),
    to: now + (far ? PRIMING_AHEAD_MS : AHEAD_MS),
  });
  const dateOf = (appointment: Appointment): string | undefined =>
    appointment[by] ?? appointment.dateAdded;
  const found = newestFirst(appointments.filter(matches), dateOf);
  if (meta.isLoadingSample) return found.slice(0, SAMPLE_SIZE);
  if (meta.isPopulatingDedupe) return found;
  return found.filter((appointment) => ageOf(dateOf(appointment), now) < FIRE_WINDOW_MS);
};
