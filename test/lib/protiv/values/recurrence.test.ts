import { describe, expect, it } from '@jest/globals';

import { latestDue, nextRecurrence, recursOn } from '../../../../lib/protiv/values/recurrence.ts';

describe('the latest day whose notice is due', () => {
  it.each([
    ['2026-03-04T13:59:59.999Z', 0, 9, '2026-03-03', '2026-03-03T14:00:00.000Z'],
    ['2026-03-04T14:00:00.000Z', 0, 9, '2026-03-04', '2026-03-04T14:00:00.000Z'],
    ['2026-03-05T04:59:59.999Z', 3, 0, '2026-03-07', '2026-03-04T05:00:00.000Z'],
    // Two o'clock is left out on the 8th: it is three then.
    ['2026-03-08T07:00:00.000Z', 0, 2, '2026-03-08', '2026-03-08T07:00:00.000Z'],
    // One o'clock comes twice on 1 November: the first counts.
    ['2026-11-01T05:00:00.000Z', 0, 1, '2026-11-01', '2026-11-01T05:00:00.000Z'],
    ['2026-12-31T15:00:00.000Z', 1, 9, '2027-01-01', '2026-12-31T14:00:00.000Z'],
  ])('at %s, %i days before, from %i o’clock', (now, daysBefore, hour, day, since) => {
    const due = latestDue(Date.parse(now), 'America/New_York', { daysBefore, hour });
    expect({ ...due, since: new Date(due.since).toISOString() }).toEqual({ day, since });
  });

  it('counts in UTC where no time zone is known', () => {
    const due = latestDue(Date.UTC(2026, 2, 4, 9), undefined, { daysBefore: 0, hour: 9 });
    expect(due.day).toBe('2026-03-04');
  });
});

describe('a date of every year', () => {
  it.each([
    ['1985-03-04', '2026-03-04', true],
    ['1985-03-04', '2026-03-05', false],
    ['2026-03-04', '2026-03-04', true],
    ['2027-03-04', '2026-03-04', false],
    ['2000-02-29', '2026-02-28', true],
    ['2000-02-29', '2028-02-28', false],
    ['2000-02-29', '2028-02-29', true],
  ])('%s comes on %s: %s', (date, day, comes) => {
    expect(recursOn(date, day)).toBe(comes);
  });

  it.each([
    ['1985-03-04', '2026-03-04', '2026-03-04'],
    ['1985-03-03', '2026-03-04', '2027-03-03'],
    ['2030-01-01', '2026-03-04', '2030-01-01'],
    ['2000-02-29', '2027-01-01', '2027-02-28'],
    ['2000-02-29', '2027-03-01', '2028-02-29'],
  ])('%s comes after %s on %s', (date, day, next) => {
    expect(nextRecurrence(date, day)).toBe(next);
  });
});
