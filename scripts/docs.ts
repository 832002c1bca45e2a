/** `npm run docs` writes the generated pages under `docs/`; a test fails when one is out of date. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { readOperations } from './reference/operations.ts';
import { referencePages } from './reference/pages.ts';

const folder = resolve(import.meta.dirname, '../docs/operations');

await mkdir(folder, { recursive: true });
for (const [name, page] of Object.entries(referencePages(await readOperations()))) {
  await writeFile(join(folder, name), page);
}
