import { asEmail } from '../values/emails.ts';
import { asList } from '../values/lists.ts';
import { plainText } from '../values/plain-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const htmlOf = (text: string): string =>
  text
    .split(/\r?\n\s*\r?\n/)
    .map((part) => part.replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign))
    .map((part) => `<p>${part.replaceAll(/\r?\n/g, '<br>')}</p>`)
    .join('');

/**
 * An email in both forms, so that every program can show it: what was given, and the other one made of
 * it.
 *
 * @example
 * bothForms(undefined, 'Tom & Ana'); // { html: '<p>Tom &amp; Ana</p>', message: 'Tom & Ana' }
 */
export const bothForms = (
  html: string | undefined,
  text: string | undefined,
): { html?: string; message?: string } => {
  if (html === undefined && text === undefined) return {};
  return { html: html ?? htmlOf(text ?? ''), message: text ?? plainText(html ?? '') };
};

/**
 * Email addresses, each once.
 *
 * @throws {InvalidInputError} for what is none
 */
export const asEmails = (label: string, value: unknown): string[] | undefined => {
  const emails = asList(label, value).flatMap((entry) => asEmail(entry, label) ?? []);
  return emails.length > 0 ? [...new Set(emails)] : undefined;
};

/** The subject of an answer. */
export const replySubject = (subject: string): string =>
  /^\s*re\s*:/i.test(subject) ? subject : `Re: ${subject}`;
