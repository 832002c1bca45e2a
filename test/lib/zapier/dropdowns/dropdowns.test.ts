import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

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

describe('the dropdown of users', () => {
  const answer = (users: object[], times?: number): void => {
    const match = { path: '^/users/search' };
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { users },
      match,
      ...(times !== undefined && { times }),
    });
  };

  afterEach(() => app.sandbox.clearFaults());

  it('offers those who are there, page by page, by whatever they are called', async () => {
    answer(
      [
        { id: 'u1', name: 'Ana Ruiz' },
        { id: 'u2', name: 'Ben Old', deleted: true },
      ],
      1,
    );
    answer([{ id: 'u3', name: '', firstName: 'Cy', lastName: 'Lee', email: 'c@example.com' }], 1);
    answer([{ id: 'u4', email: 'd@example.com' }, { id: 'u5' }], 1);
    answer([]);
    expect(await app.choices('creates.create_task', 'assignedTo')).toEqual({
      results: [
        { id: 'u1', label: 'Ana Ruiz' },
        { id: 'u3', label: 'Cy Lee' },
        { id: 'u4', label: 'd@example.com' },
        { id: 'u5', label: 'u5' },
      ],
      paging_token: null,
    });
  });

  it('goes on after what was read, in pages of any size', async () => {
    const page = (from: number) =>
      Array.from({ length: 60 }, (_, index) => ({ id: `u${from + index}`, name: 'Robin' }));
    answer(page(0), 1);
    answer(page(60), 1);
    const first = await app.choices('creates.create_task', 'assignedTo');
    expect(first.results).toHaveLength(120);
    expect(first.paging_token).toBe('120');
    app.sandbox.clearFaults();
    app.clearRequests();
    await app.choices('creates.create_task', 'assignedTo', '120');
    expect(app.sandbox.requests[0]?.query).toMatchObject({ skip: '120' });
  });
});
