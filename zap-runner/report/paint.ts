import { styleText } from 'node:util';

/** Colours for a terminal, or none at all: the words alone must say everything. */
export interface Paint {
  bold: (text: string) => string;
  dim: (text: string) => string;
  good: (text: string) => string;
  bad: (text: string) => string;
}

/** Colour only where a person looks at a terminal and has not said no (https://no-color.org). */
export const createPaint = (
  stream: { isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Paint => {
  const hasColour = stream.isTTY === true && !environment['NO_COLOR'];
  const paint = (format: 'bold' | 'dim' | 'green' | 'red') => (text: string) =>
    hasColour ? styleText(format, text, { validateStream: false }) : text;
  return { bold: paint('bold'), dim: paint('dim'), good: paint('green'), bad: paint('red') };
};
