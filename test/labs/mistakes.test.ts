import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, it } from '@jest/globals';

import { MISTAKES } from '../../labs/mistakes/mistakes.ts';

const ROOT = resolve(__dirname, '../..');

it.each(MISTAKES)('$name: can still be made', ({ file, right, wrong, tests }) => {
  const text = readFileSync(resolve(ROOT, file), 'utf8');
  expect(text).toContain(right);
  expect(text.replace(right, wrong)).not.toBe(text);
  expect(tests.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
});

it('has a name for each mistake', () => {
  expect(new Set(MISTAKES.map(({ name }) => name)).size).toBe(MISTAKES.length);
});
