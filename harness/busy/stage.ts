import { clock as appClock } from '../../lib/ghl/client/clock.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import type { Contact, Location, Message, Opportunity, Task } from '../../sandbox/world.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';
import { TestApp, openApp, platformFor } from '../app.ts';
import type { Fields } from '../app.ts';
import { HeldClock } from '../held-clock.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** An ordinary Monday. */
const START = Date.parse('2026-03-02T12:00:00Z');

/** How long an answer with a full page takes: HighLevel is not fast. */
export const ANSWER_MS = 1_000;

/** Long before any poll. */
export const LONG_AGO = new Date(START - 60 * 24 * HOUR_MS).toISOString();

/** How many custom fields a busy sub-account has. */
export const CUSTOM_FIELDS = 40;

export const counted = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** One poll, measured. */
export interface Poll {
  /** What fires: records that no poll gave before. */
  fired: Fields[];
  records: Fields[];
  requests: number;
  /** On the app's clock. */
  seconds: number;
  /** Of JSON. */
  bytes: number;
  /** Codes of the app's log lines. */
  log: string[];
}

/** A Zap's trigger: it is polled, and each record fires once. */
export interface WatchedTrigger {
  priming: Poll;
  poll: () => Promise<Poll>;
}

/** A busy sub-account and the app, on one clock that passes only as HighLevel answers. */
export class Stage {
  readonly clock: HeldClock;
  readonly #definition: unknown;
  #app: TestApp;
  #zaps = 0;

  private constructor(app: TestApp, clock: HeldClock, definition: unknown) {
    this.#app = app;
    this.clock = clock;
    this.#definition = definition;
  }

  get app(): TestApp {
    return this.#app;
  }

  /**
   * @param definition the app, or another one in its place
   */
  static async open(options: SandboxOptions = {}, definition?: unknown): Promise<Stage> {
    const clock = new HeldClock(START, ANSWER_MS);
    const app = await openApp({ contacts: 0, now: clock.now, ...options }, definition);
    const stage = new Stage(app, clock, definition);
    for (let index = 0; index < CUSTOM_FIELDS; index += 1) {
      stage.location.customFields.push({
        id: `customField${String(index).padStart(9, '0')}`,
        name: `Site detail ${index}`,
        fieldKey: `contact.site_detail_${index}`,
        dataType: 'TEXT',
        position: 1_000 + index,
        model: 'contact',
      });
    }
    return stage;
  }

  async close(): Promise<void> {
    this.clock.release();
    await this.app.sandbox.close();
  }

  get location(): Location {
    return this.app.sandbox.world.location(this.app.location.id);
  }

  /** A contact, added now unless told otherwise; every other one has all custom fields filled in. */
  addContact(index: number, contact: Partial<Contact> = {}): Contact {
    const detailed = index % 2 === 0;
    return this.app.sandbox.world.addContact(this.app.location.id, {
      firstName: 'Robin',
      lastName: `Fields ${index}`,
      email: `robin.fields.${index}@example.com`,
      phone: `+1917${String(5_550_000 + (index % 10_000))}`,
      address1: `${index} Main Street`,
      city: 'Salem',
      state: 'OR',
      postalCode: '97301',
      country: 'US',
      source: 'website form',
      tags: ['website lead', 'newsletter'],
      customFields: detailed
        ? this.location.customFields
            .slice(-CUSTOM_FIELDS)
            .map(({ id }, at) => ({ id, value: `What was said about detail ${at} of ${index}` }))
        : [],
      ...contact,
    });
  }

  /** A contact of long ago. */
  addOldContact(index: number): Contact {
    return this.addContact(index, { dateAdded: LONG_AGO, dateUpdated: LONG_AGO });
  }

  changeContact(id: string, changes: Partial<Contact>): void {
    this.app.sandbox.world.changeContact(this.app.location.id, id, changes);
  }

  deleteContact(id: string): void {
    this.location.deleteContact(id);
  }

  addTask(contactId: string, index: number, task: Partial<Task> = {}): Task {
    return this.app.sandbox.world.addTask(this.app.location.id, {
      contactId,
      title: `Call back ${index}`,
      body: `Asked about the roof, number ${index}. `.repeat(100),
      ...task,
    });
  }

  changeTask(id: string, changes: Partial<Task>): void {
    this.app.sandbox.world.changeTask(this.app.location.id, id, changes);
  }

  /** A message of some length, added now. */
  addMessage(contactId: string, message: Partial<Message> = {}): Message {
    return this.app.sandbox.world.addMessage(this.app.location.id, {
      contactId,
      body: 'Could somebody look at our roof? '.repeat(10),
      ...message,
    });
  }

  addOpportunity(contactId: string, opportunity: Partial<Opportunity> = {}): Opportunity {
    return this.app.sandbox.world.addOpportunity(this.app.location.id, {
      contactId,
      ...opportunity,
    });
  }

  changeOpportunity(id: string, changes: Partial<Opportunity>): void {
    this.app.sandbox.world.changeOpportunity(this.app.location.id, id, changes);
  }

  /** Starts the app again with nothing in its cache, and the connection renewed as once a day. */
  async startAgain(): Promise<void> {
    const { sandbox, authData } = this.#app;
    this.#app = new TestApp(sandbox, await platformFor(sandbox, this.#definition));
    this.#app.authData = authData;
    const tokens = await this.#app.call('authentication.oauth2Config.refreshAccessToken', {});
    this.#app.authData = { ...authData, ...Object(tokens) };
  }

  /** Switches a Zap on. */
  async watch(trigger: string, input: Fields = {}): Promise<WatchedTrigger> {
    const entry = this.app.platform.definition.triggers?.[trigger];
    if (!entry) throw new Error(`There is no trigger ${trigger}.`);
    const dedupe = new Dedupe(primaryKey(entry));
    this.#zaps += 1;
    const zap = { id: String(this.#zaps) };
    const ask = async (isPopulatingDedupe: boolean): Promise<Poll> => {
      const { app, clock } = this;
      const startedAt = clock.now();
      app.sandbox.clearRequests();
      const records = await app.poll(trigger, input, { isPopulatingDedupe, zap });
      return {
        records,
        fired: dedupe.takeNew(records),
        requests: app.sandbox.requests.length,
        seconds: (clock.now() - startedAt) / 1_000,
        bytes: Buffer.byteLength(JSON.stringify(records)),
        log: app.logCodes,
      };
    };
    const priming = await ask(true);
    return { priming, poll: () => ask(false) };
  }

  /** Does something while the app waits for its nth answer. */
  duringRequest(nth: number, act: () => void): void {
    const { alarm } = appClock;
    let sent = 0;
    appClock.alarm = (ms, ring) => {
      sent += 1;
      if (sent === nth) act();
      return alarm(ms, ring);
    };
  }
}
