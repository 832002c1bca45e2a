import type { Contact } from '../../sandbox/world.ts';
import type { Fields, TestApp } from '../../test/support/app.ts';
import { lockKey } from '../../zap-runner/locks.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import { performOf } from './faults/clean-run.ts';
import { Lab } from './lab/lab.ts';
import { operationsOf } from './lab/operations.ts';
import type { TriedOperation } from './lab/operations.ts';
import type { Section } from './section.ts';

/** Between two runs of the same step, as when somebody replays it. */
const PAUSE_MS = 20_000;

const TIMES = 10;

/** What some runs left. */
interface Left {
  state: string;
  /** Requests that changed something. */
  writes: number;
  /** Records in the sub-account that were not there before. */
  records: number;
}

const recordsIn = (app: TestApp): number => {
  const { contacts, tasks, notes, appointments } = app.sandbox.world.location(app.location.id);
  return contacts.size + tasks.size + notes.size + appointments.size;
};

/** Runs `work` in front of the same records as every time, and looks at what it leaves. */
const leaving = async (lab: Lab, work: (app: TestApp) => Promise<unknown>): Promise<Left> => {
  const app = lab.reset();
  const writesBefore = lab.sandbox.writes;
  const recordsBefore = recordsIn(app);
  await work(app);
  return {
    state: lab.state(),
    writes: lab.sandbox.writes - writesBefore,
    records: recordsIn(app) - recordsBefore,
  };
};

const inTurn =
  (lab: Lab, times: number, run: (app: TestApp) => Promise<unknown>) =>
  async (app: TestApp): Promise<void> => {
    for (let made = 0; made < times; made += 1) {
      if (made > 0) lab.clock.pass(PAUSE_MS);
      await run(app);
    }
  };

const atOnce =
  (times: number, run: (app: TestApp) => Promise<unknown>) =>
  (app: TestApp): Promise<unknown> =>
    Promise.all(Array.from({ length: times }, () => run(app)));

const call =
  ({ name }: Pick<TriedOperation, 'name'>, input: Fields) =>
  (app: TestApp): Promise<unknown> =>
    app.platform.call(
      performOf({ name }),
      { authData: app.authData, inputData: input },
      newTrace(),
    );

/** The same call, in the turn that Zapier gives it by the operation's lock. */
const callInTurn =
  (lab: Lab, operation: Pick<TriedOperation, 'name' | 'key'>, input: Fields) =>
  (app: TestApp): Promise<unknown> => {
    const lock = lab.definition.creates?.[operation.key]?.operation.lock;
    const run = (): Promise<unknown> => call(operation, input)(app);
    return lock ? app.platform.locks.hold(lockKey(lock.key, input), run) : run();
  };

const told = ({ writes, records }: Left): string =>
  `${writes} ${writes === 1 ? 'write' : 'writes'}, ${records > 0 ? '+' : ''}${records}`;

interface Row {
  cells: readonly string[];
  failures: readonly string[];
}

const tryReplays = async (lab: Lab, operation: TriedOperation): Promise<Row> => {
  const [input] = operation.inputs;
  if (input === undefined) {
    return {
      cells: [operation.label],
      failures: [
        `${operation.name} has no working input; add one to test/support/working-input.ts.`,
      ],
    };
  }
  await lab.focus(operation.registry, operation.key);
  const plain = call(operation, input);
  const locked = callInTurn(lab, operation, input);
  const once = await leaving(lab, plain);
  const held = {
    twice: await leaving(lab, inTurn(lab, 2, plain)),
    [`${TIMES} times`]: await leaving(lab, inTurn(lab, TIMES, plain)),
    [`${TIMES} at once, with the lock`]: await leaving(lab, atOnce(TIMES, locked)),
  };
  const unlocked = await leaving(lab, atOnce(TIMES, plain));
  const verdict = (left: Left): string => (left.state === once.state ? 'same' : `✗ ${told(left)}`);
  return {
    cells: [
      operation.label,
      told(once),
      ...Object.values(held).map(verdict),
      unlocked.state === once.state && unlocked.writes === once.writes
        ? 'same'
        : `${unlocked.state === once.state ? 'same' : 'differs'}: ${told(unlocked)}`,
    ],
    failures: Object.entries(held)
      .filter(([, left]) => left.state !== once.state)
      .map(
        ([how, left]) =>
          `${operation.label}, ${how}: ${told(left)}, where one run leaves ${told(once)}.`,
      ),
  };
};

const UPSERT = { name: 'creates.upsert_contact', key: 'upsert_contact' } as const;

const NAME = { firstName: 'Sasha', lastName: 'Marsh' } as const;

interface Upserts {
  what: string;
  /** How each of them names the person. */
  by: readonly [Fields, Fields];
  /** Whether HighLevel has the contact already, without a name. */
  isThere?: boolean;
}

const EMAIL = 'sasha.marsh@example.com';
const PHONE = '+12125550123';

