import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FakeGhl } from '../../../labs/polls/fake-ghl.ts';
import type { Manners } from '../../../labs/polls/fake-ghl.ts';
import { AT_HAND, FakeZap } from '../../../labs/polls/fake-zapier.ts';
import type { Polled, Surroundings } from '../../../labs/polls/fake-zapier.ts';
import { HOUR_MS, MINUTE_MS, live } from '../../../labs/polls/run.ts';
import { OTHERS } from '../../../labs/polls/dates-and-lists.ts';
import { CHANGES, CONTACTS, TASKS } from '../../../labs/polls/scenarios.ts';
import type { Scenario } from '../../../labs/polls/scenarios.ts';
import { tableOf } from '../../../labs/polls/table.ts';
import { VirtualTime } from '../../../harness/virtual-time.ts';
import * as triggers from '../../../triggers/index.ts';
import { Chance } from '../../../sandbox/seed/random.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const DAY_MS = 24 * HOUR_MS;

let time: VirtualTime;
let ghl: FakeGhl;
let zap: FakeZap;

const start = (manners: Partial<Manners> = {}, around: Partial<Surroundings> = {}): void => {
  ghl = new FakeGhl(time, { answerMs: () => 200, lagMs: 0, ...manners });
  zap = newZap(around);
};

const newZap = (
  around: Partial<Surroundings> = {},
  what: ConstructorParameters<typeof FakeZap>[1] = { trigger: 'new_contact', input: {} },
): FakeZap => new FakeZap({ time, ghl, chance: new Chance(1) }, what, { ...AT_HAND, ...around });

beforeEach(() => {
  time = new VirtualTime(NOON);
  start();
});

afterEach(() => time.release());

const pass = (ms: number): void => time.moveTo(time.now() + ms);

const add = (name: string, at = time.now()): string => {
  ghl.addContact(name, at);
  return name;
};

const addMany = (count: number, name: string, stepMs: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    pass(stepMs);
    return add(`${name} ${index}`);
  });

const poll = async (): Promise<unknown[]> => idsOf(await zap.poll());

const idsOf = ({ fresh }: Polled): unknown[] => fresh.map(({ id }) => id);

/** All that fires in so many polls, five minutes apart. */
const pollTimes = async (count: number): Promise<unknown[]> => {
  const fired: unknown[] = [];
  for (let at = 0; at < count; at += 1) {
    pass(5 * MINUTE_MS);
    fired.push(...(await poll()));
  }
  return fired;
};

describe('a cache that answers what it should not', () => {
  const KEPT_BEFORE = Array.from({ length: 5 }, (_, index) => `before ${index}`);

  it.each<[string, (kept: unknown) => unknown]>([
    ['a text', () => 'junk'],
    ['a number, as an older version of the app kept it', () => NOON],
    ['an empty object', () => ({})],
    ['a list', () => [1, 2]],
    ['another version', (kept) => ({ ...Object(kept), version: 2 })],
    ['a state without its spans', (kept) => ({ ...Object(kept), state: { since: 0, newest: 0 } })],
    [
      'spans that no date can have',
      (kept) => {
        const spans = [{ from: 0, to: 9e15, openedAt: 0, readings: 1 }];
        return { ...Object(kept), state: { since: 0, newest: 1, spans, unprimed: [] } };
      },
    ],
    [
      'negative and broken numbers',
      (kept) => ({
        ...Object(kept),
        state: { since: -5, newest: 1.5, spans: [], unprimed: [] },
      }),
    ],
    [
      'a checkpoint from the future',
      (kept) => {
        const newest = NOON + 400 * DAY_MS;
        return { ...Object(kept), state: { since: newest, newest, spans: [], unprimed: [] } };
      },
    ],
    ['a checkpoint kept in the future', (kept) => ({ ...Object(kept), savedAt: NOON + DAY_MS })],
  ])('%s: the next poll reads a day again, and fires what is new', async (_what, spoil) => {
    for (const name of KEPT_BEFORE) add(name, time.now() - 3 * DAY_MS);
    await zap.switchOn();
    pass(5 * MINUTE_MS);
    await poll();
    zap.cache.spoil(spoil);
    const fresh = add('fresh');
    pass(MINUTE_MS);
    const polled = await zap.poll();
    expect(polled.failed).toBe(false);
    expect(idsOf(polled)).toEqual([fresh]);
  });

  it('nothing is left of a Zap that was off for a week: it begins anew', async () => {
    await zap.switchOn();
    pass(5 * MINUTE_MS);
    await poll();
    const missed = addMany(200, 'missed', HOUR_MS);
    await zap.switchOn();
    const [fresh] = addMany(1, 'fresh', MINUTE_MS);
    expect(await pollTimes(3)).toEqual([fresh]);
    expect(missed).toHaveLength(200);
  });

  it('two Zaps with the same search each get all', async () => {
    const other = newZap();
    await zap.switchOn();
    await other.switchOn();
    addMany(3, 'fresh', MINUTE_MS);
    expect(await pollTimes(1)).toHaveLength(3);
    expect(idsOf(await other.poll())).toHaveLength(3);
  });
});

