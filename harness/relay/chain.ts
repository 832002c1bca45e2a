import { clock } from '../../lib/ghl/client/clock.ts';
import { SECOND } from '../../relay/clock.ts';
import { readPublicKeys } from '../../relay/http/signatures.ts';
import type { Relay, RelayOptions } from '../../relay/index.ts';
import type { Location } from '../../sandbox/world.ts';
import { Failure } from '../../zap-runner/failure.ts';
import { openApp } from '../app.ts';
import type { Fields, TestApp } from '../app.ts';
import { callInstant } from './instant-app.ts';
import { RelayStage, SECRET } from './stage.ts';
import type { StoreKind } from './stage.ts';

/** A Zap that is switched on. */
interface Zap {
  /** Its trigger's methods. */
  operation: string;
  inputData: Fields;
  /** What the app answered. */
  subscribeData: Fields;
}

/** A hook that Zapier has accepted, and when it runs. */
interface Accepted {
  zap: string;
  body: Fields;
  dueAt: number;
}

/**
 * All that stands between a new contact in HighLevel and the run of a Zap, on one held clock: the sandbox
 * that sends webhooks, the relay, Zapier that accepts hooks and runs them a moment later, and the app.
 */
export class Chain {
  readonly stage: RelayStage;
  readonly app: TestApp;
  /** The records that each Zap has run for, by its name. */
  readonly runs = new Map<string, string[]>();
  #relay: Relay | undefined;
  #accepted: Accepted[] = [];
  readonly #zaps = new Map<string, Zap>();
  readonly #environment = { ...process.env };
  readonly #realClock = { ...clock };

  private constructor(stage: RelayStage, app: TestApp) {
    this.stage = stage;
    this.app = app;
    clock.now = () => stage.now();
    clock.sleep = () => Promise.resolve();
    process.env['RELAY_SECRET'] = SECRET;
    this.accept();
  }

  static async open(store: StoreKind = { kind: 'sqlite' }): Promise<Chain> {
    const stage = await RelayStage.open(store);
    const chain = new Chain(stage, await openApp({ contacts: 0, now: () => stage.now() }));
    await chain.startRelay();
    return chain;
  }

  get relay(): Relay {
    if (!this.#relay) throw new Error('The relay is down.');
    return this.#relay;
  }

  /** The sub-account that the Zaps are connected with. */
  get location(): Location {
    return this.app.sandbox.world.location(this.app.location.id);
  }

  /** Zapier takes every hook, and runs it a moment later. */
  accept(): void {
    this.stage.hooks.answer = ({ path, body }) => {
      const zap = path.split('/').at(-2) ?? '';
      this.#accepted.push({ zap, body: { ...body }, dueAt: this.stage.now() });
      return { status: 200 };
    };
  }

  /** Zapier takes none. */
  refuse(status: number): void {
    this.stage.hooks.answer = () => ({ status });
  }

  async startRelay(options: Partial<RelayOptions> = {}): Promise<void> {
    const { webhooks } = this.app.sandbox;
    const keys = `${webhooks.publicKey},${this.stage.highLevel.publicKey}`;
    this.#relay = await this.stage.start({ publicKeys: readPublicKeys(keys), ...options });
    webhooks.sendTo(`${this.#relay.url}/webhooks/highlevel`);
    process.env['PROTIV_RELAY_URL'] = this.#relay.url;
  }

  async stopRelay(): Promise<void> {
    const relay = this.relay;
    this.#relay = undefined;
    await this.stage.stop(relay);
  }

  /** Switches a Zap on; again, where the relay has forgotten it. */
  async switchOn(zap: string, trigger = 'new_contact', inputData: Fields = {}): Promise<void> {
    const operation = `triggers.${trigger}.operation`;
    const bundle = { inputData, targetUrl: this.stage.hooks.target(zap) };
    const answer = await callInstant(this.app, `${operation}.performSubscribe`, bundle);
    this.#zaps.set(zap, { operation, inputData, subscribeData: { ...Object(answer) } });
  }

  /** People who become known to HighLevel; their ids. */
  add(count: number): string[] {
    const { world } = this.app.sandbox;
    return Array.from({ length: count }, () => world.addContact(this.app.location.id, {}).id);
  }

  /** People whom HighLevel forgets. */
  remove(ids: readonly string[]): void {
    for (const id of ids) this.location.deleteContact(id);
  }

  /** Lets time pass in steps, and everything that is due happen in each. */
  async pass(ms: number, stepMs = 10 * SECOND): Promise<void> {
    for (let passed = 0; passed < ms; passed += stepMs) {
      await this.#sendWebhooks();
      if (this.#relay) await this.stage.pass(stepMs);
      else await this.stage.skip(stepMs);
      await this.#run();
    }
  }

  /** The records that a Zap has run for, in no order. */
  ranFor(zap: string): string[] {
    return (this.runs.get(zap) ?? []).toSorted();
  }

  async close(): Promise<void> {
    Object.assign(clock, this.#realClock);
    process.env = this.#environment;
    await this.stage.close();
    await this.app.close();
  }

  async #sendWebhooks(): Promise<void> {
    this.app.sandbox.webhooks.sendDue();
    await this.app.sandbox.webhooks.settled();
  }

  /** Zapier runs what it has accepted, and tries again what the app asks it to. */
  async #run(): Promise<void> {
    const now = this.stage.now();
    const due = this.#accepted.filter(({ dueAt }) => dueAt <= now);
    this.#accepted = this.#accepted.filter(({ dueAt }) => dueAt > now);
    for (const accepted of due) {
      try {
        await this.#runOne(accepted);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (error.kind === 'refresh') await this.#renew();
        else if (error.kind !== 'throttled') throw error;
        this.#accepted.push({ ...accepted, dueAt: now + (error.retryAfter ?? 0) * SECOND });
      }
    }
  }

  async #runOne({ zap, body }: Accepted): Promise<void> {
    const { operation, ...own } = this.#zaps.get(zap) ?? {};
    const bundle = { cleanedRequest: body, ...own };
    const rows = await callInstant(this.app, `${operation}.perform`, bundle);
    const ids = [rows].flat(2).map((row) => String(Object(row).id));
    this.runs.set(zap, [...(this.runs.get(zap) ?? []), ...ids]);
  }

  /** Zapier renews a token that is over, which is after a day. */
  async #renew(): Promise<void> {
    const tokens = await this.app.call('authentication.oauth2Config.refreshAccessToken', {});
    this.app.authData = { ...this.app.authData, ...Object(tokens) };
  }
}
