import { plainText } from '../values/plain-text.ts';

/** What HighLevel's editor writes, and other apps send. */
const MARKUP = /<(?:p|div|br|ul|ol|li|b|i|u|strong|em|a|span|h[1-6])\b[^>]*>/i;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const paragraph = (text: string): string =>
  `<p>${text.replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign).replaceAll(/\r?\n/g, '<br>')}</p>`;

/**
 * The text of a note with more at its end: a paragraph of its own where the note has markup, else
 * behind an empty line.
 *
 * @example
 * appended('<p>Called.</p>', 'No answer & no mailbox'); // '<p>Called.</p><p>No answer &amp; no mailbox</p>'
 * appended('Called.', 'No answer'); // 'Called.\n\nNo answer'
 */
export const appended = (body: string, text: string): string => {
  if (body.trim() === '') return text;
  if (!MARKUP.test(body)) return `${body}\n\n${text}`;
  return body + (MARKUP.test(text) ? text : paragraph(text));
};

const readable = (text: string): string => plainText(text).replaceAll(/\s+/g, ' ').trim();

/** Whether a note ends with a text, whatever the markup. */
export const endsWith = (body: string, text: string): boolean =>
  readable(body).endsWith(readable(text));
