import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PostgresServer } from '../../harness/relay/postgres.ts';
import { RelayProcess } from '../../harness/relay/process.ts';
import { AppSender, HighLevelSender } from '../../harness/relay/senders.ts';
import { ZapierHooks } from '../../harness/relay/zapier-hooks.ts';

const SECRET = 'the-secret-that-the-app-and-relay-share';

export type StoreName = 'SQLite' | 'Postgres';

export interface LabOptions {
  store: StoreName;
  /** How many relays share the store; several need Postgres. */
  relays?: number;
  locations: number;
  /** Zaps that listen, in each sub-account. */
  zaps: number;
}

/** What came of a load: every event was looked for at every Zap. */
export interface Verdict {
  events: number;
  /** Events times Zaps. */
  expected: number;
  lost: number;
  /** Zaps that were told of one event by two deliveries: they would run twice. */
  doubled: number;
  /** The same delivery a second time, which Zaps know. */
  repeated: number;
}

/** A relay in a process of its own, a HighLevel that sends, and a Zapier that takes note of all it gets. */
export class RelayLab {
  readonly hooks: ZapierHooks;
  readonly relays: readonly RelayProcess[];
  readonly #options: LabOptions;
  readonly #highLevel: HighLevelSender;
  readonly #folder: string;
  readonly #postgres: PostgresServer | undefined;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 256 });
  /** By record: the deliveries that each Zap got of it. */
  readonly #ledger = new Map<string, Map<string, Set<string>>>();
  readonly #arrivals = new Map<string, number>();
  #subscriptions: string[] = [];
  #sent = 0;
  #hooks = 0;
  #isReached: () => void = () => undefined;

  private constructor(
    options: LabOptions,
    parts: { hooks: ZapierHooks; postgres: PostgresServer | undefined; databaseUrl?: string },
  ) {
    this.#options = options;
    this.hooks = parts.hooks;
    this.#postgres = parts.postgres;
    this.#highLevel = new HighLevelSender();
    this.#folder = mkdtempSync(join(tmpdir(), 'protiv-relay-lab-'));
    this.relays = Array.from(
      { length: options.relays ?? 1 },
      () =>
        new RelayProcess({
          dataDir: this.#folder,
          environment: {
            RELAY_SECRET: SECRET,
            GHL_WEBHOOK_PUBLIC_KEY: this.#highLevel.publicKey,
            RELAY_HOOK_ORIGIN: this.hooks.origin,
            ...(parts.databaseUrl !== undefined && { DATABASE_URL: parts.databaseUrl }),
          },
        }),
    );
    this.hooks.answer = ({ body }) => {
      this.#note(body.recordId ?? body.type, body.subscriptionId, body.deliveryId);
      return { status: 200 };
    };
  }

  /** Starts everything, and switches the Zaps on. */
  static async open(options: LabOptions): Promise<RelayLab> {
    const postgres = options.store === 'Postgres' ? await PostgresServer.open() : undefined;
    const databaseUrl = await postgres?.create('lab');
    const lab = new RelayLab(options, {
      hooks: await ZapierHooks.open(),
      postgres,
      ...(databaseUrl !== undefined && { databaseUrl }),
    });
    for (const relay of lab.relays) await relay.start();
    await lab.#subscribe();
    return lab;
  }

  get relay(): RelayProcess {
    const [first] = this.relays;
    if (!first) throw new Error('There is no relay.');
    return first;
  }

