import { expect, it } from '@jest/globals';

import { officialRoutes } from '../../harness/contract/openapi/api-routes.ts';
import { describeContract } from '../../harness/contract/openapi/describe-contract.ts';
import { officialDirectory } from '../../harness/contract/openapi/official-files.ts';
import { API_ROUTES } from '../../lib/ghl/api-routes.ts';

const routes = Object.entries(API_ROUTES).flatMap(([scope, text]) =>
  text.split(', ').map((route) => ({ scope, route })),
);

describeContract('the routes of API Request', () => {
  it('are those of the official files: npm run api-routes', () => {
    const official = [...officialRoutes(officialDirectory() ?? '')].map(([scope, own]) => [
      scope,
      own.toSorted().join(', '),
    ]);
    expect(Object.entries(API_ROUTES)).toEqual(official);
    expect(routes.length).toBeGreaterThan(100);
  });

  it('have neither money nor the connection among them, and each but once', () => {
    const odd = routes.filter(({ route }) => /pay|invoice|charge|refund|oauth/i.test(route));
    expect(odd).toEqual([]);
    expect(new Set(routes.map(({ route }) => route)).size).toBe(routes.length);
  });

  it('take more than a right to read for whatever is no search', () => {
    const writes = routes.filter(
      ({ route, scope }) => !route.startsWith('GET ') && scope.endsWith('.readonly'),
    );
    expect(writes.map(({ route }) => route).toSorted()).toEqual([
      'POST /contacts/search',
      'POST /locations/@/tasks/search',
      'POST /opportunities/search',
      'POST /users/search/filter-by-email',
    ]);
  });
});
