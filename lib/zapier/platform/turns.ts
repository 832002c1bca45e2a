import { recall, remember } from './cache.ts';
import type { Run } from './run.ts';

/** Seconds; a Zap that was off for longer begins anew. */
const TURN_TTL_S = 24 * 3600;

/**
 * The part of a list that is read now, where a poll cannot read all of it: each poll of a Zap reads
 * the next part, round and round. Zapier's cache keeps the turn; two Zaps must not share it, or each
 * would miss what only the other has read. Where the cache forgets, or Zapier does not say which Zap
 * polls, a part is drawn by lot: every part still has its turn before long.
 *
 * @param what is read in turns, unique in the app
 * @param size most items of a part
 * @param read reads a part; the turn passes on when that succeeds
 */
export const inTurns = async <Item, Result>(
  run: Run<unknown>,
  { what, items, size }: { what: string; items: readonly Item[]; size: number },
  read: (part: readonly Item[]) => Promise<Result>,
): Promise<Result> => {
  const parts = Math.ceil(items.length / size);
  if (parts <= 1) return read(items);
  const zap = run.meta.zap?.id;
  const name = `turn:${what}:${zap}`;
  const last = zap ? await recall<unknown>(run, name) : undefined;
  const turn =
    typeof last === 'number' && Number.isSafeInteger(last) && last >= 0
      ? (last + 1) % parts
      : Math.floor(Math.random() * parts);
  const result = await read(items.slice(turn * size, (turn + 1) * size));
  if (zap) await remember(run, name, turn, TURN_TTL_S);
  return result;
};
