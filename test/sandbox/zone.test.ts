import { describe, expect, it } from '@jest/globals';

import { dayIn, instantOf, isZone, withOffset, withoutZone } from '../../sandbox/zone.ts';

const NEW_YORK = 'America/New_York';

describe('wall clocks', () => {
  it.each([
    ['2026-03-08T06:59:59Z', '2026-03-08T01:59:59-05:00'],
    ['2026-03-08T07:00:00Z', '2026-03-08T03:00:00-04:00'],
    ['2026-11-01T05:30:00Z', '2026-11-01T01:30:00-04:00'],
    ['2026-11-01T06:30:00Z', '2026-11-01T01:30:00-05:00'],
    ['2026-01-01T04:59:59Z', '2025-12-31T23:59:59-05:00'],
  ])('in New York %s is %s', (instant, wall) => {
    expect(withOffset(NEW_YORK, Date.parse(instant))).toBe(wall);
    expect(Date.parse(wall)).toBe(Date.parse(instant));
  });

  it('know half hours, whole days and no zone at all', () => {
    const at = Date.parse('2026-06-01T20:00:00Z');

    expect(withOffset('Asia/Kolkata', at)).toBe('2026-06-02T01:30:00+05:30');
    expect(dayIn('Asia/Kolkata', at)).toBe('2026-06-02');
    expect(withoutZone('Europe/Berlin', at)).toBe('2026-06-01 22:00:00');
    expect([isZone('Europe/Berlin'), isZone('Europe/Atlantis')]).toEqual([true, false]);
  });

  it.each([
    [2, undefined],
    [3, '2026-03-08T07:30:00.000Z'],
  ])('mean an instant, unless they skip it: half past %i', (hour, instant) => {
    const at = instantOf(NEW_YORK, { year: 2026, month: 3, day: 8, hour, minute: 30, second: 0 });

    expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(instant);
  });
});