/** Two steps that create or update the same person at the same time, each with half of the name. */
const UPSERTS: readonly Upserts[] = [
  { what: 'the same email', by: [{ email: EMAIL }, { email: EMAIL }] },
  {
    what: 'the same email, once in capitals (another lock)',
    by: [{ email: EMAIL }, { email: EMAIL.toUpperCase() }],
  },
  {
    what: 'the same phone, written in two ways (another lock)',
    by: [{ phone: '+1 212 555 0123' }, { phone: '(212) 555-0123' }],
  },
  {
    what: 'a contact that is there, once by email and once by phone (another lock)',
    by: [{ email: EMAIL }, { phone: PHONE }],
    isThere: true,
  },
];

const tryUpserts = async (lab: Lab): Promise<Row[]> => {
  await lab.focus('creates', UPSERT.key);
  const rows: Row[] = [];
  for (const { what, by, isThere = false } of UPSERTS) {
    const halves = [{ firstName: NAME.firstName }, { lastName: NAME.lastName }];
    let people: Contact[] = [];
    const left = await leaving(lab, async (app) => {
      const { world } = lab.sandbox;
      const { contacts } = world.location(app.location.id);
      const known = new Set(contacts.keys());
      if (isThere) world.addContact(app.location.id, { email: EMAIL, phone: PHONE });
      await Promise.all(
        halves.map((half, index) => callInTurn(lab, UPSERT, { ...by[index], ...half })(app)),
      );
      people = [...contacts.values()].filter(({ id }) => !known.has(id));
    });
    const names = people.map(({ firstName, lastName }) => [firstName, lastName].join(' ').trim());
    const whole = `${NAME.firstName} ${NAME.lastName}`;
    rows.push({
      cells: [what, String(people.length), names.join(', '), String(left.writes)],
      failures:
        people.length === 1 && names[0] === whole
          ? []
          : [`Two upserts of ${what} left ${people.length} contacts: ${names.join(', ')}.`],
    });
  }
  return rows;
};

/** Every action, one after another. */
const tryAll = async (lab: Lab): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const operation of operationsOf(lab.definition, lab.reset())) {
    if (operation.registry === 'creates') rows.push(await tryReplays(lab, operation));
  }
  return rows;
};

/** Those that HighLevel itself keeps from making a contact twice, where it does not. */
const MAKE_CONTACTS: ReadonlySet<string> = new Set(['create_contact', 'upsert_contact']);

const tryWhereDuplicatesAreAllowed = async (lab: Lab): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const operation of operationsOf(lab.definition, lab.reset())) {
    if (!MAKE_CONTACTS.has(operation.key)) continue;
    const label = `${operation.label}, duplicates allowed`;
    rows.push(await tryReplays(lab, { ...operation, label }));
  }
  return rows;
};

/** Opens a lab for some work. */
const inLab = async <T>(
  world: Parameters<typeof Lab.open>[1],
  work: (lab: Lab) => Promise<T>,
): Promise<T> => {
  const lab = await Lab.open(undefined, world);
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
};

/**
 * What two steps for one person at the same moment leave.
 *
 * @param app the app, or another one to try this on
 */
export const upsertRaces = async (app?: Parameters<typeof Lab.open>[0]): Promise<Section> => {
  const lab = await Lab.open(app);
  try {
    const rows = await tryUpserts(lab);
    return {
      title: 'Two steps, one person',
      introduction:
        'Two *Create or Update Contact* steps at the same moment, each with another part of the name, with the lock played as Zapier does. The lock is on the email and phone as they are typed. Expected: one contact, with the whole name.',
      columns: ['both name', 'contacts', 'whose name is', 'writes'],
      rows: rows.map(({ cells }) => cells),
      failures: rows.flatMap(({ failures }) => failures),
    };
  } finally {
    await lab.close();
  }
};

/** What running a step again, or many times at once, leaves. */
export const replays = async (): Promise<readonly Section[]> => {
  const rows = await inLab({}, tryAll);
  rows.push(...(await inLab({ allowDuplicateContact: true }, tryWhereDuplicatesAreAllowed)));
  return [
    {
      title: 'Replays and races',
      introduction: `Zapier replays steps, and several Zaps can reach the same action at once. Each action was run with one input: twice and ${TIMES} times in turn, ${PAUSE_MS / 1000} s apart, and ${TIMES} times at once, with the lock that Zapier enforces by the action’s \`lock\` and without it. **same** means that the sandbox held exactly what one run leaves. The second column says how many requests of one run changed something, and how many records there were more or fewer then. HighLevel’s own refusal of a second contact with the same email or phone is a setting of the sub-account; the last rows are with duplicates allowed.`,
      columns: [
        '',
        'one run',
        'twice',
        `${TIMES} times`,
        `${TIMES} at once, with the lock`,
        `${TIMES} at once, without`,
      ],
      rows: rows.map(({ cells }) => cells),
      notes: [
        'The last column is what the lock is there for: nothing is promised of it, and Zapier enforces the lock. Several writes that end in the same state are requests too many, no harm.',
      ],
      failures: rows.flatMap(({ failures }) => failures),
    },
    await upsertRaces(),
  ];
};
