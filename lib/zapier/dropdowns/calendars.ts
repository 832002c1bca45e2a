/** Dropdowns of calendars, their groups, and appointments; read afresh each time they open. */

import { listContactAppointments, listEvents } from '../../ghl/appointments.ts';
import { listCalendars } from '../../ghl/calendars.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import { formatDateTime } from '../../protiv/values/date-format.ts';
import { DAY_MS, readMoment } from '../../protiv/values/dates.ts';
import { asLine } from '../../protiv/values/input.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { locationFacts } from '../location/location.ts';
import { withRun } from '../platform/run.ts';

interface AllChoices {
  results: { id: string; label: string }[];
  paging_token: null;
}

const all = (results: AllChoices['results']): AllChoices => ({ results, paging_token: null });

export const calendars = withRun(async ({ ghl }): Promise<AllChoices> => {
  const found = await listCalendars(ghl);
  return all(
    found
      .map(({ id, name, isActive }) => ({
        id,
        label: `${name || id}${isActive === false ? ' (not active)' : ''}`,
      }))
      .sort(byLabel),
  );
});

/**
 * Groups of calendars, each under the names of its calendars: their own names are readable only with
 * a permission of their own, which would have to be asked of every user for this one list.
 */
export const calendarGroups = withRun(async ({ ghl }): Promise<AllChoices> => {
  const names = new Map<string, string[]>();
  for (const { id, name, groupId } of await listCalendars(ghl)) {
    if (groupId) names.set(groupId, [...(names.get(groupId) ?? []), name || id]);
  }
  return all([...names].map(([id, held]) => ({ id, label: held.sort().join(', ') })).sort(byLabel));
});

const byLabel = (a: { label: string }, b: { label: string }): number =>
  a.label.localeCompare(b.label);

/** What the list of appointments shows as long as no contact is chosen. */
const DAYS_BEHIND = 7;
const DAYS_AHEAD = 60;
const MOST_CALENDARS = 10;

/**
 * Appointments, the latest first: those of the contact that the step names, or else those around
 * today in the first calendars, since GHL has no list of all.
 */
export const appointments = withRun(async (run): Promise<AllChoices> => {
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
