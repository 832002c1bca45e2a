import { describe, expect, it } from '@jest/globals';

import { readDate } from '../../zap-runner/written-dates.ts';

/** The evening before New York's clocks are set back. */
const NOW = Date.parse('2026-10-31T20:00:00Z');

describe('the text of a date field', () => {
  it.each([
    ['tomorrow at 9am', '2026-11-01T09:00:00-05:00'],
    ['today at 9am', '2026-10-31T09:00:00-04:00'],
    ['tomorrow at noon', '2026-11-01T12:00:00-05:00'],
    ['next Friday at 7PM', '2026-11-06T19:00:00-05:00'],
    ['in 3 days', '2026-11-03T15:00:00-05:00'],
    ['in 1 hour', '2026-10-31T17:00:00-04:00'],
    ['2026-12-24', '2026-12-24T09:00:00-05:00'],
    ['2026-12-24T18:30:15', '2026-12-24T18:30:15-05:00'],
    ['2026-12-24T18:30:15.123Z', '2026-12-24T13:30:15-05:00'],
    ['2026-07-24T18:30:00+02:00', '2026-07-24T12:30:00-04:00'],
    ['2/13/2027 8PM PST', '2027-02-13T23:00:00-05:00'],
  ])('%s means %s in New York', (text, moment) => {
    expect(readDate(text, 'America/New_York', NOW)).toBe(moment);
  });

  it('is meant where the Zap’s owner lives', () => {
    expect(readDate('tomorrow at 9am', 'Europe/Berlin', NOW)).toBe('2026-11-01T09:00:00+01:00');
    expect(readDate('tomorrow at 9am', 'UTC', NOW)).toBe('2026-11-01T09:00:00+00:00');
  });

  it('that holds no date stays as it is', () => {
    expect(readDate('as soon as possible', 'UTC', NOW)).toBe('as soon as possible');
  });
});
