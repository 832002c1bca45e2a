import { describe, expect, it } from '@jest/globals';

import { asCountry } from '../../../../lib/protiv/values/countries.ts';
import { ifReadable } from '../../../../lib/protiv/values/texts.ts';
import { asTimezone } from '../../../../lib/protiv/values/time-zones.ts';

describe('a country that is named twice', () => {
  it.each([
    ['US - United States', 'US'],
    ['Deutschland (Germany)', 'DE'],
    ['Brasil/Brazil', 'BR'],
    ['UK (United Kingdom)', 'GB'],
    ['México | Mexico', 'MX'],
    ['Guinea-Bissau', 'GW'],
    ['US/Canada', undefined],
    ['Berlin (Germany)', undefined],
    ['Neverland - Nowhere', undefined],
    ['()', undefined],
  ])('is read from %s', (given, code) => {
    expect(ifReadable(() => asCountry(given))).toBe(code);
  });
});

describe('a time zone as the list of Windows shows it', () => {
  it.each([
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Amsterdam'],
    ['(UTC+00:00) Dublin, Edinburgh, Lisbon, London', 'Europe/Dublin'],
    ['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Kolkata'],
    ['(UTC+03:00) Moscow, St. Petersburg', 'Europe/Moscow'],
    ['(UTC+10:00) Canberra, Melbourne, Sydney', 'Australia/Sydney'],
    ['Berlin, Mars', undefined],
    [',', undefined],
  ])('is read from %s', (given, zone) => {
    expect(ifReadable(() => asTimezone('Time Zone', given))).toBe(zone);
  });
});
