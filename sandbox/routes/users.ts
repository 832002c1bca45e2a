import { ApiError, notFound } from '../api-error.ts';
import type { AddRoute } from '../routing.ts';
import type { Location, User } from '../world.ts';

const READ = 'users.readonly';

/** Users of the sub-account. */
export const addUserRoutes = (add: AddRoute): void => {
  add('GET', '/users/search', READ, ({ grant, location, query }) => {
    // A missing or foreign company gives a 401 that has nothing to do with the token (seen live).
    if (query['companyId'] !== grant.companyId) throw new ApiError(401, 'Unauthorized');
    const words = (query['query'] ?? '').toLowerCase();
    const found = location.users.filter(({ name, email }) =>
      `${name} ${email}`.toLowerCase().includes(words),
    );
    const skip = Number(query['skip'] ?? 0);
    const users = found.slice(skip, skip + Number(query['limit'] ?? 25));
    return {
      body: { users: users.map((user) => userRecord(user, location)), count: found.length },
    };
  });

  add('GET', '/users/:userId', READ, ({ location, params }) => {
    const wanted = params['userId'] ?? '';
    const user = location.users.find(({ id }) => id === wanted);
    if (!user) throw notFound('User', wanted);
    return { body: userRecord(user, location) };
  });
};

const userRecord = (user: User, location: Location): Record<string, unknown> => ({
  ...user,
  extension: '',
  deleted: false,
  roles: { type: 'account', role: 'user', locationIds: [location.id] },
});
