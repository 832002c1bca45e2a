/** Days of the triggers that wait for a moment, that tell contents apart, or that read plain lists. */
import { noteHash } from '../../lib/protiv/note/hash.ts';
import { taskHash } from '../../lib/protiv/task/hash.ts';
import type { FakeGhl } from './fake-ghl.ts';
import { CALENDAR, CONTACT } from './fake-lists.ts';
import { AT_HAND } from './fake-zapier.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './run.ts';
import type { Happening, Plan } from './run.ts';
import { added, carriers, counted, edited, iso, slow, tasks, there } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';

const plan = (trigger: string, how: Omit<Plan, 'trigger' | 'around' | 'manners'>): Plan => ({
  trigger,
  around: AT_HAND,
  manners: slow(2 * SECOND_MS),
  ...how,
});

const DAY_MS = 24 * HOUR_MS;

/** Nothing but time passes: what was made before becomes due. */
const comes = (at: number, key: () => string): Happening => ({
  at,
  act: () => undefined,
  due: key,
  isSingle: true,
});

/** Some every three minutes. */
const spread = (count: number, make: (name: string, at: number) => Happening[]): Happening[] =>
  counted(count, (index) => make(`no ${index}`, (index + 1) * 3 * MINUTE_MS)).flat();

/**
 * A task that is due in three hours, and is moved once it has fired.
 *
 * @param noticeMs how long before its due date it fires
 */
const dueTask =
  (noticeMs: number) =>
  (name: string, at: number): Happening[] => {
    let dueDate = 0;
    const key = (): string => `${name} ${iso(dueDate)}`;
    const firesAfter = 3 * HOUR_MS - noticeMs;
    const movedAt = at + firesAfter + 20 * MINUTE_MS;
    return [
      {
        at,
        act: (ghl, moment) => {
          dueDate = moment + 3 * HOUR_MS;
          ghl.addTask(name, moment, { dueDate });
        },
      },
      comes(at + firesAfter, key),
      {
        at: movedAt,
        act: (ghl, moment) => {
          dueDate = moment + noticeMs + 30 * MINUTE_MS;
          ghl.changeTask(name, moment, { dueDate });
        },
      },
      comes(movedAt + 30 * MINUTE_MS, key),
    ];
  };

const changedTasks = (count: number): Plan =>
  plan('task_updated', {
    before: tasks(count, false),
    happenings: [
      ...counted(300, (index): Happening => {
        const [id, title] = [`open ${index}`, `Call back, ${index}`];
        return {
          at: (index + 1) * 30 * SECOND_MS,
          act: (ghl, moment) => ghl.changeTask(id, moment, { title }),
          due: () => `${id} ${taskHash({ id, title, completed: false })}`,
          isSingle: true,
        };
      }),
      // Read and written as it was.
      ...counted(200, (index): Happening => ({
        at: (index + 1) * 30 * SECOND_MS + 5,
        act: (ghl, moment) => ghl.changeTask(`task ${index * 11}`, moment, {}),
      })),
    ],
    hours: 5,
  });

const entering = (count: number): Plan =>
  plan('contact_enters_filter', {
    input: { field1: 'tags', comparison1: 'is', value1: 'vip' },
    before: carriers(count, 2_000),
    happenings: [
      // Who matches already is edited, and nothing may fire.
      ...counted(500, (index): Happening => ({
        at: 20 * MINUTE_MS + index * SECOND_MS,
        act: (ghl, moment) => ghl.changeContact(`old ${index * 7}`, moment),
      })),
      ...counted(2_000, (index): Happening => ({
        at: 61 * MINUTE_MS + index * 300,
        act: (ghl, moment) => ghl.changeContact(`old ${count + index}`, moment, ['vip']),
        due: () => `old ${count + index}`,
      })),
    ],
    hours: 4,
  });

