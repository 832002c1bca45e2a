import { asLine, shown } from './input.ts';
import { InvalidInputError } from './invalid-input.ts';

/** Names in common use that differ from the CLDR's English ones. */
const ALIASES: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  uk: 'GB',
  'u.k.': 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'czech republic': 'CZ',
  turkey: 'TR',
  uae: 'AE',
  holland: 'NL',
  'the netherlands': 'NL',
};

/** Codes that name no country: unknown, unions, pseudo-locales. */
const NO_COUNTRY: ReadonlySet<string> = new Set(['ZZ', 'EU', 'EZ', 'UN', 'QO', 'XA', 'XB']);

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

let codeByName: ReadonlyMap<string, string> | undefined;

/** English country names in lower case to ISO 3166 alpha-2; built when first needed. */
const countries = (): ReadonlyMap<string, string> => {
  if (codeByName) return codeByName;
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const found = new Map(Object.entries(ALIASES));
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const name = names.of(code)?.toLowerCase();
    // Former codes (DD, SU) take the name of what is there today.
    const current = new Intl.Locale(`und-${code}`).region;
    if (name && current === code && !NO_COUNTRY.has(code)) {
      found.set(name, code).set(code.toLowerCase(), code);
    }
  }
  codeByName = found;
  return found;
};

/**
 * A country by its English name or two-letter code, as ISO 3166 alpha-2, which is what HighLevel
 * takes.
 *
 * @throws {InvalidInputError} when there is no such country
 */
export const asCountry = (value: unknown, label = 'Country'): string | undefined => {
  const given = asLine(label, value);
  if (given === undefined) return undefined;
  const code = countries().get(given.toLowerCase());
  if (code !== undefined) return code;
  throw new InvalidInputError(
    `“${shown(given)}” is not a country that HighLevel knows. Give “${label}” a two-letter code such as US, or the country's name in English.`,
  );
};
