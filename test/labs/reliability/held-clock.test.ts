import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { ANSWER_MS, HeldClock } from '../../../harness/held-clock.ts';
import { clock } from '../../../lib/ghl/client/clock.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');

let held: HeldClock;

beforeEach(() => {
  held = new HeldClock(NOON);
});

afterEach(() => {
  held.release();
});

/** A request that waits for its answer until the alarm rings. */
const waiting = (ms: number): Promise<number> =>
  new Promise((resolve) => {
    clock.alarm(ms, () => resolve(clock.now() - NOON));
  });

describe('a held clock', () => {
  it('stands still until the app waits for something', async () => {
    expect(clock.now()).toBe(NOON);
    await clock.sleep(86_400_000);
    expect(clock.now()).toBe(NOON + 86_400_000);
    held.moveTo(NOON);
    held.pass(4.2);
    expect(clock.now()).toBe(NOON + 5);
  });

  it('counts one stretch for answers that were awaited at the same time', () => {
    const alarms = [clock.alarm(8_000, () => undefined), clock.alarm(8_000, () => undefined)];
    for (const alarm of alarms) alarm.off();
    expect(clock.now()).toBe(NOON + ANSWER_MS);
    clock.alarm(8_000, () => undefined).off();
    expect(clock.now()).toBe(NOON + 2 * ANSWER_MS);
  });

  it('rings at once where no answer will come, the earliest first', async () => {
    const late = waiting(8_000);
    const early = waiting(3_000);
    held.hush();
    held.hush();
    await expect(Promise.all([early, late])).resolves.toEqual([3_000, 8_000]);
  });

  it('lets an answer that is still on its way arrive first', async () => {
    const order: string[] = [];
    const lost = waiting(1_000).then(() => order.push('rang'));
    const answered = clock.alarm(8_000, () => order.push('rang too soon'));
    held.hush();
    await new Promise((resolve) => {
      setImmediate(() => setImmediate(resolve));
    });
    order.push('answered');
    answered.off();
    await lost;
    expect(order).toEqual(['answered', 'rang']);
  });

  it('gives the app its own clock back', () => {
    held.release();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
  });
});
