import { describe, expect, it } from '@jest/globals';

import { isAnotherPerson } from '../../../../lib/protiv/values/names.ts';
import { asNumber } from '../../../../lib/protiv/values/numbers.ts';
import { asLine, ifReadable } from '../../../../lib/protiv/values/texts.ts';

describe('an amount as people write it', () => {
  it.each([
    ['$1.5M', 1_500_000],
    ['2M', 2_000_000],
    ['€ 1,2M', 1_200_000],
    ['1.5M USD', 1_500_000],
    ['$10,500.', 10_500],
    ['1 200.', 1200],
    ['10m', undefined],
    ['10 m', undefined],
    ['1.5MB', undefined],
    ['10 Mai', undefined],
    ['1.125', 1.125],
    ['5.', 5],
  ])('%s', (given, expected) => {
    expect(ifReadable(() => asNumber('Budget', given))).toBe(expected);
  });
});

describe('a list of one, as line items come', () => {
  it.each([
    [['Ana'], 'Ana'],
    [[' 7 '], '7'],
    [[7], '7'],
    [[''], undefined],
    [['Ana', 'Bob'], undefined],
    [[['Ana']], undefined],
    [[{ name: 'Ana' }], undefined],
  ])('%j is read as %s', (given, expected) => {
    expect(ifReadable(() => asLine('First Name', given))).toBe(expected);
  });
});

describe('a name without its umlauts', () => {
  it.each([
    ['Jürgen', 'Juergen', false],
    ['Jörg', 'Joerg', false],
    ['Bärbel', 'Baerbel', false],
    ['Jürgen', 'Jörg', true],
    ['Noe', 'Tom', true],
  ])('%s and %s', (a, b, expected) => {
    expect(isAnotherPerson({ firstName: a }, { firstName: b })).toBe(expected);
  });
});
