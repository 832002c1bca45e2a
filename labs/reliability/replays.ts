import type { Fields, TestApp } from '../../harness/app.ts';
import { factsOf } from '../../harness/facts.ts';
import { inLab } from '../../harness/lab/lab.ts';
import type { Lab } from '../../harness/lab/lab.ts';
import { methodOf } from '../../harness/lab/tried-operations.ts';
import type { TriedOperation } from '../../harness/lab/tried-operations.ts';
import type { Contact } from '../../sandbox/world.ts';
import { lockKey } from '../../zap-runner/locks.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import type { Section } from './section.ts';

/** Between two runs of the same step, so short that search does not show yet what the first one did. */
const PAUSE_MS = 5_000;

const TIMES = 10;

/** Every way that an action can go, or for a short run those most likely to write twice. */
type Thoroughness = 'all' | 'decisive';

type Outcome = PromiseSettledResult<unknown>;

type Run = (app: TestApp) => Promise<unknown>;

/** What some runs left. */
interface Left {
  state: string;
  /** Requests that changed something. */
  writes: number;
  /** Records in the sub-account that were not there before. */
  records: number;
  /** Runs that ended with an error. */
  failed: number;
}

const recordsIn = (app: TestApp): number => {
  const { contacts, tasks, notes, appointments, opportunities } = app.sandbox.world.location(
    app.location.id,
  );
  return contacts.size + tasks.size + notes.size + appointments.size + opportunities.size;
};

/** Runs `work` in front of the same records as every time, and looks at what it leaves. */
const leaving = async (lab: Lab, work: (app: TestApp) => Promise<Outcome[]>): Promise<Left> => {
  const app = lab.reset();
  const writesBefore = lab.sandbox.writes;
  const recordsBefore = recordsIn(app);
  const outcomes = await work(app);
  return {
    state: lab.state(),
    writes: lab.sandbox.writes - writesBefore,
    records: recordsIn(app) - recordsBefore,
    failed: outcomes.filter(({ status }) => status === 'rejected').length,
  };
};

const atOnce =
  (...runs: readonly Run[]) =>
  (app: TestApp): Promise<Outcome[]> =>
    Promise.allSettled(runs.map((run) => run(app)));

const inTurn =
  (lab: Lab, times: number, run: Run) =>
  async (app: TestApp): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (let made = 0; made < times; made += 1) {
      if (made > 0) lab.clock.pass(PAUSE_MS);
      outcomes.push(...(await atOnce(run)(app)));
    }
    return outcomes;
  };

const many = (run: Run): Run[] => Array.from({ length: TIMES }, () => run);

const call =
  (operation: Pick<TriedOperation, 'registry' | 'name'>, input: Fields) =>
  (app: TestApp): Promise<unknown> =>
    app.platform.call(
      methodOf(operation),
      { authData: app.authData, inputData: input },
      newTrace(),
    );

/** The same call, in the turn that Zapier gives it by the operation's lock. */
const callInTurn =
  (lab: Lab, operation: Pick<TriedOperation, 'registry' | 'name' | 'key'>, input: Fields) =>
  (app: TestApp): Promise<unknown> => {
    const lock = lab.definition.creates?.[operation.key]?.operation.lock;
    const run = (): Promise<unknown> => call(operation, input)(app);
    return lock ? app.platform.locks.hold(lockKey(lock.key, input), run) : run();
  };

const told = ({ writes, records, failed }: Left): string =>
  [
    `${writes} ${writes === 1 ? 'write' : 'writes'}`,
    `${records > 0 ? '+' : ''}${records}`,
    ...(failed > 0 ? [`${failed} stopped`] : []),
  ].join(', ');

interface Row {
  cells: readonly string[];
  failures: readonly string[];
}

/** One row for each input of an action. */
const tryReplays = async (
  lab: Lab,
  operation: TriedOperation,
  thoroughness: Thoroughness,
): Promise<Row[]> => {
  const rows: Row[] = [];
  const decisive = operation.inputs.filter(
    ({ when, isFoundLate }, index) =>
      index === 0 || isFoundLate || when === 'as in an older record',
  );
  for (const { when, fields } of thoroughness === 'all' ? operation.inputs : decisive) {
    const label = operation.inputs.length > 1 ? `${operation.label}: ${when}` : operation.label;
    rows.push(await tryInput(lab, { ...operation, label }, fields));
  }
  return rows;
};

