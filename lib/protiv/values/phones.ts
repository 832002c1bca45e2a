import { isBlank } from './blank.ts';
import { InvalidInputError } from './invalid-input.ts';
import type * as PhoneLibrary from './phone-library.ts';
import { asLine, ifReadable, plainly } from './texts.ts';

/**
 * Reads a phone number in any usual format as E.164, such as `+12125550123`; absent when none is given.
 * An extension is left out: HighLevel has no place for it. What HighLevel keeps and a library calls
 * impossible goes as it is: `+` and 5 to 17 digits, and 3 to 6 digits alone.
 *
 * @throws {InvalidInputError} when it cannot be a phone number, naming the field
 */
export type PhoneReader = (value: unknown, label?: string) => string | undefined;

/**
 * @param country ISO 3166 alpha-2, of numbers without a country code
 * @example
 * phoneReader(library, 'US')('tel:(212) 555-0123 (mobile)'); // '+12125550123'
 */
export const phoneReader =
  (library: typeof PhoneLibrary, country: string | undefined): PhoneReader =>
  (value, label = 'Phone') => {
    const given = asLine(label, value);
    if (given === undefined) return undefined;
    const number = given.length <= MAX_LENGTH ? bareNumber(given) : '';
    const phone = asShortCode(number) ?? readNumber(library, number, country);
    if (phone !== undefined) return phone;
    throw new InvalidInputError(
      `“${label}” does not hold one phone number. Give it a number with its country code, such as +1 212 555 0123, or leave it blank.`,
    );
  };

/**
 * A phone number to look for; nothing when it is none.
 *
 * @example
 * readPhone(asPhone, 'n/a'); // undefined
 */
export const readPhone = (asPhone: PhoneReader, value: unknown): string | undefined =>
  ifReadable(() => asPhone(value));

/** For a step that names no phone number. */
export const noPhones: PhoneReader = (value) => {
  if (isBlank(value)) return undefined;
  throw new Error('A phone number came up where none was expected.');
};

/**
 * Whether a number can be read only by who knows the country it was written in.
 *
 * @example
 * isNational('tel:+1 212 555 0123'); // false
 */
export const isNational = (value: unknown): boolean => {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const number = bareNumber(String(value).slice(0, MAX_LENGTH));
  return !number.startsWith('+') && /\d/.test(number) && asShortCode(number) === undefined;
};

/** Longer ones are no phone numbers, with all that may stand around them. */
const MAX_LENGTH = 200;

/** What people and apps put before and behind a number to say whose or which it is. */
const KIND =
  '(?:tele?phone|phone|tel|ph|mobile|mob|cell(?: ?phone)?|cellular|home|work|office|business|main|direct|primary|other|fax|landline|whats ?app|wa|sms|text|call|signal|viber|number|no|nr|handy|mobil|telefono?|teléfono|télephone|téléphone|telefone|móvil|movil|celular|cel|portable|privat|private|personal|[tpmcfhwo])';

/** `tel:`, `p:` of Facebook's lead ads, `whatsapp://send?phone=`, `Mobile `, `(cell)`, `'`, `US +1`. */
const IN_FRONT = new RegExp(
  `^(?:[\\s"'’‘\`´“”<[{=]+|https?://(?:www\\.)?(?:wa\\.me/|api\\.whatsapp\\.com/send/?\\?phone=)|[\\p{L}][\\p{L} _-]{0,20}:/{0,2}(?:send/?\\?phone=)?|\\([^()\\d+]*\\)|(?:\\p{Lu}{2}|[\u{1F1E6}-\u{1F1FF}]{2})[\\s:]*(?=\\+)|${KIND}\\b[.:#]*(?=[\\s(+\\d]))\\s*`,
  'iu',
);

