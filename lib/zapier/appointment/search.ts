import type { EventWindow } from '../../ghl/appointments.ts';
import { clock } from '../../ghl/client/clock.ts';
import { isCalledOff, toAppointment } from '../../protiv/appointment/record.ts';
import type { Appointment } from '../../protiv/appointment/schema.ts';
import { asAppointmentStatus } from '../../protiv/appointment/status.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { DAY_MS, readMoment } from '../../protiv/values/dates.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asMoment } from '../../protiv/values/moments.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { TIME_ZONE_NOTE } from '../fields/time-zone-note.ts';
import { locationFacts } from '../location/location.ts';
import type { Run } from '../platform/run.ts';
import type { Input } from './input-fields.ts';
import { toAppointments } from './output.ts';
import { readEvents, readSource } from './source.ts';
import { readOwners } from './watched.ts';

const YEAR_MS = 365 * DAY_MS;

const PERIODS = {
  all: 'All, the earliest first',
  upcoming: 'Upcoming, the next first',
  past: 'Past, the latest first',
  next: 'Only the next one',
} as const;

type Period = keyof typeof PERIODS;

export const periodField = {
  key: 'period',
  label: 'Which Appointments',
  default: 'all',
  choices: PERIODS,
  helpText:
    'The upcoming ones and the next one are without cancelled, no-show and invalid appointments, unless you choose a status.',
} as const;

const FROM = 'Starts After';
const TO = 'Starts Before';

export const startsAfterField = {
  key: 'from',
  label: FROM,
  type: 'datetime',
  helpText: `Leave blank to search from one year ago on; for a contact, all of the past. ${TIME_ZONE_NOTE}`,
} as const;

export const startsBeforeField = {
  key: 'to',
  label: TO,
  type: 'datetime',
  helpText: `Leave blank to search until one year from now; for a contact, all of the future. ${TIME_ZONE_NOTE}`,
} as const;

export interface FoundAppointments {
  /** In the order of the chosen period, no more than the limit. */
  appointments: Appointment[];
  matchCount: number;
  /** Whether all calendars were read. */
  complete: boolean;
}

/**
 * The appointments that a step asks for.
 *
 * @throws {InvalidInputError} when a filter cannot be used, naming the field
 */
export const findAppointments = async (
  run: Run<Input>,
  limit: number,
): Promise<FoundAppointments> => {
  const { input } = run;
  const period = asChoice(periodField.label, input['period'], PERIODS) ?? 'all';
  const status = asAppointmentStatus(input['status']);
  const { timezone } = await locationFacts(run);
  const range = asRange(input, period, timezone);
  const source = await readSource(run, input);
  const window = windowOf(range);
  if (window.from > window.to) return { appointments: [], matchCount: 0, complete: true };

  const { events, complete } = await readEvents(run, source, window, (owners) =>
    readOwners(run, owners, window),
  );
  const found = events
    .map((event) => ({ event, appointment: toAppointment(event, { timezone }) }))
    .filter(
      ({ appointment }) => isWithin(range, appointment) && hasStatus(appointment, status, period),
    );
  const wanted = inOrder(found, period).slice(0, period === 'next' ? 1 : limit);
  return {
    appointments: await toAppointments(
      run,
      wanted.map(({ event }) => event),
    ),
    matchCount: found.length,
    complete,
  };
};

/** What is filled in, narrowed to the future or the past where only that was asked for. */
const asRange = (
  input: Input,
  period: Period,
  timezone: string | undefined,
): Partial<EventWindow> => {
  const after = asMoment(FROM, input['from'], timezone);
  const before = asMoment(TO, input['to'], timezone);
  if (after !== undefined && before !== undefined && before < after) {
    throw new InvalidInputError(`“${TO}” must be later than “${FROM}”.`);
  }
  const now = clock.now();
  const from = period === 'upcoming' || period === 'next' ? Math.max(after ?? now, now) : after;
  const to = period === 'past' ? Math.min(before ?? now, now) : before;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
};

/** GHL lists no appointments without both ends. */
const windowOf = ({ from, to }: Partial<EventWindow>): EventWindow => {
  const now = clock.now();
  return {
    from: from ?? Math.min(to ?? now, now) - YEAR_MS,
    to: to ?? Math.max(from ?? now, now) + YEAR_MS,
  };
};

/** One without a readable start lies in no range. */
const isWithin = ({ from, to }: Partial<EventWindow>, appointment: Appointment): boolean => {
  const start = readMoment(appointment.startTime) ?? Number.NaN;
  return (from === undefined || start >= from) && (to === undefined || start <= to);
};

const hasStatus = (
  appointment: Appointment,
  wanted: string | undefined,
  period: Period,
): boolean => {
  if (wanted !== undefined) return appointment.status === wanted;
  return period === 'all' || period === 'past' || !isCalledOff(appointment);
};

const inOrder = <Row extends { appointment: Appointment }>(
  rows: readonly Row[],
  period: Period,
): Row[] => {
  if (period === 'past') return newestFirst(rows, ({ appointment }) => appointment.startTime);
  const start = ({ appointment }: Row): number =>
    readMoment(appointment.startTime) ?? Number.MAX_SAFE_INTEGER;
  return rows.toSorted((a, b) => start(a) - start(b));
};
