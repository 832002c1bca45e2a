/** What HighLevel does to many contacts with one request. */
import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';

const version = API_VERSION.contacts;

const tagsAnswer = zod.looseObject({
  responses: zod.array(
    zod.looseObject({
      contactId: zod.nullish(zod.string()),
      type: zod.nullish(zod.string()),
      message: zod.nullish(zod.string()),
    }),
  ),
});

/** What came of one contact: absent where all went well. */
export type BulkOutcome = ReadonlyMap<string, string | undefined>;

/**
 * Adds tags to many contacts, or removes them (`POST /contacts/bulk/tags/update/{type}`). The official
 * file calls the rows of the answer texts; its example has records.
 *
 * @returns by the contact's id what HighLevel says of it where it failed; one that is missing was not
 *   spoken of
 */
export const bulkUpdateTags = async (
  ghl: Ghl,
  type: 'add' | 'remove',
  contacts: readonly string[],
  tags: readonly string[],
): Promise<BulkOutcome> => {
  const { responses } = await ghl.write({
    method: 'POST',
    path: `/contacts/bulk/tags/update/${type}`,
    scope: 'contacts.write',
    version,
    body: { contacts: [...contacts], tags: [...tags], locationId: ghl.locationId },
    answer: tagsAnswer,
  });
  return new Map(
    responses.flatMap(({ contactId, type: outcome, message }) =>
      contactId ? [[contactId, outcome === 'error' ? (message ?? '') : undefined]] : [],
    ),
  );
};

/** GHL takes no more contacts in one request to link them to a company. */
export const MOST_LINKED = 50;

/**
 * Links many contacts to a business, or with `null` to none (`POST /contacts/bulk/business`).
 *
 * @returns ids of the contacts that HighLevel says it changed
 */
export const linkBusiness = async (
  ghl: Ghl,
  contacts: readonly string[],
  businessId: string | null,
): Promise<string[]> => {
  const { ids } = await ghl.write({
    method: 'POST',
    path: '/contacts/bulk/business',
    scope: 'contacts.write',
    version,
    body: { locationId: ghl.locationId, ids: [...contacts], businessId },
    answer: zod.looseObject({ ids: zod.array(zod.string()) }),
  });
  return ids;
};
