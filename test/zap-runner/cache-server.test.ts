import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Bundle, ZObject } from 'zapier-platform-core';

import { Connection } from '../../zap-runner/connection.ts';
import { handlerFor } from '../../zap-runner/handler.ts';
import { Platform, createPlatform, newTrace } from '../../zap-runner/platform.ts';
import type { Handler } from '../../zap-runner/platform.ts';

type Cache = ZObject['cache'];

/** What the app does when it is called next. */
let script: (cache: Cache) => Promise<unknown>;
let handler: Handler;
let platform: Platform;
let connection: Connection;
let now = 0;

const app = {
  version: '1.0.0',
  platformVersion: '19.1.0',
  creates: {
    probe: {
      key: 'probe',
      noun: 'Probe',
      display: { label: 'Probe', description: 'Probes.' },
      operation: {
        perform: async (z: ZObject, _bundle: Bundle) => ({ id: 1, gave: await script(z.cache) }),
      },
    },
  },
};

beforeAll(async () => {
  handler = await handlerFor(app);
});

beforeEach(async () => {
  platform = await createPlatform(handler, { now: () => now });
  connection = new Connection(platform, {});
});

/** What core's own `z.cache` gives the app. */
const inApp = async (
  work: (cache: Cache) => Promise<unknown>,
  through = connection,
): Promise<unknown> => {
  script = work;
  const answer = await through.call('creates.probe.operation.perform', {}, newTrace());
  return Object(answer).gave;
};

describe('z.cache as the runner serves it', () => {
  it('keeps JSON from one call of the app to the next', async () => {
    const value = { a: [1, null, 'ü'], nested: { is: true } };
    expect(await inApp((cache) => cache.set('k', value))).toBe(true);
    expect(await inApp((cache) => cache.get('k'))).toEqual(value);
    expect(await inApp((cache) => cache.get('other'))).toBeNull();
  });

  it('with nx takes a value only where there is none', async () => {
    const claim = (who: string) => (cache: Cache) => cache.set('k', who, 60, undefined, true);
    expect(await inApp(claim('first'))).toBe(true);
    expect(await inApp(claim('late'))).toBe(false);
    expect(await inApp((cache) => cache.get('k'))).toBe('first');
    expect(await inApp((cache) => cache.set('k', 'plain'))).toBe(true);
    expect(await inApp((cache) => cache.get('k'))).toBe('plain');
  });

  it('lets one of many claims at once win', async () => {
    const won = await inApp((cache) =>
      Promise.all([1, 2, 3, 4].map((who) => cache.set('k', who, 60, undefined, true))),
    );
    expect(won).toEqual(expect.arrayContaining([true, false, false, false]));
  });

  it('forgets a value when its seconds are over, and nx may then claim it', async () => {
    await inApp((cache) => cache.set('k', 'v', 60));
    now += 59_999;
    expect(await inApp((cache) => cache.get('k'))).toBe('v');
    now += 1;
    expect(await inApp((cache) => cache.get('k'))).toBeNull();
    expect(await inApp((cache) => cache.set('k', 'w', 60, undefined, true))).toBe(true);
  });

  it('keeps what is of one connection from another', async () => {
    const other = new Connection(platform, {});
    const set = (value: string) => (cache: Cache) => cache.set('k', value, 60, ['auth']);
    const get = async (cache: Cache): Promise<unknown> =>
      Reflect.apply(cache.get, cache, ['k', ['auth']]);
    await inApp(set('mine'));
    await inApp(set('theirs'), other);
    expect(await inApp(get)).toBe('mine');
    expect(await inApp(get, other)).toBe('theirs');
    expect(await inApp((cache) => cache.get('k'))).toBeNull();
  });

  it('deletes, and says whether there was something', async () => {
    await inApp((cache) => cache.set('k', 'v'));
    expect(await inApp((cache) => cache.delete('k'))).toBe(true);
    expect(await inApp((cache) => cache.delete('k'))).toBe(false);
  });

  it('can lose a value early, or all', async () => {
    await inApp((cache) => Promise.all([cache.set('a', 1), cache.set('b', 2)]));
    platform.cache.evict('a');
    expect(await inApp((cache) => Promise.all([cache.get('a'), cache.get('b')]))).toEqual([
      null,
      2,
    ]);
    platform.cache.evict();
    expect(await inApp((cache) => cache.get('b'))).toBeNull();
  });

  it.each(['refuses', 'down'] as const)('can fail: %s', async (failure) => {
    platform.cache.failure = failure;
    const message = (cache: Cache) => cache.get('k').catch((error: Error) => error.message);
    expect(await inApp(message)).toMatch(/^RPC request failed/);
    platform.cache.failure = undefined;
    expect(await inApp(message)).toBeNull();
  });

  it('is one for each platform', async () => {
    await inApp((cache) => cache.set('k', 'v'));
    const fresh = new Connection(new Platform(handler, platform.definition, {}), {});
    expect(await inApp((cache) => cache.get('k'), fresh)).toBeNull();
  });
});
