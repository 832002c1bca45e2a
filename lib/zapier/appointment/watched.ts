import { listEvents } from '../../ghl/appointments.ts';
import type { EventOwner, EventWindow } from '../../ghl/appointments.ts';
import { listCalendars } from '../../ghl/calendars.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { isNotFound } from '../../ghl/client/not-found.ts';
import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import { cachedForLocation } from '../platform/cache.ts';
import { PAGE_RESERVE_MS } from '../platform/poll-windows.ts';
import type { Context } from '../platform/run.ts';
import { userNames } from '../references/references.ts';
import { teamOf } from './slots.ts';

/** GHL allows 100 requests in 10 s for all Zaps of a location together. */
const AT_A_TIME = 5;

interface Team {
  id: string;
  /** Users. */
  members: string[];
}

/**
 * Whose appointments are all that a sub-account has: its calendars, or its users where these are
 * fewer, for GHL has no list of all. Users are those of the sub-account and of the calendars' teams;
 * a calendar without a team takes appointments that are nobody's, and is asked for itself.
 */
export const allOwners = async (run: Context): Promise<EventOwner[]> => {
  const [calendars, names] = await Promise.all([
    cachedForLocation(run, 'calendarTeams', () => readTeams(run)),
    userNames(run),
  ]);
  const byCalendar = calendars.map(({ id }) => ({ calendarId: id }));
  if (names.size === 0) return byCalendar;
  const users = new Set([...names.keys(), ...calendars.flatMap(({ members }) => members)]);
  const byUser = [
    ...[...users].map((userId) => ({ userId })),
    ...calendars
      .filter(({ members }) => members.length === 0)
      .map(({ id }) => ({ calendarId: id })),
  ];
  return byUser.length < byCalendar.length ? byUser : byCalendar;
};

const readTeams = async ({ ghl }: Context): Promise<Team[]> => {
  const calendars = await listCalendars(ghl);
  return calendars.map((calendar) => ({ id: calendar.id, members: teamOf(calendar) }));
};

export interface EventsRead {
  /** Each once. */
  events: WireAppointment[];
  /** Whether all owners were asked and have answered. */
  complete: boolean;
}

/**
 * The appointments of several owners. What was read is never thrown away: an owner whose appointments
 * cannot be read now costs only these, and the time that an operation has ends the list, not the step.
 *
 * @param enough appointments after which no further owner is asked
 * @throws {GhlError} the first failure, when nobody's appointments could be read
 */
export const readOwners = async (
  { ghl }: Context,
  owners: readonly EventOwner[],
  window: EventWindow,
  enough: number = Number.POSITIVE_INFINITY,
): Promise<EventsRead> => {
  const found = new Map<string, WireAppointment>();
  const failures: unknown[] = [];
  let answers = 0;
  let asked = 0;
  while (asked < owners.length && found.size < enough) {
    if (asked > 0 && ghl.timeLeft() < PAGE_RESERVE_MS) break;
    const batch = owners.slice(asked, asked + AT_A_TIME);
    asked += batch.length;
    const settled = await Promise.allSettled(batch.map((owner) => listEvents(ghl, owner, window)));
    for (const outcome of settled) {
      if (outcome.status === 'fulfilled') {
        answers += 1;
        for (const event of outcome.value) found.set(event.id, event);
      } else if (isNotFound(outcome.reason)) answers += 1;
      else if (outcome.reason instanceof GhlError) failures.push(outcome.reason);
      else throw outcome.reason;
    }
  }
  if (answers === 0 && failures.length > 0) throw failures[0];
  return {
    events: [...found.values()],
    complete: failures.length === 0 && (asked === owners.length || found.size >= enough),
  };
};