describe('a clock that is off', () => {
  it.each([-10 * MINUTE_MS, 10 * MINUTE_MS])(
    'by %i ms: nothing is lost, and nothing of before fires',
    async (aheadMs) => {
      start({ aheadMs });
      const stamp = (name: string): string => add(name, time.now() + aheadMs);
      stamp('before');
      pass(MINUTE_MS);
      await zap.switchOn();
      const fired: unknown[] = [];
      for (let at = 0; at < 12; at += 1) {
        pass(MINUTE_MS);
        stamp(`fresh ${at}`);
        pass(4 * MINUTE_MS);
        fired.push(...(await poll()));
      }
      expect(fired).toEqual(Array.from({ length: 12 }, (_, at) => `fresh ${at}`));
    },
  );

  it('and one contact of the future hides none that come before it', async () => {
    await zap.switchOn();
    add('future', NOON + 400 * DAY_MS);
    start({ aheadMs: 500 * DAY_MS });
    add('one');
    add('future', NOON + 400 * DAY_MS);
    expect(await pollTimes(1)).toContain('future');
    const two = add('two', time.now());
    expect(await pollTimes(2)).toEqual([two]);
  });
});

describe('a HighLevel that pays no heed', () => {
  it.each<[NonNullable<Manners['ignores']>]>([[['sort']], [['range']], [['sort', 'range']]])(
    'to %s: what fits into a poll fires once, and nothing of before',
    async (ignores) => {
      start({ ignores });
      for (let index = 0; index < 1_500; index += 1)
        add(`old ${index}`, NOON - 90 * DAY_MS + index);
      await zap.switchOn();
      const fresh = addMany(300, 'fresh', 1_000);
      const fired = await pollTimes(4);
      expect(new Set(fired)).toEqual(new Set(fresh));
      expect(fired).toHaveLength(300);
    },
  );
});

describe('more than a poll can read', () => {
  it('of one millisecond: later ones still fire, and the log says what is lost', async () => {
    start({ answerMs: () => 4_000 });
    await zap.switchOn();
    pass(MINUTE_MS);
    for (let index = 0; index < 5_000; index += 1) add(`burst ${index}`);
    pass(MINUTE_MS);
    await zap.poll();
    const fresh = add('fresh');
    const codes = new Set<string>();
    const fired: unknown[] = [];
    for (let at = 0; at < 8; at += 1) {
      pass(5 * MINUTE_MS);
      const polled = await zap.poll();
      fired.push(...idsOf(polled));
      for (const line of polled.log) codes.add(String(JSON.parse(line).code));
    }
    expect(fired).toContain(fresh);
    expect(codes).toContain('poll.truncated');
    pass(3 * HOUR_MS);
    const { requests } = await zap.poll();
    expect(requests).toBe(1);
  });

  it('says how far it is behind, and when it has caught up', async () => {
    start({ answerMs: () => 2_000 });
    await zap.switchOn();
    addMany(7_000, 'import', 1);
    pass(MINUTE_MS);
    const lines: unknown[] = [];
    for (let at = 0; at < 8; at += 1) {
      pass(5 * MINUTE_MS);
      lines.push(...(await zap.poll()).log.map((line) => JSON.parse(line)));
    }
    expect(lines[0]).toMatchObject({ code: 'poll.catching_up', behindMinutes: expect.any(Number) });
    expect(lines.at(-1)).toMatchObject({ code: 'poll.caught_up' });
  });

  it('without the Zap’s id: the log says that nothing remembers it', async () => {
    start({ answerMs: () => 2_000 }, { namesZap: false });
    await zap.switchOn();
    addMany(7_000, 'import', 1);
    pass(MINUTE_MS);
    const { log, failed } = await zap.poll();
    expect(failed).toBe(false);
    expect(log.map((line) => JSON.parse(line))).toMatchObject([{ code: 'poll.truncated' }]);
  });
});

/** How many of them fire, and what the log says. */
const afterwards = async (change: () => void): Promise<{ fired: number; log: unknown[] }> => {
  pass(5 * MINUTE_MS);
  change();
  pass(MINUTE_MS);
  const { fresh, log } = await zap.poll();
  return { fired: fresh.length, log: log.map((line) => JSON.parse(line)) };
};

