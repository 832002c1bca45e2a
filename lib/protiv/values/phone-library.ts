/**
 * The part of libphonenumber that the app uses, in a module of its own: it is more than a third of all
 * code, and only a step with a phone number loads it (`phonesOf` in lib/zapier/location/phones.ts).
 */
export { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
