import { clock } from '../lib/ghl/client/clock.ts';

interface Timer {
  at: number;
  ring: () => void;
}

/**
 * The app's clock in virtual time: it jumps to the next thing that anybody waits for, as soon as nobody
 * has anything to do. Days take seconds, and requests under way at the same time end as they would.
 */
export class VirtualTime {
  #now: number;
  readonly #timers = new Set<Timer>();
  readonly #real = { ...clock };

  constructor(now: number) {
    this.#now = now;
    clock.now = this.now;
    clock.sleep = (ms) => this.sleep(ms);
    clock.alarm = (ms, ring) => {
      const timer = this.#set(ms, ring);
      return { off: () => void this.#timers.delete(timer) };
    };
  }

  /** Milliseconds since the epoch. */
  readonly now = (): number => this.#now;

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#set(ms, resolve);
    });
  }

  /** Does a piece of work, and lets time pass as it waits. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    let isDone = false;
    const settled = (): void => {
      isDone = true;
    };
    const result = work();
    result.then(settled, settled);
    for (;;) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      if (isDone) return result;
      this.#ringNext();
    }
  }

  /** Moves on, with nothing under way. */
  moveTo(now: number): void {
    this.#timers.clear();
    this.#now = Math.max(this.#now, now);
  }

  /** Gives the app its own clock back. */
  release(): void {
    Object.assign(clock, this.#real);
  }

  #set(ms: number, ring: () => void): Timer {
    const timer = { at: this.#now + Math.max(0, Math.ceil(ms)), ring };
    this.#timers.add(timer);
    return timer;
  }

  #ringNext(): void {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (!next || timer.at < next.at) next = timer;
    if (!next) throw new Error('Somebody waits for what will never come.');
    this.#timers.delete(next);
    this.#now = Math.max(this.#now, next.at);
    next.ring();
  }
}
