import type { Ghl } from '../../ghl/client/client.ts';
import { getLocation, listCustomFields } from '../../ghl/locations.ts';
import { indexCustomFields } from '../../protiv/custom-field/record.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { isTimezone, readWritten } from '../../protiv/values/dates.ts';
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

/** The connected location's custom fields, cached for an hour; none without the right to read them. */
export const customFields = async (run: Context): Promise<CustomFields> =>
  run.ghl.may('locations/customFields.readonly')
    ? indexCustomFields(
        await cachedForLocation(run, 'customFields', () => listCustomFields(run.ghl)),
      )
    : new Map();

/** The same as they are now, for the editor and for a field that the cache does not know yet. */
export const freshCustomFields = async (ghl: Ghl): Promise<CustomFields> =>
  ghl.may('locations/customFields.readonly')
    ? indexCustomFields(await listCustomFields(ghl))
    : new Map();
