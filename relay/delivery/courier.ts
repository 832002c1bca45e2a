import { HOUR, SECOND } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { Metrics } from '../metrics.ts';
import type { Ready, Settled, Store } from '../store/store.ts';
import { Batch } from './batch.ts';
import { CATCH_UP, PROBE, bodyOf } from './delivery.ts';
import { outcomeOf } from './outcome.ts';
import type { Answer, Outcome } from './outcome.ts';
import type { Poster } from './post.ts';

const MOST_AT_ONCE = 1_000;
const MOST_TAKEN = 250;

/** How often to look for what became due, or what another relay stored. */
const LOOK_EVERY_MS = SECOND / 2;

const STORE_AGAIN_MS = SECOND;

export interface CourierParts {
  store: Store;
  poster: Poster;
  clock: Clock;
  metrics: Metrics;
  /** From 0 to 1. */
  random: () => number;
  /** Told of what the store did not do. */
  onTrouble: (error: unknown) => void;
  /** Told of the subscription whose target gets nothing for a while. */
  onDead: (subscriptionId: string) => void;
}

/** Takes what is due, sends it, and takes note of what came of it, until it is stopped. */
export class Courier {
  readonly #parts: CourierParts;
  readonly #settling: Batch<Settled, 'noted'>;
  readonly #run: Promise<void>;
  #inFlight = 0;
  #isStopped = false;
  #isWoken = false;
  #ring: () => void = () => undefined;
  #onIdle: (() => void)[] = [];

  constructor(parts: CourierParts) {
    this.#parts = parts;
    this.#settling = new Batch((settled) => this.#settle(settled));
    this.#run = this.#rounds();
  }

  /** Something may be due. */
  wake(): void {
    this.#isWoken = true;
    this.#ring();
  }

  /** Waits until nothing is due and nothing under way. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#onIdle.push(resolve);
      this.wake();
    });
  }

  /** Takes nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.wake();
    await this.#run;
  }

  async #rounds(): Promise<void> {
    while (!this.#isStopped || this.#inFlight > 0) {
      const room = this.#isStopped ? 0 : MOST_AT_ONCE - this.#inFlight;
      const isMore = room > 0 && (await this.#takeSome(Math.min(room, MOST_TAKEN)));
      if (!isMore) await this.#rest();
    }
  }

  async #takeSome(limit: number): Promise<boolean> {
    try {
      const { ready, isMore } = await this.#parts.store.take(limit);
      this.#inFlight += ready.length;
      for (const each of ready) void this.#deliver(each);
      return isMore;
    } catch (error) {
      this.#parts.onTrouble(error);
      return false;
    }
  }

  /** Until somebody wakes it, or it is time to look. */
  async #rest(): Promise<void> {
    if (this.#inFlight === 0 && !this.#isWoken) for (const tell of this.#onIdle.splice(0)) tell();
    if (!this.#isWoken) {
      await new Promise<void>((resolve) => {
        const alarm = this.#parts.clock.alarm(LOOK_EVERY_MS, resolve);
        this.#ring = () => {
          alarm.off();
          resolve();
        };
      });
    }
    this.#isWoken = false;
  }

  async #deliver({ delivery, targetUrl }: Ready): Promise<void> {
    const { clock, metrics, poster, random, onDead } = this.#parts;
    const sentAt = clock.now();
    const { turn: _turn, ...rest } = delivery;
    const sent = { ...rest, attempts: delivery.attempts + 1 };
    const answer = await poster.post(targetUrl, JSON.stringify(bodyOf(sent)));
    const now = clock.now();
    const outcome =
      delivery.type === PROBE
        ? probed(answer, now)
        : outcomeOf(answer, sent.attempts, now, random());
    metrics.answered.observe(now - sentAt);
    metrics.deliveries.add(outcome.kind);
    if (outcome.kind === 'delivered') {
      metrics.lag.observe(now - delivery.storedAt);
      if (delivery.type === CATCH_UP) metrics.caughtUp.add();
    }
    if (outcome.kind === 'dead') onDead(delivery.subscriptionId);
    await this.#settling.add({ delivery: sent, targetUrl, outcome });
    this.#inFlight -= 1;
    if (this.#inFlight === 0 || this.#inFlight === MOST_AT_ONCE - MOST_TAKEN) this.wake();
  }

  /** What was sent was sent: the store is asked until it takes note. */
  async #settle(settled: readonly Settled[]): Promise<'noted'[]> {
    const { store, clock, onTrouble } = this.#parts;
    for (;;) {
      try {
        await store.settle(settled);
        return settled.map(() => 'noted');
      } catch (error) {
        onTrouble(error);
        if (this.#isStopped) return settled.map(() => 'noted');
        await new Promise<void>((resolve) => {
          clock.alarm(STORE_AGAIN_MS, resolve);
        });
      }
    }
  }
}

/** A target is asked every hour whether it answers again, for as long as the subscription lasts. */
const probed = (answer: Answer, now: number): Outcome => {
  const outcome = outcomeOf(answer, 1, now, 0);
  const isAnswered = outcome.kind === 'delivered' || outcome.kind === 'gone';
  return isAnswered ? outcome : { kind: 'again', dueAt: now + HOUR };
};
