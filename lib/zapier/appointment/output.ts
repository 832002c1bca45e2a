import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import { toAppointment } from '../../protiv/appointment/record.ts';
import type { AppointmentFacts } from '../../protiv/appointment/record.ts';
import type { Appointment } from '../../protiv/appointment/schema.ts';
import { contactNames } from '../contact/names.ts';
import { locationFacts } from '../location/location.ts';
import type { LocationFacts } from '../location/location.ts';
import type { Context } from '../platform/run.ts';
import { calendarNames, userNames } from '../references/references.ts';

/**
 * Appointments as Zaps see them, with the names of their contacts, calendars and users.
 *
 * @param named contacts' names by id, where they need not be looked up
 */
export const toAppointments = async (
  run: Context,
  events: readonly WireAppointment[],
  named?: ReadonlyMap<string, string>,
): Promise<Appointment[]> => {
  const [facts, contacts] = await Promise.all([
    factsOf(run, events),
    named ??
      contactNames(
        run,
        events.map(({ contactId }) => contactId),
      ),
  ]);
  return events.map((event) => toAppointment(event, { ...facts, contacts }));
};

/**
 * `toAppointments` for one whose contact the Zap knows.
 *
 * @param facts the location's, where a write came in between: after it nothing may fail
 */
export const toOneAppointment = async (
  run: Context,
  event: WireAppointment,
  facts?: LocationFacts,
): Promise<Appointment> => toAppointment(event, await factsOf(run, [event], facts));

const factsOf = async (
  run: Context,
  events: readonly WireAppointment[],
  facts?: LocationFacts,
): Promise<AppointmentFacts> => {
  const [{ timezone }, calendars, users] = await Promise.all([
    facts ?? locationFacts(run),
    calendarNames(
      run,
      events.map(({ calendarId }) => calendarId),
    ),
    userNames(
      run,
      events.map(({ assignedUserId }) => assignedUserId),
    ),
  ]);
  return { timezone, calendars, users };
};
