interface Alarm {
  setAt: number;
  ms: number;
  ring: () => void;
}

/**
 * Alarms that ring by silence instead of by the clock: as soon as no answer is on its way any more, the
 * earliest first. However busy the machine is, an answer that comes is in time.
 */
export class Silence {
  readonly #alarms = new Set<Alarm>();
  /** Requests whose answer, or the rest of it, will never come. */
  #silent = 0;
  readonly #beforeRinging: (alarm: Alarm) => void;

  /** @param beforeRinging lets the time pass that the alarm was set for */
  constructor(beforeRinging: (alarm: Alarm) => void = () => undefined) {
    this.#beforeRinging = beforeRinging;
  }

  /** @returns whether it was still set, when it is switched off */
  set(alarm: Alarm): { off: () => boolean } {
    this.#alarms.add(alarm);
    return {
      off: () => {
        if (!this.#alarms.delete(alarm)) return false;
        this.#ringWhenSilent();
        return true;
      },
    };
  }

  /** Takes note that a request that an alarm is set for will get no answer, or only half of one. */
  readonly hush = (): void => {
    this.#silent = Math.min(this.#silent + 1, this.#alarms.size);
    this.#ringWhenSilent();
  };

  /** Forgets all that is under way. */
  clear(): void {
    this.#alarms.clear();
    this.#silent = 0;
  }

  /** Whatever the app does next, it does before the next turn of the event loop. */
  #ringWhenSilent(): void {
    setImmediate(() => {
      const [first] = [...this.#alarms].sort((a, b) => a.setAt + a.ms - (b.setAt + b.ms));
      if (first === undefined || this.#silent < this.#alarms.size) return;
      this.#silent -= 1;
      this.#alarms.delete(first);
      this.#beforeRinging(first);
      first.ring();
      this.#ringWhenSilent();
    });
  }
}
