import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
  instant,
  isTimezone,
  localTime,
  plainDate,
  readMoment,
} from '../../../../lib/protiv/values/dates.ts';

const utc = (value: string, timezone?: string): string => {
  const moment = readMoment(value, timezone);
  return moment === undefined ? 'none' : new Date(moment).toISOString().replace('.000Z', 'Z');
};

describe('readMoment', () => {
  it.each([
    ['2021-07-02T05:18:26.704Z', '2021-07-02T05:18:26.704Z'],
    ['2021-07-02t05:18:26z', '2021-07-02T05:18:26Z'],
    ['2023-09-25T16:00:00+05:30', '2023-09-25T10:30:00Z'],
    ['2023-09-25 16:00-0330', '2023-09-25T19:30:00Z'],
    ['2023-09-25T16:00+02', '2023-09-25T14:00:00Z'],
    ['2023-09-25T16:00:00.123456789Z', '2023-09-25T16:00:00.123Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['Fri, 02 Jul 2021 05:18:26 GMT', '2021-07-02T05:18:26Z'],
    ['fri, 2 jul 2021 05:18:26 UTC', '2021-07-02T05:18:26Z'],
    ['Fri, 02-Jul-2021 05:18:26 GMT', '2021-07-02T05:18:26Z'],
    ['Fri, 02 Jul 2021 05:18 -0500', '2021-07-02T10:18:00Z'],
    ['Fri Jul 02 2021 05:18:26 GMT+0200 (CEST)', '2021-07-02T03:18:26Z'],
    ['1626435570564', '2021-07-16T11:39:30.564Z'],
    ['1626435570', '2021-07-16T11:39:30Z'],
  ])('reads %s', (value, expected) => {
    expect(utc(value)).toBe(expected);
  });

  it.each([
    '',
    'tomorrow',
    'foo 1',
    '2023-02-29',
    '2021-13-01T00:00:00Z',
    '2021-01-01T24:00:00Z',
    '2021-01-01T00:60:00Z',
    '2021-01-01T00:00:00+24:00',
    '2021-01-01T00:00:00+02:99',
    '07/16/2021',
    '2021-7-16',
    'Fri, 32 Jul 2021 05:18:26 GMT',
    'Fri, 02 Foo 2021 05:18:26 GMT',
    'Fri, 02 Jul 2021 25:18:26 GMT',
    '12345',
    '20210716',
    '99999999999999999',
  ])('finds no moment in %j', (value) => {
    expect(utc(value)).toBe('none');
  });

  it('keeps a moment as it is written when it is in UTC already, unless there is no such moment', () => {
    const digits = (least: number, most: number, length = 2) =>
      fc.integer({ min: least, max: most }).map((number) => String(number).padStart(length, '0'));
    const written = fc
      .tuple(
        fc.tuple(digits(0, 9999, 4), digits(0, 13), digits(0, 32)),
        fc.tuple(digits(0, 25), digits(0, 61), digits(0, 61)),
        digits(0, 999, 3),
      )
      .map(([day, time, ms]) => `${day.join('-')}T${time.join(':')}.${ms}Z`);
    fc.assert(
      fc.property(written, (value) => {
        const moment = readMoment(value);
        expect(instant(value)).toBe(
          moment === undefined ? undefined : new Date(moment).toISOString(),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads epoch seconds and milliseconds, and no others than a calendar has', () => {
    expect(instant(1_626_435_570_564)).toBe('2021-07-16T11:39:30.564Z');
    expect(instant(1_626_435_570)).toBe('2021-07-16T11:39:30.000Z');
    expect(instant(1_626_435_570.5)).toBe('2021-07-16T11:39:30.500Z');
    expect(instant(0)).toBeUndefined();
    expect(instant(2021)).toBeUndefined();
    expect(instant(Number.NaN)).toBeUndefined();
    expect(instant(8.64e15)).toBeUndefined();
    expect(instant(-8.64e15)).toBeUndefined();
  });

  it.each([
    // Winter, and summer half a year later.
    ['2026-01-15 11:00:00', 'America/New_York', '2026-01-15T16:00:00Z'],
    ['2026-07-15 11:00:00', 'America/New_York', '2026-07-15T15:00:00Z'],
    // The last hour before and the first after the clock is set forward on 8 March at 2:00.
    ['2026-03-08 01:59:59', 'America/New_York', '2026-03-08T06:59:59Z'],
    ['2026-03-08 03:00:00', 'America/New_York', '2026-03-08T07:00:00Z'],
    // An hour that no clock shows moves on.
    ['2026-03-08 02:30:00', 'America/New_York', '2026-03-08T07:30:00Z'],
    // An hour shown twice, on 1 November: the first one.
    ['2026-11-01 01:30:00', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['2026-11-01 00:59:59', 'America/New_York', '2026-11-01T04:59:59Z'],
    ['2026-11-01 02:00:00', 'America/New_York', '2026-11-01T07:00:00Z'],
    // Half an hour, south of the equator.
    ['2026-10-04 02:15:00', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
    ['2026-04-05 01:45:00', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
    ['2026-06-01 09:00:00', 'Asia/Kolkata', '2026-06-01T03:30:00Z'],
    // GHL still knows names like this one.
    ['2026-06-01 09:00:00', 'US/Central', '2026-06-01T14:00:00Z'],
    ['2026-06-01 09:00:00', undefined, '2026-06-01T09:00:00Z'],
  ])('reads %s on a clock in %s', (value, timezone, expected) => {
    expect(utc(value, timezone)).toBe(expected);
  });

  it('takes a written offset over the time zone', () => {
    expect(utc('2026-06-01T09:00:00+02:00', 'America/New_York')).toBe('2026-06-01T07:00:00Z');
  });
});

describe('localTime', () => {
  it.each([
    ['2026-03-08T06:59:59Z', 'America/New_York', '2026-03-08T01:59:59-05:00'],
    ['2026-03-08T07:00:00Z', 'America/New_York', '2026-03-08T03:00:00-04:00'],
    ['2026-06-01T03:30:00Z', 'Asia/Kolkata', '2026-06-01T09:00:00+05:30'],
    ['2026-01-01T00:00:00Z', 'America/St_Johns', '2025-12-31T20:30:00-03:30'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01T00:00:00+00:00'],
    ['2026-01-01T00:00:00Z', undefined, '2026-01-01T00:00:00Z'],
    ['2026-01-01T00:00:00Z', 'Mars/Olympus', '2026-01-01T00:00:00+00:00'],
  ])('shows %s on a clock in %s', (value, timezone, expected) => {
    expect(localTime(Date.parse(value), timezone)).toBe(expected);
  });

  it('names the same moment, in any zone and at any time', () => {
    const moment = fc
      .integer({ min: Date.UTC(1850, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 })
      .map((seconds) => seconds * 1000);
    const timezone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(moment, timezone, (at, zone) => {
        expect(readMoment(localTime(at, zone))).toBe(at);
      }),
      { numRuns: 300 },
    );
  });
});

describe('plainDate', () => {
  it.each([
    ['1990-09-25', '1990-09-25'],
    ['1990/9/5', '1990-09-05'],
    ['09-25-1990', '1990-09-25'],
    ['09.25.1990', '1990-09-25'],
    ['1990_09_25', '1990-09-25'],
    ['1990-09-25T00:00:00.000Z', '1990-09-25'],
    ['1990-09-25T23:00:00-08:00', '1990-09-25'],
    [653_961_600_000, '1990-09-22'],
    ['653961600000', '1990-09-22'],
    [653_961_600, '1990-09-22'],
    ['Tue, 25 Sep 1990 23:00:00 -0800', '1990-09-25'],
  ])('reads %s', (value, expected) => {
    expect(plainDate(value)).toBe(expected);
  });

  it.each(['', '25/12/1990', '1990-02-30', '1990-09/25', '90-09-25', '0000-00-00', 'soon', null])(
    'finds no day in %j',
    (value) => {
      expect(plainDate(value)).toBeUndefined();
    },
  );
});

describe('isTimezone', () => {
  it('knows IANA names, old ones too, and no others', () => {
    expect(['Europe/Berlin', 'US/Central', 'UTC'].every(isTimezone)).toBe(true);
    expect(['', null, undefined, 'Berlin', '__proto__', 'Mars/Olympus'].some(isTimezone)).toBe(
      false,
    );
  });
});
