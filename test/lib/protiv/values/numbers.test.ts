import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { asNumber, asWholeNumber, withCommas } from '../../../../lib/protiv/values/numbers.ts';

const read = (value: unknown, country?: string) => asNumber('Score', value, { country });

describe('number', () => {
  it.each([
    ['70', 70],
    [' -12.5 ', -12.5],
    ['−5', -5],
    ['- 5', -5],
    ['+5', 5],
    ['1,250.50', 1250.5],
    ['1,000,000', 1_000_000],
    ['1.125.000', 1_125_000],
    ['1.000.000,00', 1_000_000],
    ['1.200,500', 1200.5],
    ['1,00,000', 100_000],
    ['12,34,567.50', 1_234_567.5],
    ["1'234.50", 1234.5],
    ['1’234.50', 1234.5],
    ['1 250 000', 1_250_000],
    ['1\u00a0234,5', 1234.5],
    ['1\u202f234,5', 1234.5],
    ['.5', 0.5],
    [',5', 0.5],
    ['0,125', 0.125],
    ['1,1234', 1.1234],
    ['1e3', 1000],
    [0, 0],
    ['12%', 12],
    ['12,5 %', 12.5],
    ['(500)', -500],
    ['-0', 0],
    ['10k', 10_000],
    ['٣٫٥', 3.5],
    ['١٬٢٣٤٫٥', 1234.5],
    ['१२३', 123],
    ['１２３', 123],
  ])('reads %j', (value, expected) => {
    expect(read(value)).toBe(expected);
  });

  it.each([
    ['$10,500', 10_500],
    ['$ 12', 12],
    ['5$', 5],
    ['-$5', -5],
    ['$-5', -5],
    ['($500.00)', -500],
    ['$(500)', -500],
    ['US$ 1,250.00', 1250],
    ['1,250.00 USD', 1250],
    ['$1,000 USD', 1000],
    ['USD 1 250.50', 1250.5],
    ['1.200,50 EUR', 1200.5],
    ['€1,250', 1250],
    ['€1.125', 1125],
    ['1.125 €', 1125],
    ['€1.5', 1.5],
    ['€1.25', 1.25],
    ['KWD 1.125', 1.125],
    ['1.200,- €', 1200],
    ["CHF 1'200.-", 1200],
    ['1.200,-', 1200],
    ['R$ 1.234,56', 1234.56],
    ['1 234,56 zł', 1234.56],
    ['Rs. 1,250', 1250],
    ['kr 1 250', 1250],
    ['₹1,00,000', 100_000],
    ['10 euros', 10],
    ['$1.5k', 1500],
    ['usd 70', 70],
  ])('reads the money in %j', (value, expected) => {
    expect(read(value)).toBe(expected);
  });

  it.each([
    ['1,5', 'DE', 1.5],
    ['1,5', 'US', 1.5],
    ['1,250', 'US', 1250],
    ['1,250', 'gb', 1250],
    ['1,250', 'IN', 1250],
    ['1,250', 'DE', 1.25],
    ['1,250', 'FR', 1.25],
    ['1,250', 'BR', 1.25],
    ['1,250', undefined, 1250],
    ['1,250', 'Atlantis', 1250],
    ['1,250 €', 'DE', 1250],
    ['1,250,000', 'DE', 1_250_000],
    ['1,250.5', 'DE', 1250.5],
  ])('reads %j in %s', (value, country, expected) => {
    expect(read(value, country)).toBe(expected);
  });

  it('takes a lone point for a decimal point everywhere', () => {
    const countries = ['US', 'DE', 'CH', 'IN', 'BR', undefined];
    expect(countries.map((country) => read('1.125', country))).toStrictEqual(
      countries.map(() => 1.125),
    );
  });

  it.each([
    'ten',
    'TBD',
    'n/a',
    'about 20',
    '~20',
    '20+',
    '10-20',
    '10 - 20',
    '10 20',
    '1,2,3',
    '1.2.3',
    '1 2 3',
    '1,234,56',
    '0.125.000',
    '3/4',
    '½',
    '12 apples',
    '5 stars',
    'max 5',
    'try 5',
    'ALL 5',
    '1,250-',
    '$50/month',
    'NaN',
    'Infinity',
    '1e999',
    '0x10',
    '--1',
    '-(5)',
    '$',
    '%',
    'k',
    '1.5.',
    '(212) 555',
    '2026-03-02',
    true,
  ])('refuses %j', (value) => {
    expect(() => read(value)).toThrow(`“Score” takes a number such as 70 or 12.5, but got “`);
  });

  it('reads what the app gives out unchanged, in every country', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.constantFrom(1e21, 1.5e-7, -0, 0.1, 1.125, Number.MAX_VALUE, Number.MIN_VALUE),
    );
    fc.assert(
      fc.property(number, fc.constantFrom('US', 'DE', 'IN', undefined), (value, country) => {
        expect(read(value, country)).toBe(value + 0);
        expect(read(String(value), country)).toBe(value + 0);
      }),
      { numRuns: 500 },
    );
  });

  it('reads money as a country writes it', () => {
    const cents = fc.integer({ min: -1e12, max: 1e12 });
    const places = fc.constantFrom<[string, string, string]>(
      ['en-US', 'USD', 'US'],
      ['de-DE', 'EUR', 'DE'],
      ['fr-FR', 'EUR', 'FR'],
      ['de-CH', 'CHF', 'CH'],
      ['pt-BR', 'BRL', 'BR'],
      ['en-IN', 'INR', 'IN'],
      ['es-MX', 'MXN', 'MX'],
      ['pl-PL', 'PLN', 'PL'],
      ['sv-SE', 'SEK', 'SE'],
      ['ar-EG-u-nu-arab', 'USD', 'EG'],
    );
    fc.assert(
      fc.property(cents, places, (amount, [locale, currency, country]) => {
        const written = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
          amount / 100,
        );
        expect(read(written, country)).toBe(amount / 100 + 0);
      }),
      { numRuns: 500 },
    );
  });

  it('does not backtrack for ever', () => {
    expect(() => read('1,'.repeat(100_000))).toThrow('“Score” takes a number');
    expect(() => read(`${'1 '.repeat(190)}x`)).toThrow('“Score” takes a number');
  });
});

describe('whole number', () => {
  const readLimit = (value: unknown) =>
    asWholeNumber('Limit', value, { least: 1, most: 100, otherwise: 20 });

  it.each([
    ['', 20],
    ['7', 7],
    [100, 100],
  ])('reads %j', (value, expected) => {
    expect(readLimit(value)).toBe(expected);
  });

  it.each(['0', '101', '1.5', -1])('refuses %j', (value) => {
    expect(() => readLimit(value)).toThrow('“Limit” takes a whole number from 1 to 100.');
  });
});

describe('a number in a sentence', () => {
  it('has commas as in English', () => {
    fc.assert(
      fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (count) => {
        expect(withCommas(count)).toBe(count.toLocaleString('en'));
      }),
    );
  });
});
