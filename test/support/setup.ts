import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import nock from 'nock';

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
