import type { Fields } from '../../../harness/app.ts';
import type { Many, Scenarios } from '../../../harness/busy/poll-facts.ts';
import { HOUR_MS, MINUTE_MS, Stage } from '../../../harness/busy/stage.ts';
import type { WatchedTrigger } from '../../../harness/busy/stage.ts';
import definition from '../../../index.ts';
import type { SandboxOptions } from '../../../sandbox/index.ts';
import type { Section } from '../section.ts';
import { complaintsAbout } from './complaints.ts';
import { number } from './figures.ts';
import { pollsOf } from './polled-triggers.ts';

/** How much happens. */
interface Amounts {
  contacts: number;
  tasks: number;
  messages: number;
  opportunities: number;
  /** A record each second, up to a poll that does not see the last ten. */
  trickling: number;
  /** Records that are edited, added and removed while pages are read; fewer than a page. */
  touched: number;
}

/** All that is tried, or what is most likely to go wrong, with as little as fills three pages. */
type Thoroughness = 'all' | 'decisive';

const AMOUNTS: Readonly<Record<Thoroughness, Amounts>> = {
  all: {
    contacts: 5_000,
    tasks: 2_000,
    messages: 5_000,
    opportunities: 1_000,
    trickling: 300,
    touched: 20,
  },
  decisive: {
    contacts: 700,
    tasks: 1_100,
    messages: 700,
    opportunities: 250,
    trickling: 40,
    touched: 5,
  },
};

const LAG_MS = 10_000;
const BETWEEN_POLLS_MS = 2 * MINUTE_MS;

interface Circumstance {
  head: string;
  meaning: (amounts: Amounts) => string;
  isDecisive: boolean;
  /** Whether only as many records as trickle in. */
  trickles?: boolean;
  /** Between one record and the next. */
  gapMs: (count: number) => number;
  lagMs?: number;
  /** How many records later every other one is edited; never when left out. */
  editedAfter?: number;
  /** From the last record to the first poll. */
  pauseMs?: number;
  /** Whether records are edited, added and removed once the first page is read. */
  whilePagesAreRead?: boolean;
}

const CIRCUMSTANCES: readonly Circumstance[] = [
  {
    head: 'one timestamp',
    meaning: () => 'all of them in the same millisecond',
    isDecisive: false,
    gapMs: () => 0,
  },
  {
    head: 'search behind',
    meaning: ({ trickling }) =>
      `search is ten seconds behind; ${number(trickling)} records, one a second up to the first poll, every other one edited five seconds later`,
    isDecisive: true,
    trickles: true,
    gapMs: () => 1_000,
    lagMs: LAG_MS,
    editedAfter: 5,
  },
  {
    head: 'one timestamp, edits',
    meaning: ({ touched }) =>
      `all in the same millisecond; after the first page of the first poll, the ${touched} at each end of what is read are edited, ${touched} more come, and ${2 * touched} others, around them, leave what is read`,
    isDecisive: true,
    gapMs: () => 0,
    whilePagesAreRead: true,
  },
  {
    head: 'search behind, edits',
    meaning: () => 'a millisecond apart, search ten seconds behind, and the same edits',
    isDecisive: false,
    gapMs: () => 1,
    lagMs: LAG_MS,
    pauseMs: LAG_MS,
    whilePagesAreRead: true,
  },
  {
    head: 'no poll for ten hours',
    meaning: () => 'all of them in the first seven',
    isDecisive: true,
    gapMs: (count) => (7 * HOUR_MS) / count,
    pauseMs: 3 * HOUR_MS,
  },
];

const SWITCHED_ON = 'switched on amid edits';

const POLLS = 3;

/** A trigger, and what is special about the sandbox. */
interface Subject extends Many {
  trigger: string;
  /** Whether it is among those that are most likely to go wrong. */
  isDecisive: boolean;
  sandbox?: Pick<SandboxOptions, 'taskSearchOrder' | 'opportunitySearchOrder'>;
}

const OTHER_ORDERS: Readonly<Partial<Record<Many['about'], Subject['sandbox']>>> = {
  tasks: { taskSearchOrder: 'newestFirst' },
  opportunities: { opportunitySearchOrder: 'shuffled' },
};

