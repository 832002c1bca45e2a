/** What may not be in anything that the app says besides its results. */
export type PrivateKind = 'token' | 'client secret' | 'one-time code' | 'email' | 'phone';

/** What a text is searched for, besides whatever looks like an address or a phone number. */
export interface KnownPrivate {
  /** Access tokens and refresh tokens. */
  tokens: Iterable<string>;
  clientSecrets: Iterable<string>;
  /** What a consent page gives for a new connection. */
  codes: Iterable<string>;
  /** Digits of numbers that may be written in any way. */
  phones: Iterable<string>;
}

const EMAIL = /[^\s"'<>(),:;=/]+(?:@|%40)[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/giu;

/** With its country code, as HighLevel keeps numbers. */
const INTERNATIONAL_PHONE = /(?:\+|%2B)\d(?:[\s().-]*\d){7,}/gi;

const DIGIT_RUN = /\d(?:[\s().-]*\d){6,}/g;

/** What error messages show as the way to write something. */
const EXAMPLES: ReadonlySet<string> = new Set(['name@example.com', '+1 202 555 0147']);

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

const holdsAny = (text: string, values: Iterable<string>): boolean =>
  [...values].some((value) => value !== '' && text.includes(value));

const anyBut = (examples: ReadonlySet<string>, found: RegExpMatchArray | null): boolean =>
  (found ?? []).some((match) => !examples.has(match));

const holdsPhone = (text: string, phones: Iterable<string>): boolean => {
  const runs = (text.match(DIGIT_RUN) ?? []).map(digitsOf);
  return [...phones].some((phone) => runs.some((run) => run.includes(phone)));
};

/** The kinds of private data that a text holds. */
export const privateDataIn = (
  text: string,
  { tokens, clientSecrets, codes, phones }: KnownPrivate,
): PrivateKind[] => [
  ...(holdsAny(text, tokens) ? ['token' as const] : []),
  ...(holdsAny(text, clientSecrets) ? ['client secret' as const] : []),
  ...(holdsAny(text, codes) ? ['one-time code' as const] : []),
  ...(anyBut(EXAMPLES, text.match(EMAIL)) ? ['email' as const] : []),
  ...(anyBut(EXAMPLES, text.match(INTERNATIONAL_PHONE)) || holdsPhone(text, phones)
    ? ['phone' as const]
    : []),
];

const SHORTEST_PHONE = 7;

const leaves = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
};

/** Digits of what looks like a phone number somewhere in an input, without its country code. */
export const phonesIn = (input: unknown): string[] =>
  leaves(input)
    .filter((text) => /^\+?[\d\s().-]+$/.test(text) && !/^\d{4}-\d\d-\d\d/.test(text))
    .map((text) => digitsOf(text).slice(-10))
    .filter((digits) => digits.length >= SHORTEST_PHONE);