const tryInput = async (lab: Lab, operation: TriedOperation, input: Fields): Promise<Row> => {
  const plain = call(operation, input);
  const locked = callInTurn(lab, operation, input);
  const once = await leaving(lab, atOnce(plain));
  const held = {
    twice: await leaving(lab, inTurn(lab, 2, plain)),
    [`${TIMES} times`]: await leaving(lab, inTurn(lab, TIMES, plain)),
    [`${TIMES} at once, with the lock`]: await leaving(lab, atOnce(...many(locked))),
  };
  const unlocked = await leaving(lab, atOnce(...many(plain)));
  const isSame = ({ state, failed }: Left): boolean => state === once.state && failed === 0;
  const verdict = (left: Left): string => (isSame(left) ? 'same' : `✗ ${told(left)}`);
  return {
    cells: [
      operation.label,
      told(once),
      ...Object.values(held).map(verdict),
      isSame(unlocked) && unlocked.writes === once.writes
        ? 'same'
        : `${unlocked.state === once.state ? 'same' : 'differs'}: ${told(unlocked)}`,
    ],
    failures: Object.entries(held)
      .filter(([, left]) => !isSame(left) || once.failed > 0)
      .map(
        ([how, left]) =>
          `${operation.label}, ${how}: ${told(left)}, where one run leaves ${told(once)}.`,
      ),
  };
};

const UPSERT = {
  registry: 'creates',
  name: 'creates.upsert_contact',
  key: 'upsert_contact',
} as const;

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
  const rows: Row[] = [];
  for (const { what, by, isThere = false } of UPSERTS) {
    const halves = [{ firstName: NAME.firstName }, { lastName: NAME.lastName }];
    let people: Contact[] = [];
    const left = await leaving(lab, async (app) => {
      const { world } = lab.sandbox;
      const { contacts } = world.location(app.location.id);
      const known = new Set(contacts.keys());
      if (isThere) world.addContact(app.location.id, { email: EMAIL, phone: PHONE });
      const runs = halves.map((half, index) => callInTurn(lab, UPSERT, { ...by[index], ...half }));
      const outcomes = await atOnce(...runs)(app);
      people = [...contacts.values()].filter(({ id }) => !known.has(id));
      return outcomes;
    });
    const names = people.map(({ firstName, lastName }) => [firstName, lastName].join(' ').trim());
    const whole = `${NAME.firstName} ${NAME.lastName}`;
    rows.push({
      cells: [what, String(people.length), names.join(', '), String(left.writes)],
      failures:
        left.failed === 0 && people.length === 1 && names[0] === whole
          ? []
          : [`Two upserts of ${what} left ${people.length} contacts: ${names.join(', ')}.`],
    });
  }
  return rows;
};

/** Some actions, one after another. */
const tryEach = async (
  lab: Lab,
  thoroughness: Thoroughness,
  isTried: (operation: TriedOperation) => boolean,
  remark = '',
): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const operation of lab.operations().filter(isTried)) {
    const label = `${operation.label}${remark}`;
    rows.push(...(await tryReplays(lab, { ...operation, label }, thoroughness)));
  }
  return rows;
};

const NEW_CONTACT = /^POST \/contacts\/(?:upsert)?$/;

/** Whether HighLevel itself keeps an action from making a contact twice, unless it is told not to. */
const makesContacts = ({ registry, key }: TriedOperation): boolean =>
  registry === 'creates' &&
  factsOf(key).ways.some(({ requests }) =>
    requests.flat().some((route) => NEW_CONTACT.test(route)),
  );

/**
 * What two steps for one person at the same moment leave.
 *
 * @param app the app, or another one to try this on
 */
export const upsertRaces = async (app?: Parameters<typeof Lab.open>[0]): Promise<Section> => {
  const rows = await inLab([app], tryUpserts);
  return {
    title: 'Two steps, one person',
    introduction:
      'Two *Create or Update Contact* steps at the same moment, each with another part of the name, with the lock played as Zapier does. The lock is on the email and phone as they are typed. Expected: one contact, with the whole name.',
    columns: ['both name', 'contacts', 'whose name is', 'writes'],
    rows: rows.map(({ cells }) => cells),
    failures: rows.flatMap(({ failures }) => failures),
  };
};

/** What running a step again, or many times at once, leaves. */
export const replays = async (thoroughness: Thoroughness = 'all'): Promise<readonly Section[]> => {
  const rows = await inLab([], (lab) =>
    tryEach(lab, thoroughness, ({ registry }) => registry === 'creates'),
  );
  const allowed = await inLab([undefined, { allowDuplicateContact: true }], (lab) =>
    tryEach(lab, thoroughness, makesContacts, ', duplicates allowed'),
  );
  rows.push(...allowed);
  return [
    {
      title: 'Replays and races',
      introduction: `Zapier replays steps, and several Zaps can reach the same action at once. Each action was run with one input, and with others that take another way: twice and ${TIMES} times in turn, ${PAUSE_MS / 1000} s apart, and ${TIMES} times at once, with the lock that Zapier enforces by the action’s \`lock\` and without it; HighLevel’s search lags ten seconds behind. **same** means that the sandbox held exactly what one run leaves. The second column says how many requests of one run changed something, and how many records there were more or fewer then. HighLevel’s own refusal of a second contact with the same email or phone is a setting of the sub-account; the last rows are with duplicates allowed.`,
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