  /**
   * Sends events as HighLevel does: what is not accepted is sent again. They go round the sub-accounts and
   * the relays.
   *
   * @param between called after each, with how many were accepted so far
   * @returns how long each took to be accepted, in milliseconds, in the order of acceptance
   */
  async send(
    count: number,
    { atOnce, between }: { atOnce: number; between?: (accepted: number) => void },
  ): Promise<number[]> {
    const tooks: number[] = [];
    const last = this.#sent + count;
    const work = async (): Promise<void> => {
      while (this.#sent < last) {
        tooks.push(await this.#sendOne());
        between?.(tooks.length);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return tooks;
  }

  /** Sends one event every so often, whether or not those before it were accepted. */
  async sendSteadily(count: number, everyMs: number): Promise<number[]> {
    const tooks: Promise<number>[] = [];
    await new Promise<void>((done) => {
      const timer = setInterval(() => {
        tooks.push(this.#sendOne());
        if (tooks.length < count) return;
        clearInterval(timer);
        done();
      }, everyMs);
    });
    return Promise.all(tooks);
  }

  /** Waits until every Zap knows of every event. */
  async delivered(): Promise<void> {
    const expected = this.#sent * this.#options.zaps;
    if (this.#arrivals.size >= expected) return;
    await new Promise<void>((reached) => {
      this.#isReached = () => {
        if (this.#arrivals.size >= expected) reached();
      };
    });
  }

  verdict(): Verdict {
    const zaps = this.#options.zaps;
    let [arrived, doubled] = [0, 0];
    for (const byZap of this.#ledger.values()) {
      for (const deliveries of byZap.values()) {
        arrived += 1;
        if (deliveries.size > 1) doubled += 1;
      }
    }
    const expected = this.#sent * zaps;
    return {
      events: this.#sent,
      expected,
      lost: expected - arrived,
      doubled,
      repeated: this.#hooks - arrived - doubled,
    };
  }

  async close(): Promise<void> {
    for (const relay of this.relays) await relay.end('SIGTERM');
    this.#agent.destroy();
    await this.hooks.close();
    await this.#postgres?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #note(record: string, zap: string, delivery: string): void {
    this.#hooks += 1;
    const byZap = this.#ledger.get(record) ?? new Map<string, Set<string>>();
    this.#ledger.set(record, byZap);
    byZap.set(zap, (byZap.get(zap) ?? new Set()).add(delivery));
    this.#arrivals.set(`${record} ${zap}`, this.#hooks);
    this.#isReached();
  }

  async #subscribe(): Promise<void> {
    const app = new AppSender(SECRET);
    const { locations, zaps } = this.#options;
    const wanted = Array.from({ length: locations * zaps }, (_, index) => index);
    const subscribeNext = async (): Promise<void> => {
      for (let index = wanted.pop(); index !== undefined; index = wanted.pop()) {
        const location = index % locations;
        const { body } = await app.subscribe(this.relay.url, {
          locationId: `location${location}`,
          events: ['ContactCreate'],
          // Each sub-account belongs to another user of Zapier.
          targetUrl: this.hooks.target(`zap${index}`, String(1_000_000 + location)),
        });
        this.#subscriptions.push(String(Object(body).id));
      }
    };
    await Promise.all(Array.from({ length: 50 }, subscribeNext));
  }

  async #sendOne(): Promise<number> {
    const index = this.#sent;
    this.#sent += 1;
    const location = `location${index % this.#options.locations}`;
    const body = JSON.stringify(
      this.#highLevel.event('ContactCreate', location, { timestamp: new Date().toISOString() }),
    );
    const signature = this.#highLevel.signature(body);
    const startedAt = performance.now();
    for (let attempt = 0; ; attempt += 1) {
      const relay = this.relays[(index + attempt) % this.relays.length] ?? this.relay;
      if ((await this.#post(relay.url, body, signature)) === 200) break;
      await new Promise((later) => {
        setTimeout(later, 20);
      });
    }
    return performance.now() - startedAt;
  }

  /** The status, or 0 without an answer. */
  #post(url: string, body: string, signature: string): Promise<number> {
    return new Promise((answered) => {
      const request = httpRequest(
        `${url}/webhooks/highlevel`,
        {
          method: 'POST',
          agent: this.#agent,
          headers: {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(body),
            'X-GHL-Signature': signature,
          },
        },
        (response) => {
          response.resume().once('close', () => answered(response.statusCode ?? 0));
        },
      );
      request.once('error', () => answered(0));
      request.end(body);
    });
  }
}
