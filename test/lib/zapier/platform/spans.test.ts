import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  UNREAD,
  afterReading,
  isUnread,
  nextRange,
  union,
  without,
} from '../../../../lib/zapier/platform/spans.ts';
import type { Range, Span } from '../../../../lib/zapier/platform/spans.ts';

const MOST = 200;
const LATER = 10 * 60_000;

const ranges = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: MOST }), fc.integer({ min: 0, max: 40 }))
    .map(([from, length]): Range => ({ from, to: from + length })),
  { maxLength: 30 },
);

const momentsOf = (list: readonly Range[]): Set<number> =>
  new Set(
    list.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)),
  );

const spansOf = (list: readonly Range[], openedAt = 0): Span[] =>
  union(list).map((range) => ({ ...range, openedAt, readings: UNREAD }));

const isApart = (list: readonly Range[]): boolean =>
  list.every(({ from }, at) => (list[at + 1]?.to ?? Number.NEGATIVE_INFINITY) < from - 1);

describe('ranges', () => {
  it('merge into few that hold the same moments, the newest first', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        expect(momentsOf(union(list))).toEqual(momentsOf(list));
        expect(isApart(union(list))).toBe(true);
      }),
    );
  });

  it('leave what is in none of the others', () => {
    fc.assert(
      fc.property(ranges, ranges, (list, others) => {
        const gone = momentsOf(others);
        for (const range of list) {
          const left = [...momentsOf([range])].filter((moment) => !gone.has(moment));
          expect(momentsOf(without(range, others))).toEqual(new Set(left));
        }
      }),
    );
  });

  it('are read from the newest on, until nothing is left', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const covered: Range[] = [];
        let before = Number.POSITIVE_INFINITY;
        for (let next = nextRange(list, covered); next; next = nextRange(list, covered)) {
          expect(next.to).toBeLessThan(before);
          before = next.from;
          covered.push(next);
        }
        expect(momentsOf(covered)).toEqual(momentsOf(list));
      }),
    );
  });
});

describe('spans after a poll', () => {
  it('lose nothing that was not read, and keep what was read until it has been read again', () => {
    fc.assert(
      fc.property(ranges, ranges, (list, read) => {
        const after = afterReading(spansOf(list), read, LATER);
        const kept = momentsOf(after);
        for (const moment of momentsOf(list)) expect(kept).toContain(moment);
        const unread = momentsOf(after.filter(isUnread));
        const isRead = momentsOf(read);
        const missed = [...momentsOf(list)].filter((moment) => !isRead.has(moment));
        for (const moment of missed) expect(unread).toContain(moment);
      }),
    );
  });

  it('stay few, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(ranges, { maxLength: 20 }), (polls) => {
        let spans: Span[] = [];
        for (const [at, read] of polls.entries()) {
          const opened = {
            from: MOST + at * 10,
            to: MOST + at * 10 + 9,
            openedAt: at,
            readings: 3,
          };
          spans = afterReading([opened, ...spans], read, at);
          expect(spans.length).toBeLessThanOrEqual(12);
        }
      }),
    );
  });

  it('go away once they were read twice with search caught up', () => {
    const all = [{ from: 0, to: MOST }];
    let spans = spansOf(all, LATER);
    spans = afterReading(spans, all, LATER);
    expect(spans).toHaveLength(1);
    // Still within the time that search may lag behind: this reading does not count.
    spans = afterReading(spans, all, LATER + 60_000);
    expect(spans).toHaveLength(1);
    spans = afterReading(spans, all, 2 * LATER);
    expect(spans).toHaveLength(1);
    expect(spans.some(isUnread)).toBe(false);
    expect(afterReading(spans, all, 3 * LATER)).toEqual([]);
  });

  it('merge where they are alike, and not where one was read', () => {
    const spans = spansOf([{ from: 0, to: 99 }]);
    const [newer, older, ...others] = afterReading(spans, [{ from: 50, to: 99 }], LATER);
    expect(others).toEqual([]);
    expect([newer?.from, older?.to]).toEqual([50, 49]);
    expect(newer && isUnread(newer)).toBe(false);
    expect(older && isUnread(older)).toBe(true);
  });
});
