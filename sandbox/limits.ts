/** GHL's limits for each app and location: a burst and a day. */
const BURST_LIMIT = 100;
const BURST_WINDOW_MS = 10_000;
const DAILY_LIMIT = 200_000;
const DAY_MS = 86_400_000;

interface Window {
  startedAt: number;
  used: number;
}

export interface Allowance {
  allowed: boolean;
  headers: Record<string, string>;
}

/** Counts requests of each location. */
export class RateLimits {
  readonly #now: () => number;
  readonly #enforced: boolean;
  readonly #bursts = new Map<string, Window>();
  readonly #days = new Map<string, Window>();

  constructor(now: () => number, enforced: boolean) {
    this.#now = now;
    this.#enforced = enforced;
  }

  /** Counts one request and tells what is left. */
  take(locationId: string): Allowance {
    if (!this.#enforced) return { allowed: true, headers: {} };
    const burst = this.#count(this.#bursts, locationId, BURST_WINDOW_MS);
    const day = this.#count(this.#days, locationId, DAY_MS);
    return {
      allowed: burst.used <= BURST_LIMIT && day.used <= DAILY_LIMIT,
      headers: {
        'X-RateLimit-Limit-Daily': String(DAILY_LIMIT),
        'X-RateLimit-Daily-Remaining': String(Math.max(0, DAILY_LIMIT - day.used)),
        'X-RateLimit-Interval-Milliseconds': String(BURST_WINDOW_MS),
        'X-RateLimit-Max': String(BURST_LIMIT),
        'X-RateLimit-Remaining': String(Math.max(0, BURST_LIMIT - burst.used)),
      },
    };
  }

  reset(): void {
    this.#bursts.clear();
    this.#days.clear();
  }

  /** Leaves only this much of a location's day. */
  leaveToday(locationId: string, remaining: number): void {
    this.#days.set(locationId, { startedAt: this.#now(), used: DAILY_LIMIT - remaining });
  }

  #count(windows: Map<string, Window>, locationId: string, length: number): Window {
    const now = this.#now();
    const open = windows.get(locationId);
    const window = open && now - open.startedAt < length ? open : { startedAt: now, used: 0 };
    window.used += 1;
    windows.set(locationId, window);
    return window;
  }
}
