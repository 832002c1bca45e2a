import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { TestApp } from '../../../../harness/app.ts';
import definition from '../../../../index.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp();
});

afterAll(() => app.close());

describe.each(Object.keys(definition.hydrators ?? {}))('hydrator %s', (key) => {
  it.each([
    ['nothing', {}],
    ['another version’s pointer', { contact: { id: 'x1' }, include: 'tasks' }],
  ])('says what to do with %s', async (_, inputData) => {
    const failure = await app.failure(() => app.call(`hydrators.${key}`, inputData));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toContain('can no longer be fetched');
    expect(app.sandbox.requests).toEqual([]);
  });
});
