import { createHash } from 'node:crypto';

import * as zod from 'zod/mini';

import { clock } from '../../ghl/client/clock.ts';
import { recall, remember } from './cache.ts';
import { CLOCK_SKEW_MS } from './poll-windows.ts';
import type { Run } from './run.ts';

/** Seconds. What is older says nothing that matters: a Zap that was off for a week begins anew. */
const TTL_S = 7 * 24 * 3600;

/** Another version of the app may keep something else: it gets another number. */
const VERSION = 1;

/**
 * What a poll leaves behind for the next one, in Zapier's cache: best effort. A cache that forgets,
 * fails or answers something else costs a re-read, never more.
 */
export interface PollCheckpoint<State> {
  /** Whether the Zap is known, so that anything can be kept for it and for no other. */
  isKept: boolean;
  /** What the last poll left; absent when there is nothing that can be used. */
  load: () => Promise<State | undefined>;
  /** @returns whether it was kept */
  save: (state: State) => Promise<boolean>;
}

/**
 * The checkpoint of one Zap and search. Two Zaps must not share one, or the one would take for read
 * what only the other has got: where Zapier does not say which Zap polls, nothing is kept.
 *
 * @param search what is polled: a trigger that is edited begins anew
 * @param schema what a checkpoint must look like
 */
export const pollCheckpoint = <State>(
  run: Run<unknown>,
  search: unknown,
  schema: zod.ZodMiniType<State>,
): PollCheckpoint<State> => {
  const zap = run.meta.zap?.id;
  if (!zap) {
    return {
      isKept: false,
      load: () => Promise.resolve(undefined),
      save: () => Promise.resolve(false),
    };
  }
  const asked = createHash('sha256').update(JSON.stringify([zap, search]));
  const name = `poll:${asked.digest('base64url')}`;
  return {
    isKept: true,
    load: async () => {
      const kept = envelope.safeParse(await recall<unknown>(run, name)).data;
      const isPast = kept !== undefined && kept.savedAt <= clock.now() + CLOCK_SKEW_MS;
      return isPast ? schema.safeParse(kept.state).data : undefined;
    },
    save: (state) => remember(run, name, { version: VERSION, savedAt: clock.now(), state }, TTL_S),
  };
};

const envelope = zod.object({
  version: zod.literal(VERSION),
  savedAt: zod.number(),
  state: zod.unknown(),
});
