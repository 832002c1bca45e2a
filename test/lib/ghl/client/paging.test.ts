import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { VirtualTime } from '../../../../harness/virtual-time.ts';
import { GhlError } from '../../../../lib/ghl/client/errors.ts';
import { Paging } from '../../../../lib/ghl/client/paging.ts';

const BUDGET_MS = 25_000;

let time: VirtualTime;
let log: string[];

beforeEach(() => {
  time = new VirtualTime(1_000_000);
  log = [];
});

afterEach(() => time.release());

const pagingOf = (rows: number): Paging => {
  const deadline = time.now() + BUDGET_MS;
  const ghl = {
    timeLeft: () => Math.max(0, deadline - time.now()),
    log: (code: string) => void log.push(code),
  };
  return new Paging(ghl, rows, 500);
};

/** Reads to the end: how many rows each page was asked for. */
const readAll = async (
  paging: Paging,
  answerMs: (rows: number) => number,
  most = 100,
): Promise<number[]> => {
  const asked: number[] = [];
  const ask = async (rows: number, attemptMs: number): Promise<number> => {
    const ms = answerMs(rows);
    await time.sleep(Math.min(ms, attemptMs));
    if (ms > attemptMs) throw GhlError.unreachable();
    asked.push(rows);
    return rows;
  };
  await time.run(async () => {
    for (let page = 0; page < most; page += 1) {
      if ((await paging.next(ask)) === undefined) break;
    }
  });
  return asked;
};

const total = (pages: readonly number[]): number => pages.reduce((sum, rows) => sum + rows, 0);

describe('pages', () => {
  it.each([
    [100, 10_000],
    [1_000, 9_000],
    [2_000, 4_500],
    [3_000, 2_000],
  ])(
    'that take %i ms whatever their size are many rows in the time there is',
    async (ms, least) => {
      const startedAt = time.now();
      const pages = await readAll(pagingOf(100), () => ms);
      expect(total(pages)).toBeGreaterThan(least);
      expect(time.now() - startedAt).toBeLessThanOrEqual(BUDGET_MS);
      expect(log).toEqual([]);
    },
  );

  it('of wide rows are as large as fits, and none times out', async () => {
    const pages = await readAll(pagingOf(100), (rows) => 100 + rows * 17);
    expect(Math.max(...pages)).toBeLessThan(470);
    expect(total(pages)).toBeGreaterThan(1_000);
    expect(log).toEqual([]);
  });

  it('that time out are asked for again with fewer rows', async () => {
    const pages = await readAll(pagingOf(500), (rows) => rows * 30, 1);
    expect(pages).toEqual([125]);
    expect(log).toEqual(['request.retried']);
  });

  it('end when HighLevel gets stuck after the first one, instead of failing', async () => {
    let answers = 0;
    const pages = await readAll(pagingOf(100), () => {
      answers += 1;
      return answers === 1 ? 500 : 60_000;
    });
    expect(pages).toEqual([100]);
  });

  it('fail when there is not even a first one', async () => {
    await expect(readAll(pagingOf(100), () => 60_000)).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  it('end for a rate limit after the first one, and fail for what does not pass by itself', async () => {
    const failing = async (error: GhlError): Promise<unknown> => {
      const paging = pagingOf(100);
      await readAll(paging, () => 100, 1);
      return time.run(() => paging.next(() => Promise.reject(error)));
    };
    const limit = new GhlError('throttled', 'rate_limited', 'Wait.', { status: 429 });
    expect(await failing(limit)).toBeUndefined();
    await expect(failing(GhlError.badId())).rejects.toMatchObject({ code: 'bad_id' });
  });

  it('stay within HighLevel’s 100 requests in 10 s', async () => {
    const sentAt: number[] = [];
    await readAll(
      pagingOf(100),
      () => {
        sentAt.push(time.now());
        return 20;
      },
      200,
    );
    const most = Math.max(
      ...sentAt.map((at) => sentAt.filter((other) => other >= at && other < at + 10_000).length),
    );
    expect(sentAt).toHaveLength(200);
    expect(most).toBeLessThanOrEqual(80);
  });

  it('of very wide rows are small, for the memory', async () => {
    const paging = pagingOf(100);
    paging.heedWidth({ text: 'x'.repeat(50_000) });
    const pages = await readAll(paging, () => 100, 5);
    expect(Math.max(...pages)).toBeLessThanOrEqual(100);
  });
});
