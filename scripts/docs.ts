/** `npm run docs` writes the generated pages; a test fails when one is out of date. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { readArguments } from '../command-line/arguments.ts';
import { generatedPages } from './reference/generated.ts';

readArguments({
  name: 'npm run docs',
  help: `Writes the generated pages: operations, templates, field mapping, messages, licences.

  npm run docs
`,
});

const root = resolve(import.meta.dirname, '..');

for (const [path, page] of Object.entries(await generatedPages())) {
  await mkdir(dirname(resolve(root, path)), { recursive: true });
  await writeFile(resolve(root, path), page);
}
