import { expect, it } from '@jest/globals';

import { describeContract } from '../../harness/contract/openapi/describe-contract.ts';
import { contractViolations, routesReached } from '../../harness/contract/openapi/recorder.ts';
import type { RecordedExchange } from '../../harness/contract/openapi/recorder.ts';

const listTags = (given: Partial<RecordedExchange> = {}): RecordedExchange => ({
  method: 'GET',
  path: '/locations/ve9EPM428h8vShlRW1KT/tags',
  query: {},
  headers: { version: '2021-07-28', authorization: 'Bearer token' },
  status: 200,
  responseBody: { tags: [] },
  ...given,
});
const NO_VERSION = { authorization: 'Bearer token' };

describeContract('contractViolations', () => {
  it('says once what is wrong with many requests', () => {
    const requests = [
      listTags(),
      listTags({ headers: NO_VERSION }),
      listTags({ headers: NO_VERSION }),
    ];

    expect(contractViolations(requests)).toEqual([
      'GET /locations/{locationId}/tags header Version: missing',
    ]);
  });

  it('leaves the answer of a fault out, and what is beside the API', () => {
    const struck = { fault: 'html', status: 200, responseBody: '<html>' };

    expect(
      contractViolations([
        listTags(struck),
        listTags({ path: '/v2/oauth/chooselocation' }),
        listTags({ path: '/__sandbox/state' }),
      ]),
    ).toEqual([]);
    expect(contractViolations([listTags({ ...struck, headers: NO_VERSION })])).toEqual([
      'GET /locations/{locationId}/tags header Version: missing',
    ]);
  });
});

describeContract('routesReached', () => {
  it('lists each route that answered with success', () => {
    expect(
      routesReached([
        listTags(),
        listTags({ path: '/locations/other/tags' }),
        listTags({ path: '/workflows/', status: 401 }),
        listTags({ path: '/campaigns/' }),
      ]),
    ).toEqual(['GET /campaigns/', 'GET /locations/{locationId}/tags']);
  });
});
