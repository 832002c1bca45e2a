import { asLine, isBlank } from './input.ts';
import { InvalidInputError } from './invalid-input.ts';
import type * as PhoneLibrary from './phone-library.ts';

/**
 * Reads a phone number in any usual format as E.164, such as `+12125550123`; absent when none is given.
 * An extension is left out: HighLevel has no place for it.
 *
 * @throws {InvalidInputError} when it cannot be a phone number, naming the field
 */
export type PhoneReader = (value: unknown, label?: string) => string | undefined;

/** 00 is how most of the world dials abroad; where it is not, libphonenumber has read it already. */
const DIALLED_ABROAD = /^\s*00\s*(?=[1-9])/;

/**
 * @param country ISO 3166 alpha-2, of numbers without a country code
 */
export const phoneReader =
  (library: typeof PhoneLibrary, country: string | undefined): PhoneReader =>
  (value, label = 'Phone') => {
    const given = asLine(label, value);
    if (given === undefined) return undefined;
    const phone =
      toE164(library, given, country) ??
      toE164(library, given.replace(DIALLED_ABROAD, '+'), country);
    if (phone !== undefined) return phone;
    throw new InvalidInputError(
      `“${label}” does not hold one phone number. Give it a number with its country code, such as +1 212 555 0123, or leave it blank.`,
    );
  };

/** For a step that names no phone number. */
export const noPhones: PhoneReader = (value) => {
  if (isBlank(value)) return undefined;
  throw new Error('A phone number came up where none was expected.');
};

const toE164 = (
  { isSupportedCountry, parsePhoneNumberFromString }: typeof PhoneLibrary,
  given: string,
  country: string | undefined,
): string | undefined => {
  const defaultCountry = country?.trim().toUpperCase() ?? '';
  const phone = parsePhoneNumberFromString(given, {
    ...(isSupportedCountry(defaultCountry) && { defaultCountry }),
    extract: false,
  });
  return phone?.isPossible() ? phone.number : undefined;
};
