import { describe, expect, it } from '@jest/globals';

import { asDateTime, asMoment, asSpokenMoment } from '../../../../lib/protiv/values/moments.ts';

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

describe('date and time as people write it', () => {
  const here = {
    timezone: 'America/New_York',
    country: 'US',
    now: Date.parse('2026-03-06T02:00:00Z'),
  };

  it.each([
    ['tomorrow 9am', '2026-03-06T14:00:00Z'],
    ['Today at 11:30 p.m.', '2026-03-06T04:30:00Z'],
    ['in 3 days, 14:30', '2026-03-08T18:30:00Z'],
    ['07/04/2026 9:30 am', '2026-07-04T13:30:00Z'],
    ['4 July 2026 at 9.30', '2026-07-04T13:30:00Z'],
    // The hour that there is not, and the first of the two that there are.
    ['03/08/2026 2:30 am', '2026-03-08T07:30:00Z'],
    ['11/01/2026 1:30 am', '2026-11-01T05:30:00Z'],
    ['2026-07-04 09:30', '2026-07-04T13:30:00Z'],
    ['2026-07-04T09:30:00+02:00', '2026-07-04T07:30:00Z'],
    [1_772_443_800, '2026-03-02T09:30:00Z'],
  ])('reads %s', (value, expected) => {
    const moment = asSpokenMoment('Send At', value, here);
    expect(new Date(moment ?? 0).toISOString().replace('.000', '')).toBe(expected);
  });

  it.each(['tomorrow', 'soon', 'tomorrow 9', 'yesterday’s 9am', 'noon 12:00', '07/04/2026'])(
    'refuses %s',
    (value) => {
      expect(() => asSpokenMoment('Send At', value, here)).toThrow(
        `“Send At” takes a date and time such as 2026-03-02T09:30:00, but got “${value}”.`,
      );
    },
  );

  it('does not guess a time zone', () => {
    expect(() => asSpokenMoment('Send At', 'tomorrow 9am', {})).toThrow('has no time zone');
  });
});
