import type { FakeGhl } from './fake-ghl.ts';
import { AT_HAND } from './fake-zapier.ts';
import type { Surroundings } from './fake-zapier.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './run.ts';
import type { Happening, Plan } from './run.ts';

/** One row of a table. */
export interface Scenario {
  name: string;
  plan: Plan;
  /** What may stay away: in words, where the promises end. Absent where nothing may. */
  mayLose?: string;
  /** Minutes within which all of it has to be with Zapier. */
  within?: number;
}

const LAG_MS = 5 * SECOND_MS;

export const counted = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const iso = (at: number): string => new Date(at).toISOString();

/** A page takes as long whatever its size. */
export const slow = (ms: number) => ({ answerMs: () => ms, lagMs: LAG_MS });

export const added = (name: string, at: number, isSingle = false): Happening => ({
  at,
  act: (ghl, moment) => ghl.addContact(name, moment),
  due: () => name,
  isSingle,
});

/** So many in so much time, from `at` on. */
const imported = (count: number, at: number, overMs: number): Happening[] =>
  counted(count, (index) => added(`import ${index}`, at + (index * overMs) / count));

/** One now and then, all the time. */
const singles = (hours: number, everyMs = 13 * MINUTE_MS): Happening[] =>
  counted(Math.floor(((hours - 1) * HOUR_MS) / everyMs), (index) =>
    added(`single ${index}`, Math.round(index * everyMs + 7 * SECOND_MS), true),
  );

/** Contacts of long ago. */
export const there =
  (count: number, tags: readonly string[] = []) =>
  (ghl: FakeGhl, now: number): void => {
    for (let index = 0; index < count; index += 1) {
      const at = now - 60 * 24 * HOUR_MS + index * 50;
      ghl.addContact(`old ${index}`, at, tags);
    }
  };

const NEW_CONTACT = { trigger: 'new_contact', around: AT_HAND } as const;

const anImport = (count: number, seconds: number, overMs: number): Scenario => ({
  name: `${count.toLocaleString('en')} imported in ${overMs / MINUTE_MS} min, ${seconds} s a page`,
  plan: {
    ...NEW_CONTACT,
    manners: slow(seconds * SECOND_MS),
    happenings: [...imported(count, 61 * MINUTE_MS, overMs), ...singles(HOURS)],
    hours: HOURS,
  },
  ...(count <= 20_000 && { within: 120 + overMs / MINUTE_MS }),
});

const HOURS = 6;

const outage = (name: string, more: Partial<Surroundings>): Scenario => ({
  name,
  plan: {
    ...NEW_CONTACT,
    around: { ...AT_HAND, ...more },
    manners: { ...slow(SECOND_MS), outage: [HOUR_MS, 7 * HOUR_MS] },
    happenings: [
      ...counted(3_600, (index) => added(`out ${index}`, HOUR_MS + index * 6 * SECOND_MS)),
      ...singles(10),
    ],
    hours: 10,
  },
});

/** Contacts of long ago that change, one after another, from `at` on. */
export const edited = (count: number, at: number, overMs: number): Happening[] =>
  counted(count, (index) => ({
    at: Math.round(at + (index * overMs) / count),
    act: (ghl, moment) => ghl.changeContact(`old ${index}`, moment),
    due: (moment) => `old ${index} ${iso(moment)}`,
  }));

const tagged = (from: number, count: number, at: number, overMs: number): Happening[] =>
  counted(count, (index) => ({
    at: Math.round(at + (index * overMs) / count),
    act: (ghl, moment) => ghl.changeContact(`old ${from + index}`, moment, ['vip']),
    due: () => `old ${from + index} vip`,
  }));

/** Who has the tag already is edited: nothing may fire. */
const carriersEdited = (count: number, at: number): Happening[] =>
  counted(count, (index) => ({
    at: at + index * SECOND_MS,
    act: (ghl, moment) => ghl.changeContact(`old ${index * 7}`, moment),
  }));

