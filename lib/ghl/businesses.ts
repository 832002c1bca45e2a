import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { nextSkip } from './client/skip-pages.ts';
import type { SkipPage } from './client/skip-pages.ts';
import { wireBusiness } from './schemas/business.ts';
import type { WireBusiness } from './schemas/business.ts';

const PAGE_LIMIT = 100;

const businessesAnswer = zod.looseObject({ businesses: zod.array(zod.unknown()) });

/** One page of the sub-account's businesses ("companies" in HighLevel's screens). */
export const listBusinesses = async (ghl: Ghl, skip: number): Promise<SkipPage<WireBusiness>> => {
  const { businesses } = await ghl.read({
    path: '/businesses/',
    scope: 'businesses.readonly',
    version: API_VERSION.businesses,
    query: {
      locationId: ghl.locationId,
      limit: String(PAGE_LIMIT),
      skip: String(skip),
    },
    answer: businessesAnswer,
  });
  return { rows: ghl.records(wireBusiness, businesses), next: nextSkip(skip, businesses.length) };
};
