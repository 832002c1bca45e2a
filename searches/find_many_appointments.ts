import { defineInputFields } from 'zapier-platform-core';

import type { EventWindow } from '../lib/ghl/appointments.ts';
import { clock } from '../lib/ghl/client/clock.ts';
import {
  appointmentOutputFields,
  appointmentSample,
  asAppointmentStatus,
  isCalledOff,
} from '../lib/protiv/appointment/record.ts';
import type { Appointment } from '../lib/protiv/appointment/schema.ts';
import { DAY_MS, readMoment } from '../lib/protiv/values/dates.ts';
import { asChoice, asMoment } from '../lib/protiv/values/input.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { newestFirst } from '../lib/protiv/values/newest-first.ts';
import { appointmentStatusField } from '../lib/zapier/appointment/input-fields.ts';
import {
  appointmentSourceFields,
  asAppointmentSource,
  readAppointments,
} from '../lib/zapier/appointment/source.ts';
import { foundMany, manyOutput } from '../lib/zapier/fields/found-many.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { TIME_ZONE_NOTE } from '../lib/zapier/fields/time-zone-note.ts';
import { timezoneFor } from '../lib/zapier/location/location.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import type { InputOf } from '../lib/zapier/platform/run.ts';

const YEAR_MS = 365 * DAY_MS;

const PERIODS = {
  all: 'All, the earliest first',
  upcoming: 'Upcoming, the next first',
  past: 'Past, the latest first',
  next: 'Only the next one',
} as const;

type Period = keyof typeof PERIODS;

const PERIOD_LABEL = 'Which Appointments';

const inputFields = defineInputFields([
  ...appointmentSourceFields,
  {
    key: 'period',
    label: PERIOD_LABEL,
    default: 'all',
    choices: PERIODS,
    helpText:
      'The upcoming ones and the next one are without cancelled, no-show and invalid appointments, unless you choose a status.',
  },
  {
    key: 'from',
    label: 'Starts After',
    type: 'datetime',
    helpText: `Leave blank to search from one year ago on; for a contact, all of the past. ${TIME_ZONE_NOTE}`,
  },
  {
    key: 'to',
    label: 'Starts Before',
    type: 'datetime',
    helpText: `Leave blank to search until one year from now; for a contact, all of the future. ${TIME_ZONE_NOTE}`,
  },
  { ...appointmentStatusField, helpText: 'Only appointments with this status.' },
  limitField('Appointments'),
]);

const APPOINTMENTS = {
  key: 'appointments',
  nouns: 'Appointments',
  fields: appointmentOutputFields,
};

type Input = InputOf<typeof inputFields>;

export default searchOperation({
  key: 'find_many_appointments',
  noun: 'Appointment',
  label: 'Find Many Appointments',
  description: 'Finds appointments of a contact, calendar, user or group, as line items.',
  inputFields,
  perform: async (run) => {
    const { ghl, input } = run;
    const source = asAppointmentSource(input);
    const period = asChoice(PERIOD_LABEL, input.period, PERIODS) ?? 'all';
    const limit = asLimit('Appointments', input.limit);
    const status = asAppointmentStatus(input.status);
    const timezone = await timezoneFor(run, [input.from, input.to]);
    const range = asRange(input, period, timezone);

    const window = windowOf(range);
    if (window.from > window.to) return [];

    const all = await readAppointments(run, source, window);
    const matching = inOrder(all, period).filter(
      (appointment) => isWithin(range, appointment) && hasStatus(appointment, status, period),
    );
    if (matching.length === 0) return [];
    return [
      foundMany(ghl, APPOINTMENTS, matching.slice(0, period === 'next' ? 1 : limit), {
        id: ghl.locationId,
        matchCount: matching.length,
      }),
    ];
  },
  sample: {
    id: 've9EPM428h8vShlRW1KT',
    count: 1,
    matchCount: 1,
    complete: true,
    appointments: [appointmentSample],
  },
  outputFields: manyOutput(APPOINTMENTS),
});

/** What is filled in, narrowed to the future or the past where only that was asked for. */
const asRange = (
  input: Input,
  period: Period,
  timezone: string | undefined,
): Partial<EventWindow> => {
  const after = asMoment('Starts After', input.from, timezone);
  const before = asMoment('Starts Before', input.to, timezone);
  if (after !== undefined && before !== undefined && before < after) {
    throw new InvalidInputError('“Starts Before” must be later than “Starts After”.');
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

const inOrder = (appointments: readonly Appointment[], period: Period): Appointment[] => {
  if (period === 'past') return newestFirst(appointments, ({ startTime }) => startTime);
  const start = ({ startTime }: Appointment): number =>
    readMoment(startTime) ?? Number.MAX_SAFE_INTEGER;
  return appointments.toSorted((a, b) => start(a) - start(b));
};
