import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A phone number as GHL stores it, E.164.
 *
 * @param country of a number without country code, ISO 3166-1 alpha-2
 * @returns `undefined` for what is no number
 */
export const storedPhone = (given: string, country: string): string | undefined => {
  const phone = parsePhoneNumberFromString(given, {
    ...(isSupportedCountry(country) && { defaultCountry: country }),
    extract: false,
  });
  return phone?.isPossible() ? phone.number : undefined;
};

export const isCountry = (code: string): boolean => isSupportedCountry(code);
