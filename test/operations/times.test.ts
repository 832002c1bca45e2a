import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const YEAR = Date.UTC(2026, 0, 1);

/** Clocks that change by an hour and by half of one, north and south, at night and at midnight. */
const CHANGING = [
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'America/Santiago',
  'Africa/Cairo',
];

const UNCHANGING = ['Asia/Kathmandu', 'Pacific/Kiritimati'];

const ZONES = [...CHANGING, ...UNCHANGING];

const formats = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }),
  ]),
);

/** Minutes east of UTC, by ICU rather than by the library that the app uses. */
const offsetAt = (zone: string, moment: number): number => {
  const parts = formats.get(zone)?.formatToParts(moment) ?? [];
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
};

const two = (value: number): string => String(value).padStart(2, '0');

/** What the clocks of a zone show, without a zone. */
const wallClock = (zone: string, moment: number): string =>
  new Date(moment + offsetAt(zone, moment) * MINUTE_MS).toISOString().slice(0, 19);

const withOffset = (zone: string, moment: number): string => {
  const offset = offsetAt(zone, moment);
  const size = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  return `${wallClock(zone, moment)}${sign}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
};

/** The moments of a year at which a zone's clocks change. */
const changesOf = (zone: string): number[] => {
  const changes: number[] = [];
  for (let hour = YEAR; hour < YEAR + 365 * DAY_MS; hour += HOUR_MS) {
    if (offsetAt(zone, hour) !== offsetAt(zone, hour + HOUR_MS)) changes.push(hour + HOUR_MS);
  }
  return changes;
};

/** Every half hour around each change, or of an ordinary day where there is none. */
const momentsOf = (zone: string): number[] => {
  const changes = changesOf(zone);
  return (changes.length > 0 ? changes : [YEAR + 100 * DAY_MS]).flatMap((change) =>
    Array.from({ length: 6 }, (_, index) => change + (index - 3) * 30 * MINUTE_MS),
  );
};

/** Whether the clocks show this time a second time, half an hour or an hour after the first. */
const isRepeated = (zone: string, moment: number): boolean =>
  [30, 60].some((minutes) => {
    const before = moment - minutes * MINUTE_MS;
    return wallClock(zone, before) === wallClock(zone, moment);
  });

let app: TestApp;

const openIn = async (timezone: string) => {
  let now = YEAR;
  jest.spyOn(clock, 'now').mockImplementation(() => now);
  // The sandbox's own clock stands still, or tokens would expire.
  app = await openApp({ contacts: 0, now: () => YEAR, rateLimit: false });
  const location = Object.assign(app.sandbox.world.location(app.location.id), { timezone });
  location.tasks.clear();
  const contactId = app.sandbox.world.addContact(location.id, { firstName: 'Dana' }).id;
  const calendarId = location.calendars[0]?.id ?? '';
  return {
    location,
    contactId,
    calendarId,
    at: (moment: number) => {
      now = moment;
    },
  };
};

const startsIn = (rows: readonly Fields[]): unknown[] =>
  rows.flatMap(({ appointments }) =>
    Array.isArray(appointments) ? appointments.map((row: Fields) => row['startTime']) : [],
  );

it('knows when clocks change', () => {
  for (const zone of CHANGING) expect(changesOf(zone)).toHaveLength(2);
  for (const zone of UNCHANGING) expect(changesOf(zone)).toEqual([]);
});

describe.each(ZONES)('in %s', (zone) => {
  const moments = momentsOf(zone);

  afterEach(async () => {
    jest.restoreAllMocks();
    await app.close();
  });

  it('appointments leave with the offset of their day, wherever they come from', async () => {
    const { location, contactId, calendarId } = await openIn(zone);
    for (const moment of moments) {
      app.sandbox.world.addAppointment(location.id, {
        contactId,
        calendarId,
        startTime: new Date(moment).toISOString(),
        endTime: new Date(moment + HOUR_MS).toISOString(),
      });
    }
    const range = { limit: 1000, from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
    const expected = moments.map((moment) => withOffset(zone, moment));
    const byCalendar = await app.search('find_many_appointments', { calendarId, ...range });
    expect(startsIn(byCalendar)).toEqual(expected);

    // A contact's list names no zone: what the clocks show twice is taken for the first time.
    const once = (starts: readonly unknown[]) =>
      starts.filter((start) => !isRepeated(zone, Date.parse(String(start))));
    const byContact = startsIn(await app.search('find_many_appointments', { contactId, ...range }));
    expect(byContact).toHaveLength(moments.length);
    expect(new Set(byContact)).toEqual(new Set(once(expected)));

    const [first] = location.appointments.keys();
    expect(await app.search('find_appointment', { appointmentId: first })).toMatchObject([
      { startTime: expected[0], timezone: zone },
    ]);
  });

  it('what is written without a zone means the clocks of that day, to the second', async () => {
    const { contactId, calendarId } = await openIn(zone);
    const sure = moments.filter((moment) => !isRepeated(zone, moment));
    for (const moment of sure.map((half) => half + 7_000)) {
      const written = wallClock(zone, moment);
      const due = { contactId, title: written, dueDate: written };
      expect(Date.parse(String((await app.create('create_task', due))['dueDate']))).toBe(moment);
      const slot = { contactId, calendarId, startTime: written, ignoreFreeSlots: 'yes' };
      const { startTime } = await app.create('book_appointment', slot);
      expect(startTime).toBe(withOffset(zone, moment));
    }
  });

  it('a task is due soon and overdue a day on the clocks before and after', async () => {
    const { contactId, location, at } = await openIn(zone);
    const day = { timeUnit: 'days' };
    const sure = moments.filter(
      (moment) =>
        !isRepeated(zone, moment) &&
        [-1, 1].every((days) =>
          [23, 23.5, 24, 24.5, 25].some(
            (hours) =>
              wallClock(zone, moment + days * hours * HOUR_MS) === shiftedClock(zone, moment, days),
          ),
        ),
    );
    expect(sure.length).toBeGreaterThan(3);
    for (const moment of sure) {
      const added = new Date(moment - 60 * DAY_MS).toISOString();
      const { id } = app.sandbox.world.addTask(location.id, {
        contactId,
        dueDate: new Date(moment).toISOString(),
        dateAdded: added,
        dateUpdated: added,
      });
      for (const [key, days, input] of [
        ['task_due_soon', -1, { ...day, timeBefore: '1' }],
        ['task_overdue', 1, { ...day, timeAfter: '1' }],
      ] as const) {
        const fires = momentShowing(zone, moment, days);
        at(fires - 1_000);
        expect(await app.poll(key, input)).toEqual([]);
        at(fires);
        expect(await app.poll(key, input)).toMatchObject([{ id }]);
      }
      location.tasks.clear();
    }
  });
});

/** What the clocks showed at a moment, a number of days on. */
const shiftedClock = (zone: string, moment: number, days: number): string =>
  new Date(Date.parse(`${wallClock(zone, moment)}Z`) + days * DAY_MS).toISOString().slice(0, 19);

/** The first moment at which the clocks show the same time of day, a number of days on. */
const momentShowing = (zone: string, moment: number, days: number): number => {
  const wanted = shiftedClock(zone, moment, days);
  const hours = [23, 23.5, 24, 24.5, 25].map((size) => days * size).sort((a, b) => a - b);
  const found = hours.find((size) => wallClock(zone, moment + size * HOUR_MS) === wanted);
  if (found === undefined) throw new Error(`The clocks never show ${wanted}.`);
  return moment + found * HOUR_MS;
};
