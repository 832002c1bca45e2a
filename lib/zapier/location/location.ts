import { getLocation } from '../../ghl/locations.ts';
import { isTimezone, readWritten } from '../../protiv/values/dates.ts';
import { readAside } from '../platform/aside.ts';
import { cachedForLocation } from '../platform/cache.ts';
import type { Context } from '../platform/run.ts';

/** What the app needs to know of a sub-account to read a user's words as its people mean them. */
export interface LocationFacts {
  /** ISO 3166 alpha-2, for phone numbers without a country code. */
  country?: string;
  /** IANA name, for dates without an offset. */
  timezone?: string;
}

/** The connected location's country and time zone, cached for an hour. */
export const locationFacts = (run: Context): Promise<LocationFacts> =>
  cachedForLocation(run, 'location', async () => {
    const { country, timezone } = await getLocation(run.ghl);
    return { ...(country && { country }), ...(isTimezone(timezone) && { timezone }) };
  });

/**
 * The connected location's time zone, for what an output says in words. That is an extra: whatever goes
 * wrong, there is none, the log says so, and the step goes on.
 */
export const timezoneAside = async (run: Context): Promise<string | undefined> => {
  if (!run.ghl.may('locations.readonly')) return undefined;
  const { timezone } = await readAside<LocationFacts>(run, 'time zone', locationFacts, () => ({}));
  return timezone;
};

/**
 * The connected location's time zone, for dates that a step gives; read only when one of them has none
 * of its own.
 */
export const timezoneFor = async (
  run: Context,
  dates: readonly unknown[],
): Promise<string | undefined> => {
  const isOpen = dates.some((date) => {
    const written = typeof date === 'string' ? readWritten(date) : undefined;
    return written !== undefined && written.offset === undefined;
  });
  return isOpen ? (await locationFacts(run)).timezone : undefined;
};

/** A number or a day that reads the same everywhere. */
const PLAIN = /^\s*(?:[+-]?\d+(?:\.\d+)?|\d{4}-\d\d-\d\d(?:[T ].*)?)?\s*$/;

/**
 * What it takes to read numbers and days as the location's people write them; nothing, and no request,
 * when each of them reads the same everywhere.
 *
 * @param given the values that are to be read
 */
export const readingFacts = async (
  run: Context,
  given: readonly unknown[],
): Promise<LocationFacts> => {
  const isPlain = (value: unknown): boolean =>
    typeof value === 'number' || (typeof value === 'string' && PLAIN.test(value));
  return given.every(isPlain) ? {} : locationFacts(run);
};
