import type { Context } from './run.ts';

/** Seconds; how long a location's own facts may be out of date. */
export const LOCATION_TTL_S = 3600;

/**
 * A fact about the connected location, read at most once an hour. A cache that fails is a miss, and
 * the log says so: no Zap may stop because of it.
 *
 * @param name what is kept, unique in the app
 */
export const cachedForLocation = async <T>(
  run: Context,
  name: string,
  load: () => Promise<T>,
): Promise<T> => {
  const hit = await recall<T>(run, name);
  if (hit !== undefined) return hit;
  const value = await load();
  await remember(run, name, value, LOCATION_TTL_S);
  return value;
};

/** What was remembered for the connected location; `undefined` also when the cache fails. */
export const recall = async <T>({ z, ghl }: Context, name: string): Promise<T | undefined> => {
  try {
    const hit: T | null = await z.cache.get(keyOf(ghl, name));
    return hit ?? undefined;
  } catch {
    ghl.log('cache.unavailable', { name });
    return undefined;
  }
};

/**
 * Keeps a value for the connected location, for so many seconds, if the cache can.
 *
 * @returns whether it could
 */
export const remember = async (
  { z, ghl }: Context,
  name: string,
  value: unknown,
  seconds: number,
): Promise<boolean> => {
  try {
    await z.cache.set(keyOf(ghl, name), value, seconds);
    return true;
  } catch {
    ghl.log('cache.unavailable', { name });
    return false;
  }
};

const keyOf = (ghl: Context['ghl'], name: string): string => `${name}:${ghl.locationId}`;
