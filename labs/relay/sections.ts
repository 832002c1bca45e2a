import { Chance } from '../../sandbox/seed/random.ts';
import type { Section } from '../reliability/section.ts';
import { RelayLab } from './lab.ts';
import type { StoreName, Verdict } from './lab.ts';

const whole = (value: number): string => Math.round(value).toLocaleString('en');

const pointAt = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
};

const losses = (name: string, { lost, doubled }: Verdict): string[] => [
  ...(lost > 0 ? [`${name}: ${lost} deliveries were lost.`] : []),
  ...(doubled > 0 ? [`${name}: ${doubled} Zaps would have run twice.`] : []),
];

/** A sub-account has its first twenty deliveries at once: so no pace is in the way. */
const EVENTS_A_LOCATION = 6;

export interface Sizes {
  /** Events of the measurements. */
  events: number;
  kills: number;
  /** Stored events, and subscriptions, with which memory is measured. */
  stored: number;
  subscriptions: number;
}

export const FULL: Sizes = { events: 20_000, kills: 100, stored: 100_000, subscriptions: 1_000 };

/** Events a second that one core stores and passes on to three Zaps each. */
export const throughput = async (
  { events }: Sizes,
  stores: readonly StoreName[],
): Promise<Section> => {
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const store of stores) {
    const locations = Math.ceil(events / EVENTS_A_LOCATION);
    const lab = await RelayLab.open({ store, locations, zaps: 3 });
    try {
      const cpu = () => lab.relay.figure('process_cpu_seconds_total');
      const before = await cpu();
      const startedAt = performance.now();
      await lab.send(events, { atOnce: 100 });
      await lab.delivered();
      const seconds = (performance.now() - startedAt) / 1000;
      const cores = (await cpu()) - before;
      const aim = store === 'SQLite' ? 2_000 : undefined;
      rows.push([
        store,
        whole(events / cores),
        aim === undefined ? '' : `≥ ${whole(aim)}`,
        whole(events / seconds),
      ]);
      if (aim !== undefined && events === FULL.events && events / cores < aim) {
        failures.push(`${store}: ${whole(events / cores)} events a second for each core.`);
      }
      failures.push(...losses(store, lab.verdict()));
    } finally {
      await lab.close();
    }
  }
  return {
    title: 'Throughput',
    introduction: `${whole(events)} signed events, a hundred under way at once, each stored and delivered to three Zaps, which answer at once. *A core* is a second of the relay’s own processor time; *this machine* is by the clock on the wall, with HighLevel, Zapier and everything else on the same processors.`,
    columns: ['store', 'events a second for each core', 'aim', 'on this machine'],
    rows,
    failures,
  };
};

/** How long HighLevel waits for its answer, a hundred events a second coming in. */
export const acknowledgement = async ({ events }: Sizes): Promise<Section> => {
  const count = Math.min(events, 2_000);
  const locations = Math.ceil(count / EVENTS_A_LOCATION);
  const lab = await RelayLab.open({ store: 'SQLite', locations, zaps: 1 });
  try {
    await lab.send(100, { atOnce: 10 });
    const tooks = await lab.sendSteadily(count, 10);
    await lab.delivered();
    const p99 = pointAt(tooks, 0.99);
    const verdict = losses('SQLite', lab.verdict());
    const isSlow = events === FULL.events && p99 >= 100;
    return {
      title: 'Acknowledgement',
      introduction: `A hundred events a second for ${whole(count / 100)} seconds, SQLite: from sending a webhook to its answer, which comes once it is on disk.`,
      columns: ['half', '95 %', '99 %', 'aim'],
      rows: [
        [...[0.5, 0.95].map((share) => pointAt(tooks, share)), p99]
          .map((ms) => `${ms.toFixed(1)} ms`)
          .concat('99 % < 100 ms'),
      ],
      failures: [...verdict, ...(isSlow ? [`1 % took ${p99.toFixed(0)} ms or more.`] : [])],
    };
  } finally {
    await lab.close();
  }
};

/** V8 gives memory back when nothing has happened for a while. */
const IDLE_MS = 60_000;

