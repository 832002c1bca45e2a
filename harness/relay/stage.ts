import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { TestClock } from 'pg-boss';
import * as z from 'zod/mini';

import type { Clock } from '../../relay/clock.ts';
import { startRelay } from '../../relay/index.ts';
import type { Relay, RelayOptions } from '../../relay/index.ts';
import { readPublicKeys } from '../../relay/http/signatures.ts';
import { openStore } from '../../relay/store/open-store.ts';
import type { Store } from '../../relay/store/store.ts';
import type { PostgresServer } from './postgres.ts';
import { AppSender, HighLevelSender } from './senders.ts';
import type { Answered } from './senders.ts';
import { ZapierHooks } from './zapier-hooks.ts';

const subscribed = z.object({ id: z.string(), expiration_date: z.iso.datetime() });

export const LOCATION = 'location1';

export const SECRET = 'the-secret-that-the-app-and-relay-share';

/** Where a stage keeps what it stores. */
export type StoreKind =
  | { kind: 'sqlite' }
  | { kind: 'postgres'; url: string; server: PostgresServer };

/**
 * Has the queue's statements read the time of the test. pg warns of two queries at once there: pg-boss sets
 * its test clock on each connection just before the first one; without such a clock there is none.
 */
const heldUrl = (url: string): string =>
  `${url}?options=${encodeURIComponent('-c pgboss.test_clock=on')}`;

/** A relay between a HighLevel and a Zapier that are played, on a clock that is held. */
export class RelayStage {
  readonly highLevel = new HighLevelSender();
  readonly log: string[] = [];
  readonly hooks: ZapierHooks;
  readonly app: AppSender;
  readonly dataDir = mkdtempSync(join(tmpdir(), 'protiv-relay-'));
  readonly #held = new TestClock(Date.UTC(2026, 0, 1));
  readonly #store: StoreKind;
  readonly #relays = new Set<Relay>();

  private constructor(store: StoreKind, hooks: ZapierHooks) {
    this.#store = store;
    this.hooks = hooks;
    this.app = new AppSender(SECRET, () => this.now());
  }

  static async open(store: StoreKind): Promise<RelayStage> {
    return new RelayStage(store, await ZapierHooks.open());
  }

  now(): number {
    return this.#held.now();
  }

  /** The time of the stage, as the relay knows it. */
  get clock(): Clock {
    return {
      now: () => this.#held.now(),
      alarm: (ms, ring) => {
        const timer = this.#held.setTimeout(ring, ms);
        return { off: () => this.#held.clearTimeout(timer) };
      },
    };
  }

  /** The server under a stage on Postgres. */
  get database(): PostgresServer {
    if (this.#store.kind !== 'postgres') throw new Error('This stage has no Postgres.');
    return this.#store.server;
  }

  /** What `openStore` has to know to find what the relay stored. */
  get storeSettings(): Pick<RelayOptions, 'dataDir' | 'databaseUrl'> {
    return {
      dataDir: this.dataDir,
      ...(this.#store.kind === 'postgres' && { databaseUrl: heldUrl(this.#store.url) }),
    };
  }

  /** Starts a relay on this stage; several may share a database. */
  async start(options: Partial<RelayOptions> = {}): Promise<Relay> {
    const relay = await startRelay({
      ...this.storeSettings,
      host: '127.0.0.1',
      port: 0,
      secrets: [SECRET],
      publicKeys: readPublicKeys(this.highLevel.publicKey),
      hookOrigin: this.hooks.origin,
      clock: this.clock,
      bossClock: this.#held,
      random: () => 0.5,
      log: (code, details) => this.log.push(JSON.stringify({ code, ...details })),
      ...options,
    });
    this.#relays.add(relay);
    return relay;
  }

  /** Lets time pass at one stroke, and what is due then happen. */
  async pass(ms: number): Promise<void> {
    await this.skip(ms);
    await this.idle();
  }

  /** Lets time pass, and waits for nothing. */
  async skip(ms: number): Promise<void> {
    await this.#held.setTime(this.now() + ms);
    await this.#held.tick(0);
  }

  /** Waits until nothing is due and nothing under way. */
  async idle(): Promise<void> {
    for (const relay of this.#relays) await relay.idle();
  }

  /** Has HighLevel tell of something that happens now. */
  tell(
    relay: Relay,
    type: string,
    locationId: string,
    changes: Readonly<Record<string, unknown>> = {},
  ): Promise<Answered> {
    const timestamp = new Date(this.now()).toISOString();
    const event = this.highLevel.event(type, locationId, { timestamp, ...changes });
    return this.highLevel.send(relay.url, event);
  }

  /** Switches a Zap on; the id of its subscription. */
  async subscribe(
    relay: Relay,
    zap: string,
    events: readonly string[] = ['ContactCreate'],
    locationId = LOCATION,
  ): Promise<string> {
    const targetUrl = this.hooks.target(zap);
    const { body } = await this.app.subscribe(relay.url, { locationId, events, targetUrl });
    return subscribed.parse(body).id;
  }

  /** Looks into the store as the commands do, beside a relay that runs. */
  async look<T>(at: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore({
      ...this.storeSettings,
      clock: this.clock,
      bossClock: this.#held,
      isRelay: false,
      onTrouble: () => undefined,
    });
    try {
      return await at(store);
    } finally {
      await store.close();
    }
  }

  async stop(relay: Relay): Promise<void> {
    this.#relays.delete(relay);
    await relay.close();
  }

  async close(): Promise<void> {
    for (const relay of this.#relays) await this.stop(relay);
    await this.hooks.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
