import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { reconnectNeeded } from './client/connection-errors.ts';
import { nextSkip } from './client/skip-pages.ts';
import type { SkipPage } from './client/skip-pages.ts';
import { wireUser } from './schemas/user.ts';
import type { WireUser } from './schemas/user.ts';

/** Largest page that has been seen to work. */
const PAGE_LIMIT = 100;

const usersAnswer = zod.looseObject({
  users: zod.array(zod.unknown()),
  count: zod.optional(zod.unknown()),
});

/**
 * One page of the sub-account's users, those who were deleted among them (`GET /users/search`, which
 * wants the company's id too; `GET /users/` is deprecated).
 *
 * @throws {GhlError} `no_company` for a connection that was made without one
 */
export const listUsers = async (ghl: Ghl, skip: number): Promise<SkipPage<WireUser>> => {
  // Without it GHL answers 401, which would use up the refresh token.
  if (ghl.companyId === undefined) {
    throw reconnectNeeded('no_company');
  }
  const { users, count } = await ghl.read({
    path: '/users/search',
    scope: 'users.readonly',
    version: API_VERSION.users,
    query: {
      companyId: ghl.companyId,
      locationId: ghl.locationId,
      limit: String(PAGE_LIMIT),
      skip: String(skip),
    },
    answer: usersAnswer,
  });
  return { rows: ghl.records(wireUser, users), next: nextSkip(skip, users.length, count) };
};
