import type { EventWindow } from '../../ghl/appointments.ts';
import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import type { WireAppointment } from '../../ghl/schemas/appointment.ts';
import { toAppointment } from '../../protiv/appointment/record.ts';
import type { Appointment } from '../../protiv/appointment/schema.ts';
import { DAY_MS, readMoment } from '../../protiv/values/dates.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { locationFacts } from '../location/location.ts';
import { FIRE_WINDOW_MS, SAMPLE_SIZE, ageOf } from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { inTurns } from '../platform/turns.ts';
import type { Input } from './input-fields.ts';
import { toAppointments } from './output.ts';
import { readEvents, readSource } from './source.ts';
import type { AppointmentSource } from './source.ts';
import { readOwners } from './watched.ts';
import type { EventsRead } from './watched.ts';

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

/** Calendars or users whose appointments one live poll reads where nobody is chosen. */
const WATCHED_AT_A_TIME = 10;

/** Says in the editor how all calendars are read. */
export const TURNS_NOTE = `Without a choice below, each check reads ${WATCHED_AT_A_TIME} calendars or users, in turns where there are more.`;

const POLLING_REACH = `Covers starts from 30 days ago to one year ahead, and all appointments of a chosen contact. ${TURNS_NOTE}`;

/**
 * Says in the editor what a trigger cannot see.
 *
 * @param more what is special about the trigger
 */
export const reachNote = (more = '') =>
  ({ key: 'reach', type: 'copy', helpText: `${POLLING_REACH} ${more}`.trim() }) as const;

export interface AppointmentPoll {
  /** What makes an appointment count as young: when it was booked, or when it last changed. */
  by: 'dateAdded' | 'dateUpdated';
  matches?: (appointment: Appointment) => boolean;
  /** Of a trigger that fires by when an appointment starts, whenever it was booked. */
  starting?: Starting;
}

/** In milliseconds since the epoch. */
interface Starting {
  /** When those start that can fire now. */
  window: EventWindow;
  /** When an appointment with this start fires. */
  firesAt: (start: number) => number;
}

/**
 * One poll of appointments, the youngest first.
 *
 * - sample poll: three appointments of any age
 * - priming poll: every appointment within reach, without names
 * - live poll: those booked or changed within a day, or due to fire within it; one request where
 *   somebody's are watched, else as many as there are calendars or users, at most ten
 *
 * @throws {GhlError} `undated_rows` when no appointment says when it was booked
 */
export const pollAppointments = async (
  run: Run<Input>,
  { by, matches = () => true, starting }: AppointmentPoll,
): Promise<Appointment[]> => {
  const { ghl, meta } = run;
  const now = clock.now();
  const source = await readSource(run, run.input);
  const due = meta.isLoadingSample ? undefined : starting;
  const [{ events, complete }, { timezone }] = await Promise.all([
    readPolled(run, source, due?.window ?? windowFor(run, now)),
    locationFacts(run),
  ]);
  if (!complete) ghl.log('poll.truncated', { rows: events.length });

  const changedAt = (event: WireAppointment): number | undefined =>
    readMoment(event[by], timezone) ?? readMoment(event.dateAdded, timezone);
  const dateOf = (event: WireAppointment): number | undefined => {
    const start = readMoment(event.startTime, timezone);
    if (!due || start === undefined) return changedAt(event);
    // It may have been booked, or moved, when its moment was over already.
    return Math.max(due.firesAt(start), changedAt(event) ?? now);
  };
  const found = newestFirst(
    events.filter(
      (event) =>
        isWithin(due, readMoment(event.startTime, timezone), now) &&
        matches(toAppointment(event, { timezone })),
    ),
    dateOf,
  );
  if (meta.isPopulatingDedupe) return found.map((event) => toAppointment(event, { timezone }));
  if (meta.isLoadingSample) return toAppointments(run, found.slice(0, SAMPLE_SIZE));
  if (events.length > 0 && events.every((event) => dateOf(event) === undefined)) {
    throw GhlError.undated();
  }
  return toAppointments(
    run,
    found.filter((event) => ageOf(dateOf(event), now) < FIRE_WINDOW_MS),
  );
};

/** Whether a start lets an appointment fire now. */
const isWithin = (
  starting: Starting | undefined,
  start: number | undefined,
  now: number,
): boolean => {
  if (!starting) return true;
  const { window, firesAt } = starting;
  return start !== undefined && start >= window.from && start <= window.to && firesAt(start) <= now;
};

const windowFor = ({ meta }: Run<Input>, now: number): EventWindow => {
  const far = meta.isLoadingSample === true || meta.isPopulatingDedupe === true;
  return {
    from: now - (meta.isLoadingSample ? SAMPLE_BEHIND_MS : BEHIND_MS),
    to: now + (far ? PRIMING_AHEAD_MS : AHEAD_MS),
  };
};

const readPolled = (
  run: Run<Input>,
  source: AppointmentSource,
  window: EventWindow,
): Promise<EventsRead> =>
  readEvents(run, source, window, (owners) => {
    if (run.meta.isPopulatingDedupe) return readOwners(run, owners, window);
    if (run.meta.isLoadingSample) {
      return readOwners(run, owners.slice(0, WATCHED_AT_A_TIME), window, SAMPLE_SIZE);
    }
    const turns = { what: 'appointments', items: owners, size: WATCHED_AT_A_TIME };
    return inTurns(run, turns, (part) => readOwners(run, part, window));
  });
