import { Connection } from '../../zap-runner/connection.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import { replaceAlong } from '../../zap-runner/tokens.ts';
import type { Fields } from '../../test/support/app.ts';
import { ANSWER_MS, CUSTOM_FIELDS, HOUR_MS, MINUTE_MS, Stage } from './bursts/stage.ts';
import type { Poll } from './bursts/stage.ts';
import { makeRoom } from './room.ts';
import type { Section } from './section.ts';

/** Zapier's limits, and GHL's. */
const RESULT_LIMIT = 6_291_456;
const MOST_SECONDS = 25;
const MOST_REQUESTS = 100;

const CONTACTS = 5_000;
const TASKS = 2_000;

/** What `npm run reliability` says of bursts. */
export const bursts = async (): Promise<readonly Section[]> => {
  const leave = makeRoom();
  try {
    return [await sizes(), await orders()];
  } finally {
    leave();
  }
};

interface Burst {
  what: string;
  trigger: string;
  input?: Fields;
  /** What is there before the Zap is switched on. */
  before?: (stage: Stage) => void;
  /** What happens before the next poll; ids of what has to fire. */
  happens: (stage: Stage) => string[];
}

const counted = (count: number, make: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => make(index));

const contactsThatChange = (changes: Fields): Pick<Burst, 'before' | 'happens'> => ({
  before: (stage) => void counted(CONTACTS, (index) => stage.addOldContact(index).id),
  happens: (stage) =>
    [...stage.location.contacts.keys()].map((id) => {
      stage.clock.pass(2);
      stage.changeContact(id, changes);
      return id;
    }),
});

const tasksThat = (how: { completed?: boolean; dueInHours: number }) => (stage: Stage) => {
  const contactId = stage.addOldContact(0).id;
  return counted(TASKS, (index) => {
    stage.clock.pass(5);
    const dueDate = new Date(stage.clock.now() + how.dueInHours * HOUR_MS).toISOString();
    return stage.addTask(contactId, index, { dueDate, completed: how.completed ?? false }).id;
  });
};

const BURSTS: readonly Burst[] = [
  {
    what: '5,000 contacts added',
    trigger: 'new_contact',
    happens: (stage) =>
      counted(CONTACTS, (index) => {
        stage.clock.pass(2);
        return stage.addContact(index).id;
      }),
  },
  {
    what: '5,000 contacts updated',
    trigger: 'contact_updated',
    ...contactsThatChange({ city: 'Portland' }),
  },
  {
    what: '5,000 contacts updated, with their tasks and notes',
    trigger: 'contact_updated',
    input: { include: ['tasks', 'notes'] },
    ...contactsThatChange({ city: 'Portland' }),
  },
  {
    what: '5,000 contacts updated',
    trigger: 'new_or_updated_contact',
    ...contactsThatChange({ city: 'Portland' }),
  },
  {
    what: '5,000 contacts tagged',
    trigger: 'contact_tagged',
    input: { tags: ['imported'] },
    ...contactsThatChange({ tags: ['imported'] }),
  },
  {
    what: '2,000 tasks added',
    trigger: 'new_task',
    happens: tasksThat({ dueInHours: 48 }),
  },
  {
    what: '2,000 tasks completed',
    trigger: 'task_completed',
    happens: tasksThat({ dueInHours: 48, completed: true }),
  },
  {
    what: '2,000 tasks due soon',
    trigger: 'task_due_soon',
    input: { timeBefore: '24', timeUnit: 'hours' },
    happens: tasksThat({ dueInHours: 12 }),
  },
  {
    what: '2,000 tasks overdue',
    trigger: 'task_overdue',
    happens: tasksThat({ dueInHours: -1 }),
  },
];

const sizes = async (): Promise<Section> => {
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const burst of BURSTS) {
    const stage = await Stage.open();
    try {
      const name = `${burst.what}, ${burst.trigger}`;
      burst.before?.(stage);
      const watched = await stage.watch(burst.trigger, burst.input);
      stage.clock.pass(MINUTE_MS);
      const ids = burst.happens(stage);
      stage.clock.pass(MINUTE_MS);
      const poll = await watched.poll();
      stage.clock.pass(MINUTE_MS);
      const again = await watched.poll();
      const primed = (await stage.watch(burst.trigger, burst.input)).priming;
      const slim = poll.records.filter((record) => '$HOIST$' in record);
      const missing = await missingInAZap(stage, poll, slim);

      failures.push(
        ...[
          ...notOnce(ids, poll.fired),
          ...(again.fired.length > 0 ? [`${again.fired.length} fired a second time`] : []),
          ...beyondLimits(poll),
          ...beyondLimits(primed).map((complaint) => `priming: ${complaint}`),
          ...(primed.records.length < ids.length ? ['priming did not see all'] : []),
          ...missing,
        ].map((complaint) => `${name}: ${complaint}.`),
      );
      rows.push([
        burst.what,
        `\`${burst.trigger}\``,
        number(poll.fired.length),
        number(again.fired.length),
        String(poll.requests),
        poll.seconds.toFixed(0),
        megabytes(poll.bytes),
        number(slim.length),
        `${primed.requests} requests, ${primed.seconds.toFixed(0)} s, ${megabytes(primed.bytes)} MB`,
      ]);
    } finally {
      await stage.close();
    }
  }
  return {
    title: 'Bursts',
    introduction: `Between two polls, thousands of records become new. Every other contact has ${CUSTOM_FIELDS} filled custom fields; a task has about 3,500 characters of notes. Each answer of HighLevel takes ${ANSWER_MS / 1_000} s of the app's clock. Expected: the next poll returns each record once, with at most ${MOST_REQUESTS} requests, ${MOST_SECONDS} s and ${number(RESULT_LIMIT)} bytes of result; the poll after it fires nothing; and a Zap that is switched on in the middle of the burst fits as well. _Slim_ records carry a pointer instead of all their fields ([bursts.md](bursts.md)); one in ten of them is followed as Zapier does, and has to give all that the others have.`,
    columns: [
      'between two polls',
      'trigger',
      'fired',
      'fired again',
      'requests',
      'seconds',
      'MB of result',
      'slim',
      'switched on in the middle',
    ],
    rows,
    failures,
  };
};

