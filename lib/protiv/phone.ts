import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { InvalidInputError } from './errors.ts';
import { asLine } from './input.ts';

/** 00 is how most of the world dials abroad; where it is not, libphonenumber has read it already. */
const DIALLED_ABROAD = /^\s*00\s*(?=[1-9])/;

/**
 * A phone number in any usual format, as E.164, such as `+12125550123`. An extension is left out:
 * HighLevel has no place for it.
 *
 * @param country ISO 3166 alpha-2, of a number without a country code
 * @throws {InvalidInputError} when it cannot be a phone number
 */
export const asPhone = (
  value: unknown,
  country: string | undefined,
  label = 'Phone',
): string | undefined => {
  const given = asLine(label, value);
  if (given === undefined) return undefined;
  const phone = toE164(given, country) ?? toE164(given.replace(DIALLED_ABROAD, '+'), country);
  if (phone !== undefined) return phone;
  throw new InvalidInputError(
    `“${label}” does not hold one phone number. Give it a number with its country code, such as +1 212 555 0123, or leave it blank.`,
  );
};

const toE164 = (given: string, country: string | undefined): string | undefined => {
  const defaultCountry = country?.trim().toUpperCase() ?? '';
  const phone = parsePhoneNumberFromString(given, {
    ...(isSupportedCountry(defaultCountry) && { defaultCountry }),
    extract: false,
  });
  return phone?.isPossible() ? phone.number : undefined;
};