export const carriers =
  (count: number, others: number) =>
  (ghl: FakeGhl, now: number): void => {
    there(count, ['vip'])(ghl, now);
    for (let index = count; index < count + others; index += 1) {
      ghl.addContact(`old ${index}`, now - 50 * 24 * HOUR_MS + (index - count) * 100);
    }
  };

const tag = (count: number, seconds: number, around: Surroundings = AT_HAND): Plan => ({
  trigger: 'contact_tagged',
  input: { tags: ['vip'] },
  around,
  manners: slow(seconds * SECOND_MS),
  before: carriers(count, 2_000),
  happenings: [
    ...carriersEdited(500, 20 * MINUTE_MS),
    ...tagged(count, 2_000, 61 * MINUTE_MS, 10 * MINUTE_MS),
  ],
  hours: 4,
});

export const tasks =
  (count: number, completed: boolean) =>
  (ghl: FakeGhl, now: number): void => {
    for (let index = 0; index < count; index += 1) {
      ghl.addTask(`task ${index}`, now - 60 * 24 * HOUR_MS + index * 50, { completed });
    }
    for (let index = 0; index < OPEN; index += 1) {
      ghl.addTask(`open ${index}`, now - 50 * 24 * HOUR_MS + index);
    }
  };

const OPEN = 300;

const newTasks = (count: number, seconds: number, around: Surroundings = AT_HAND): Plan => ({
  trigger: 'new_task',
  around,
  manners: slow(seconds * SECOND_MS),
  before: tasks(count, false),
  happenings: counted(60, (index) => ({
    at: (index + 1) * 3 * MINUTE_MS,
    act: (ghl, moment) => ghl.addTask(`new ${index}`, moment),
    due: () => `new ${index}`,
    isSingle: true,
  })),
  hours: 5,
});

const completedTasks = (count: number, seconds: number, around: Surroundings = AT_HAND): Plan => ({
  trigger: 'task_completed',
  around,
  manners: slow(seconds * SECOND_MS),
  before: tasks(count, true),
  happenings: [
    ...counted(OPEN, (index) => ({
      at: (index + 1) * 30 * SECOND_MS,
      act: (ghl: FakeGhl, moment: number) =>
        ghl.changeTask(`open ${index}`, moment, { completed: true }),
      due: () => `open ${index}`,
      isSingle: true,
    })),
    // An edit of what was completed before.
    ...counted(200, (index) => ({
      at: (index + 1) * 30 * SECOND_MS + 5,
      act: (ghl: FakeGhl, moment: number) =>
        ghl.changeTask(`task ${index * 11}`, moment, { completed: true }),
    })),
  ],
  hours: 5,
});

const NO_ZAP: Surroundings = { ...AT_HAND, namesZap: false };
const FORGETS: Surroundings = { ...AT_HAND, forgets: 0.1 };
const LOSES: Surroundings = { ...AT_HAND, loses: 0.1 };

/** With all that Zapier may have at hand: nothing may be lost, nothing may fire for nothing. */
export const CONTACTS: readonly Scenario[] = [
  anImport(100, 2, MINUTE_MS),
  anImport(6_000, 2, MINUTE_MS),
  anImport(20_000, 1, MINUTE_MS),
  anImport(20_000, 2, MINUTE_MS),
  anImport(20_000, 3, MINUTE_MS),
  anImport(20_000, 2, HOUR_MS),
  anImport(50_000, 0.1, MINUTE_MS),
  anImport(50_000, 2, MINUTE_MS),
  anImport(50_000, 2, HOUR_MS),
  outage('6 h outage', {}),
  outage('6 h outage, the first result after it lost', { losesPolls: [84, 85] }),
  {
    name: '6,000 imported, every tenth result lost',
    plan: {
      ...NEW_CONTACT,
      around: LOSES,
      manners: slow(2 * SECOND_MS),
      happenings: [...imported(6_000, 61 * MINUTE_MS, MINUTE_MS), ...singles(HOURS)],
      hours: HOURS,
    },
  },
  {
    name: 'rows so wide that each takes 17 ms, 150 young ones',
    plan: {
      ...NEW_CONTACT,
      manners: { answerMs: (rows) => 100 + rows * 17, lagMs: LAG_MS },
      happenings: [...imported(150, 61 * MINUTE_MS, MINUTE_MS), ...singles(3)],
      hours: 3,
    },
  },
];

