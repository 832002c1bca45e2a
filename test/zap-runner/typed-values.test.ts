import { createRequire } from 'node:module';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';

import { toInput } from '../../zap-runner/fields.ts';

const cli: (input: object, fields: readonly object[], timezone: string) => unknown = createRequire(
  import.meta.url,
)('zapier-platform-cli/src/oclif/commands/invoke/input-types.js');

/** The evening before New York's clocks are set back. */
const NOW = new Date('2026-10-31T20:00:00Z');

const NEW_YORK = 'America/New_York';

beforeAll(() => {
  jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
});

afterAll(() => {
  jest.useRealTimers();
});

const ours = (type: string, value: unknown, timezone = NEW_YORK, extra: object = {}): unknown =>
  toInput({ f: value }, [{ key: 'f', type, ...extra }], { cleanInputData: false, timezone })['f'];

const clis = (type: string, value: string, timezone = NEW_YORK): unknown => {
  const input = { f: value };
  cli(input, [{ key: 'f', type }], timezone);
  return input.f;
};

describe('a typed field takes what people write as Zapier’s CLI does', () => {
  it.each([
    ['number', '$10,500', 10],
    ['number', '1.200,50 EUR', 1.2],
    ['number', 'TBD', 0],
    ['number', 'score: 70 points', 70],
    ['number', '-1.5', -1.5],
    ['number', '5.', 5],
    ['integer', '7.9', 7],
    ['integer', '-7.9', -7],
    ['integer', 'about 20', 20],
    ['integer', '$10,500', 10],
    ['integer', 'none', 0],
    ['boolean', 'no', false],
    ['boolean', 'No thanks', false],
    ['boolean', 'nil', false],
    ['boolean', 'yes', true],
    ['boolean', 'whatever', true],
    ['datetime', 'tomorrow', '2026-11-01T09:00:00-05:00'],
    ['datetime', 'tomorrow at noon', '2026-11-01T12:00:00-05:00'],
    ['datetime', 'next Friday at 7PM', '2026-11-06T19:00:00-05:00'],
    ['datetime', 'in 1 hour', '2026-10-31T17:00:00-04:00'],
    ['datetime', '2026-12-24', '2026-12-24T09:00:00-05:00'],
    ['datetime', '2026-12-24T18:30:15', '2026-12-24T18:30:15-05:00'],
    ['datetime', '1985-07-24T00:00:00Z', '1985-07-23T20:00:00-04:00'],
    ['datetime', '2026-07-24T18:30:00+02:00', '2026-07-24T12:30:00-04:00'],
    ['datetime', '2/13/2027 8PM PST', '2027-02-13T23:00:00-05:00'],
    ['datetime', '1790000000', '2026-09-21T10:13:20-04:00'],
    ['datetime', '1790000000000', '2026-09-21T10:13:20-04:00'],
    ['datetime', 'as soon as possible', '2026-10-31T16:00:00-04:00'],
    ['string', '$10,500', '$10,500'],
    ['text', 'tomorrow', 'tomorrow'],
  ])('%s: %s', (type, value, expected) => {
    expect(ours(type, value)).toBe(expected);
    expect(clis(type, value)).toBe(expected);
  });

  it('is meant where the Zap’s owner lives', () => {
    expect(ours('datetime', 'tomorrow at 9am', 'Europe/Berlin')).toBe('2026-11-01T09:00:00+01:00');
    expect(ours('datetime', 'tomorrow at 9am', 'UTC')).toBe('2026-11-01T09:00:00+00:00');
  });

  it('holds for any text, in any zone', () => {
    const written = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.stringMatching(/^[$€ -]{0,2}[0-9]{1,4}([.,][0-9]{1,3}){0,3} ?[A-Z%]{0,3}$/),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.constantFrom('today', 'yes', 'never', 'nope', 'now', '12/24', '24.12.2026', 'noon UTC'),
    );
    const types = fc.constantFrom('number', 'integer', 'boolean', 'datetime', 'string');
    const zones = fc.constantFrom(NEW_YORK, 'Asia/Kolkata', 'Pacific/Apia', 'UTC');
    fc.assert(
      fc.property(types, written, zones, (type, value, zone) => {
        expect(ours(type, value, zone)).toEqual(clis(type, value, zone));
      }),
    );
  });

  it('converts each item of a list', () => {
    const items = ['$10,500', 'TBD', '7'];
    expect(ours('number', items, NEW_YORK, { list: true })).toEqual(
      items.map((item) => clis('number', item)),
    );
  });

  it('leaves a number, a truth value and a blank that an earlier step gave', () => {
    expect(ours('number', 1e21)).toBe(1e21);
    expect(ours('integer', 7)).toBe(7);
    expect(ours('integer', 7.9)).toBe(7);
    expect(ours('boolean', false)).toBe(false);
    expect(ours('number', '')).toBe('');
    expect(ours('string', 70)).toBe('70');
  });
});