/** What a relay with many events in its store takes. */
export const memory = async ({ stored, subscriptions }: Sizes): Promise<Section> => {
  const lab = await RelayLab.open({ store: 'SQLite', locations: subscriptions, zaps: 1 });
  try {
    await lab.send(stored, { atOnce: 100 });
    const megabytes = async () => (await lab.relay.figure('process_resident_memory_bytes')) / 1e6;
    const busy = await megabytes();
    await new Promise((later) => {
      setTimeout(later, IDLE_MS);
    });
    const idle = await megabytes();
    return {
      title: 'Memory',
      introduction: `SQLite, ${whole(subscriptions)} subscriptions, after ${whole(stored)} events came as fast as they could; most of their deliveries still wait for their turn.`,
      columns: ['when the last one came', 'a minute later', 'aim'],
      rows: [[`${whole(busy)} MB`, `${whole(idle)} MB`, '< 120 MB']],
      failures: idle < 120 ? [] : [`${whole(idle)} MB a minute later.`],
    };
  } finally {
    await lab.close();
  }
};

/** Events between one kill and the next, on average. */
const EVENTS_A_KILL = 30;

/** Ends the relay in the midst of its work, without a word, and starts it again. */
export const kills = async (
  { kills: count }: Sizes,
  stores: readonly StoreName[],
  seed = 1,
): Promise<Section> => {
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const store of stores) {
    const chance = new Chance(seed);
    const events = count * EVENTS_A_KILL;
    const lab = await RelayLab.open({
      store,
      locations: Math.ceil(events / EVENTS_A_LOCATION),
      zaps: 2,
    });
    try {
      let [killed, nextAt] = [0, 1 + chance.below(EVENTS_A_KILL)];
      let restarting: Promise<void> | undefined;
      const killAndStart = async (): Promise<void> => {
        await lab.relay.end('SIGKILL');
        await lab.relay.start();
        restarting = undefined;
      };
      await lab.send(events, {
        atOnce: 20,
        between: (accepted) => {
          if (accepted < nextAt || killed === count || restarting) return;
          killed += 1;
          nextAt = accepted + 1 + chance.below(2 * EVENTS_A_KILL - 10);
          restarting = killAndStart();
        },
      });
      await restarting;
      await lab.delivered();
      const verdict = lab.verdict();
      rows.push([
        store,
        String(killed),
        whole(verdict.events),
        whole(verdict.expected),
        whole(verdict.repeated),
        String(verdict.lost),
        String(verdict.doubled),
      ]);
      failures.push(...losses(store, verdict));
    } finally {
      await lab.close();
    }
  }
  return {
    title: 'Killed',
    introduction:
      'The relay is ended with `kill -9` in the midst of its work and started again. HighLevel sends again what was not accepted. Then every event is looked for at each of two Zaps. *Sent again* are deliveries that had arrived when the relay died before it could take note: Zaps know them by their `deliveryId`.',
    columns: ['store', 'kills', 'events', 'deliveries', 'sent again', 'lost', 'Zap runs doubled'],
    rows,
    failures,
  };
};

/** Two relays on one Postgres, one of which dies for good. */
export const pair = async ({ events }: Sizes): Promise<Section> => {
  const count = Math.min(events, 3_000);
  const lab = await RelayLab.open({
    store: 'Postgres',
    relays: 2,
    locations: Math.ceil(count / EVENTS_A_LOCATION),
    zaps: 2,
  });
  try {
    let diedAt = 0;
    let dying: Promise<unknown> | undefined;
    await lab.send(count, {
      atOnce: 50,
      between: (accepted) => {
        if (accepted < count / 2 || dying) return;
        diedAt = performance.now();
        dying = lab.relays[1]?.end('SIGKILL');
      },
    });
    await lab.delivered();
    const seconds = (performance.now() - diedAt) / 1000;
    const verdict = lab.verdict();
    return {
      title: 'Two relays on one Postgres',
      introduction:
        'Both get webhooks; in the midst of it one is ended with `kill -9` and stays away. What it had taken goes to the other one.',
      columns: [
        'events',
        'deliveries',
        'sent again',
        'lost',
        'Zap runs doubled',
        'all delivered after',
        'aim',
      ],
      rows: [
        [
          whole(verdict.events),
          whole(verdict.expected),
          whole(verdict.repeated),
          String(verdict.lost),
          String(verdict.doubled),
          `${seconds.toFixed(0)} s`,
          '< 120 s',
        ],
      ],
      failures: [
        ...losses('Postgres', verdict),
        ...(seconds < 120 ? [] : [`It took ${seconds.toFixed(0)} s.`]),
      ],
    };
  } finally {
    await lab.close();
  }
};
