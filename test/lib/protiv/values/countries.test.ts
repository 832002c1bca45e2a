import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { asCountry } from '../../../../lib/protiv/values/countries.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';

describe('country', () => {
  it.each([
    ['US', 'US'],
    ['us', 'US'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['U. S.', 'US'],
    ['United States', 'US'],
    ['united states of america', 'US'],
    ['The United States', 'US'],
    ['United States (US)', 'US'],
    ['America', 'US'],
    ['Vereinigte Staaten', 'US'],
    ['Estados Unidos', 'US'],
    ['États-Unis', 'US'],
    ['🇺🇸', 'US'],
    ['uk', 'GB'],
    ['GBR', 'GB'],
    ['U.K.', 'GB'],
    ['England', 'GB'],
    ['Scotland', 'GB'],
    ['Great Britain', 'GB'],
    ['Großbritannien', 'GB'],
    ['Reino Unido', 'GB'],
    ['DEU', 'DE'],
    ['Germany', 'DE'],
    ['Deutschland', 'DE'],
    ['DEUTSCHLAND', 'DE'],
    ['Allemagne', 'DE'],
    ['México', 'MX'],
    ['mexico', 'MX'],
    ['Österreich', 'AT'],
    ['Osterreich', 'AT'],
    ['Oesterreich', 'AT'],
    ['AUT', 'AT'],
    ['España', 'ES'],
    ['Espana', 'ES'],
    ['Brasil', 'BR'],
    ['Schweiz', 'CH'],
    ['Suisse', 'CH'],
    ['Svizzera', 'CH'],
    ['Holland', 'NL'],
    ['the netherlands', 'NL'],
    ['Países Bajos', 'NL'],
    ['Türkiye', 'TR'],
    ['turkey', 'TR'],
    ['Czech Republic', 'CZ'],
    ['Czechia', 'CZ'],
    [' côte d’ivoire ', 'CI'],
    ["Cote d'Ivoire", 'CI'],
    ['Ivory Coast', 'CI'],
    ['Trinidad and Tobago', 'TT'],
    ['Bosnia & Herzegovina', 'BA'],
    ['Saint Lucia', 'LC'],
    ['Viet Nam', 'VN'],
    ['South Korea', 'KR'],
    ['Korea, Republic of', 'KR'],
    ['Iran, Islamic Republic of', 'IR'],
    ['Russian Federation', 'RU'],
    ['Россия', 'RU'],
    ['日本', 'JP'],
    ['Ελλάδα', 'GR'],
    ['Suomi', 'FI'],
    ['Polska', 'PL'],
    ['Hong Kong', 'HK'],
    ['UAE', 'AE'],
  ])('reads %s', (value, expected) => {
    expect(asCountry(value)).toBe(expected);
  });

  it.each([
    'Neverland',
    'Atlantis',
    'ZZ',
    'EU',
    'DD',
    'ITS',
    'USX',
    'U',
    '🇿🇿',
    'Georgia, USA',
    'Berlin, Germany',
    '__proto__',
    'constructor',
    '---',
  ])('refuses %s', (value) => {
    expect(() => asCountry(value)).toThrow(
      new InvalidInputError(
        `“${value}” is not a country that HighLevel knows. Give “Country” a two-letter code such as US, or the country's name.`,
      ),
    );
  });

  it('does not quote what may be an address', () => {
    expect(() => asCountry('12 Main Street', 'Land')).toThrow(
      'What it holds is not a country that HighLevel knows. Give “Land” a two-letter code',
    );
  });

  it('is known by every name that it has in the common languages, in any case', () => {
    const codes = [
      'US',
      'GB',
      'DE',
      'AT',
      'CH',
      'FR',
      'ES',
      'MX',
      'BR',
      'PT',
      'IT',
      'NL',
      'BE',
      'SE',
      'PL',
      'CA',
      'AU',
      'NZ',
      'IN',
      'JP',
      'CN',
      'ZA',
      'IE',
      'DK',
      'NO',
      'FI',
      'GR',
      'TR',
      'UA',
      'AR',
      'CO',
      'PH',
    ];
    const languages = ['en', 'es', 'de', 'fr', 'pt', 'it', 'nl', 'sv', 'pl', 'tr', 'ru', 'ja'];
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.constantFrom(...languages),
        fc.boolean(),
        (code, language, isUpper) => {
          const name = new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? '';
          expect(asCountry(isUpper ? name.toUpperCase() : name.toLowerCase())).toBe(code);
        },
      ),
      { numRuns: 400 },
    );
  });
});
