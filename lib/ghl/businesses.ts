import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { path } from './client/path.ts';
import { nextSkip } from './client/skip-pages.ts';
import type { SkipPage } from './client/skip-pages.ts';
import { wireBusiness } from './schemas/business.ts';
import type { BusinessBody, WireBusiness } from './schemas/business.ts';

const version = API_VERSION.businesses;
const readScope = 'businesses.readonly';
const writeScope = 'businesses.write';

/** HighLevel's own default, so a page with less is the last one. */
const PAGE_LIMIT = 100;

const businessesAnswer = zod.looseObject({ businesses: zod.array(zod.unknown()) });

/** One page of the sub-account's businesses ("companies" in HighLevel's screens). */
export const listBusinesses = async (ghl: Ghl, skip: number): Promise<SkipPage<WireBusiness>> => {
  const { businesses } = await ghl.read({
    path: '/businesses/',
    scope: readScope,
    version,
    query: {
      locationId: ghl.locationId,
      limit: String(PAGE_LIMIT),
      skip: String(skip),
    },
    answer: businessesAnswer,
  });
  const isLast = businesses.length < PAGE_LIMIT;
  return {
    rows: ghl.records(wireBusiness, businesses),
    next: isLast ? undefined : nextSkip(skip, businesses.length),
  };
};

/**
 * @throws {GhlError} `not_found`
 */
export const getBusiness = async (ghl: Ghl, businessId: string): Promise<WireBusiness> => {
  const { business } = await ghl.read({
    path: path`/businesses/${businessId}`,
    scope: readScope,
    version,
    answer: zod.looseObject({ business: zod.unknown() }),
  });
  return ghl.record(wireBusiness, business);
};

/** The official file spells the envelope of writes `buiseness`; reads say `business`. */
const written = zod.looseObject({
  buiseness: zod.optional(zod.unknown()),
  business: zod.optional(zod.unknown()),
});

/** Creates a business (`POST /businesses/`); HighLevel wants at least its name. */
export const createBusiness = async (
  ghl: Ghl,
  body: BusinessBody & { name: string },
): Promise<WireBusiness> => {
  const { buiseness, business } = await ghl.write({
    method: 'POST',
    path: '/businesses/',
    scope: writeScope,
    version,
    body: { ...body, locationId: ghl.locationId },
    answer: written,
  });
  return ghl.record(wireBusiness, buiseness ?? business);
};

/**
 * Changes the named properties of a business (`PUT /businesses/{businessId}`).
 *
 * @throws {GhlError} `not_found`
 */
export const updateBusiness = async (
  ghl: Ghl,
  businessId: string,
  changes: BusinessBody,
): Promise<WireBusiness> => {
  const { buiseness, business } = await ghl.write({
    method: 'PUT',
    path: path`/businesses/${businessId}`,
    scope: writeScope,
    version,
    body: changes,
    answer: written,
  });
  return ghl.record(wireBusiness, buiseness ?? business);
};
