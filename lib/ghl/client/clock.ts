/** The one source of time in the app, so that tests can hold it in their hands. */
export const clock = {
  /** Milliseconds since the epoch. */
  now: (): number => Date.now(),
  /** Resolves after `ms` milliseconds. */
  sleep: (ms: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    }),
  /** Calls `ring` after `ms` milliseconds, unless it is switched off before. */
  alarm: (ms: number, ring: () => void): { off: () => void } => {
    const timer = setTimeout(ring, ms);
    return { off: () => clearTimeout(timer) };
  },
};
