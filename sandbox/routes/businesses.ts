import { notFound } from '../api-error.ts';
import { checkBody, checkQuery, digits, pageOf, required, text, textOf } from '../body.ts';
import type { AddRoute, Call } from '../routing.ts';
import { randomId } from '../seed/random.ts';
import { present } from '../views.ts';
import type { Business, Location } from '../world.ts';
import { applied } from './lookup.ts';

const READ = 'businesses.readonly';
const WRITE = 'businesses.write';

const EDITABLE = {
  name: text,
  phone: text,
  email: text,
  website: text,
  address: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  description: text,
};

/** Companies that contacts belong to. */
export const addBusinessRoutes = (add: AddRoute): void => {
  add('GET', '/businesses/', READ, ({ location, query }) => {
    checkQuery(query, { locationId: required(text), limit: digits, skip: digits });
    const page = pageOf(location.businesses, query, 100);
    return { body: { businesses: page.map((business) => businessRecord(business, location)) } };
  });

  add('GET', '/businesses/:businessId', READ, (call) => ({
    body: { business: businessRecord(businessOf(call), call.location) },
  }));

  add('POST', '/businesses/', WRITE, ({ world, location, body }) => {
    const { locationId: _named, ...given } = checkBody(body, {
      ...EDITABLE,
      name: required(text),
      locationId: required(text),
    });
    const stamp = world.timestamp();
    const business: Business = {
      ...applied({ id: randomId(), name: textOf(given['name']) }, given),
      createdAt: stamp,
      updatedAt: stamp,
    };
    location.businesses.push(business);
    return { status: 201, wrote: true, body: answerOf(business, location) };
  });

  add('PUT', '/businesses/:businessId', WRITE, (call) => {
    const { world, location, body } = call;
    const business = businessOf(call);
    const changed = {
      ...applied(business, checkBody(body, EDITABLE)),
      updatedAt: world.timestamp(),
    };
    location.businesses.splice(location.businesses.indexOf(business), 1, changed);
    return { wrote: true, body: answerOf(changed, location) };
  });
};

const businessOf = ({ location, params }: Call): Business => {
  const wanted = params['businessId'] ?? '';
  const business = location.businesses.find(({ id }) => id === wanted);
  if (!business) throw notFound('Business', wanted);
  return business;
};

/** Writes answer under a misspelt name; that is what the official file says. */
const answerOf = (business: Business, location: Location): Record<string, unknown> => ({
  success: true,
  buiseness: businessRecord(business, location),
});

const businessRecord = (business: Business, location: Location): Record<string, unknown> =>
  present({ ...business, locationId: location.id });
