/** Colours for a terminal, or none at all: the words alone must say everything. */
export interface Paint {
  bold: (text: string) => string;
  dim: (text: string) => string;
  good: (text: string) => string;
  bad: (text: string) => string;
}

const plain = (text: string): string => text;

const style =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001B[${on}m${text}\u001B[${off}m`;

/** Colour only where a person looks at a terminal and has not said no (https://no-color.org). */
export const createPaint = (
  stream: { isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Paint =>
  stream.isTTY === true && !environment['NO_COLOR']
    ? { bold: style(1, 22), dim: style(2, 22), good: style(32, 39), bad: style(31, 39) }
    : { bold: plain, dim: plain, good: plain, bad: plain };
