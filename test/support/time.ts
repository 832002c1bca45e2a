import { jest } from '@jest/globals';

import { clock } from '../../lib/ghl/clock.ts';

/** Lets the app pause for no time, and its time-outs come this many times sooner. */
export const hurry = (sooner = 20): void => {
  const { alarm } = clock;
  jest.spyOn(clock, 'alarm').mockImplementation((ms, ring) => alarm(ms / sooner, ring));
  jest.spyOn(clock, 'sleep').mockResolvedValue(undefined);
};

/** Moves the app's clock on. */
export const passMinutes = (minutes: number): void => {
  const ahead = clock.now() - Date.now() + minutes * 60_000;
  jest.spyOn(clock, 'now').mockImplementation(() => Date.now() + ahead);
};
