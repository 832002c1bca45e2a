import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApi } from './api.ts';
import type { Answered, Api } from './api.ts';

describe('rate limits', () => {
  let api: Api;
  let now = Date.parse('2026-03-02T09:00:00Z');

  beforeEach(async () => {
    api = await openApi({ rateLimit: true, now: () => now });
  });

  afterEach(async () => {
    await api.sandbox.close();
  });

  const read = (location = api.own): Promise<Answered> =>
    api.ask('GET', `/locations/${location.id}`, { token: location.accessToken });

  it('allow 100 requests in 10 seconds to each location, and say so', async () => {
    const first = await read();
    for (let count = 2; count <= 100; count += 1) await read();
    const refused = await read();

    expect(Object.fromEntries(first.headers)).toMatchObject({
      'x-ratelimit-limit-daily': '200000',
      'x-ratelimit-daily-remaining': '199999',
      'x-ratelimit-interval-milliseconds': '10000',
      'x-ratelimit-max': '100',
      'x-ratelimit-remaining': '99',
    });
    expect(refused).toMatchObject({ status: 429, body: { message: 'Too Many Requests' } });
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.has('retry-after')).toBe(false);
    expect((await read(api.other)).status).toBe(200);
    now += 10_000;
    expect((await read()).status).toBe(200);
  });

  it('allow so much a day', async () => {
    api.sandbox.limits.leaveToday(api.own.id, 1);

    expect((await read()).headers.get('x-ratelimit-daily-remaining')).toBe('0');
    expect((await read()).status).toBe(429);
    now += 86_400_000;
    const accessToken = await api.connect(api.own.id);
    expect((await read({ ...api.own, accessToken })).status).toBe(200);
  });

  it('write nothing when they refuse', async () => {
    api.sandbox.limits.leaveToday(api.own.id, 0);

    expect(await api.create({ firstName: 'Ana' })).toMatchObject({ status: 429 });
    expect(api.sandbox.writes).toBe(0);
  });

  it('can be switched off', async () => {
    const open = await openApi({ rateLimit: false });
    const path = `/locations/${open.own.id}`;
    const statuses = new Set<number>();
    for (let count = 0; count < 120; count += 1) statuses.add((await open.ask('GET', path)).status);
    await open.sandbox.close();

    expect([...statuses]).toEqual([200]);
  });
});
