import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { path } from './client/path.ts';
import { wireCustomField } from './schemas/custom-field.ts';
import type { WireCustomField } from './schemas/custom-field.ts';
import { wireLocation } from './schemas/location.ts';
import type { WireLocation } from './schemas/location.ts';
import { wireTag } from './schemas/tag.ts';
import type { WireTag } from './schemas/tag.ts';

const version = API_VERSION.locations;

/** The connected sub-account: its name, country and time zone (`GET /locations/{id}`). */
export const getLocation = async (ghl: Ghl): Promise<WireLocation> => {
  const answer = await ghl.read({
    path: path`/locations/${ghl.locationId}`,
    scope: 'locations.readonly',
    version,
    answer: zod.looseObject({ location: zod.unknown() }),
  });
  return ghl.record(wireLocation, answer.location);
};

/** Definitions of the sub-account's custom fields of contacts, all in one answer. */
export const listCustomFields = async (ghl: Ghl): Promise<WireCustomField[]> => {
  const answer = await ghl.read({
    path: path`/locations/${ghl.locationId}/customFields`,
    scope: 'locations/customFields.readonly',
    version,
    query: { model: 'contact' },
    answer: zod.looseObject({ customFields: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireCustomField, answer.customFields);
};

/** The tags defined in the sub-account, all in one answer. */
export const listTags = async (ghl: Ghl): Promise<WireTag[]> => {
  const answer = await ghl.read({
    path: path`/locations/${ghl.locationId}/tags`,
    scope: 'locations/tags.readonly',
    version,
    answer: zod.looseObject({ tags: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireTag, answer.tags);
};
