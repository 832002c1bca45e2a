import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { wireBusiness } from './schemas/business.ts';
import type { WireBusiness } from './schemas/business.ts';

const PAGE_LIMIT = 100;

const businessesAnswer = zod.looseObject({ businesses: zod.array(zod.unknown()) });

/**
 * One page of the sub-account's businesses ("companies" in HighLevel's screens).
 *
 * @param page counted from 0
 * @returns the businesses, and whether more may follow
 */
export const listBusinesses = async (
  ghl: Ghl,
  page: number,
): Promise<{ businesses: WireBusiness[]; more: boolean }> => {
  const answer = await ghl.read({
    path: '/businesses/',
    scope: 'businesses.readonly',
    version: API_VERSION.businesses,
    query: {
      locationId: ghl.locationId,
      limit: String(PAGE_LIMIT),
      skip: String(page * PAGE_LIMIT),
    },
    answer: businessesAnswer,
  });
  return {
    businesses: ghl.records(wireBusiness, answer.businesses),
    more: answer.businesses.length === PAGE_LIMIT,
  };
};
