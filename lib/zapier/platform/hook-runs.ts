import { createHash, randomUUID } from 'node:crypto';

import { clock } from '../../ghl/client/clock.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { asWholeNumber } from '../../protiv/values/numbers.ts';
import { HOUR_MS } from '../../protiv/values/dates.ts';
import type { Context } from './run.ts';

/** HighLevel sends again for three days, and the relay for as long again. */
const ONCE_S = 7 * 24 * 3600;
const SLOT_S = 2 * 3600;

const LABEL = 'At Most Runs an Hour';
const MOST = 10_000;

/** Zapier holds a flood of polled records, but not of these. */
export const mostRunsField = {
  key: 'mostRunsAnHour',
  label: LABEL,
  type: 'integer',
  helpText:
    'Each run counts for your Zapier plan, and an import of thousands is thousands of runs. What exceeds this number within an hour is left out and not made up for. Leave blank for no limit.',
} as const;

/**
 * Those rows for which the Zap has not run yet: hooks are not deduplicated by Zapier, and HighLevel may
 * send one change twice, or days late.
 *
 * @param subscriptionId of the Zap: two Zaps on one trigger both run
 * @param dedupeBy the fields that tell rows apart
 */
export const onceEach = async <Row extends { id: string }>(
  run: Context,
  subscriptionId: string,
  rows: readonly Row[],
  dedupeBy: readonly (keyof Row & string)[],
): Promise<Row[]> => {
  const keys = rows.map((row) =>
    JSON.stringify([subscriptionId, ...dedupeBy.map((by) => row[by])]),
  );
  const are = await Promise.all(keys.map((key) => isFirst(run, `hook:${digest(key)}`, ONCE_S)));
  return rows.filter((_, index) => are[index]);
};

/**
 * As many rows as may still run within this hour.
 *
 * @param most what the Zap's owner typed; blank for no limit
 */
export const withinLimit = async <Row>(
  run: Context,
  subscriptionId: string,
  rows: readonly Row[],
  most: unknown,
): Promise<Row[]> => {
  if (isBlank(most)) return [...rows];
  const limit = asWholeNumber(LABEL, most, { least: 1, most: MOST, otherwise: MOST });
  const hour = Math.floor(clock.now() / HOUR_MS);
  const slot = (index: number): string => `runs:${digest(subscriptionId)}:${hour}:${index}`;
  const kept: Row[] = [];
  let index = await firstFree(run, slot, limit);
  for (const row of rows) {
    // Another run may have taken it meanwhile.
    while (index < limit && !(await isFirst(run, slot(index), SLOT_S))) index += 1;
    if (index >= limit) break;
    index += 1;
    kept.push(row);
  }
  const dropped = rows.length - kept.length;
  if (dropped > 0) run.ghl.log('hook.dropped', { dropped, limit });
  return kept;
};

/** Slots are taken in their order, so halving finds the first that is free. */
const firstFree = async (
  { z, ghl }: Context,
  slot: (index: number) => string,
  limit: number,
): Promise<number> => {
  let [low, high] = [0, limit];
  try {
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((await z.cache.get(slot(middle))) === null) high = middle;
      else low = middle + 1;
    }
  } catch {
    ghl.log('cache.unavailable', { name: 'runs' });
  }
  return low;
};

/** Takes a name that nobody has; where the cache fails, a Zap rather runs twice than not at all. */
const isFirst = async ({ z, ghl }: Context, name: string, seconds: number): Promise<boolean> => {
  const mine = randomUUID();
  try {
    // Only if nobody did before; read back, since what the call answers then is documented nowhere.
    await z.cache.set(name, mine, seconds, undefined, true);
    const taken: string | null = await z.cache.get(name);
    return taken === null || taken === mine;
  } catch {
    ghl.log('cache.unavailable', { name: name.split(':')[0] ?? '' });
    return true;
  }
};

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
