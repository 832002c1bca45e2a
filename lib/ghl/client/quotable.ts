/** Far more than is ever quoted; looking through more takes time, and a field may hold megabytes. */
const LOOKED_AT = 1000;

/** An e-mail address, also where its at sign is encoded or of a wide alphabet. */
const EMAIL = /\S+\s?(?:@|＠|%40|&#64;)\s?\S+/giu;

/** Seven or more digits of any script, with at most what people write between those of a phone. */
const NUMBER = /\+?\p{Nd}(?:[\s().\-‐‑–/·]*\p{Nd}){6,}/gu;

/** A date, with the hour that may follow it; the digits of one are enough for a phone. */
const DATE =
  /^(?:(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d)(?:\s\d{1,2})?$/;

/** Letters and digits as long as a token; HighLevel's ids are shorter. */
const OPAQUE = /(?=[\w.~+/-]*\d)(?=[\w.~+/-]*[A-Za-z])[\w.~+/-]{24,}/g;

/** What a cut left of a word or a number. */
const LAST_PIECE = /[\p{Nd}\s().\-‐‑–/·]*\S*$/u;

/**
 * The start of a text that somebody else wrote, fit to be quoted in a sentence. Sentences end up in
 * logs and in mails to people who need not know the person, so addresses, phone numbers and what may
 * be a token become `…`.
 *
 * @param length in characters
 */
export const quotable = (text: string, length: number): string => {
  const start = text
    .slice(0, LOOKED_AT)
    .replace(EMAIL, '…')
    .replace(OPAQUE, '…')
    .replace(NUMBER, (digits) => (DATE.test(digits) ? digits : '…'));
  const characters = Array.from(start);
  if (characters.length > length) return `${characters.slice(0, length).join('')}…`;
  return text.length > LOOKED_AT ? `${start.replace(LAST_PIECE, '')}…` : start;
};
