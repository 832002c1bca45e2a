import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import app from '../../index.ts';
import { templates } from '../../templates/index.ts';

const ROOT = resolve(__dirname, '../..');

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const [triggers = 0, searches = 0, actions = 0] = [app.triggers, app.searches, app.creates].map(
  (registry) => Object.keys(registry ?? {}).length,
);

/** How many of everything there are, by the word for it. */
const COUNTS: Readonly<Record<string, number>> = {
  triggers,
  searches,
  actions,
  operations: triggers + searches + actions,
  templates: Object.keys(templates).length,
};

/** A number of them all: "12 triggers"; what a page says of some of them has words between. */
const COUNTED = new RegExp(`(?<![\\d.,-])(\\d+) (${Object.keys(COUNTS).join('|')})\\b`, 'g');

const countsIn = (page: string): { page: string; count: string; there: string }[] =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(COUNTED)].map(([count, , what = '']) => ({
    page,
    count,
    there: `${COUNTS[what]} ${what}`,
  }));

describe('what pages count', () => {
  it('is what there is', () => {
    const counted = PAGES.flatMap(countsIn);
    expect(counted.filter(({ count, there }) => count !== there)).toEqual([]);
  });

  it('is there in README.md, of each kind', () => {
    expect(countsIn('README.md').map(({ there }) => there)).toEqual(
      expect.arrayContaining([
        `${triggers} triggers`,
        `${searches} searches`,
        `${actions} actions`,
        `${templates.length} templates`,
      ]),
    );
  });
});
