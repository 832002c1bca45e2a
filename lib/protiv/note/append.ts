import { plainText } from '../values/plain-text.ts';

/** What HighLevel's editor writes, and other apps send. */
const OPENS = /<(?:p|div|ul|ol|li|b|i|u|strong|em|a|span|h[1-6])\b[^<>]*>/i;
const CLOSES = /<\/(?:p|div|ul|ol|li|b|i|u|strong|em|a|span|h[1-6])>/i;
const BREAKS = /<br\b[^<>]*>/i;

/** Signs of a formula such as `a <b> c` are none. */
const hasMarkup = (text: string): boolean =>
  BREAKS.test(text) || (OPENS.test(text) && CLOSES.test(text));

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const paragraph = (text: string): string =>
  `<p>${text.replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign).replaceAll(/\r?\n/g, '<br>')}</p>`;

/**
 * The text of a note with more at its end: a paragraph of its own where one of them has markup, which
 * then both have; else behind an empty line.
 *
 * @example
 * appended('<p>Called.</p>', 'No answer & no mailbox'); // '<p>Called.</p><p>No answer &amp; no mailbox</p>'
 * appended('Called.', 'No answer'); // 'Called.\n\nNo answer'
 */
export const appended = (body: string, text: string): string => {
  if (body.trim() === '') return text;
  if (!hasMarkup(body) && !hasMarkup(text)) return `${body}\n\n${text}`;
  return [body, text].map((part) => (hasMarkup(part) ? part : paragraph(part))).join('');
};

/** What is read, line by line. */
const linesOf = (text: string): string =>
  plainText(text)
    .split(/\r?\n/)
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

/**
 * How often a text stands in a note in lines of its own, whatever the markup.
 *
 * @example
 * timesIn('<p>Called.</p><p>Called again.</p>', 'Called.'); // 1
 */
export const timesIn = (body: string, text: string): number => {
  const [lines, wanted] = [`\n${linesOf(body)}\n`, `\n${linesOf(text)}\n`];
  let times = 0;
  for (let at = lines.indexOf(wanted); at !== -1; at = lines.indexOf(wanted, at + 1)) times += 1;
  return times;
};
