import { defineInputFields } from 'zapier-platform-core';

import { listFreeSlots } from '../lib/ghl/calendars.ts';
import { clock } from '../lib/ghl/client/clock.ts';
import { formatDateTime } from '../lib/protiv/values/date-format.ts';
import { DAY_MS, localTime } from '../lib/protiv/values/dates.ts';
import { asLine, asMoment, asTimezone, requiredLine } from '../lib/protiv/values/input.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { TIME_ZONE_NOTE } from '../lib/zapier/fields/time-zone-note.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';
import { lineItems } from '../lib/zapier/platform/line-items.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import type { InputOf } from '../lib/zapier/platform/run.ts';

const DEFAULT_DAYS = 7;
const MOST_DAYS = 366;

const FROM_LABEL = 'Starts After';
const TO_LABEL = 'Starts Before';

const inputFields = defineInputFields([
  { key: 'calendarId', label: 'Calendar', required: true, choices: dropdown.calendars },
  {
    key: 'from',
    label: FROM_LABEL,
    type: 'datetime',
    helpText: `Leave blank to search from now on. ${TIME_ZONE_NOTE}`,
  },
  {
    key: 'to',
    label: TO_LABEL,
    type: 'datetime',
    helpText: `Leave blank to search ${DEFAULT_DAYS} days; at most ${MOST_DAYS} days are possible. Enter a time too: to a date without one, Zapier adds one of its own. ${TIME_ZONE_NOTE}`,
  },
  {
    key: 'assignedTo',
    label: 'Assigned User',
    choices: dropdown.users,
    helpText: 'Only times at which this member of the calendar’s team is free.',
  },
  {
    key: 'timezone',
    label: 'Time Zone',
    helpText:
      'The time zone in which free times are given, such as `America/New_York`. Leave blank for the sub-account’s.',
  },
  limitField('Slots'),
]);

type Input = InputOf<typeof inputFields>;

export default searchOperation({
  key: 'find_free_slots',
  noun: 'Free Slot',
  label: 'Find Free Slots',
  description: 'Finds the free times of a calendar at which an appointment can be booked.',
  inputFields,
  perform: async (run) => {
    const { ghl, input } = run;
    const calendarId = requiredLine('Calendar', input.calendarId);
    const limit = asLimit('Slots', input.limit);
    const timezone = asTimezone('Time Zone', input.timezone) ?? (await locationFacts(run)).timezone;

    const starts = await listFreeSlots(ghl, calendarId, {
      ...asRange(input, timezone),
      userId: asLine('Assigned User', input.assignedTo),
    });
    const slots = starts.slice(0, limit).map((start) => {
      const startTime = localTime(start, timezone);
      return { startTime, day: startTime.slice(0, 10), label: formatDateTime(start, timezone) };
    });
    const [first] = slots;
    if (!first) return [];
    return [
      {
        id: calendarId,
        calendarId,
        ...(timezone !== undefined && { timezone }),
        firstStartTime: first.startTime,
        count: slots.length,
        matchCount: starts.length,
        slots,
      },
    ];
  },
  sample: {
    id: 'CVokAlI8fgw4WYWoCtQz',
    calendarId: 'CVokAlI8fgw4WYWoCtQz',
    timezone: 'America/New_York',
    firstStartTime: '2026-03-12T10:00:00-04:00',
    count: 1,
    matchCount: 1,
    slots: [
      {
        startTime: '2026-03-12T10:00:00-04:00',
        day: '2026-03-12',
        label: 'Thu, Mar 12, 2026, 10:00 AM EDT',
      },
    ],
  },
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'calendarId', label: 'Calendar ID', type: 'string' },
    { key: 'timezone', label: 'Time Zone', type: 'string' },
    { key: 'firstStartTime', label: 'First Start Time', type: 'datetime' },
    { key: 'count', label: 'Number of Slots Returned', type: 'integer' },
    { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
    ...lineItems('slots', [
      { key: 'startTime', label: 'Start Time', type: 'datetime' },
      { key: 'day', label: 'Day', type: 'datetime' },
      { key: 'label', label: 'In Words', type: 'string' },
    ]),
  ],
});

const DAY_ALONE = /^\d{4}-\d\d-\d\d$/;

const asRange = (input: Input, timezone: string | undefined): { from: number; to: number } => {
  const from = asMoment(FROM_LABEL, input.from, timezone) ?? clock.now();
  const given = asLine(TO_LABEL, input.to);
  const end = given && DAY_ALONE.test(given) ? `${given}T23:59:59` : given;
  const to = asMoment(TO_LABEL, end, timezone) ?? from + DEFAULT_DAYS * DAY_MS;
  if (to <= from) throw new InvalidInputError(`“${TO_LABEL}” must be later than “${FROM_LABEL}”.`);
  if (to - from > MOST_DAYS * DAY_MS) {
    throw new InvalidInputError(
      `“${TO_LABEL}” is more than ${MOST_DAYS} days after “${FROM_LABEL}”. Search a shorter time.`,
    );
  }
  return { from, to };
};