export const CHANGES: readonly Scenario[] = [
  {
    name: 'Contact Updated: 20,000 edits in a minute',
    plan: {
      trigger: 'contact_updated',
      around: AT_HAND,
      manners: slow(2 * SECOND_MS),
      before: there(20_000),
      happenings: edited(20_000, 61 * MINUTE_MS, MINUTE_MS),
      hours: HOURS,
    },
    within: 120,
  },
  {
    name: 'Contact Updated: 600 edits an hour, 6 h outage',
    plan: {
      trigger: 'contact_updated',
      around: AT_HAND,
      manners: { ...slow(SECOND_MS), outage: [2 * HOUR_MS, 8 * HOUR_MS] },
      before: there(8_000),
      happenings: edited(6_600, 0, 11 * HOUR_MS),
      hours: 12,
    },
  },
  { name: 'Tag Added: 6,000 carriers, 500 of them edited', plan: tag(6_000, 2) },
  { name: 'Tag Added: 12,000 carriers, 500 of them edited', plan: tag(12_000, 1) },
  { name: 'Tag Added: 50,000 carriers, 500 of them edited', plan: tag(50_000, 2) },
];

export const TASKS: readonly Scenario[] = [
  { name: 'New Task: 5,000 open', plan: newTasks(5_000, 2) },
  { name: 'New Task: 20,000 open', plan: newTasks(20_000, 2) },
  { name: 'New Task: 50,000 open', plan: newTasks(50_000, 2) },
  { name: 'Task Completed: 6,000 completed', plan: completedTasks(6_000, 2) },
  { name: 'Task Completed: 10,500 completed', plan: completedTasks(10_500, 0.1) },
  { name: 'Task Completed: 50,000 completed', plan: completedTasks(50_000, 2) },
];

/** Where something is not at hand: counted apart, with what the promises shrink to. */
export const WITHOUT: readonly Scenario[] = [
  {
    name: 'no Zap id: 20,000 imported in 1 min, 2 s',
    plan: { ...anImport(20_000, 2, MINUTE_MS).plan, around: NO_ZAP },
    mayLose: 'what does not fit into a poll',
  },
  {
    name: 'no Zap id: 4,000 imported in 1 min, 2 s',
    plan: { ...anImport(4_000, 2, MINUTE_MS).plan, around: NO_ZAP },
  },
  {
    name: 'no Zap id: Tag Added, 12,000 carriers, 1 s',
    plan: tag(12_000, 1, NO_ZAP),
  },
  {
    name: 'no Zap id: Task Completed, 6,000, 2 s',
    plan: completedTasks(6_000, 2, NO_ZAP),
    mayLose: 'what chance does not lead to within 24 hours',
  },
  {
    name: 'a cache that forgets: 20,000 imported in 1 min, 2 s',
    plan: { ...anImport(20_000, 2, MINUTE_MS).plan, around: FORGETS },
  },
  {
    name: 'a cache that forgets: Tag Added, 12,000 carriers, 1 s',
    plan: tag(12_000, 1, FORGETS),
  },
  {
    name: 'a cache that forgets: Tag Added, 50,000 carriers, 2 s',
    plan: tag(50_000, 2, FORGETS),
    mayLose: 'contacts of before, once it has forgotten',
  },
  {
    name: 'a cache that forgets: New Task, 20,000 open, 2 s',
    plan: newTasks(20_000, 2, FORGETS),
  },
];
