import type { ZObject } from 'zapier-platform-core';

import type { Ghl } from '../ghl/client.ts';

/** Seconds; how long a location's own facts may be out of date. */
const LOCATION_TTL_S = 3600;

/**
 * A fact about the connected location, read at most once an hour. A cache that fails is a miss, and
 * the log says so: no Zap may stop because of it.
 *
 * @param name what is kept, unique in the app
 */
export const cachedForLocation = async <T>(
  z: ZObject,
  ghl: Ghl,
  name: string,
  load: () => Promise<T>,
): Promise<T> => {
  const key = `${name}:${ghl.locationId}`;
  try {
    const hit: T | null = await z.cache.get(key);
    if (hit !== null) return hit;
  } catch {
    ghl.log('cache.unavailable', { name });
    return load();
  }
  const value = await load();
  try {
    await z.cache.set(key, value, LOCATION_TTL_S);
  } catch {
    ghl.log('cache.unavailable', { name });
  }
  return value;
};