/** The triggers whose polls read pages of what lags behind writes; where HighLevel names no order, in two. */
const subjectsOf = (whole: Readonly<{ triggers?: object }>): Subject[] => {
  const plain = pollsOf(whole).flatMap(({ trigger, poll: { many } }) =>
    'not' in many ? [] : [{ ...many, trigger, isDecisive: true }],
  );
  const otherwise = plain.flatMap((subject): Subject[] => {
    const sandbox = OTHER_ORDERS[subject.about];
    return sandbox ? [{ ...subject, isDecisive: subject.about === 'opportunities', sandbox }] : [];
  });
  return [...plain, ...otherwise];
};

interface Outcome {
  perPoll: readonly number[];
  complaints: readonly string[];
}

/** The records of one play, and how often each may fire. */
class Cast {
  readonly ids: string[] = [];
  readonly mostOften = new Map<string, number>();
  readonly #subject: Subject;
  readonly #happenings: Scenarios;
  readonly #touched: number;

  constructor(subject: Subject, stage: Stage, count: number, touched: number) {
    this.#subject = subject;
    this.#happenings = subject.prepare(stage, count + touched);
    this.#touched = touched;
  }

  happen(): void {
    const id = this.#happenings.happen();
    this.ids.push(id);
    this.mostOften.set(id, 1);
  }

