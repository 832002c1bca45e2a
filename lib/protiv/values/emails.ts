import { InvalidInputError } from './invalid-input.ts';
import { asLine, ifReadable, plainly } from './texts.ts';

const EMAIL = /^[^\s@<>()[\]",;:\\]{1,64}@[^\s@<>()[\]",;:\\.]+(?:\.[^\s@<>()[\]",;:\\.]+)+$/u;
const MAX_EMAIL_LENGTH = 254;

/** More than a name and an address ever take. */
const MAX_LENGTH = 1000;

/**
 * An e-mail address in the case it was given; of `Full Name <name@example.com>` and of a mail link,
 * the address.
 *
 * @throws {InvalidInputError} when it is none, or more than one; without what was given
 * @example
 * asEmail('Ana Lang <ana@example.com>;'); // 'ana@example.com'
 */
export const asEmail = (value: unknown, label = 'Email'): string | undefined => {
  const given = asLine(label, value);
  if (given === undefined) return undefined;
  const email = given.length <= MAX_LENGTH ? addressIn(given) : '';
  if (email.length <= MAX_EMAIL_LENGTH && EMAIL.test(email)) return email;
  throw new InvalidInputError(
    `“${label}” does not hold one email address. Give it an address such as ana@example.com, or leave it blank.`,
  );
};

/**
 * An e-mail address to look for; nothing when it is none.
 *
 * @example
 * readEmail('n/a'); // undefined
 */
export const readEmail = (value: unknown): string | undefined => ifReadable(() => asEmail(value));

/** `Full Name <address>`, as mail programs write it. */
const MAILBOX = /^([^<>]*)<([^<>]+)>[\s,;.]*$/;

const addressIn = (given: string): string => {
  const written = plainly(given).trim();
  const [, name, address] = MAILBOX.exec(written) ?? [];
  const email = unwrapped(address ?? written);
  const isAnother = name?.includes('@') && unwrapped(name).toLowerCase() !== email.toLowerCase();
  return isAnother ? '' : email;
};

const unwrapped = (written: string): string =>
  written
    .trim()
    .replace(/^(?:["'`“”‘’‹›«»([{<\s]|e-?mail\s*:|mailto:)+/i, '')
    .replace(/\?[^@]*$/, '')
    .replace(/\s+\([^()@]*\)$/, '')
    .replace(/["'`“”‘’‹›«»)\]}>\s,;.]*$/, '');
