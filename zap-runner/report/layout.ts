import { isRecord } from '../records.ts';

/** Characters of the widest line. */
export const WIDTH = 100;

/** Width of the column that says what a block is: Gives, Input, Output … */
const LABEL_WIDTH = 10;

/** On one line, and with no control character that a terminal would obey. */
const singleLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim();

/** A value as a person reads it. */
export const readable = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(readable).join(', ');
  if (isRecord(value)) {
    return Object.entries(value)
      .map(([key, content]) => `${key} ${readable(content)}`)
      .join(', ');
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? singleLine(value) : JSON.stringify(value);
};

/** `customFields__lead_score` reads "Lead score", `firstName` "First name". */
export const humanize = (key: string): string => {
  const words = key
    .replace(/^.*__/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_[\]]+/g, ' ')
    .trim()
    .toLowerCase();
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace(/\bid$/i, 'ID');
};

/** Breaks pieces that are joined by `separator` into lines; a piece too long for a line is cut. */
const fill = (pieces: readonly string[], separator: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces.flatMap((text) => cut(singleLine(text), width))) {
    const longer = line === '' ? piece : `${line}${separator}${piece}`;
    if (longer.length > width) {
      lines.push(line);
      line = piece;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
};

/** Cuts a text that does not fit into a line, at spaces where it has them. */
const cut = (text: string, width: number): string[] => {
  if (text.length <= width) return [text];
  const space = text.lastIndexOf(' ', width);
  const at = space > 0 ? space : width;
  return [text.slice(0, at), ...cut(text.slice(at).trimStart(), width)];
};

/** Words wrapped to the width of the page. */
export const paragraph = (text: string, indent = 0): string[] =>
  fill(singleLine(text).split(' '), ' ', WIDTH - indent).map((line) => ' '.repeat(indent) + line);

/** A labelled block: the label in a column of its own, the pieces beside it. */
export const block = (label: string, pieces: readonly string[], indent: number): string[] =>
  fill(pieces, ' · ', WIDTH - indent - LABEL_WIDTH).map(
    (line, index) => ' '.repeat(indent) + (index === 0 ? label : '').padEnd(LABEL_WIDTH) + line,
  );

/** "1 contact", "3 contacts". */
export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`;
