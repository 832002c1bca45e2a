import { describe, expect, it, jest } from '@jest/globals';
import type { ZObject } from 'zapier-platform-core';

import { appLog, insideCore } from '../../../../harness/inside-core.ts';
import { cachedForLocation } from '../../../../lib/zapier/platform/cache.ts';
import { runOf } from '../../../../lib/zapier/platform/run.ts';

const authData = { locationId: 'location1' };

/** Reads a fact as often as `times` says, with the cache as `prepare` leaves it. */
const readFact = async (times: number, prepare: (z: ZObject) => void = () => undefined) => {
  const load = jest.fn<() => Promise<{ zone: string }>>().mockResolvedValue({ zone: 'UTC' });
  const { outcome, log } = await insideCore(
    async (z, bundle) => {
      prepare(z);
      const run = runOf(z, bundle);
      const values: unknown[] = [];
      for (let time = 0; time < times; time += 1) {
        values.push(await cachedForLocation(run, 'fact', load));
      }
      return values;
    },
    { authData },
  );
  return { outcome, loads: load.mock.calls.length, log: appLog(log) };
};

const read = (times: number) => ({
  status: 'fulfilled',
  value: Array.from({ length: times }, () => ({ zone: 'UTC' })),
});

describe('the cache', () => {
  it('asks once for what it is asked for twice', async () => {
    expect(await readFact(2)).toEqual({ outcome: read(2), loads: 1, log: [] });
  });

  it('keeps a fact for an hour, apart for each location', async () => {
    const set = jest.fn<ZObject['cache']['set']>().mockResolvedValue(true);
    await readFact(1, (z) => {
      z.cache.set = set;
    });
    expect(set.mock.calls).toEqual([['fact:location1', { zone: 'UTC' }, 3600]]);
  });

  it.each([
    [
      'get',
      (z: ZObject) => {
        z.cache.get = () => Promise.reject(new Error('no cache'));
      },
    ],
    [
      'set',
      (z: ZObject) => {
        z.cache.set = () => Promise.reject(new Error('no cache'));
      },
    ],
  ])('that fails (%s) is a miss, and the log says so', async (_what, breakIt) => {
    const { outcome, loads, log } = await readFact(1, breakIt);
    expect({ outcome, loads }).toEqual({ outcome: read(1), loads: 1 });
    expect(log).toEqual([{ code: 'cache.unavailable', locationId: 'location1', name: 'fact' }]);
  });
});