/** Sentences about records that did not fire exactly once. */
const notOnce = (ids: readonly string[], fired: readonly Fields[]): string[] => {
  const times = new Map<unknown, number>();
  for (const { id } of fired) times.set(id, (times.get(id) ?? 0) + 1);
  const lost = ids.filter((id) => !times.has(id)).length;
  const doubled = ids.filter((id) => (times.get(id) ?? 0) > 1).length;
  const strange = [...times.keys()].length - (ids.length - lost);
  return [
    ...(lost > 0 ? [`${lost} were lost`] : []),
    ...(doubled > 0 ? [`${doubled} fired more than once`] : []),
    ...(strange > 0 ? [`${strange} fired that should not`] : []),
  ];
};

const beyondLimits = ({ requests, seconds, bytes, log }: Poll): string[] => [
  ...(requests > MOST_REQUESTS ? [`${requests} requests`] : []),
  ...(seconds > MOST_SECONDS ? [`${seconds} s`] : []),
  ...(bytes > RESULT_LIMIT ? [`${bytes} bytes`] : []),
  ...(log.includes('poll.truncated') ? ['it was cut short'] : []),
];

/** One slim record in this many is followed. */
const FOLLOWED = 10;

/** Sentences about slim records that do not become whole in a Zap. */
const missingInAZap = async (
  stage: Stage,
  { records }: Poll,
  slim: readonly Fields[],
): Promise<string[]> => {
  const connection = new Connection(stage.app.platform, stage.app.authData);
  const complaints = new Set<string>();
  for (const [index, record] of slim.entries()) {
    if (index % FOLLOWED !== 0) continue;
    const whole: Fields = Object(
      await replaceAlong(record, 'id', (value) => connection.hydrate(value, newTrace())),
    );
    const like = records.find((other) => !('$HOIST$' in other) && alike(other, whole));
    const expected = Object.keys(like ?? {});
    for (const key of expected) {
      if (!(key in whole)) complaints.add(`a slim record has no ${key} in a Zap`);
    }
  }
  return [...complaints];
};

/** Whether two records should have the same fields. */
const alike = (one: Fields, other: Fields): boolean =>
  'taskId' in one || 'customFields' in one === 'customFields' in other;

interface Order {
  what: string;
  trigger: string;
  /** Polls until all of it must have fired. */
  polls: number;
  lagMs?: number;
  /** What is there before the Zap is switched on. */
  before?: (stage: Stage) => void;
  /** What happens before the first poll; ids of what has to fire. */
  happens: (stage: Stage) => string[];
  /** What must be true of what fired, in words where it is not. */
  check?: (fired: readonly Fields[]) => string[];
}

const EDITED = 20;

