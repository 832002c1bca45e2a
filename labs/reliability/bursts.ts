import { switchMemoryCheckOff } from '../../harness/memory-check-off.ts';
import { betweenPolls } from './bursts/between-polls.ts';
import { quiet } from './bursts/quiet.ts';
import { sizes } from './bursts/sizes.ts';
import type { Section } from './section.ts';

/** What `npm run reliability` says of bursts. */
export const bursts = async (): Promise<readonly Section[]> => {
  const leave = switchMemoryCheckOff();
  try {
    return [await sizes(), await betweenPolls(), await quiet()];
  } finally {
    leave();
  }
};
