import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { clock } from '../../../../lib/ghl/client/clock.ts';
import { GhlError } from '../../../../lib/ghl/client/errors.ts';
import { startBudget, withRetries } from '../../../../lib/ghl/client/retry.ts';

/** A clock that only moves when it is told to, and by sleeping. */
const holdTime = () => {
  let now = Date.UTC(2026, 0, 1);
  const slept: number[] = [];
  jest.spyOn(clock, 'now').mockImplementation(() => now);
  jest.spyOn(clock, 'sleep').mockImplementation((ms) => {
    slept.push(ms);
    now += ms;
    return Promise.resolve();
  });
  return {
    slept,
    pass: (ms: number) => {
      now += ms;
    },
  };
};

afterEach(() => {
  jest.restoreAllMocks();
});

const failing = (error: Error) =>
  jest.fn<(timeoutMs: number) => Promise<string>>(() => Promise.reject(error));

describe('withRetries', () => {
  it('tries a passing failure three times, with pauses that can only double', async () => {
    const { slept } = holdTime();
    jest.spyOn(Math, 'random').mockReturnValue(1);
    const attempt = failing(GhlError.unreachable());
    const retried: number[] = [];
    await expect(
      withRetries(startBudget(), attempt, (_error, made) => retried.push(made)),
    ).rejects.toMatchObject({ code: 'unreachable' });
    expect(attempt).toHaveBeenCalledTimes(3);
    expect(slept).toEqual([400, 800]);
    expect(retried).toEqual([1, 2]);
  });

  it('gives the first answer that comes', async () => {
    holdTime();
    const attempt = failing(GhlError.unreachable()).mockRejectedValueOnce(GhlError.unreadable(200));
    attempt.mockResolvedValueOnce('here');
    await expect(withRetries(startBudget(), attempt, () => undefined)).resolves.toBe('here');
    expect(attempt).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['a rate limit', new GhlError('throttled', 'rate_limited', '', { status: 429 })],
    ['a user’s mistake', GhlError.badId()],
    ['a fault of our own', new TypeError('x')],
  ])('does not repeat %s', async (_what, error) => {
    holdTime();
    const attempt = failing(error);
    await expect(withRetries(startBudget(), attempt, () => undefined)).rejects.toBe(error);
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it('shares what is left of the operation among the attempts, 8 s at most', async () => {
    const time = holdTime();
    const budget = startBudget();
    expect(budget.attempt(3)).toBe(8_000);
    time.pass(13_000);
    expect(budget.attempt(3)).toBe(4_000);
    expect(budget.left()).toBe(12_000);
  });

  it('stops before the 25 s of an operation are over', async () => {
    const time = holdTime();
    const budget = startBudget();
    time.pass(24_900);
    const attempt = failing(GhlError.unreachable());
    await expect(withRetries(budget, attempt, () => undefined)).rejects.toMatchObject({
      kind: 'throttled',
    });
    expect(attempt).not.toHaveBeenCalled();
  });
});
