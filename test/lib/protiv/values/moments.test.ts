import { describe, expect, it } from '@jest/globals';

import { asDateTime, asMoment } from '../../../../lib/protiv/values/moments.ts';

describe('date and time', () => {
  it.each([
    ['2026-03-02T09:30:00Z', undefined, '2026-03-02T09:30:00Z'],
    ['2026-03-02T09:30:00.250+01:00', undefined, '2026-03-02T08:30:00Z'],
    ['2026-03-02 09:30', 'America/New_York', '2026-03-02T14:30:00Z'],
    ['2026-07-02', 'America/New_York', '2026-07-02T04:00:00Z'],
    ['Mon, 02 Mar 2026 09:30:00 GMT', undefined, '2026-03-02T09:30:00Z'],
    ['Mon, 2 Mar 2026 09:30:00 -0500', 'Europe/Berlin', '2026-03-02T14:30:00Z'],
    [
      'Mon Mar 02 2026 09:30:00 GMT+0100 (Central European Standard Time)',
      undefined,
      '2026-03-02T08:30:00Z',
    ],
    ['1772443800', undefined, '2026-03-02T09:30:00Z'],
    ['1772443800000', undefined, '2026-03-02T09:30:00Z'],
    [1_772_443_800_000, 'Europe/Berlin', '2026-03-02T09:30:00Z'],
  ])('reads %s in %s', (value, timezone, expected) => {
    expect(asDateTime('Due Date', value, timezone)).toBe(expected);
    expect(asMoment('Due Date', value, timezone)).toBe(
      Date.parse(expected) + (String(value).includes('.250') ? 250 : 0),
    );
  });

  it.each(['tomorrow', '2026-02-30T10:00:00Z', '2026-03-02T25:00:00', '17724', 'Mon, 2 Mar'])(
    'refuses %s',
    (value) => {
      expect(() => asDateTime('Due Date', value, 'Europe/Berlin')).toThrow(
        `“Due Date” takes a date and time such as 2026-03-02T09:30:00, but got “${value}”.`,
      );
    },
  );

  it('does not guess a time zone', () => {
    expect(() => asDateTime('Due Date', '2026-03-02T09:30:00', undefined)).toThrow(
      '“Due Date” has no time zone',
    );
  });
});
