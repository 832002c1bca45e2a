const COUNTRY_CODE: Readonly<Record<string, string>> = { US: '1', CA: '1', DE: '49', GB: '44' };

/**
 * A phone number as GHL stores it, E.164.
 *
 * @param country of a number without country code
 * @returns `undefined` for what is no number
 */
export const storedPhone = (given: string, country: string): string | undefined => {
  const digits = given.replace(/[\s().-]/g, '').replace(/^00/, '+');
  const whole = digits.startsWith('+')
    ? digits
    : `+${COUNTRY_CODE[country] ?? '1'}${digits.replace(/^0/, '').replace(/^1(?=\d{10}$)/, '')}`;
  return /^\+[1-9]\d{6,14}$/.test(whole) ? whole : undefined;
};
