import { notFound } from '../api-error.ts';
import { checkQuery, digits, pageOf, required, text } from '../body.ts';
import type { AddRoute } from '../routing.ts';
import type { Location } from '../world.ts';

const READ = 'businesses.readonly';

/** Companies that contacts belong to. */
export const addBusinessRoutes = (add: AddRoute): void => {
  add('GET', '/businesses/', READ, ({ location, query }) => {
    checkQuery(query, { locationId: required(text), limit: digits, skip: digits });
    const page = pageOf(location.businesses, query, 100);
    return { body: { businesses: page.map((business) => businessRecord(business, location)) } };
  });

  add('GET', '/businesses/:businessId', READ, ({ location, params }) => {
    const wanted = params['businessId'] ?? '';
    const business = location.businesses.find(({ id }) => id === wanted);
    if (!business) throw notFound('Business', wanted);
    return { body: { business: businessRecord(business, location) } };
  });
};

const businessRecord = (
  { id, name }: Location['businesses'][number],
  location: Location,
): Record<string, unknown> => ({ id, name, locationId: location.id });
