import { GhlError } from '../../ghl/client/errors.ts';
import type { Context } from './run.ts';

/** Milliseconds; an answer without an extra is better than a late one. */
const PATIENCE_MS = 3_000;

/**
 * Reads what an output can do without, such as a name: whatever goes wrong, the log says so and the
 * step goes on.
 *
 * @param name what is read, for the log
 * @param read gets a run whose requests are sent once and are soon given up
 * @param instead what there is when it cannot be read
 */
export const readAside = async <T>(
  run: Context,
  name: string,
  read: (run: Context) => Promise<T>,
  instead: (error: unknown) => T | Promise<T>,
): Promise<T> => {
  try {
    return await read({ ...run, ghl: run.ghl.aside(PATIENCE_MS) });
  } catch (error) {
    run.ghl.log('names.unread', {
      name,
      reason:
        error instanceof GhlError ? error.code : error instanceof Error ? error.name : 'unknown',
    });
    return instead(error);
  }
};
