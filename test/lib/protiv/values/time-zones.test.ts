import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { asTimezone } from '../../../../lib/protiv/values/time-zones.ts';

describe('time zone', () => {
  it.each([
    [' Europe/Berlin ', 'Europe/Berlin'],
    ['america/new_york', 'America/New_York'],
    ['AMERICA/NEW_YORK', 'America/New_York'],
    ['America/New York', 'America/New_York'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['US/Central', 'US/Central'],
    ['us/central', 'US/Central'],
    ['america/port_of_spain', 'America/Port_of_Spain'],
    ['America/Port-au-Prince', 'America/Port-au-Prince'],
    ['Mexico/BajaNorte', 'Mexico/BajaNorte'],
    ['etc/gmt+5', 'Etc/GMT+5'],
    ['pst8pdt', 'PST8PDT'],
    ['utc', 'UTC'],
    ['gmt', 'GMT'],
    ['est', 'EST'],
    // Windows.
    ['Eastern Standard Time', 'America/New_York'],
    ['eastern standard time', 'America/New_York'],
    ['Eastern Daylight Time', 'America/New_York'],
    ['US Eastern Standard Time', 'America/Indiana/Indianapolis'],
    ['US Mountain Standard Time', 'America/Phoenix'],
    ['Pacific Standard Time (Mexico)', 'America/Tijuana'],
    ['Central Standard Time (Mexico)', 'America/Mexico_City'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Romance Standard Time', 'Europe/Paris'],
    ['GMT Standard Time', 'Europe/London'],
    ['India Standard Time', 'Asia/Kolkata'],
    ['AUS Eastern Standard Time', 'Australia/Sydney'],
    ['Tokyo Standard Time', 'Asia/Tokyo'],
    ['Russia Time Zone 11', 'Asia/Kamchatka'],
    ['UTC-11', 'Etc/GMT+11'],
    ['UTC+13', 'Etc/GMT-13'],
    // Rails.
    ['Pacific Time (US & Canada)', 'America/Los_Angeles'],
    ['(GMT-08:00) Pacific Time (US & Canada)', 'America/Los_Angeles'],
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['Pacific Time (US and Canada)', 'America/Los_Angeles'],
    ['Atlantic Time (Canada)', 'America/Halifax'],
    ['London', 'Europe/London'],
    ['(GMT+00:00) London', 'Europe/London'],
    ['Arizona', 'America/Phoenix'],
    ['Hawaii', 'Pacific/Honolulu'],
    ['Alaska', 'America/Anchorage'],
    ['Indiana (East)', 'America/Indiana/Indianapolis'],
    ['Central America', 'America/Guatemala'],
    ['Mexico City', 'America/Mexico_City'],
    ['Buenos Aires', 'America/Argentina/Buenos_Aires'],
    ['New Delhi', 'Asia/Kolkata'],
    ['Kyiv', 'Europe/Kyiv'],
    ["Nuku'alofa", 'Pacific/Tongatapu'],
    ['Cape Verde Is.', 'Atlantic/Cape_Verde'],
    ['São Paulo', 'America/Sao_Paulo'],
    // HighLevel's own list.
    ['GMT-05:00 America/New_York (EST)', 'America/New_York'],
  ])('reads %s', (given, expected) => {
    expect(asTimezone('Time Zone', given)).toBe(expected);
    expect(asTimezone('Time Zone', expected)).toBe(expected);
  });

  it.each([
    'Boerlin',
    'Mars/Olympus',
    '__proto__',
    '+05:30',
    'PST',
    'IST',
    'BST',
    'CST',
    'Time',
    '5',
    'n/a',
  ])('refuses %s', (given) => {
    expect(() => asTimezone('Time Zone', given)).toThrow(
      `“${given}” is not a time zone. Give “Time Zone” a name such as America/New_York or Europe/Berlin.`,
    );
  });

  it('is known to the clocks, whatever its case', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        fc.boolean(),
        (zone, isUpper) => {
          expect(asTimezone('Time Zone', isUpper ? zone.toUpperCase() : zone.toLowerCase())).toBe(
            zone,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is left out of a sentence where it is not what was asked for', () => {
    expect(() => asTimezone('Time Zone', '😀'.repeat(10_000))).toThrow(`“${'😀'.repeat(60)}…”`);
    for (const given of ['+1 (202) 555-0147', '2025550147', 'ana@example.com']) {
      expect(() => asTimezone('Time Zone', given)).toThrow('“…” is not a time zone');
    }
  });
});
