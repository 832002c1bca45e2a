import { Chance } from '../../sandbox/seed/random.ts';
import { FakeGhl } from './fake-ghl.ts';
import type { Manners } from './fake-ghl.ts';
import { FakeZap } from './fake-zapier.ts';
import type { Fields, Polled, Surroundings } from './fake-zapier.ts';
import { VirtualTime } from '../../harness/virtual-time.ts';

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const POLL_EVERY_MS = 5 * MINUTE_MS;

/** An ordinary Monday. */
const START = Date.parse('2026-03-02T12:00:00Z');

/** Zapier holds the runs of a poll that brings more than this. */
const HELD_ABOVE = 100;

/** Something that happens to HighLevel's records, so many milliseconds after the Zap was switched on. */
export interface Happening {
  at: number;
  act: (ghl: FakeGhl, at: number) => void;
  /**
   * The record that has to fire for it, by what tells records apart, and whether it is one of those
   * that come alone. Absent where nothing may fire.
   */
  due?: (at: number) => string;
  isSingle?: boolean;
}

/** Days of one Zap. */
export interface Plan {
  trigger: string;
  input?: Fields;
  manners: Omit<Manners, 'outage'> & { outage?: readonly [from: number, to: number] };
  around: Surroundings;
  /** What is there before the Zap is switched on. */
  before?: (ghl: FakeGhl, now: number) => void;
  happenings: readonly Happening[];
  hours: number;
}

/** What came of it, against the ledger. */
export interface Outcome {
  due: number;
  neverFired: number;
  firedForNothing: number;
  /** Minutes from when the last of a burst came to be until Zapier had all that was due. */
  handedOver: number;
  /** Of those that come alone: the longest wait, in polls. */
  singleWait: number;
  /** Requests of the cheapest and of the dearest poll. */
  requests: readonly [least: number, most: number];
  failedPolls: number;
  /** Polls of which Zapier would hold the runs. */
  heldPolls: number;
  polls: number;
  codes: ReadonlySet<string>;
}

/** Lets days pass. */
export const live = async (plan: Plan, seed = 1): Promise<Outcome> => {
  const time = new VirtualTime(START);
  try {
    return await livedThrough(plan, time, new Chance(seed));
  } finally {
    time.release();
  }
};

const livedThrough = async (plan: Plan, time: VirtualTime, chance: Chance): Promise<Outcome> => {
  const { outage, ...manners } = plan.manners;
  const lived: Manners = { ...manners };
  const ghl = new FakeGhl(time, lived);
  plan.before?.(ghl, START);
  const { trigger, input = {} } = plan;
  const zap = new FakeZap({ time, ghl, chance }, { trigger, input }, plan.around);
  const first = await zap.switchOn();
  if (first.failed) throw new Error(`${trigger} cannot be switched on.`);

  const onAt = time.now() + lived.lagMs + SECOND_MS;
  if (outage) lived.outage = { from: onAt + outage[0], to: onAt + outage[1] };
  const due = new Map<string, { at: number; isSingle: boolean }>();
  const queue = plan.happenings.toSorted((a, b) => a.at - b.at);
  let next = 0;
  const catchUp = (): void => {
    for (let happening = queue[next]; happening; happening = queue[next]) {
      const at = onAt + happening.at;
      if (at > time.now()) return;
      happening.act(ghl, at);
      const key = happening.due?.(at);
      if (key !== undefined) due.set(key, { at, isSingle: happening.isSingle ?? false });
      next += 1;
    }
  };
  ghl.beforeRequest = catchUp;

  const polls: Polled[] = [];
  const firedAt = new Map<string, number>();
  let firedForNothing = 0;
  for (let at = onAt; at <= onAt + plan.hours * HOUR_MS; at += POLL_EVERY_MS) {
    time.moveTo(at);
    catchUp();
    const polled = await zap.poll();
    polls.push(polled);
    for (const record of polled.fresh) {
      const key = zap.keyOf(record);
      firedAt.set(key, polled.at);
      if (!due.has(key)) firedForNothing += 1;
    }
  }

  const waits = [...due].flatMap(([key, { at, isSingle }]) => {
    const fired = firedAt.get(key);
    return fired === undefined ? [] : [{ ms: Math.max(0, fired - at), isSingle }];
  });
  const longest = (of: readonly { ms: number }[]): number =>
    of.reduce((most, { ms }) => Math.max(most, ms), 0);
  const singles = waits.filter(({ isSingle }) => isSingle);
  const costs = polls.map(({ requests }) => requests);
  return {
    due: due.size,
    neverFired: due.size - waits.length,
    firedForNothing,
    handedOver: Math.ceil(longest(waits) / MINUTE_MS),
    singleWait: Math.ceil(longest(singles) / POLL_EVERY_MS),
    requests: [Math.min(...costs), Math.max(...costs)],
    failedPolls: polls.filter(({ failed }) => failed).length,
    heldPolls: polls.filter(({ fresh }) => fresh.length > HELD_ABOVE).length,
    polls: polls.length,
    codes: new Set([first, ...polls].flatMap(({ log }) => log.map(codeOf))),
  };
};

const codeOf = (line: string): string => /"code":"([^"]+)"/.exec(line)?.[1] ?? line;