const ORDERS: readonly Order[] = [
  {
    what: '1,200 contacts with one timestamp, over three pages',
    trigger: 'new_contact',
    polls: 3,
    happens: (stage) => counted(1_200, (index) => stage.addContact(index).id),
  },
  {
    what: '5,000 contacts with one timestamp',
    trigger: 'contact_updated',
    polls: 3,
    before: (stage) => void counted(CONTACTS, (index) => stage.addOldContact(index).id),
    happens: (stage) =>
      [...stage.location.contacts.keys()].map((id) => {
        stage.changeContact(id, { city: 'Portland' });
        return id;
      }),
  },
  {
    what: 'search is ten seconds behind, a contact each second up to the poll',
    trigger: 'new_contact',
    polls: 3,
    lagMs: 10_000,
    happens: (stage) =>
      counted(300, (index) => {
        stage.clock.pass(1_000);
        return stage.addContact(index).id;
      }),
  },
  {
    what: `${EDITED} of 3,000 new contacts are edited while pages are read`,
    trigger: 'new_contact',
    polls: 3,
    happens: (stage) => {
      const ids = counted(3_000, (index) => {
        stage.clock.pass(1);
        return stage.addContact(index).id;
      });
      stage.duringRequest(3, () => {
        for (const id of ids.slice(0, EDITED)) stage.changeContact(id, { city: 'Bend' });
      });
      return ids;
    },
  },
  {
    what: `${EDITED} of 3,000 updated contacts are edited again while pages are read`,
    trigger: 'contact_updated',
    polls: 3,
    before: (stage) => void counted(3_000, (index) => stage.addOldContact(index).id),
    happens: (stage) => {
      const ids = [...stage.location.contacts.keys()];
      for (const id of ids) {
        stage.clock.pass(1);
        stage.changeContact(id, { city: 'Bend' });
      }
      stage.duringRequest(3, () => {
        // Changed longest ago, and so on the last page.
        for (const id of ids.slice(0, EDITED)) {
          stage.clock.pass(1);
          stage.changeContact(id, { city: 'Portland' });
        }
      });
      return ids;
    },
    check: (fired) => {
      const latest = new Map(fired.map((record) => [record['id'], record['city']]));
      const portland = [...latest.values()].filter((city) => city === 'Portland').length;
      return portland === EDITED ? [] : [`${EDITED - portland} fired without the second edit`];
    },
  },
  {
    what: 'tasks are completed while pages of 1,500 new ones are read',
    trigger: 'new_task',
    polls: 3,
    before: (stage) => {
      const contactId = stage.addOldContact(0).id;
      counted(30, (index) => stage.addTask(contactId, index).id);
    },
    happens: (stage) => {
      const old = [...stage.location.tasks.values()];
      const [contactId = ''] = stage.location.contacts.keys();
      stage.duringRequest(2, () => {
        for (const task of old) task.completed = true;
      });
      return counted(1_500, (index) => {
        stage.clock.pass(1);
        return stage.addTask(contactId, index).id;
      });
    },
  },
  {
    what: 'no poll for ten hours, 4,000 contacts added, none in the last three',
    trigger: 'new_contact',
    polls: 2,
    happens: (stage) => {
      const ids = counted(4_000, (index) => {
        stage.clock.pass((7 * HOUR_MS) / 4_000);
        return stage.addContact(index).id;
      });
      stage.clock.pass(3 * HOUR_MS);
      return ids;
    },
  },
];

const orders = async (): Promise<Section> => {
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const order of ORDERS) {
    const stage = await Stage.open(order.lagMs === undefined ? {} : { searchLagMs: order.lagMs });
    try {
      order.before?.(stage);
      stage.clock.pass(order.lagMs ?? 0);
      const watched = await stage.watch(order.trigger);
      stage.clock.pass(MINUTE_MS);
      const ids = order.happens(stage);
      const fired: Fields[] = [];
      const perPoll: number[] = [];
      for (let poll = 0; poll < order.polls; poll += 1) {
        const { fired: fresh } = await watched.poll();
        fired.push(...fresh);
        perPoll.push(fresh.length);
        stage.clock.pass(2 * MINUTE_MS);
      }
      const once = order.trigger === 'contact_updated' ? notLost(ids, fired) : notOnce(ids, fired);
      failures.push(
        ...[...once, ...(order.check?.(fired) ?? [])].map(
          (complaint) => `${order.what}: ${complaint}.`,
        ),
      );
      rows.push([
        order.what,
        `\`${order.trigger}\``,
        number(ids.length),
        perPoll.map(number).join(', '),
        once.length === 0 ? 'none' : once.join(', '),
      ]);
    } finally {
      await stage.close();
    }
  }
  const quiet = await quietLocation();
  return {
    title: 'What could be lost between polls',
    introduction:
      'Polls two minutes apart, each record deduped as Zapier does it. Expected: New Contact and New Task fire exactly once for each record, Contact Updated at least once and for its last state. An edit during a poll may be seen by the next one only.',
    columns: ['what happens', 'trigger', 'must fire', 'fired, poll by poll', 'lost or doubled'],
    rows,
    notes: [quiet.note],
    failures: [...failures, ...quiet.failures],
  };
};

/** A change may well fire twice: once for each of two edits. */
const notLost = (ids: readonly string[], fired: readonly Fields[]): string[] => {
  const seen = new Set(fired.map(({ id }) => id));
  const lost = ids.filter((id) => !seen.has(id)).length;
  return lost > 0 ? [`${lost} were lost`] : [];
};

const QUIET = 100_000;

const quietLocation = async (): Promise<{ note: string; failures: string[] }> => {
  const stage = await Stage.open({ contacts: QUIET });
  try {
    const failures: string[] = [];
    for (const trigger of ['new_contact', 'contact_updated', 'new_or_updated_contact']) {
      const watched = await stage.watch(trigger);
      stage.clock.pass(MINUTE_MS);
      const { requests } = await watched.poll();
      if (requests !== 1) failures.push(`A quiet poll of ${trigger} costs ${requests} requests.`);
    }
    return {
      note: `A quiet location of ${number(QUIET)} contacts costs ${failures.length === 0 ? 'one request' : 'more than one request'} for each poll of New Contact, Contact Updated, and New or Updated Contact.`,
      failures,
    };
  } finally {
    await stage.close();
  }
};

const number = (count: number): string => count.toLocaleString('en-US');

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(2);
