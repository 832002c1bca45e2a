import { createHash } from 'node:crypto';

import { clock } from '../../ghl/client/clock.ts';
import { recall, remember } from './cache.ts';
import type { Run } from './run.ts';

/** The mark is moved no more often than this, for moving it costs a call. */
const MOVE_EVERY_MS = 30 * 60_000;

/** Seconds; older than this it says nothing that matters. */
const MARK_TTL_S = 24 * 3600;

export interface PollCheckpoint {
  /** How long ago the last complete poll was, in milliseconds; without end when nobody knows. */
  gapMs: number;
  /** Takes note that a poll was complete. */
  done: () => Promise<void>;
}

/**
 * When a trigger was last polled to the end. Zapier does not say, and after an outage, such as a
 * connection that had to be renewed by its owner, a poll has to read further back than usual.
 *
 * @param search what is polled; triggers of one Zap that ask for the same share a mark
 */
export const readPollCheckpoint = async (
  run: Run<unknown>,
  search: unknown,
): Promise<PollCheckpoint> => {
  const asked = JSON.stringify([run.meta.zap?.id, search]);
  const name = `polled:${createHash('sha256').update(asked).digest('base64url')}`;
  const now = clock.now();
  const last = await recall<number>(run, name);
  const gapMs = last === undefined ? Number.POSITIVE_INFINITY : now - last;
  return {
    gapMs,
    done: async () => {
      if (gapMs >= MOVE_EVERY_MS) await remember(run, name, now, MARK_TTL_S);
    },
  };
};
