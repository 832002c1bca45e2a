import { describe, expect, it } from '@jest/globals';

import { Locks, lockKey } from '../../zap-runner/locks.ts';

const later = (): Promise<void> =>
  new Promise((done) => {
    setImmediate(done);
  });

describe('a lock', () => {
  it('lets work with the same key run one after the other, in order', async () => {
    const locks = new Locks();
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} starts`);
      await later();
      events.push(`${name} ends`);
      return name;
    };
    const results = [locks.hold('c1', work('first')), locks.hold('c1', work('second'))];
    expect(await Promise.all(results)).toEqual(['first', 'second']);
    expect(events).toEqual(['first starts', 'first ends', 'second starts', 'second ends']);
  });

  it('does not hold up work with another key', async () => {
    const locks = new Locks();
    const events: string[] = [];
    await Promise.all([
      locks.hold('c1', async () => {
        await later();
        events.push('c1');
      }),
      locks.hold('c2', async () => events.push('c2')),
    ]);
    expect(events).toEqual(['c2', 'c1']);
  });

  it('is free again after a failure', async () => {
    const locks = new Locks();
    const failed = locks.hold('c1', () => Promise.reject(new Error('no')));
    const next = locks.hold('c1', async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('is named by the input', () => {
    const key = 'contact-{{bundle.inputData.email}}-{{bundle.inputData.phone}}';
    expect(lockKey(key, { email: 'a@b.co' })).toBe('contact-a@b.co-');
    expect(lockKey('{{bundle.inputData.n}}', { n: 7 })).toBe('7');
  });
});
