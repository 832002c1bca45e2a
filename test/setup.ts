import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import nock from 'nock';

/** A developer's own connection, which Zapier's CLI loads from `.env`, has no part in the tests. */
const isOfConnection = (name: string): boolean =>
  /^(authData_|GHL_(ACCESS|AREAS|LOCATION|API_BASE_URL|MARKETPLACE_URL)$|CLIENT_(ID|SECRET)$)/.test(
    name,
  );

for (const name of Object.keys(process.env)) if (isOfConnection(name)) delete process.env[name];

/** Core ends a process that has grown large after 250 calls, as a Lambda should and a test need not. */
const usage = { ...process.memoryUsage(), rss: 0 };
process.memoryUsage = Object.assign(() => usage, { rss: () => 0 });

beforeAll(() => {
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
});

afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  expect(unused).toEqual([]);
});

// Each test file has a nock of its own, and all of them share one `http`.
afterAll(() => {
  nock.restore();
});
