import { InvalidInputError } from './invalid-input.ts';
import { asLine, plainly, shown } from './texts.ts';

export interface NumberOptions {
  /** ISO 3166 alpha-2, for a lone comma before three digits; without one it groups, as in the US. */
  country?: string | undefined;
}

/**
 * A number as people write it, with a currency or a percent sign (12 % is 12), with groups, in
 * brackets when it is negative, `10k` for 10,000, `1.5M` for 1,500,000.
 *
 * A lone point is a decimal point, a lone comma before three digits groups where the country groups
 * with commas and is a decimal comma elsewhere. With a currency either groups when three digits
 * follow: money has no thousandths. Of two different signs the last is the decimal one; one that
 * stands twice groups.
 *
 * @throws {InvalidInputError} for what is no number, or more than one: `TBD`, `about 20`, `10-20`
 * @example
 * asNumber('Budget', '1.200,50 EUR'); // 1200.5
 * asNumber('Score', '1,5', { country: 'DE' }); // 1.5
 */
export const asNumber = (
  label: string,
  value: unknown,
  { country }: NumberOptions = {},
): number | undefined => {
  const given = asLine(label, value);
  if (given === undefined) return undefined;
  const number = typeof value === 'number' ? value : readNumber(given, country);
  // Nobody means a zero below zero, and JSON has none.
  if (number !== undefined && Number.isFinite(number)) return number + 0;
  throw new InvalidInputError(
    `“${label}” takes a number such as 70 or 12.5, but got “${shown(given)}”.`,
  );
};

/**
 * A whole number between two bounds.
 *
 * @param otherwise what stands for a blank field
 * @throws {InvalidInputError} for any other value
 * @example
 * asWholeNumber('Limit', '', { least: 1, most: 100, otherwise: 20 }); // 20
 */
export const asWholeNumber = (
  label: string,
  value: unknown,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number => {
  const number = asNumber(label, value) ?? otherwise;
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new InvalidInputError(`“${label}” takes a whole number from ${least} to ${most}.`);
};

/**
 * A whole number as sentences show it. `toLocaleString` would load the data of a language, which takes
 * 10 ms of a cold start.
 *
 * @example
 * withCommas(10_000); // '10,000'
 */
export const withCommas = (count: number): string =>
  String(count).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ',');

/** As JavaScript and JSON write numbers, so that what the app gives out it reads back unchanged. */
const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** Longer ones are no numbers that anybody typed. */
const MAX_LENGTH = 400;

const readNumber = (given: string, country: string | undefined): number | undefined => {
  if (given.length > MAX_LENGTH) return undefined;
  const written = withPlainSigns(given).replace(END_OF_SENTENCE, '');
  if (PLAIN.test(written)) return Number(written);
  const bracketed = BRACKETED.exec(written);
  const match = AMOUNT.exec(bracketed ? bracketed.slice(1).join('') : written);
  if (!match) return undefined;
  const [, minus = '', before = '', minusAgain = '', body = '', thousands = '', after = ''] = match;
  const currencies = [before, after].filter((mark) => mark !== '' && mark !== '%');
  const minuses = [bracketed && '-', minus, minusAgain].filter((mark) => mark === '-').length;
  // A small one is a metre.
  if (thousands === 'm' || before === '%' || minuses > 1 || !currencies.every(isCurrency))
    return undefined;
  const isMoney = currencies.some((mark) => !WITH_THOUSANDTHS.test(mark));
  const digits = digitsOf(body.replace(WHOLE_AMOUNT, ''), {
    isMoney,
    isGroupedByComma: () => groupsByComma(country),
    isWhole: WHOLE_AMOUNT.test(body),
  });
  if (digits === undefined) return undefined;
  const number = Number(`${digits}${EXPONENTS[thousands.toLowerCase()] ?? ''}`);
  return minuses === 1 ? -number : number;
};

const EXPONENTS: Readonly<Record<string, string>> = { k: 'e3', m: 'e6' };

