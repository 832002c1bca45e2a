import { clock } from '../lib/ghl/client/clock.ts';

/** How long an answer takes on a held clock, if nothing else is said. */
export const ANSWER_MS = 200;

interface Alarm {
  setAt: number;
  ms: number;
  ring: () => void;
}

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
  readonly #alarms = new Set<Alarm>();
  /** Requests whose answer, or the rest of it, will never come. */
  #silent = 0;
  readonly #real = { ...clock };

  constructor(now: number, answerMs = ANSWER_MS) {
    this.#now = now;
    this.#answerMs = answerMs;
    clock.now = this.now;
    clock.sleep = (ms) => {
      this.pass(ms);
      return Promise.resolve();
    };
    clock.alarm = (ms, ring) => this.#set({ setAt: this.#now, ms, ring });
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
    this.#alarms.clear();
    this.#silent = 0;
  }

  /** Takes note that a request will get no answer, or only half of one. */
  readonly hush = (): void => {
    this.#silent += 1;
    this.#ringWhenSilent();
  };

  /** Gives the app its own clock back. */
  release(): void {
    Object.assign(clock, this.#real);
    if (HeldClock.current === this) HeldClock.current = undefined;
  }

  #set(alarm: Alarm): { off: () => void } {
    this.#alarms.add(alarm);
    return {
      off: () => {
        if (!this.#alarms.delete(alarm)) return;
        // What is under way at the same time ends at the same time.
        this.#now = Math.max(this.#now, alarm.setAt + this.#answerMs);
        this.#ringWhenSilent();
      },
    };
  }

  /** Whatever the app does next, it does before the next turn of the event loop. */
  #ringWhenSilent(): void {
    setImmediate(() => {
      const [first] = [...this.#alarms].sort((a, b) => a.setAt + a.ms - (b.setAt + b.ms));
      if (first === undefined || this.#silent < this.#alarms.size) return;
      this.#silent -= 1;
      this.#alarms.delete(first);
      this.#now = Math.max(this.#now, first.setAt + first.ms);
      first.ring();
      this.#ringWhenSilent();
    });
  }
}
