import { afterEach, jest } from '@jest/globals';

import { clock } from '../lib/ghl/client/clock.ts';
import { HeldClock } from './held-clock.ts';

/**
 * Holds the app's clock for the rest of the test: a pause is over at once, and a time-out fires as
 * soon as no answer is on its way any more.
 */
export const holdClock = (): void => {
  HeldClock.current ??= new HeldClock(clock.now());
};

afterEach(() => {
  HeldClock.current?.release();
});

/** Moves the app's clock on. */
export const passMinutes = (minutes: number): void => {
  const ahead = clock.now() - Date.now() + minutes * 60_000;
  jest.spyOn(clock, 'now').mockImplementation(() => Date.now() + ahead);
};