/** The point behind a number in groups; one behind plain digits JavaScript writes itself. */
const END_OF_SENTENCE = /(?<=[,.' ]\d{3})\.$/;

/** Minus signs, apostrophes and blanks come in many shapes, points and commas in an Arabic one. */
const withPlainSigns = (given: string): string =>
  plainly(given)
    .replace(/[\u2010-\u2015\u2212\uFE63]/g, '-')
    .replace(/[\u2018\u2019\u02BC\u00B4`\u066C]/g, "'")
    .replaceAll('\u066B', '.')
    .replaceAll('\u060C', ',')
    .replaceAll('\u066A', '%')
    .replace(/\s+/g, ' ')
    .trim();

/** How bookkeepers write what is below zero, with the currency inside or outside. */
const BRACKETED = /^([^()\d]*)\(([^()]*)\)([^()\d]*)$/;

/** Sign, currency, sign; digits; thousands or millions; currency or percent. */
const AMOUNT =
  /^([+-]?) ?([^\d+,'(). -][^\d+,'()-]{0,14}?)? ?([+-]?) ?((?=[.,]?\d)[\d.,](?:[\d.,' ]*[\d.,])?(?:-{1,2})?) ?([km](?![^\s\p{Sc}]))? ?([^\d+,'()\s-][^\d+,'()-]{0,14})?$/iu;

/** No cents: `1.200,-`. */
const WHOLE_AMOUNT = /[.,]-{1,2}$/;

/** What people write for currencies, besides their signs and codes. */
const CURRENCY =
  /^(?:(?:us|ca|au|nz|hk|mx|a|c|r|s|nt)? ?\$|\p{Sc}|fr|sfr|kr|zł|kč|ft|rs|lei|лв|руб|р|tl|rm|rp|r|s\/|euros?|(?:us )?dollars?|pounds?|pesos?|reais|franken|francs?|rupees?|yen|元|円|usd|eur|gbp|cad|aud|nzd|chf|mxn|brl|inr|zar|sek|nok|dkk|pln|aed|(?:usd|cad|aud|nzd|mxn) ?\$|\$ ?(?:usd|cad|aud|nzd|mxn))\.?$/iu;

const CURRENCY_CODE = /^(?!ALL|TOP)[A-Z]{3}$/;

/** Codes count in capitals, and not where they are words in capitals as well. */
const isCurrency = (mark: string): boolean =>
  CURRENCY.test(mark.trim()) ||
  (CURRENCY_CODE.test(mark.trim()) && Intl.supportedValuesOf('currency').includes(mark.trim()));

/** Money with three decimals. */
const WITH_THOUSANDTHS = /^(?:KWD|BHD|OMR|JOD|TND|IQD|LYD)$/;

interface Reading {
  isMoney: boolean;
  isGroupedByComma: () => boolean;
  /** Nothing may follow a decimal sign any more. */
  isWhole: boolean;
}

/** Groups of three, or of two before the last as in India, with one sign between. */
const GROUPED = /^[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*$|^[1-9]\d?(?:,\d\d)+,\d{3}$/;

/** One group, or what looks like one. */
const ONE_GROUP = /^[1-9]\d{0,2}([.,])\d{3}$/;

/** The digits as JavaScript writes them; absent when they are no number. */
const digitsOf = (
  body: string,
  { isMoney, isGroupedByComma, isWhole }: Reading,
): string | undefined => {
  if (/^\d+$/.test(body)) return body;
  const lone = ONE_GROUP.exec(body)?.[1];
  const isGroup = lone === '.' ? isMoney || isWhole : isMoney || isWhole || isGroupedByComma();
  if (GROUPED.test(body) && (lone === undefined || isGroup)) return body.replace(/\D/g, '');
  const decimal = /^(.*)([.,])(\d*)$/.exec(body);
  if (!decimal || isWhole) return undefined;
  const [, whole = '', sign = '', fraction = ''] = decimal;
  if (fraction === '') return undefined;
  const isWholeRead = /^\d*$/.test(whole) || (GROUPED.test(whole) && !whole.includes(sign));
  return isWholeRead ? `${whole.replace(/\D/g, '') || '0'}.${fraction}` : undefined;
};

/** Whether people there write a thousand as 1,000; they do where nothing is known. */
const groupsByComma = (country: string | undefined): boolean => {
  if (!/^[a-z]{2}$/i.test(country ?? '')) return true;
  const locale = new Intl.Locale(`und-${country}-u-nu-latn`).maximize();
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.5);
  return parts.find(({ type }) => type === 'group')?.value === ',';
};
