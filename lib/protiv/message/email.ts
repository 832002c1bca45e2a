import { asEmail } from '../values/emails.ts';
import { asList } from '../values/lists.ts';
import { hasMarkup, plainText } from '../values/plain-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const htmlOf = (text: string): string =>
  inParagraphs(text.replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign));

const inParagraphs = (text: string): string =>
  text
    .split(/\r?\n\s*\r?\n/)
    .map((part) => `<p>${part.replaceAll(/\r?\n/g, '<br>')}</p>`)
    .join('');

/** What was typed without any markup keeps its lines; an entity is markup enough to stay one. */
const withLines = (html: string): string =>
  /\n/.test(html) && !hasMarkup(html)
    ? inParagraphs(html.replaceAll(/[<>]/g, (sign) => ENTITIES[sign] ?? sign))
    : html;

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
  return {
    html: html === undefined ? htmlOf(text ?? '') : withLines(html),
    message: text ?? plainText(html ?? ''),
  };
};

/**
 * Email addresses, each once.
 *
 * @throws {InvalidInputError} for what is none
 */
export const asEmails = (label: string, value: unknown): string[] | undefined => {
  const items: unknown[] = Array.isArray(value) ? value.flat(Infinity) : [value];
  const emails = asList(label, items.map(unnamed)).flatMap((entry) => asEmail(entry, label) ?? []);
  return emails.length > 0 ? [...new Set(emails)] : undefined;
};

/** Without names in quotes, which may hold a comma; the others go with their addresses. */
const unnamed = (item: unknown): unknown =>
  typeof item === 'string' ? item.replaceAll(/"[^"]*"\s*(?=<)/g, '') : item;

/** The subject of an answer. */
export const replySubject = (subject: string): string =>
  /^\s*re\s*:/i.test(subject) ? subject : `Re: ${subject}`;
