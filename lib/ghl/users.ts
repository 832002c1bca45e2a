import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { reconnectNeeded } from './client/errors.ts';
import { wireUser } from './schemas/user.ts';
import type { WireUser } from './schemas/user.ts';

/** Largest page that has been seen to work. */
const PAGE_LIMIT = 100;

const usersAnswer = zod.looseObject({ users: zod.array(zod.unknown()) });

/**
 * One page of the sub-account's users (`GET /users/search`, which wants the company's id too;
 * `GET /users/` is deprecated).
 *
 * @param page counted from 0
 * @returns the users, and whether more may follow
 * @throws {GhlError} `no_company` for a connection that was made without one
 */
export const listUsers = async (
  ghl: Ghl,
  page: number,
): Promise<{ users: WireUser[]; more: boolean }> => {
  // Without it GHL answers 401, which would use up the refresh token.
  if (ghl.companyId === undefined) {
    throw reconnectNeeded('no_company');
  }
  const answer = await ghl.read({
    path: '/users/search',
    scope: 'users.readonly',
    version: API_VERSION.users,
    query: {
      companyId: ghl.companyId,
      locationId: ghl.locationId,
      limit: String(PAGE_LIMIT),
      skip: String(page * PAGE_LIMIT),
    },
    answer: usersAnswer,
  });
  return {
    users: ghl.records(wireUser, answer.users),
    more: answer.users.length === PAGE_LIMIT,
  };
};
