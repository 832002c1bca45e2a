import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { TestApp } from '../../../../harness/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp();
});

afterAll(() => app.close());

describe('a dropdown that is asked to go on from where it never was', () => {
  it.each([
    ['contactId', '{'],
    ['contactId', ' '],
    ['contactId', '[]'],
    ['contactId', '[{"a":1}]'],
    ['contactId', '{"length":1}'],
    ['assignedTo', '-1'],
    ['assignedTo', '1e400'],
    ['assignedTo', 'two'],
  ])('starts over: %s, %s', async (key, token) => {
    const start = await app.choices('creates.create_task', key);
    expect(start.results.length).toBeGreaterThan(0);
    expect(await app.choices('creates.create_task', key, token)).toEqual(start);
  });
});
