/**
 * A small picture of a Zap's steps as SVG. Every card has a background of its own and the arrows a
 * grey between light and dark, so that it reads on a white page and on a black one.
 */
import { sends } from '../../../templates/access.ts';
import type { StepView } from './view.ts';

const WIDTH = 480;
const MARGIN = 4;
const GAP = 24;
const PADDING = 14;
const TEXT_LEFT = 62;
const LINE_HEIGHT = 20;
const APP_HEIGHT = 18;

/** Characters of a title that fit on a line, beside its mark. */
const LINE_LENGTH = 42;

const FONT = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";

/** Each dark enough for white text. */
const COLOURS = { own: '#1d4f91', other: '#57606a', filter: '#7d4e00' } as const;
const ARROW = '#7d8590';

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Breaks a title into lines at spaces; a word that is too long is cut. */
const lines = (title: string): string[] => {
  const broken: string[] = [];
  for (const word of title.split(' ')) {
    const line = broken.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= LINE_LENGTH) {
      broken[broken.length - 1] = `${line} ${word}`;
    } else {
      broken.push(word.length > LINE_LENGTH ? `${word.slice(0, LINE_LENGTH - 1)}…` : word);
    }
  }
  return broken;
};

type Pictured = Pick<StepView, 'app' | 'number' | 'step' | 'title'>;

const kindOf = ({ step }: Pictured): keyof typeof COLOURS => {
  if (step.kind === 'filter') return 'filter';
  return 'operation' in step ? 'own' : 'other';
};

/** Whether HighLevel is read or written, or sends a message; nothing for other apps. */
const markOf = ({ step }: Pictured): string | undefined => {
  if (!('operation' in step)) return undefined;
  if (sends(step)) return 'sends';
  return step.kind === 'create' ? 'writes' : 'reads';
};

const heightOf = (step: Pictured): number =>
  2 * PADDING + APP_HEIGHT + lines(step.title).length * LINE_HEIGHT - 4;

const mark = (text: string, top: number): string[] => [
  `<rect x="${WIDTH - MARGIN - 72}" y="${top + 12}" width="60" height="20" rx="10" fill="#fff" fill-opacity="0.18"/>`,
  `<text x="${WIDTH - MARGIN - 42}" y="${top + 26}" font-size="12" text-anchor="middle">${text}</text>`,
];

/** Users of this app look for HighLevel, and find it by another name. */
const appOf = (step: Pictured): string =>
  kindOf(step) === 'own' ? `${step.app} for HighLevel` : step.app;

const card = (step: Pictured, top: number): string[] => {
  const height = heightOf(step);
  const first = top + PADDING + APP_HEIGHT + 12;
  const marked = markOf(step);
  return [
    `<rect x="${MARGIN}" y="${top}" width="${WIDTH - 2 * MARGIN}" height="${height}" rx="10" fill="${COLOURS[kindOf(step)]}"/>`,
    `<circle cx="33" cy="${top + height / 2}" r="15" fill="#fff" fill-opacity="0.18"/>`,
    `<text x="33" y="${top + height / 2 + 5}" font-size="15" font-weight="600" text-anchor="middle">${step.number}</text>`,
    `<text x="${TEXT_LEFT}" y="${top + PADDING + 10}" font-size="12" fill-opacity="0.85">${escaped(appOf(step))}</text>`,
    ...lines(step.title).map(
      (line, index) =>
        `<text x="${TEXT_LEFT}" y="${first + index * LINE_HEIGHT}" font-size="16" font-weight="600">${escaped(line)}</text>`,
    ),
    ...(marked ? mark(marked, top) : []),
  ];
};

/** An arrow from one card to the next one. */
const arrow = (top: number): string => {
  const middle = WIDTH / 2;
  const tip = top + GAP - 3;
  return `<path d="M${middle} ${top + 3}V${tip - 6}M${middle - 5} ${tip - 7}L${middle} ${tip - 1}L${middle + 5} ${tip - 7}" fill="none" stroke="${ARROW}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`;
};

/** What the picture shows, for those who do not see it. */
export const pictureText = (steps: readonly Pictured[]): string =>
  steps.map(({ number, app, title }) => `${number}. ${app}: ${title}`).join(', ');

/** @returns an SVG document */
export const picture = (steps: readonly Pictured[]): string => {
  const drawn: string[] = [];
  let top = MARGIN;
  for (const [index, step] of steps.entries()) {
    if (index > 0) drawn.push(arrow(top - GAP));
    drawn.push(...card(step, top));
    top += heightOf(step) + GAP;
  }
  const height = top - GAP + MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="${FONT}">
<title>${escaped(pictureText(steps))}</title>
<g fill="#fff">
${drawn.join('\n')}
</g>
</svg>
`;
};