/** So many with a birthday, as many on each day of a year of twelve months of 28. */
const birthdays =
  (count: number) =>
  (ghl: FakeGhl, now: number): void => {
    for (let index = 0; index < count; index += 1) {
      const at = now - 60 * DAY_MS + index * 50;
      ghl.addContact(`old ${index}`, at, [], { dateOfBirth: `1985-${dayOf(index)}` });
    }
  };

const dayOf = (index: number): string =>
  [Math.floor(index / 28) % 12, index % 28]
    .map((part) => String(part + 1).padStart(2, '0'))
    .join('-');

/** Nine o'clock in New York comes two hours after the Zap is switched on, and a day later. */
const birthdaysComing = (count: number): Plan =>
  plan('contact_date_coming', {
    input: { dateField: 'dateOfBirth', repeat: 'yearly' },
    before: birthdays(count),
    happenings: [
      ...['03-02', '03-03'].flatMap((day, later) =>
        counted(count, (index) => index)
          .filter((index) => dayOf(index) === day)
          .map((index) =>
            // Some minutes early, since switching on takes a moment.
            comes(2 * HOUR_MS - 5 * MINUTE_MS + later * DAY_MS, () => `old ${index} 2026-${day}`),
          ),
      ),
      ...spread(20, (name, at) => [
        {
          at: at + 3 * HOUR_MS,
          act: (ghl, moment) => ghl.addContact(name, moment, [], { dateOfBirth: '1990-03-02' }),
          due: () => `${name} 2026-03-02`,
          isSingle: true,
        },
      ]),
    ],
    hours: 28,
  });

const IN_CALENDAR = { calendarId: CALENDAR };

const bookings = (ghl: FakeGhl, now: number): void => {
  for (let index = 0; index < 200; index += 1) {
    const startsAt = now + (index - 20) * 7 * HOUR_MS;
    ghl.lists.putAppointment(`old ${index}`, now - 40 * DAY_MS, { startsAt });
  }
};

/**
 * Booked for a week later, then moved by an hour, then called off.
 *
 * @param keys what tells apart the record that each of these has to fire, besides its id; nothing where
 *   none may fire
 */
const booked = (
  label: string,
  trigger: string,
  keys: readonly (string | undefined)[],
  input = {},
): Scenario => ({
  name: `${label}: 60 booked, moved and cancelled`,
  plan: plan(trigger, {
    input: { ...IN_CALENDAR, ...input },
    before: bookings,
    happenings: spread(60, (name, at) => {
      let startsAt = 0;
      return keys.map((key, index): Happening => ({
        at: at + index * 20 * MINUTE_MS,
        act: (ghl, moment) => {
          startsAt = index === 0 ? moment + 7 * DAY_MS : startsAt + (index === 1 ? HOUR_MS : 0);
          const status = index === 2 ? 'cancelled' : 'confirmed';
          ghl.lists.putAppointment(name, moment, { startsAt, status });
        },
        ...(key !== undefined && {
          due: () => [name, ...(key === 'start' ? [iso(startsAt)] : [key])].join(' ').trim(),
          isSingle: true,
        }),
      }));
    }),
    hours: 5,
  }),
});

/** Three hours ahead, moved by an hour once it has fired; every third one is called off before. */
const starting = (name: string, at: number): Happening[] => {
  let startsAt = 0;
  const key = (): string => `${name} ${iso(startsAt)}`;
  const isCalledOff = Number(name.slice(3)) % 3 === 0;
  const change = (by: { startsAt?: number; status?: string }) => (ghl: FakeGhl, moment: number) =>
    ghl.lists.putAppointment(name, moment, by);
  const book: Happening = {
    at,
    act: (ghl, moment) => {
      startsAt = moment + 3 * HOUR_MS;
      change({ startsAt })(ghl, moment);
    },
  };
  if (isCalledOff) return [book, { at: at + MINUTE_MS, act: change({ status: 'cancelled' }) }];
  return [
    book,
    comes(at + HOUR_MS, key),
    {
      at: at + 90 * MINUTE_MS,
      act: (ghl, moment) => {
        startsAt = moment + 3 * HOUR_MS;
        change({ startsAt })(ghl, moment);
      },
    },
    comes(at + 150 * MINUTE_MS, key),
  ];
};

