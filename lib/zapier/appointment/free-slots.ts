import { listFreeSlots } from '../../ghl/calendars.ts';
import { clock } from '../../ghl/client/clock.ts';
import { formatDateTime } from '../../protiv/values/date-format.ts';
import { DAY_MS, localTime } from '../../protiv/values/dates.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asMoment } from '../../protiv/values/moments.ts';
import { present } from '../../protiv/values/present.ts';
import { asLine, requiredLine } from '../../protiv/values/texts.ts';
import { asTimezone } from '../../protiv/values/time-zones.ts';
import type { ManyRecords } from '../fields/found-many.ts';
import { TIME_ZONE_NOTE } from '../fields/time-zone-note.ts';
import { locationFacts } from '../location/location.ts';
import type { Run } from '../platform/run.ts';
import { calendarNames } from '../references/references.ts';
import { calendarField, withIds } from './input-fields.ts';
import type { Input } from './input-fields.ts';

const DEFAULT_DAYS = 7;
const MOST_DAYS = 366;

const FROM = 'Starts After';
const TO = 'Starts Before';

export const searchFromField = {
  key: 'from',
  label: FROM,
  type: 'datetime',
  helpText: `Leave blank to search from now on. ${TIME_ZONE_NOTE}`,
} as const;

export const searchToField = {
  key: 'to',
  label: TO,
  type: 'datetime',
  helpText: `Leave blank to search ${DEFAULT_DAYS} days; at most ${MOST_DAYS} days are possible. Enter a time too: to a date without one, Zapier adds one of its own. ${TIME_ZONE_NOTE}`,
} as const;

export const timezoneField = {
  key: 'timezone',
  label: 'Time Zone',
  helpText:
    'The time zone in which free times are given, such as `America/New_York`. Leave blank for the sub-account’s.',
} as const;

/** A time that can be booked, in a form for programs and in one for people. */
export type FreeSlot = Record<'startTime' | 'day' | 'label', string>;

/** Free times as line items. */
export const SLOTS: ManyRecords = {
  key: 'slots',
  nouns: 'Slots',
  idLabel: 'Searched Calendar ID',
  fields: [
    { key: 'startTime', label: 'Start Time', type: 'datetime' },
    { key: 'day', label: 'Day', type: 'datetime' },
    { key: 'label', label: 'In Words', type: 'string' },
  ],
  filled: ['startTime', 'day', 'label'],
};

export const slotSample: FreeSlot = {
  startTime: '2026-03-12T10:00:00-04:00',
  day: '2026-03-12',
  label: 'Thu, Mar 12, 2026, 10:00 AM EDT',
};

export interface FreeSlots {
  /** The calendar's. */
  id: string;
  calendarId: string;
  calendarName?: string;
  /** In which the slots are given. */
  timezone?: string;
  firstStartTime?: string;
  /** Earliest first. */
  slots: FreeSlot[];
}

/**
 * The free times of a calendar that a step asks for.
 *
 * @throws {InvalidInputError} when a field cannot be used, naming it
 */
export const findFreeSlots = async (run: Run<Input>): Promise<FreeSlots> => {
  const input = await withIds(run, run.input);
  const id = requiredLine(calendarField.label, input.calendarId);
  const timezone =
    asTimezone(timezoneField.label, input['timezone']) ?? (await locationFacts(run)).timezone;
  const range = asRange(input, timezone);
  const starts = await listFreeSlots(run.ghl, id, { ...range, userId: input.assignedTo });
  const names = starts.length > 0 ? await calendarNames(run, [id]) : undefined;
  const slots = starts.map((start) => {
    const startTime = localTime(start, timezone);
    return { startTime, day: startTime.slice(0, 10), label: formatDateTime(start, timezone) };
  });
  const firstStartTime = slots[0]?.startTime;
  return {
    id,
    calendarId: id,
    slots,
    ...present({ calendarName: names?.get(id), timezone, firstStartTime }),
  };
};

const DAY_ALONE = /^\d{4}-\d\d-\d\d$/;

const asRange = (input: Input, timezone: string | undefined): { from: number; to: number } => {
  const from = asMoment(FROM, input['from'], timezone) ?? clock.now();
  const given = asLine(TO, input['to']);
  const end = given && DAY_ALONE.test(given) ? `${given}T23:59:59` : given;
  const to = asMoment(TO, end, timezone) ?? from + DEFAULT_DAYS * DAY_MS;
  if (to <= from) throw new InvalidInputError(`“${TO}” must be later than “${FROM}”.`);
  if (to - from > MOST_DAYS * DAY_MS) {
    throw new InvalidInputError(
      `“${TO}” is more than ${MOST_DAYS} days after “${FROM}”. Search a shorter time.`,
    );
  }
  return { from, to };
};
