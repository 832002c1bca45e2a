import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';
import { isNational, noPhones, readPhone } from '../../../../lib/protiv/values/phones.ts';
import { americanPhones, phonesIn } from '../phones.ts';

describe('phone', () => {
  it.each([
    ['(212) 555-0123', 'US', '+12125550123'],
    ['212.555.0123', 'us', '+12125550123'],
    ['1-212-555-0123', 'US', '+12125550123'],
    ['+1 888-888-8888', undefined, '+18888888888'],
    ['+12125550123', 'DE', '+12125550123'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['+44 (0)20 7946 0018', 'US', '+442079460018'],
    ['+(44) 20 7946 0018', 'US', '+442079460018'],
    ['0049 30 901820', 'US', '+4930901820'],
    ['0049 30 901820', undefined, '+4930901820'],
    ['00 49 30 901820', 'US', '+4930901820'],
    ['+0049 30 901820', 'US', '+4930901820'],
    ['0011 44 20 7946 0018', 'AU', '+442079460018'],
    ['98765 43210', 'IN', '+919876543210'],
    ['１２１２５５５０１２３', 'US', '+12125550123'],
    ['＋４９ ３０ ９０１８２０', 'US', '+4930901820'],
    [2_125_550_123, 'US', '+12125550123'],
    // Of another country, as apps write it that leave the plus sign out.
    ['4915112345678', 'US', '+4915112345678'],
  ])('reads %s in %s', (value, country, expected) => {
    expect(phonesIn(country)(value)).toBe(expected);
  });

  it.each([
    'tel:+1-212-555-0123',
    'tel:+1-212-555-0123;ext=5',
    'tel:%2B12125550123',
    'TEL: 212 555 0123',
    'whatsapp:+12125550123',
    'whatsapp://send?phone=+12125550123',
    'https://wa.me/12125550123?text=hi',
    'https://api.whatsapp.com/send?phone=12125550123',
    'sms:+12125550123',
    'callto:+12125550123',
    'sip:+12125550123',
    'p:+12125550123',
    'Mobile: 212 555 0123',
    'Phone 212 555 0123',
    'Cell (212) 555-0123',
    '(cell) 212 555 0123',
    '(212) 555-0123 (mobile)',
    '212 555 0123 mobile',
    '212-555-0123 cell',
    '212-555-0123 - home',
    '+1 212 555 0123 (Ana)',
    "'+1 212 555 0123",
    '’2125550123',
    '"+1 212 555 0123"',
    '<tel:+12125550123>',
    '212.555.0123 ext 4',
    '212.555.0123 ext. 5',
    '212.555.0123x12',
    '212.555.0123 #12',
    '(212) 555-0123 x12 (office)',
    '212.555.0123, extension 400',
    '+1 212 555 0123;',
    '\u202a+1 212 555 0123\u202c',
    '+1\u00a0212\u2011555\u20110123',
  ])('reads the number in %s', (given) => {
    expect(americanPhones(given)).toBe('+12125550123');
  });

  it.each([
    // HighLevel keeps them, and a strict library calls them impossible.
    ['+999 123456789', '+999123456789'],
    ['+12345', '+12345'],
    ['+1 555-010', '+1555010'],
    ['whatsapp:+99912345678901234', '+99912345678901234'],
    ['12345', '12345'],
    ['911', '911'],
    [72_727, '72727'],
    ['sms:72727', '72727'],
  ])('lets %s go as it is', (given, expected) => {
    expect(americanPhones(given)).toBe(expected);
    expect(phonesIn(undefined)(given)).toBe(expected);
  });

  it.each([
    ['hello', 'US'],
    ['n/a', 'US'],
    ['none', 'US'],
    ['-', 'US'],
    ['0', 'US'],
    ['000', 'US'],
    ['0000000000', 'US'],
    ['+0000000', 'US'],
    ['12', 'US'],
    ['+', 'US'],
    ['+1234', 'US'],
    ['+123456789012345678', 'US'],
    ['mobile', 'US'],
    ['tel:', 'US'],
    ['212 555 0123', undefined],
    ['212 555 0123', 'Atlantis'],
    ['call me at 212 555 0123', 'US'],
    ['+1 212 555 0123, +1 212 555 0124', 'US'],
    ['+1 212 555 0123 / +1 212 555 0124', 'US'],
    ['212 555 0123 or 212 555 0124', 'US'],
    ['ana@example.com', 'US'],
    ['2026-03-02', 'US'],
    ['2'.repeat(10_000), 'US'],
  ])('refuses %.30s in %s, and finds none', (value, country) => {
    const asPhone = phonesIn(country);
    expect(() => asPhone(value)).toThrow(InvalidInputError);
    expect(readPhone(asPhone, value)).toBeUndefined();
  });

  it('never refuses what it has read', () => {
    const given = fc.oneof(
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789+-(). x#:t')), maxLength: 30 }),
      fc.bigInt({ min: 1n, max: 10n ** 17n }).map((number) => `+${number}`),
    );
    fc.assert(
      fc.property(given, fc.constantFrom('US', 'DE', 'AU', undefined), (value, country) => {
        const asPhone = phonesIn(country);
        const phone = readPhone(asPhone, value);
        fc.pre(phone !== undefined);
        expect(phone).toMatch(/^(?:\+[1-9]\d{4,16}|\d{3,6})$/);
        expect(readPhone(asPhone, phone)).toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every number that HighLevel may hold', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10_000n, max: 10n ** 17n - 1n }), (number) => {
        const phone = americanPhones(`+${number}`);
        expect(phone?.startsWith('+')).toBe(true);
      }),
    );
  });

  it.each([
    ['+1 212 555 0123', false],
    ['tel:+12125550123', false],
    ['72727', false],
    ['n/a', false],
    [['+1 212 555 0123'], false],
    ['212 555 0123', true],
    ['0049 30 901820', true],
    ['Mobile 212 555 0123', true],
    [2_125_550_123, true],
  ])('%j needs the country: %s', (given, expected) => {
    expect(isNational(given)).toBe(expected);
  });

  it('fails loudly where the library was not loaded for a number', () => {
    expect(() => noPhones('212 555 0123')).toThrow(/where none was expected/);
  });

  it('says what to do', () => {
    expect(() => americanPhones('n/a', 'Office Phone')).toThrow(
      new InvalidInputError(
        '“Office Phone” does not hold one phone number. Give it a number with its country code, such as +1 212 555 0123, or leave it blank.',
      ),
    );
  });
});
