import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(__dirname, '../..');

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** The name that GitHub gives a heading's anchor. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsIn = (page: string): string[] =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

const outsideCode = (text: string): string =>
  text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

const linksIn = (page: string): string[] =>
  [...outsideCode(textOf(page)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?|mailto):/.test(target));

describe('the pages link to what is there', () => {
  it.each(pages)('%s', (page) => {
    const broken = linksIn(page).filter((target) => {
      const [path = '', anchor] = target.split('#');
      const linked = path === '' ? page : join(dirname(page), path);
      try {
        const known = linked.endsWith('.md') ? anchorsIn(linked) : [];
        return anchor !== undefined && !known.includes(anchor);
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
  });
});
