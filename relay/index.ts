/**
 * The relay: takes HighLevel's webhooks, of which there is one address for each app, and passes each on
 * to the Zaps of its sub-account.
 */
import { createAdaptorServer } from '@hono/node-server';

import { HOUR, SECOND, systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { Batch } from './delivery/batch.ts';
import { Courier } from './delivery/courier.ts';
import { createPoster } from './delivery/post.ts';
import { createApp } from './http/app.ts';
import { troubleLog } from './log.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { every } from './repeating.ts';
import type { Settings } from './settings.ts';
import { openStore } from './store/open-store.ts';
import type { StoreOptions } from './store/open-store.ts';

export interface RelayOptions extends Settings {
  log: Log;
  clock?: Clock;
  bossClock?: StoreOptions['bossClock'];
  random?: () => number;
  /** More deliveries than this do not wait: webhooks are refused until there is room. */
  mostWaiting?: number;
  /** Requests whose head or body takes longer than this are nobody's we know. */
  slowestRequestMs?: number;
}

export interface Relay {
  readonly url: string;
  /** Waits until nothing is due and nothing under way. */
  idle: () => Promise<void>;
  /** Takes no more webhooks, waits for what is under way, and lets go of the store. */
  close: () => Promise<void>;
}

const BEAT_EVERY_MS = 5 * SECOND;
const SWEEP_EVERY_MS = HOUR;
const MOST_WAITING = 1_000_000;

const SLOWEST_REQUEST_MS = 15 * SECOND;

const MOST_CONNECTIONS = 10_000;

/** Starts a relay; it lives until `close`. */
export const startRelay = async ({
  log,
  clock = systemClock,
  random = Math.random,
  mostWaiting = MOST_WAITING,
  slowestRequestMs = SLOWEST_REQUEST_MS,
  ...settings
}: RelayOptions): Promise<Relay> => {
  const metrics = createMetrics();
  const trouble = troubleLog(log);
  const store = await openStore({
    ...settings,
    clock,
    isRelay: true,
    onTrouble: trouble.came,
  });
  const poster = createPoster(clock);
  const courier = new Courier({
    store,
    poster,
    clock,
    metrics,
    random,
    onTrouble: trouble.came,
    onDead: (subscription) => log('target.dead', { subscription }),
  });

  let isFull = false;
  let hasRefused = false;
  const beat = async (): Promise<void> => {
    const { waiting, dead, oldest } = await store.measure();
    metrics.waiting.value = waiting;
    metrics.dead.value = dead;
    metrics.oldest.value = oldest === undefined ? 0 : (clock.now() - oldest) / SECOND;
    const wasFull = isFull;
    isFull = waiting >= (wasFull ? 0.9 * mostWaiting : mostWaiting);
    if (isFull && !wasFull) log('store.full', { waiting });
    // A relay that refuses webhooks shows no sign of life: it will have something to catch up with.
    const isWell = !isFull && !hasRefused;
    hasRefused = false;
    if (!isWell) return;
    const { outageSince, windows } = await store.beat();
    trouble.isOver();
    if (outageSince === undefined) return;
    log('outage.over', { seconds: Math.round((clock.now() - outageSince) / SECOND), windows });
    courier.wake();
  };

  const accepting = new Batch((events: Parameters<typeof store.accept>[0]) => store.accept(events));
  const app = createApp({
    store,
    accepting,
    isFull: () => isFull || accepting.size > MOST_CONNECTIONS,
    publicKeys: settings.publicKeys,
    secrets: settings.secrets,
    hookOrigin: settings.hookOrigin,
    clock,
    metrics,
    onStored: () => courier.wake(),
    onTrouble: trouble.came,
    onRefused: () => {
      hasRefused = true;
    },
  });
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      requestTimeout: slowestRequestMs,
      headersTimeout: slowestRequestMs,
      connectionsCheckingInterval: SECOND,
      // Longer than those of proxies, which would send into a connection that is being closed.
      keepAliveTimeout: 75 * SECOND,
    },
  });
  server.maxConnections = MOST_CONNECTIONS;
  await beat();
  const beats = every(clock, BEAT_EVERY_MS, beat, trouble.came);
  const sweeps = every(clock, SWEEP_EVERY_MS, () => store.sweep(), trouble.came);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  log('relay.started', { port });
  return {
    url: `http://${settings.host}:${port}`,
    idle: async () => {
      await Promise.all([beats.idle(), sweeps.idle()]);
      await courier.idle();
    },
    close: async () => {
      const closed = new Promise((resolve) => {
        server.close(resolve);
      });
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      await closed;
      beats.stop();
      sweeps.stop();
      await Promise.all([beats.idle(), sweeps.idle()]);
      await courier.stop();
      poster.close();
      await store.close();
      log('relay.stopped');
    },
  };
};
