import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { asDate } from '../../../../lib/protiv/values/days.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';

/** Late in the evening of 26 November in New York, early on the 27th in Berlin. */
const now = Date.UTC(2026, 10, 27, 3);

const read = (value: unknown, country?: string, timezone = 'America/New_York') =>
  asDate('Renewal', value, { country, timezone, now });

describe('day', () => {
  it.each([
    '1985-07-24',
    ' 1985-07-24 ',
    '1985-07-24T00:00:00Z',
    '1985-07-24T23:30:00-05:00',
    '1985-07-24T00:00:00.000+0000',
    '1985-07-24T00:00:00+14:00',
    '1985-07-24T00:00:00Z[UTC]',
    '1985-07-24 00:00',
    '1985-07-24 11:59 PM',
    '1985-07-24Z',
    '1985-07-24+02:00',
    '1985/7/24',
    '1985.07.24',
    '1985_07_24',
    '19850724',
    '19850724T000000Z',
    'Wed, 24 Jul 1985 00:00:00 GMT',
    'Wed, 24 Jul 1985 23:30:00 -0500',
    'Wed Jul 24 1985 00:00:00 GMT-0400 (Eastern Daylight Time)',
    'Wed Jul 24 00:00:00 UTC 1985',
    'July 24, 1985',
    'Jul 24 1985 12:00AM',
    'July 24th, 1985 at 5:00 PM',
    'July 24, 1985 17:00 EST',
    'Wednesday, July 24, 1985',
    '24 July 1985',
    '24th of July 1985',
    '24-Jul-1985',
    '24-Jul-85',
    '24Jul1985',
    '1985 July 24',
    '24.07.1985',
    '24. 7. 1985',
    '24/07/1985',
    '07/24/1985',
    '07-24-1985',
    '07/24/1985 5:00 PM',
    '24.07.1985 17:00 Uhr',
    '07/24/85',
    "24/07/'85",
    '24. Juli 1985',
    'Mittwoch, 24. Juli 1985',
    '24 de julio de 1985',
    'miércoles, 24 de julio de 1985',
    '24 juillet 1985',
    'mer. 24 juil. 1985',
    '24 luglio 1985',
    '24 de julho de 1985',
    '24 juli 1985',
    '1985年7月24日',
    '٢٤/٠٧/١٩٨٥',
    '491011200000',
    491_011_200_000,
    491_011_200,
  ])('is read as it is written: %s', (value) => {
    expect(['US', 'GB', undefined].map((country) => read(value, country))).toStrictEqual(
      ['US', 'GB', undefined].map(() => '1985-07-24'),
    );
  });

  it.each([
    ['04/07/1985', 'US', '1985-04-07'],
    ['04/07/1985', 'us', '1985-04-07'],
    ['04/07/1985', 'PH', '1985-04-07'],
    ['04/07/1985', 'GB', '1985-07-04'],
    ['04/07/1985', 'AU', '1985-07-04'],
    ['04-07-1985', 'DE', '1985-07-04'],
    ['04.07.1985', 'US', '1985-04-07'],
    // As HighLevel itself reads it.
    ['04/07/1985', undefined, '1985-04-07'],
    ['04.07.1985', undefined, '1985-07-04'],
    // One part that can only be the day decides.
    ['13/07/1985', 'US', '1985-07-13'],
    ['07/13/1985', 'GB', '1985-07-13'],
    ['1985-04-07', 'GB', '1985-04-07'],
    ['1985-04-07', 'US', '1985-04-07'],
  ])('%s in %s is %s', (value, country, expected) => {
    expect(read(value, country)).toBe(expected);
  });

  it.each([
    ['today', '2026-11-26'],
    ['Today ', '2026-11-26'],
    ['now', '2026-11-26'],
    ['tomorrow', '2026-11-27'],
    ['yesterday', '2026-11-25'],
    ['in 3 days', '2026-11-29'],
    ['3 days ago', '2026-11-23'],
    ['5 days from now', '2026-12-01'],
    ['in a week', '2026-12-03'],
    ['in 2 weeks', '2026-12-10'],
    ['in 3 months', '2027-02-26'],
    ['a year ago', '2025-11-26'],
    ['heute', '2026-11-26'],
    ['Mañana', '2026-11-27'],
    ['hier', '2026-11-25'],
  ])('%s is counted from the day it is in the zone of the sub-account', (value, expected) => {
    expect(read(value)).toBe(expected);
  });

  it('is the next one already further east', () => {
    expect(read('today', 'DE', 'Europe/Berlin')).toBe('2026-11-27');
    expect(asDate('Renewal', 'today', { now })).toBe('2026-11-27');
    expect(asDate('Renewal', 'today', { now, timezone: 'Mars/Olympus' })).toBe('2026-11-27');
    expect(asDate('Renewal', 'in a month', { now: Date.UTC(2027, 0, 31) })).toBe('2027-02-28');
  });

  it.each([
    ['24/07/26', '2026-07-24'],
    ['24/07/46', '2046-07-24'],
    ['24/07/47', '1947-07-24'],
    ['24/07/00', '2000-07-24'],
  ])('%s has the nearest century', (value, expected) => {
    expect(read(value)).toBe(expected);
  });

  it.each([
    ['1774958400', '2026-03-31'],
    [1_774_958_400_000, '2026-03-31'],
    // Midnight in New York.
    [1_774_929_600_000, '2026-03-31'],
    ['-14342400000', '1969-07-19'],
    ['-158198400', '1964-12-27'],
  ])('%s counts from 1970', (value, expected) => {
    expect(read(value)).toBe(expected);
  });

  it.each([
    'unknown',
    'n/a',
    'none',
    'TBD',
    'soon',
    'next week',
    'in days',
    '3 days',
    '1985-02-30',
    '1985-13-01',
    '2023-02-29',
    '30/02/1985',
    '31.04.1985',
    'February 30, 1985',
    '19850230',
    '13/13/1985',
    '00/00/0000',
    '0000-00-00',
    '85-07-24',
    '1990-09/25',
    '1985',
    '5',
    'July 1985',
    '24 July',
    '24/07',
    '12:00',
    'Monday',
    'May',
    '2026-03-02 to 2026-03-05',
    '2026-03-02, 2026-03-05',
    '212-555-0123',
    'Ana Lang',
    true,
  ])('is not in %j', (value) => {
    expect(() => read(value, 'US')).toThrow(
      '“Renewal” takes a date such as 1990-09-25 (year-month-day), but got “',
    );
  });

  it.each(['Date of Birth', 'Birthday', 'DOB', 'Geburtstag', 'Fecha de nacimiento'])(
    'of birth is never quoted: %s',
    (label) => {
      expect(() => asDate(label, '1985-02-30')).toThrow(
        new InvalidInputError(`“${label}” takes a date such as 1990-09-25 (year-month-day).`),
      );
    },
  );

  const day = fc
    .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2100, 0, 1) / 86_400_000 })
    .map((days) => new Date(days * 86_400_000));

  it('does not move, whatever time, zone and country it is given with', () => {
    const written = fc
      .tuple(
        day,
        fc.constantFrom('', 'T', ' '),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom('', 'Z', '+14:00', '-12:00', ' -0330'),
      )
      .map(([date, separator, hour, zone]) => {
        const iso = date.toISOString().slice(0, 10);
        const time = `${String(hour).padStart(2, '0')}:59:59`;
        return [iso, separator === '' ? iso : `${iso}${separator}${time}${zone}`] as const;
      });
    const timezone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(
        written,
        timezone,
        fc.constantFrom('US', 'GB', undefined),
        ([iso, value], zone, country) => {
          expect(asDate('Renewal', value, { country, timezone: zone, now })).toBe(iso);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is read as people of many countries write it', () => {
    const style = fc.constantFrom('long', 'medium', 'full', 'short' as const);
    const place = fc.constantFrom(
      ['en-US', 'US'],
      ['en-GB', 'GB'],
      ['en-AU', 'AU'],
      ['en-IN', 'IN'],
      ['de-DE', 'DE'],
      ['de-AT', 'AT'],
      ['es-ES', 'ES'],
      ['es-MX', 'MX'],
      ['fr-FR', 'FR'],
      ['pt-BR', 'BR'],
      ['it-IT', 'IT'],
      ['nl-NL', 'NL'],
    );
    // Two digits of a year are read as a year near today.
    const near = fc
      .integer({ min: Date.UTC(1950, 0, 1) / 86_400_000, max: Date.UTC(2040, 0, 1) / 86_400_000 })
      .map((days) => new Date(days * 86_400_000));
    fc.assert(
      fc.property(near, style, place, (date, dateStyle, [locale, country]) => {
        const value = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(date);
        expect([value, read(value, country)]).toStrictEqual([
          value,
          date.toISOString().slice(0, 10),
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it('does not backtrack for ever', () => {
    expect(() => read(', '.repeat(100_000))).toThrow(InvalidInputError);
    expect(() => read(' 1:'.repeat(60))).toThrow(InvalidInputError);
  });
});
