import { listContactAppointments, listEvents } from '../../ghl/appointments.ts';
import { listCalendars } from '../../ghl/calendars.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import { formatDateTime } from '../../protiv/values/date-format.ts';
import { DAY_MS, readMoment } from '../../protiv/values/dates.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { locationFacts } from '../location/location.ts';
import { withRun } from '../platform/run.ts';
import { all } from './choices.ts';

/** What the list of appointments shows as long as no contact is chosen. */
const DAYS_BEHIND = 7;
const DAYS_AHEAD = 60;
const MOST_CALENDARS = 10;

/**
 * Appointments, the latest first: those of the contact that the step names, or else those around
 * today in the first calendars, since GHL has no list of all.
 */
export const appointments = withRun(async (run) => {
  const contactId = asLine('Contact', run.input['contactId']);
  const [found, { timezone }] = await Promise.all([
    contactId ? listContactAppointments(run.ghl, contactId) : appointmentsAroundToday(run.ghl),
    locationFacts(run),
  ]);
  const start = ({ startTime }: WireAppointment): number | undefined =>
    readMoment(startTime, timezone);
  return all(
    newestFirst(found, start).map((appointment) => {
      const moment = start(appointment);
      const when = moment === undefined ? '' : ` – ${formatDateTime(moment, timezone)}`;
      return { id: appointment.id, label: `${appointment.title || appointment.id}${when}` };
    }),
  );
});

const appointmentsAroundToday = async (ghl: Ghl): Promise<WireAppointment[]> => {
  const window = {
    from: clock.now() - DAYS_BEHIND * DAY_MS,
    to: clock.now() + DAYS_AHEAD * DAY_MS,
  };
  const first = (await listCalendars(ghl)).slice(0, MOST_CALENDARS);
  const found = await Promise.all(
    first.map(({ id }) => listEvents(ghl, { calendarId: id }, window)),
  );
  return found.flat();
};
