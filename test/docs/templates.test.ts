import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { expect, it } from '@jest/globals';

import { templatePages } from '../../scripts/reference/templates/pages.ts';
import { viewTemplates } from '../../scripts/reference/templates/view.ts';
import { zapierApp } from '../../templates/zapier-app.ts';

const FOLDER = resolve(__dirname, '../../docs/templates');

// Runs every template, which takes a while on a busy machine.
it('the generated pages of the templates are up to date (npm run docs)', async () => {
  const names = await readdir(FOLDER);
  const pages = await Promise.all(
    names.map(async (name) => [name, await readFile(join(FOLDER, name), 'utf8')] as const),
  );
  expect(Object.fromEntries(pages)).toEqual(templatePages(await viewTemplates(), zapierApp()));
}, 180_000);