const notes = (label: string, trigger: string, isEdited: boolean): Scenario => ({
  name: `${label}: 60 of one contact${isEdited ? ', each edited once' : ''}`,
  plan: plan(trigger, {
    input: { contactId: CONTACT },
    before: (ghl, now) => {
      for (let index = 0; index < 200; index += 1) {
        ghl.lists.putNote(`old ${index}`, now - index * HOUR_MS, 'Left a message.');
      }
    },
    happenings: spread(60, (name, at) => {
      const said = (body: string, later: number): Happening => ({
        at: at + later,
        act: (ghl, moment) => ghl.lists.putNote(name, moment, body),
        due: () => (isEdited ? `${name} ${noteHash({ body })}` : name),
        isSingle: true,
      });
      return isEdited ? [said('Called.', 0), said('Called back.', HOUR_MS)] : [said('Called.', 0)];
    }),
    hours: 5,
  }),
});

/** Of long ago. */
const opportunities =
  (count: number) =>
  (ghl: FakeGhl, now: number): void => {
    for (let index = 0; index < count; index += 1) {
      ghl.opportunities.add(`old ${index}`, now - 60 * DAY_MS + index * 50);
    }
  };

/**
 * Each is made, then moved, then won, then edited; in the second hour 600 old ones change at once.
 *
 * @param keys what tells apart the record that each of the four has to fire, besides its id: the moment,
 *   or nothing; absent where none may fire
 * @param change what becomes of the old ones; nothing fires for a change that is none
 */
const pursued = (
  label: string,
  trigger: string,
  keys: readonly (boolean | undefined)[],
  change?: { stage?: number; status?: string },
): Scenario => ({
  name: `${label}: 60 made, moved, won and edited, and 600 old ones changed in a minute`,
  plan: plan(trigger, {
    before: opportunities(3_000),
    happenings: [
      ...spread(60, (name, at) =>
        [undefined, { stage: 1 }, { status: 'won' }, {}].map((next, index): Happening => {
          const isDated = keys[index];
          return {
            at: at + index * 20 * MINUTE_MS,
            act: (ghl, moment) =>
              next === undefined
                ? ghl.opportunities.add(name, moment)
                : ghl.opportunities.change(name, moment, next),
            ...(isDated !== undefined && {
              due: (moment) => (isDated ? `${name} ${iso(moment)}` : name),
              isSingle: true,
            }),
          };
        }),
      ),
      ...counted(600, (index): Happening => {
        const name = `old ${index * 4}`;
        return {
          at: 61 * MINUTE_MS + index * 100,
          act: (ghl, moment) => ghl.opportunities.change(name, moment, change),
          ...(change && { due: (moment) => `${name} ${iso(moment)}` }),
        };
      }),
    ],
    hours: 5,
  }),
});

/** 60 come one by one, and in the second hour 2,000 in ten minutes. */
const arriving = (
  label: string,
  trigger: string,
  kind: Parameters<FakeGhl['arrivals']['add']>[0],
): Scenario => {
  const arrival = (name: string, at: number): Happening => ({
    at,
    act: (ghl, moment) => ghl.arrivals.add(kind, name, moment),
    due: () => name,
  });
  return {
    name: `${label}: 60 one by one, and 2,000 in ten minutes`,
    plan: plan(trigger, {
      before: (ghl, now) => {
        for (let index = 0; index < 3_000; index += 1) {
          ghl.arrivals.add(kind, `old ${index}`, now - 30 * DAY_MS + index * 1_000);
        }
      },
      happenings: [
        ...spread(60, (name, at) => [{ ...arrival(name, at), isSingle: true }]),
        ...counted(2_000, (index) => arrival(`burst ${index}`, 61 * MINUTE_MS + index * 300)),
      ],
      hours: 5,
    }),
  };
};

