import type { Fields } from '../../../harness/app.ts';
import type { Section } from '../section.ts';
import { number } from './figures.ts';
import { HOUR_MS, MINUTE_MS, Stage, counted } from './stage.ts';

const CONTACTS = 100_000;

/** From one poll to the next. */
const PAUSES_MS = [MINUTE_MS, 15 * MINUTE_MS, 2 * HOUR_MS];

interface QuietPoll {
  trigger: string;
  input?: (stage: Stage) => Fields;
  what?: string;
  /** What is there besides the seeded records. */
  prepare?: (stage: Stage) => void;
  /** What a poll costs. */
  requests: number;
  /** What the first poll of an hour costs besides, for facts that are remembered so long. */
  onceAnHour?: number;
}

const calendar = (stage: Stage): Fields => ({ calendarId: stage.location.calendars[0]?.id });
const user = (stage: Stage): Fields => ({ assignedTo: stage.location.users[0]?.id });

const anyContact = (stage: Stage): Fields => ({
  contactId: [...stage.location.contacts.keys()][0],
});

const mostUsedTag = ({ location }: Stage): string => {
  const uses = new Map<string, number>();
  for (const { tags } of location.contacts.values()) {
    for (const tag of tags) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  }
  return [...uses].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? '';
};

const OPEN_TASKS = 1_200;
const CHANGED_CONTACTS = 1_000;
const LOOKED_AT = 20;

/** What a quiet poll of each trigger costs, and where one costs more than a request. */
const QUIET_POLLS: readonly QuietPoll[] = [
  { trigger: 'new_contact', requests: 1 },
  { trigger: 'contact_updated', requests: 1 },
  { trigger: 'new_or_updated_contact', requests: 1 },
  {
    trigger: 'contact_tagged',
    what: 'the tag that most contacts have',
    input: (stage) => ({ tags: [mostUsedTag(stage)] }),
    requests: 1,
  },
  { trigger: 'new_task', requests: 1 },
  { trigger: 'task_completed', requests: 1 },
  { trigger: 'task_due_soon', input: () => ({ timeBefore: '24', timeUnit: 'hours' }), requests: 1 },
  {
    trigger: 'task_overdue',
    what: 'counted in days',
    input: () => ({ timeAfter: '2', timeUnit: 'days' }),
    requests: 1,
    onceAnHour: 1,
  },
  { trigger: 'new_note', what: 'of one contact', input: anyContact, requests: 1 },
  { trigger: 'new_note', what: 'of all contacts', requests: 1 },
  {
    trigger: 'new_appointment',
    what: 'in a calendar',
    input: calendar,
    requests: 1,
    onceAnHour: 1,
  },
  {
    trigger: 'new_or_rescheduled_appointment',
    what: 'of a user',
    input: user,
    requests: 1,
    onceAnHour: 1,
  },
  {
    trigger: 'appointment_reached_status',
    what: 'in a calendar',
    input: (stage) => ({ status: 'confirmed', ...calendar(stage) }),
    requests: 1,
    onceAnHour: 1,
  },
  {
    trigger: 'new_contact',
    what: `${number(CHANGED_CONTACTS)} contacts came and fired within the last two hours`,
    prepare: (stage) => void counted(CHANGED_CONTACTS, (index) => stage.addContact(index)),
    requests: 4,
    onceAnHour: 1,
  },
  {
    trigger: 'new_note',
    what: `of all contacts, ${LOOKED_AT} or more of which changed within a day`,
    requests: 1 + LOOKED_AT,
  },
  {
    trigger: 'new_task',
    what: `${number(OPEN_TASKS)} open tasks and a few more`,
    prepare: (stage) => {
      const contactId = stage.addOldContact(0).id;
      counted(OPEN_TASKS, (index) => stage.addTask(contactId, index, { body: 'Call back.' }));
    },
    requests: 3,
  },
];

/**
 * What a poll costs when nothing has happened.
 *
 * @param app the app, or another one to try this on; only its triggers are
 */
export const quiet = async (
  contacts = CONTACTS,
  app?: Readonly<{ triggers?: object }>,
): Promise<Section> => {
  const stage = await Stage.open({ contacts }, app);
  const rows: string[][] = [];
  const failures: string[] = [];
  try {
    for (const quietPoll of QUIET_POLLS) {
      const { trigger, what = '', input, prepare, requests, onceAnHour = 0 } = quietPoll;
      if (app && !(trigger in (app.triggers ?? {}))) continue;
      prepare?.(stage);
      const watched = await stage.watch(trigger, input?.(stage));
      await stage.startAgain();
      const costs: number[] = [];
      let fired = 0;
      for (const pauseMs of PAUSES_MS) {
        stage.clock.pass(pauseMs);
        const poll = await watched.poll();
        costs.push(poll.requests);
        fired += poll.fired.length;
      }
      const [first = 0, ...others] = costs;
      const name = `\`${trigger}\`${what && `, ${what}`}`;
      rows.push([`\`${trigger}\``, what, [...new Set(others)].join(', '), String(first)]);
      if (first !== requests + onceAnHour || others.some((cost) => cost !== requests)) {
        failures.push(
          `${name}: polls cost ${costs.join(', ')} requests, not ${requests} each and ${onceAnHour} more at the first.`,
        );
      }
      if (fired > 0) failures.push(`${name}: ${fired} fired although nothing had happened.`);
    }
  } finally {
    await stage.close();
  }
  return {
    title: 'Quiet locations',
    introduction: `A sub-account of ${number(contacts)} contacts in which nothing happens between the polls.`,
    columns: ['trigger', '', 'requests for a poll', 'for the first of an hour'],
    rows,
    notes: [
      'Whatever its size, a quiet sub-account costs one request for each poll of contacts.',
      'The last rows are not as cheap, by the nature of HighLevel’s API. It lists notes by contact only, and tasks without a sort or a date to filter by: a poll of tasks reads a page for each 500 open (or completed) ones. Contacts that came within two hours are read again, for search may be behind.',
      'The first poll of an hour reads again what the app remembers of a sub-account: its time zone or its custom fields.',
    ],
    failures,
  };
};