const LEFT_OUT = expect.arrayContaining([
  expect.objectContaining({ code: 'poll.truncated', reason: 'not primed' }),
]);

describe('more than can be read when a Zap is switched on', () => {
  const COUNT = 22_000;
  /** So slow that a few rounds of parallel requests are all there is time for. */
  const manners = { answerMs: () => 7_000 };

  it('contacts that carry a tag: those that were not seen never fire, the others as ever', async () => {
    start(manners);
    for (let index = 0; index < COUNT; index += 1) {
      ghl.addContact(`old ${index}`, NOON - 90 * DAY_MS + index * 60_000, ['vip']);
    }
    zap = newZap({}, { trigger: 'contact_tagged', input: { tags: ['vip'] } });
    const { log, fresh } = await zap.switchOn();
    expect(fresh.length).toBeGreaterThan(3_000);
    expect(fresh.length).toBeLessThan(COUNT);
    expect(log.map((line) => JSON.parse(line).code)).toEqual(['poll.truncated']);

    const edit = (from: number) => (): void => {
      for (let index = from; index < from + 50; index += 1) {
        ghl.changeContact(`old ${index}`, time.now());
      }
    };
    expect(await afterwards(edit(0))).toEqual({ fired: 0, log: LEFT_OUT });
    expect(await afterwards(() => ghl.addContact('fresh', time.now(), ['vip']))).toMatchObject({
      fired: 1,
    });
    zap.cache.forget();
    expect(await afterwards(edit(100))).toEqual({ fired: 0, log: LEFT_OUT });
    expect(await afterwards(edit(200))).toEqual({ fired: 0, log: LEFT_OUT });
  });

  it('completed tasks: those of before may stay away, new ones do not', async () => {
    start(manners);
    for (let index = 0; index < COUNT; index += 1) {
      ghl.addTask(`old ${index}`, NOON - 90 * DAY_MS + index * 60_000, { completed: true });
    }
    zap = newZap({}, { trigger: 'task_completed', input: {} });
    const { log } = await zap.switchOn();
    expect(log.map((line) => JSON.parse(line).code)).toEqual(['poll.truncated']);
    const edit = (): void => {
      for (let index = 0; index < 50; index += 1)
        ghl.changeTask(`old ${index}`, time.now(), { completed: true });
    };
    expect(await afterwards(edit)).toEqual({ fired: 0, log: LEFT_OUT });
    zap.cache.forget();
    expect(await afterwards(edit)).toEqual({ fired: 0, log: LEFT_OUT });
  });
});

describe('days of polls', () => {
  it('are lived through by every trigger', () => {
    const played = [...CONTACTS, ...CHANGES, ...TASKS, ...OTHERS].map(({ plan }) => plan.trigger);
    expect(new Set(played)).toEqual(new Set(Object.keys(triggers)));
  });

  it('lose nothing and fire nothing for nothing, in a seeded short form', async () => {
    time.release();
    const short = [...CONTACTS, ...TASKS, ...OTHERS]
      .filter(({ name }) => SHORT.test(name))
      .map((scenario) => {
        const hours = SHORT_HOURS.get(scenario.plan.trigger);
        return hours === undefined ? scenario : endingAfter(scenario, hours);
      });
    expect(short).toHaveLength(7);
    const { failures, markdown } = await tableOf(short);
    expect(failures).toEqual([]);
    expect(markdown.split('\n')).toHaveLength(9);
  });

  it('would be noticed to lose something', async () => {
    time.release();
    const [first] = CONTACTS;
    if (!first) throw new Error('There is no scenario.');
    const plan = { ...first.plan, around: { ...AT_HAND, loses: 1 }, hours: 2 };
    const { neverFired, due } = await live(plan);
    expect(due).toBeGreaterThan(100);
    expect(neverFired).toBe(due);
  });
});

/** One of each kind. */
const SHORT =
  /^(6,000 imported in|rows so wide|Task Completed: 6,000|Task Updated: 6,000|Contact Date Coming Up: 6,000|Appointment Starting Soon|New or Updated Note)/;

const SHORT_HOURS = new Map([
  ['new_contact', 2.5],
  ['task_completed', 1.3],
  ['task_updated', 0.9],
  ['contact_date_coming', 5],
]);

/** Without what would come to be too late for the last poll. */
const endingAfter = (scenario: Scenario, hours: number): Scenario => {
  const { plan } = scenario;
  const last = (hours - 0.7) * HOUR_MS;
  const happenings = plan.happenings.filter(({ at }) => at < last);
  return { ...scenario, plan: { ...plan, happenings, hours } };
};
