/** Time as the relay knows it: whatever waits, waits by it, so that a test can hold it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Rings once, unless it is called off. */
  alarm: (ms: number, ring: () => void) => { off: () => void };
}

export const systemClock: Clock = {
  now: () => Date.now(),
  alarm: (ms, ring) => {
    const timer = setTimeout(ring, ms);
    return { off: () => clearTimeout(timer) };
  },
};

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
