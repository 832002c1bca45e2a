import { clock } from '../lib/ghl/client/clock.ts';
import { Silence } from './silence.ts';

/** How long an answer takes on a held clock, if nothing else is said. */
export const ANSWER_MS = 200;

/**
 * The app's clock, held: time passes only by what the app waits for, and no real time with it. An
 * answer takes as long as you say; a pause is over at once; a time-out fires as soon as no answer is on its
 * way any more. Hand `now` to the sandbox, so that both live by the same clock, and `hush` as its
 * `onSilence`.
 */
export class HeldClock {
  /** The one that a test holds the app's clock with. */
  static current: HeldClock | undefined;

  #now: number;
  readonly #answerMs: number;
  readonly #silence = new Silence(({ setAt, ms }) => {
    this.#now = Math.max(this.#now, setAt + ms);
  });
  readonly #real = { ...clock };

  constructor(now: number, answerMs = ANSWER_MS) {
    this.#now = now;
    this.#answerMs = answerMs;
    clock.now = this.now;
    clock.sleep = (ms) => {
      this.pass(ms);
      return Promise.resolve();
    };
    clock.alarm = (ms, ring) => this.#set(ms, ring);
  }

  /** Milliseconds since the epoch. */
  readonly now = (): number => this.#now;

  /** Lets time pass, in whole milliseconds as everywhere. */
  pass(ms: number): void {
    this.#now += Math.ceil(ms);
  }

  /** Puts the hands somewhere else, with nothing under way. */
  moveTo(now: number): void {
    this.#now = now;
    this.#silence.clear();
  }

  /** Takes note that a request will get no answer, or only half of one. */
  readonly hush = this.#silence.hush;

  /** Gives the app its own clock back. */
  release(): void {
    Object.assign(clock, this.#real);
    if (HeldClock.current === this) HeldClock.current = undefined;
  }

  #set(ms: number, ring: () => void): { off: () => void } {
    const setAt = this.#now;
    const alarm = this.#silence.set({ setAt, ms, ring });
    return {
      off: () => {
        // What is under way at the same time ends at the same time.
        if (alarm.off()) this.#now = Math.max(this.#now, setAt + this.#answerMs);
      },
    };
  }
}
