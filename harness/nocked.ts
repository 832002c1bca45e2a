import { afterAll, afterEach } from '@jest/globals';
import nock from 'nock';

/**
 * nock for a test file: nothing leaves for any other host than 127.0.0.1, each answer that a test prepares
 * has to be asked for, and the next file finds Node's own `http` again. It reads along with all that is sent
 * and received, which costs a tenth of the time; so only files that prepare answers have it.
 */
nock.disableNetConnect();
nock.enableNetConnect('127.0.0.1');

afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  if (unused.length > 0) throw new Error(`Nobody asked for ${unused.join(', ')}.`);
});

// Each test file has a nock of its own, and all of them share one `http`.
afterAll(() => {
  nock.restore();
});

export { nock };