  edit(id: string): void {
    this.#happenings.edit(id);
    if (this.#subject.firesAgain) this.mostOften.set(id, (this.mostOften.get(id) ?? 0) + 1);
  }

  addBystanders(): void {
    for (let added = 0; added < this.#touched; added += 1) this.#happenings.addBystander();
  }

  removeBystanders(): void {
    this.#happenings.removeBystanders();
  }

  editBothEnds(): void {
    const { ids } = this;
    for (const id of [...ids.slice(0, this.#touched), ...ids.slice(-this.#touched)]) this.edit(id);
  }

  addMore(): void {
    for (let added = 0; added < this.#touched; added += 1) this.happen();
  }

  get isLast(): Scenarios['isLast'] | undefined {
    return this.#subject.firesAgain ? this.#happenings.isLast : undefined;
  }
}

const pollAgainAndAgain = async (
  stage: Stage,
  watched: WatchedTrigger,
): Promise<{ fired: Fields[]; perPoll: number[] }> => {
  const fired: Fields[] = [];
  const perPoll: number[] = [];
  for (let poll = 0; poll < POLLS; poll += 1) {
    const { fired: fresh } = await watched.poll();
    fired.push(...fresh);
    perPoll.push(fresh.length);
    stage.clock.pass(BETWEEN_POLLS_MS);
  }
  return { fired, perPoll };
};

/** Does something after the first page; in words where it never came to that. */
const afterFirstPage = (stage: Stage, act: () => void): (() => string[]) => {
  let acted = false;
  stage.duringRequest(2, () => {
    acted = true;
    stage.clock.pass(1);
    act();
  });
  return () => (acted ? [] : ['no second page was read']);
};

const play = async (
  subject: Subject,
  circumstance: Circumstance,
  amounts: Amounts,
  app: unknown,
): Promise<Outcome> => {
  const { lagMs = 0, pauseMs = 0, editedAfter = Number.POSITIVE_INFINITY } = circumstance;
  const stage = await Stage.open({ ...subject.sandbox, searchLagMs: lagMs }, app);
  try {
    const count = circumstance.trickles ? amounts.trickling : amounts[subject.about];
    const cast = new Cast(subject, stage, count, amounts.touched);
    cast.addBystanders();
    stage.clock.pass(lagMs);
    const watched = await stage.watch(subject.trigger, subject.input);
    stage.clock.pass(MINUTE_MS);
    for (let happened = 0; happened < count; happened += 1) {
      stage.clock.pass(circumstance.gapMs(count));
      cast.happen();
      const earlier = cast.ids[happened - editedAfter];
      if (earlier !== undefined && happened % 2 === 0) cast.edit(earlier);
    }
    // Both ends of what a poll reads, in whichever order it comes.
    cast.addBystanders();
    stage.clock.pass(pauseMs);

    const hasActed = circumstance.whilePagesAreRead
      ? afterFirstPage(stage, () => {
          cast.editBothEnds();
          cast.addMore();
          cast.removeBystanders();
        })
      : () => [];
    const { fired, perPoll } = await pollAgainAndAgain(stage, watched);
    return {
      perPoll,
      complaints: [...complaintsAbout(cast.mostOften, fired, cast.isLast), ...hasActed()],
    };
  } finally {
    await stage.close();
  }
};

/**
 * A Zap is switched on where all of it is there already, and what a trigger that fires once is about
 * changes while that is read: none of it is news.
 */
const switchOnAmidEdits = async (
  subject: Subject,
  amounts: Amounts,
  app: unknown,
): Promise<Outcome> => {
  const stage = await Stage.open(subject.sandbox, app);
  try {
    const count = amounts[subject.about];
    const cast = new Cast(subject, stage, count, amounts.touched);
    cast.addBystanders();
    for (let happened = 0; happened < count; happened += 1) {
      stage.clock.pass(1);
      cast.happen();
    }
    cast.addBystanders();
    const hasActed = afterFirstPage(stage, () => {
      if (!subject.firesAgain) cast.editBothEnds();
      cast.removeBystanders();
    });
    const watched = await stage.watch(subject.trigger, subject.input);
    stage.clock.pass(MINUTE_MS);
    const { fired, perPoll } = await pollAgainAndAgain(stage, watched);
    return { perPoll, complaints: [...complaintsAbout(new Map(), fired), ...hasActed()] };
  } finally {
    await stage.close();
  }
};

const nameOf = ({ trigger, sandbox }: Subject): string =>
  [
    `\`${trigger}\``,
    ...(sandbox?.taskSearchOrder === 'newestFirst' ? ['newest first'] : []),
    ...(sandbox?.opportunitySearchOrder === 'shuffled' ? ['shuffled'] : []),
  ].join(', ');

/**
 * What happens between two polls, and whether each record fires.
 *
 * @param whole the app, or another one to try this on; only its triggers are
 */
export const betweenPolls = async (
  thoroughness: Thoroughness = 'all',
  whole: Readonly<{ triggers?: object }> = definition,
): Promise<Section> => {
  const amounts = AMOUNTS[thoroughness];
  const isTried = ({ isDecisive }: { isDecisive: boolean }): boolean =>
    thoroughness === 'all' || isDecisive;
  const circumstances = CIRCUMSTANCES.filter(isTried);
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const subject of subjectsOf(whole).filter(isTried)) {
    const cells: string[] = [];
    const note = (head: string, { perPoll, complaints }: Outcome): void => {
      cells.push(`${perPoll.map(number).join(' + ')}${complaints.length > 0 ? ' ✗' : ''}`);
      failures.push(...complaints.map((complaint) => `${nameOf(subject)}, ${head}: ${complaint}.`));
    };
    for (const circumstance of circumstances) {
      note(circumstance.head, await play(subject, circumstance, amounts, whole));
    }
    note(SWITCHED_ON, await switchOnAmidEdits(subject, amounts, whole));
    rows.push([nameOf(subject), ...cells]);
  }
  const { contacts, tasks, messages, opportunities } = amounts;
  return {
    title: 'What could be lost between polls',
    introduction: `${number(contacts)} contacts, ${number(tasks)} tasks, ${number(messages)} messages or ${number(opportunities)} opportunities become what a trigger fires for, under each of these circumstances; then come ${POLLS} polls, two minutes apart, each record deduped as Zapier does it. A cell says how many fired at each poll. Expected: each record fires; a trigger that fires once does so once, one that fires for changes at most once for each state and last for the last one; nothing else fires. An edit during a poll may be seen by the next one only.`,
    columns: ['trigger', ...circumstances.map(({ head }) => head), SWITCHED_ON],
    rows,
    notes: [
      ...circumstances.map(({ head, meaning }) => `**${head}**: ${meaning(amounts)}.`),
      `**${SWITCHED_ON}**: all of it is there, and such edits (where a trigger fires once) and removals come while the new Zap takes note of it; nothing may fire.`,
      'HighLevel does not say in which order it lists tasks and opportunities, so these triggers are tried with two. Notes and appointments come whole, in one answer that does not lag.',
    ],
    failures,
  };
};