const HOURS_AHEAD = { timeUnit: 'hours' };

/** The other triggers: nothing may be lost, nothing may fire for nothing. */
export const OTHERS: readonly Scenario[] = [
  {
    name: 'New or Updated Contact: 600 edits and 60 new ones in an hour',
    plan: plan('new_or_updated_contact', {
      before: there(2_000),
      happenings: [
        ...edited(600, MINUTE_MS, HOUR_MS),
        ...spread(20, (name, at) => [
          { ...added(name, at), due: (moment) => `${name} ${iso(moment)}` },
        ]),
      ],
      hours: 3,
    }),
  },
  {
    name: 'Task Due Soon: 5,000 open, 30 due and moved',
    plan: plan('task_due_soon', {
      input: { ...HOURS_AHEAD, timeBefore: '2' },
      before: tasks(5_000, false),
      happenings: spread(30, dueTask(2 * HOUR_MS)),
      hours: 5,
    }),
  },
  {
    name: 'Task Overdue: 5,000 open, 30 due and moved',
    plan: plan('task_overdue', {
      input: { ...HOURS_AHEAD, timeAfter: '0' },
      before: tasks(5_000, false),
      happenings: spread(30, dueTask(0)),
      hours: 7,
    }),
  },
  { name: 'Task Updated: 6,000 tasks, 300 edited, 200 only touched', plan: changedTasks(6_000) },
  { name: 'Task Updated: 20,000 tasks, 300 edited, 200 only touched', plan: changedTasks(20_000) },
  { name: 'Contact Enters Filter: 12,000 match, 500 of them edited', plan: entering(12_000) },
  { name: 'Contact Date Coming Up: 6,000 birthdays', plan: birthdaysComing(6_000) },
  { name: 'Contact Date Coming Up: 50,000 birthdays', plan: birthdaysComing(50_000) },
  booked('New Appointment', 'new_appointment', ['', undefined, undefined]),
  booked('New or Rescheduled Appointment', 'new_or_rescheduled_appointment', [
    'start',
    'start',
    undefined,
  ]),
  booked(
    'Appointment Reached Status',
    'appointment_reached_status',
    [undefined, undefined, 'cancelled'],
    {
      status: 'cancelled',
    },
  ),
  {
    name: 'Appointment Starting Soon: 60 come close, 40 of them moved, 20 called off',
    plan: plan('appointment_starting_soon', {
      input: { ...IN_CALENDAR, ...HOURS_AHEAD, timeBeforeStart: '2' },
      happenings: spread(60, starting),
      hours: 7,
    }),
  },
  notes('New Note', 'new_note', false),
  notes('New or Updated Note', 'new_or_updated_note', true),
  arriving('New Inbound Message', 'new_inbound_message', 'inbound'),
  arriving('New Outbound Message', 'new_outbound_message', 'outbound'),
  arriving('New Form Submission', 'new_form_submission', 'form'),
  arriving('New Survey Submission', 'new_survey_submission', 'survey'),
  pursued('New Opportunity', 'new_opportunity', [false, undefined, undefined, undefined]),
  pursued(
    'Opportunity Stage Changed',
    'opportunity_stage_changed',
    [undefined, true, undefined, undefined],
    { stage: 2 },
  ),
  pursued(
    'Opportunity Status Changed',
    'opportunity_status_changed',
    [undefined, undefined, true, undefined],
    { status: 'lost' },
  ),
  pursued('New or Updated Opportunity', 'new_or_updated_opportunity', [true, true, true, true], {}),
  {
    name: 'New Tag: 60 of them',
    plan: plan('new_tag', {
      before: (ghl) => ghl.lists.addTag('vip'),
      happenings: spread(60, (name, at) => [
        { at, act: (ghl) => ghl.lists.addTag(name), due: () => `tag ${name}`, isSingle: true },
      ]),
      hours: 4,
    }),
  },
];