/** `(mobile)`, `- cell`, `ext. 5`, `;ext=5`, `x12`, `#12`. */
const BEHIND = new RegExp(
  `[\\s,;/–—-]*(?:\\([^()\\d]*\\)|\\[[^[\\]\\d]*\\]|\\b${KIND}\\.?|["'’‘\`´“”>\\]}.,;&]+|[\\s,;(]*(?:\\b|(?<=\\d))(?:extension|extn?|ext|x|durchwahl|dw|anexo|ramal|interno|int|poste)[\\s.:=]*\\d{1,7}\\)?|\\s*#\\s?\\d{1,7}|;[a-z-]+=[^;]*|[?&][a-z]+=[^&]*)$`,
  'iu',
);

/** Where a link's number has its country code but no plus sign. */
const IN_WHATSAPP_LINK = /(?:wa\.me\/|whatsapp\.com\/send\/?\?phone=)(?=[1-9])/i;

/** The number without what stands around it. */
const bareNumber = (given: string): string => {
  let number = plainly(given)
    .replace(/%2B/gi, '+')
    .replace(/%20/g, ' ')
    .replace(IN_WHATSAPP_LINK, '$&+')
    .trim();
  for (let before = ''; before !== number;) {
    before = number;
    number = number.replace(IN_FRONT, '').replace(BEHIND, '').trim();
  }
  return (
    number
      // (+49), +(49), ++49, +0049 and +1+49 are +49: makers of Zaps put a code before what has one.
      .replace(/^\(\s*\+\s*(\d{1,3})\s*\)/, '+$1')
      .replace(/^(?:\+\s*(?:\d{1,3}\s*)?)+(?=\+)/, '')
      .replace(/^\+\s*\((\d+)\)/, '+$1')
      .replace(/^\+\s*00\s*(?=[1-9])/, '+')
      // A number that a spreadsheet kept as one: 2125550123.0, 2.125550123E9.
      .replace(/^(\d{5,15})\.0+$/, '$1')
      .replace(IN_SCIENTIFIC, writtenOut)
  );
};

/** Only with all of its digits: of 2.12556E+09 four are lost. */
const IN_SCIENTIFIC = /^(\d)\.(\d{6,14})E\+?(\d{1,2})$/i;

const writtenOut = (given: string, first: string, rest: string, exponent: string): string =>
  rest.length === Number(exponent) ? first + rest : given;

/** Short codes, as senders of text messages have. */
const asShortCode = (number: string): string | undefined =>
  /^\d{3,6}$/.test(number) && !/^0+$/.test(number) ? number : undefined;

/** 00 is how most of the world dials abroad; where it is not, libphonenumber has read it already. */
const DIALLED_ABROAD = /^00[\s-]*(?=[1-9])/;

const readNumber = (
  library: typeof PhoneLibrary,
  number: string,
  country: string | undefined,
): string | undefined => {
  const abroad = number.replace(DIALLED_ABROAD, '+');
  return (
    toE164(library, number, country) ??
    toE164(library, abroad, country) ??
    asHeld(abroad) ??
    withoutPlus(library, number, country)
  );
};

/** Digits with at most what people write between them. */
const INTERNATIONAL = /^\+[\d\s().\-‐‑–—/·_]+$/;

const asHeld = (number: string): string | undefined => {
  if (!INTERNATIONAL.test(number)) return undefined;
  const digits = number.replace(/\(0\)|\D/g, '');
  return /^[1-9]\d{4,16}$/.test(digits) ? `+${digits}` : undefined;
};

/** Too long for the country, and a number of another when the plus sign is put back. */
const withoutPlus = (
  library: typeof PhoneLibrary,
  number: string,
  country: string | undefined,
): string | undefined =>
  country && /^[1-9][\d\s().-]{10,20}$/.test(number) && number.replace(/\D/g, '').length >= 11
    ? toE164(library, `+${number}`, country)
    : undefined;

const toE164 = (
  { isSupportedCountry, parsePhoneNumberFromString }: typeof PhoneLibrary,
  given: string,
  country: string | undefined,
): string | undefined => {
  if (!/[1-9]/.test(given)) return undefined;
  const defaultCountry = country?.trim().toUpperCase() ?? '';
  const phone = parsePhoneNumberFromString(given, {
    ...(isSupportedCountry(defaultCountry) && { defaultCountry }),
    extract: false,
  });
  return phone?.isPossible() ? phone.number : undefined;
};
