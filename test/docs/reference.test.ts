import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { generatedPages } from '../../scripts/reference/generated.ts';

const ROOT = resolve(__dirname, '../..');

/** Where every page is generated, so that one which no longer is must go. */
const GENERATED_FOLDERS = ['docs/operations'];

let pages: Record<string, string>;

beforeAll(async () => {
  pages = await generatedPages();
});

describe('the generated pages (npm run docs)', () => {
  it('are up to date', async () => {
    const paths = Object.keys(pages);
    const written = await Promise.all(
      paths.map(async (path) => [path, await readFile(resolve(ROOT, path), 'utf8')] as const),
    );
    expect(Object.fromEntries(written)).toEqual(pages);
  });

  it.each(GENERATED_FOLDERS)('are all there is in %s', async (folder) => {
    const names = await readdir(resolve(ROOT, folder));
    expect(names.map((name) => join(folder, name)).toSorted()).toEqual(
      Object.keys(pages)
        .filter((path) => dirname(path) === folder)
        .toSorted(),
    );
  });
});
