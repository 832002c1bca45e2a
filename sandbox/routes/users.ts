import { ApiError, notFound } from '../api-error.ts';
import { checkBody, digits, pageOf, text } from '../body.ts';
import type { AddRoute } from '../routing.ts';
import type { Location, User } from '../world.ts';

const READ = 'users.readonly';

/** Users of the sub-account. */
export const addUserRoutes = (add: AddRoute): void => {
  add('GET', '/users/search', READ, ({ world, grant, location, query }) => {
    // A missing or foreign company gives a 401 that has nothing to do with the token (seen live).
    if (query['companyId'] !== grant.companyId) throw new ApiError(401, 'Unauthorized');
    checkBody(
      { ...query },
      {
        companyId: text,
        locationId: text,
        query: text,
        skip: digits,
        limit: digits,
        type: text,
        role: text,
        ids: text,
        sort: text,
        sortDirection: text,
        enabled2waySync: text,
      },
    );
    const words = (query['query'] ?? '').toLowerCase();
    const ids = query['ids']?.split(',');
    const found = location.users.filter(
      ({ id, name, email }) =>
        (ids === undefined || ids.includes(id)) && `${name} ${email}`.toLowerCase().includes(words),
    );
    const { usersPerPage } = world.oddities;
    const users = pageOf(found, query, 25)
      .slice(0, usersPerPage || undefined)
      .map((user) => ({ ...userRecord(user, location), deleted: user.deleted ?? false }));
    return { body: { users, count: found.length } };
  });

  add('GET', '/users/:userId', READ, ({ location, params }) => {
    const wanted = params['userId'] ?? '';
    const user = location.users.find(({ id }) => id === wanted);
    if (!user) throw notFound('User', wanted);
    return { body: userRecord(user, location) };
  });
};

/** Only users/search tells whether a user has left. */
const userRecord = (
  { deleted: _deleted, ...user }: User,
  location: Location,
): Record<string, unknown> => ({
  ...user,
  extension: '',
  roles: { type: 'account', role: 'user', locationIds: [location.id] },
});
