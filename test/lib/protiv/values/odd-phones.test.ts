import { describe, expect, it } from '@jest/globals';

import { isNational, readPhone } from '../../../../lib/protiv/values/phones.ts';
import { americanPhones } from '../phones.ts';

describe('a phone number as spreadsheets, forms and makers of Zaps leave it', () => {
  it.each([
    ['(+1) 212 555 0123', '+12125550123'],
    ['( +44 ) 20 7946 0018', '+442079460018'],
    ['+1+12125550123', '+12125550123'],
    ['+1 +44 20 7946 0018', '+442079460018'],
    ['++1 212 555 0123', '+12125550123'],
    ['US +1 212 555 0123', '+12125550123'],
    ['GB +44 20 7946 0018', '+442079460018'],
    ['🇩🇪 +49 30 901820', '+4930901820'],
    ['2125550123.0', '+12125550123'],
    ['2.125550123E9', '+12125550123'],
    ['4.420794600180E+11', undefined],
    ['4.42079460018E+11', '+442079460018'],
    ['2.12556E+09', undefined],
    ['AM 212 555 0123', undefined],
    ['+12125550123+12125550124', undefined],
  ])('reads %s', (given, expected) => {
    expect(readPhone(americanPhones, given)).toBe(expected);
  });

  it.each(['(+1) 212 555 0123', 'US +1 212 555 0123', '++12125550123'])(
    'sees the country code of %s',
    (given) => {
      expect(isNational(given)).toBe(false);
    },
  );
});
