import type { Chance } from '../../sandbox/seed/random.ts';
import * as triggers from '../../triggers/index.ts';
import { primaryKey } from '../../zap-runner/dedupe.ts';
import type { FakeGhl } from './fake-ghl.ts';
import type { VirtualTime } from '../../harness/virtual-time.ts';

const TRIGGERS = new Map<string, object>(Object.entries(triggers));

/** As it goes in and comes out. */
export type Fields = Record<string, unknown>;

/** What Zapier's side of a run is like. */
export interface Surroundings {
  /** Whether polls are told which Zap they are for. */
  namesZap: boolean;
  /** Of a value in the cache, to be gone at the next poll. */
  forgets: number;
  /** Of the result of a poll, to get lost on its way. */
  loses: number;
  /** Polls whose result gets lost for sure, counted from 0. */
  losesPolls?: readonly number[];
}

export const AT_HAND: Surroundings = { namesZap: true, forgets: 0, loses: 0 };

/** `z.cache` as Zapier has it: it keeps a value for its time, and heeds "only if it is not there". */
class Cache {
  readonly #kept = new Map<string, { value: string; until: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  readonly get = (key: string): Promise<unknown> => {
    const kept = this.#kept.get(key);
    const isThere = kept !== undefined && kept.until > this.#now();
    return Promise.resolve(isThere ? JSON.parse(kept.value) : null);
  };

  readonly set = (
    key: string,
    value: unknown,
    seconds = Number.POSITIVE_INFINITY,
    _scope?: unknown,
    onlyIfAbsent = false,
  ): Promise<boolean> => {
    const isThere = (this.#kept.get(key)?.until ?? 0) > this.#now();
    if (!isThere || !onlyIfAbsent) {
      this.#kept.set(key, { value: JSON.stringify(value), until: this.#now() + seconds * 1_000 });
    }
    return Promise.resolve(!isThere || !onlyIfAbsent);
  };

  forget(): void {
    this.#kept.clear();
  }

  /** Puts something else in the place of all that is kept. */
  spoil(value: (kept: unknown) => unknown): void {
    for (const kept of this.#kept.values()) {
      kept.value = JSON.stringify(value(JSON.parse(kept.value)));
    }
  }
}

/** One poll, as Zapier sees it. */
export interface Polled {
  at: number;
  endedAt: number;
  /** Records that no poll gave before, newest first. */
  fresh: Fields[];
  requests: number;
  failed: boolean;
  log: string[];
}

/** Without the lists of names, which are no part of what fires. */
const SCOPE = [
  'contacts.readonly',
  'locations.readonly',
  'locations/tags.readonly',
  'locations/tasks.readonly',
  'calendars/events.readonly',
  'opportunities.readonly',
  'conversations.readonly',
  'conversations/message.readonly',
  'forms.readonly',
  'surveys.readonly',
].join(' ');

class ZapError extends Error {}

/** A Zap with one of the app's triggers: it is polled, and each record fires once. */
export class FakeZap {
  readonly #time: VirtualTime;
  readonly #ghl: FakeGhl;
  readonly #chance: Chance;
  readonly #around: Surroundings;
  /** What the app keeps in it, tests may spoil. */
  readonly cache: Cache;
  readonly #trigger: string;
  readonly #input: Fields;
  readonly #keys: readonly string[];
  readonly #known = new Set<string>();
  #polls = 0;
  #log: string[] = [];

  constructor(
    { time, ghl, chance }: { time: VirtualTime; ghl: FakeGhl; chance: Chance },
    { trigger, input }: { trigger: string; input: Fields },
    around: Surroundings,
  ) {
    this.#time = time;
    this.#ghl = ghl;
    this.#chance = chance;
    this.#around = around;
    this.cache = new Cache(time.now);
    this.#trigger = trigger;
    this.#input = input;
    this.#keys = primaryKey(Object(TRIGGERS.get(trigger)));
  }

  /** What tells a record apart. */
  keyOf(record: Fields): string {
    return this.#keys.map((key) => String(record[key])).join(' ');
  }

  async switchOn(): Promise<Polled> {
    return this.#ask({ isPopulatingDedupe: true });
  }

  async poll(): Promise<Polled> {
    if (this.#chance.happens(this.#around.forgets)) this.cache.forget();
    const isLost =
      this.#around.losesPolls?.includes(this.#polls) || this.#chance.happens(this.#around.loses);
    this.#polls += 1;
    return this.#ask({}, isLost);
  }

  async #ask(moment: Fields, isLost = false): Promise<Polled> {
    const before = this.#ghl.requests;
    const at = this.#time.now();
    this.#log = [];
    const meta = { ...moment, ...(this.#around.namesZap && { zap: { id: 'zap' } }) };
    const answer = await this.#time
      .run(() => this.#perform(meta))
      .catch((error: unknown) => {
        if (error instanceof ZapError) return undefined;
        throw error;
      });
    const fresh = isLost ? [] : (answer ?? []).filter((row) => !this.#known.has(this.keyOf(row)));
    for (const row of fresh) this.#known.add(this.keyOf(row));
    return {
      at,
      endedAt: this.#time.now(),
      fresh,
      requests: this.#ghl.requests - before,
      failed: answer === undefined,
      log: this.#log,
    };
  }

  #perform(meta: Fields): Promise<Fields[]> {
    const { perform } = Object(TRIGGERS.get(this.#trigger)).operation;
    const log = (line: string): void => void this.#log.push(line);
    const errors = {
      Error: ZapError,
      HaltedError: ZapError,
      ThrottledError: ZapError,
      RefreshAuthError: ZapError,
      ExpiredAuthError: ZapError,
    };
    return perform(
      {
        request: this.#ghl.request,
        cache: this.cache,
        console: { log },
        dehydrate: () => 'hydrate|||pointer|||hydrate',
        errors,
      },
      {
        authData: {
          access_token: 'token',
          locationId: 'location1',
          scope: SCOPE,
        },
        inputData: this.#input,
        inputDataRaw: this.#input,
        meta,
      },
    );
  }
}
