import { switchMemoryCheckOff } from '../../harness/memory-check-off.ts';
import type { Section } from './section.ts';
import { origins } from './tokens/origins.ts';
import { renewals } from './tokens/renewals.ts';

/** What `npm run reliability` says of tokens. */
export const tokens = async (): Promise<readonly Section[]> => {
  const leave = switchMemoryCheckOff();
  try {
    return [await renewals(), ...(await origins())];
  } finally {
    leave();
  }
};
