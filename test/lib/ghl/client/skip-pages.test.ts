import { describe, expect, it } from '@jest/globals';

import { nextSkip, pagesOf } from '../../../../lib/ghl/client/skip-pages.ts';

/** Reads all of a list of so many rows, of which an answer holds at most `size`. */
const readAll = async ({
  rows,
  size,
  countOf = () => undefined,
  from,
}: {
  rows: number;
  size: number;
  countOf?: (page: number) => number | null | undefined;
  from?: number;
}) => {
  const list = Array.from({ length: rows }, (_, index) => ({ id: `row${index}` }));
  const asked: number[] = [];
  const found: string[] = [];
  const pages = pagesOf((skip) => {
    asked.push(skip);
    const page = list.slice(skip, skip + size);
    return Promise.resolve({ rows: page, next: nextSkip(skip, page.length, countOf(page.length)) });
  }, from);
  for await (const page of pages) found.push(...page.rows.map(({ id }) => id));
  return { found: found.length, asked };
};

describe('a list in pages', () => {
  it.each([
    ['of any size', { rows: 60, size: 25 }, { found: 60, asked: [0, 25, 50, 60] }],
    ['that are all full', { rows: 50, size: 25 }, { found: 50, asked: [0, 25, 50] }],
    ['with a count', { rows: 60, size: 25, countOf: () => 60 }, { found: 60, asked: [0, 25, 50] }],
    ['without one', { rows: 3, size: 25, countOf: () => null }, { found: 3, asked: [0, 3] }],
    ['of nothing', { rows: 0, size: 25 }, { found: 0, asked: [0] }],
    ['from later on', { rows: 60, size: 25, from: 50 }, { found: 10, asked: [50, 60] }],
  ])('%s is read to its end', async (_how, list, expected) => {
    expect(await readAll(list)).toEqual(expected);
  });

  it('that repeats itself ends', async () => {
    let asked = 0;
    const found: string[] = [];
    const pages = pagesOf((skip) => {
      asked += 1;
      return Promise.resolve({ rows: [{ id: 'a' }, { id: 'b' }], next: skip + 2 });
    });
    for await (const { rows } of pages) found.push(...rows.map(({ id }) => id));
    expect({ asked, found }).toEqual({ asked: 2, found: ['a', 'b'] });
  });
});
