import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import type { ErrorRow } from './client/error-table.ts';
import { path } from './client/path.ts';
import { wireCustomField } from './schemas/custom-field.ts';
import type { CustomFieldModel, WireCustomField } from './schemas/custom-field.ts';
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

/** Definitions of the sub-account's custom fields of contacts or opportunities, all in one answer. */
export const listCustomFields = async (
  ghl: Ghl,
  model: CustomFieldModel = 'contact',
): Promise<WireCustomField[]> => {
  const answer = await ghl.read({
    path: path`/locations/${ghl.locationId}/customFields`,
    scope: 'locations/customFields.readonly',
    version,
    query: { model },
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

/** GHL's words for it are in no official file; only that the name is taken can be told from them. */
const TAG_EXISTS: ErrorRow = {
  code: 'tag_exists',
  kind: 'halted',
  when: ({ status, message }) =>
    status >= 400 && status < 500 && /\b(already|duplicate|exists?)\b/i.test(message),
  sentence:
    'HighLevel says that there is a tag of this name already, but does not list it. Use another name, or look for the tag in HighLevel under Settings, Tags.',
};

/**
 * Defines a tag in the sub-account (`POST /locations/{id}/tags`).
 *
 * @param name as HighLevel keeps it: in lower case
 * @throws {GhlError} `tag_exists` where there is one of that name
 */
export const createTag = async (ghl: Ghl, name: string): Promise<WireTag> => {
  const answer = await ghl.write({
    method: 'POST',
    path: path`/locations/${ghl.locationId}/tags`,
    scope: 'locations/tags.write',
    version,
    body: { name },
    answer: zod.looseObject({ tag: zod.unknown() }),
    errors: [TAG_EXISTS],
  });
  return ghl.record(wireTag, answer.tag);
};
