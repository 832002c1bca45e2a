import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { fieldText } from '../../../../harness/arbitraries.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';
import {
  asLine,
  asText,
  folded,
  ifReadable,
  plainly,
} from '../../../../lib/protiv/values/texts.ts';

describe('text', () => {
  it('passes whatever a person may write, untouched', () => {
    fc.assert(
      fc.property(fieldText, (text) => {
        expect(asText('Notes', text)).toBe(text);
        expect(asLine('Name', text)).toBe(text.trim());
      }),
    );
  });

  it('takes numbers and booleans for the text they are', () => {
    expect(asText('Postal Code', 10_001)).toBe('10001');
    expect(asText('Notes', false)).toBe('false');
  });

  it.each([
    [
      'a\0b',
      '“Notes” contains a NUL character, which HighLevel cannot store. Remove it (it often comes from copied file contents) and run the step again.',
    ],
    [['a', 'b'], '“Notes” takes a single text, but got a list. Map one value to it.'],
    [{ a: 'b' }, '“Notes” takes a single text, but got a group of values. Map one value to it.'],
  ])('refuses %j', (value, sentence) => {
    expect(() => asText('Notes', value)).toThrow(new InvalidInputError(sentence));
  });

  it('that is looked for may be unreadable, but a mistake of ours is never hidden', () => {
    expect(ifReadable(() => asText('Name', ['a', 'b']))).toBeUndefined();
    expect(() =>
      ifReadable(() => {
        throw new TypeError('ours');
      }),
    ).toThrow('ours');
  });

  it.each([
    ['１２３．５', '123.5'],
    ['٤٢', '42'],
    ['۴۲', '42'],
    ['४२', '42'],
    ['๔๒', '42'],
    ['𝟜𝟮', '42'],
    ['\u202a+49\u200b 30\u202c', '+49 30'],
    ['Größe ½ ²', 'Größe ½ ²'],
  ])('looks like %j as %j', (given, plain) => {
    expect(plainly(given)).toBe(plain);
  });

  it('has the digits of every script', () => {
    const digits = Array.from({ length: 0x1fc00 }, (_, code) => String.fromCodePoint(code)).filter(
      (sign) => /\p{Nd}/u.test(sign),
    );
    expect(digits.filter((digit) => !/^\d$/.test(plainly(digit)))).toStrictEqual([]);
    expect(plainly('０１２３４５６７８９ ٠١٢٣٤٥٦٧٨٩ ०१२३४५६७८९ 𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗 𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡')).toBe(
      Array.from({ length: 5 }, () => '0123456789').join(' '),
    );
  });

  it.each([
    ['Côte d’Ivoire', 'cote d ivoire'],
    ['  U.S.A. ', 'u s a'],
    ['Straße Øre Łódź', 'strasse ore lodz'],
    ['İSTANBUL ılık', 'istanbul ilik'],
    ['---', ''],
  ])('folds %j to %j', (words, expected) => {
    expect(folded(words)).toBe(expected);
  });
});
