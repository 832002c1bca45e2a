import { describe, expect, it } from '@jest/globals';

import { asClockTime } from '../../../../lib/protiv/values/clock-times.ts';

describe('a time of day', () => {
  it.each([
    ['9', '09:00'],
    ['9:05', '09:05'],
    ['14:30', '14:30'],
    ['14.30 Uhr', '14:30'],
    ['14h30', '14:30'],
    ['14:30:00', '14:30'],
    ['2:30 PM', '14:30'],
    ['2:30p.m.', '14:30'],
    ['12 am', '00:00'],
    ['12 pm', '12:00'],
    ['0:00', '00:00'],
    [9, '09:00'],
    ['', undefined],
  ])('%j is %j', (given, time) => {
    expect(asClockTime('Time', given)).toBe(time);
  });

  it.each(['24:00', '13 pm', '0 am', '9:60', 'noon-ish', '9:5', '-1'])('%j is none', (given) => {
    expect(() => asClockTime('Time', given)).toThrow('“Time” takes a time of day');
  });
});
