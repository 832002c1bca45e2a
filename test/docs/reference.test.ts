import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { expect, it } from '@jest/globals';

import { readOperations } from '../../scripts/reference/operations.ts';
import { referencePages } from '../../scripts/reference/pages.ts';

const FOLDER = resolve(__dirname, '../../docs/operations');

it('the generated reference is up to date (npm run docs)', async () => {
  const names = await readdir(FOLDER);
  const pages = await Promise.all(
    names.map(async (name) => [name, await readFile(join(FOLDER, name), 'utf8')] as const),
  );
  expect(Object.fromEntries(pages)).toEqual(referencePages(await readOperations()));
});
