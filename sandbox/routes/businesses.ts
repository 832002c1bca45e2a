import { notFound } from '../api-error.ts';
import { checkQuery } from '../body.ts';
import type { AddRoute } from '../routing.ts';

const READ = 'businesses.readonly';

/** Companies that contacts belong to. */
export const addBusinessRoutes = (add: AddRoute): void => {
  add('GET', '/businesses/', READ, ({ location, query }) => {
    checkQuery(query, ['limit', 'skip'], ['locationId']);
    const skip = Number(query['skip'] ?? 0);
    const page = location.businesses.slice(skip, skip + Number(query['limit'] ?? 100));
    return {
      body: { businesses: page.map((business) => ({ ...business, locationId: location.id })) },
    };
  });

  add('GET', '/businesses/:businessId', READ, ({ location, params }) => {
    const wanted = params['businessId'] ?? '';
    const business = location.businesses.find(({ id }) => id === wanted);
    if (!business) throw notFound('Business', wanted);
    return { body: { business: { ...business, locationId: location.id } } };
  });
};
