import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Digits of the shortest and the longest number that is taken: a short code, and E.164 with room. */
const FEWEST = 3;
const MOST = 17;

/**
 * A phone number as GHL stores it: E.164 where it can be, else its digits as they were given, since
 * GHL keeps numbers that a strict reader calls impossible (GoHighLevel/highlevel-api-docs#223).
 *
 * @param country of a number without country code, ISO 3166-1 alpha-2
 * @returns `undefined` for what is no number
 */
export const storedPhone = (given: string, country: string): string | undefined => {
  const phone = parsePhoneNumberFromString(given, {
    ...(isSupportedCountry(country) && { defaultCountry: country }),
    extract: false,
  });
  return phone?.isPossible() ? phone.number : asGiven(given);
};

const asGiven = (given: string): string | undefined => {
  const [, plus = '', digits = ''] = /^(\+?)(\d+)$/.exec(given.replaceAll(/[\s().-]/g, '')) ?? [];
  return digits.length >= FEWEST && digits.length <= MOST ? plus + digits : undefined;
};

export const isCountry = (code: string): boolean => isSupportedCountry(code);
