/**
 * `npm run lint:zapier` holds the app against every check of Zapier's that can be decided without
 * its servers, and against its style guide; it fails when there is anything to find.
 * `npm run lint:zapier -- --publish` remembers the keys that Zaps now use, after a promotion.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import * as z from 'zod/mini';

import { readApp } from './lint-zapier/read-app.ts';
import { reportOn } from './lint-zapier/report.ts';
import { styleRules, zapierRules } from './lint-zapier/rules.ts';
import { publishedKeys } from './lint-zapier/zapier/compatibility.ts';

const published = resolve(import.meta.dirname, '../published.json');

const keys = z.record(
  z.string(),
  z.object({ inputs: z.array(z.string()), sample: z.array(z.string()) }),
);

const { values } = parseArgs({ options: { publish: { type: 'boolean', default: false } } });

const app = await readApp();
if (values.publish) {
  await writeFile(published, `${JSON.stringify(publishedKeys(app), null, 2)}\n`);
}
const before = existsSync(published)
  ? keys.parse(JSON.parse(await readFile(published, 'utf8')))
  : undefined;
const zapier = reportOn({ ...app, published: before }, zapierRules);
const style = reportOn(app, styleRules);
console.log('Zapier’s integration checks\n');
console.log(zapier.lines.join('\n'));
console.log('\nZapier’s style guide\n');
console.log(style.lines.join('\n'));
const findings = zapier.findings + style.findings;
console.log(`\n${findings === 0 ? 'No error, no warning.' : `${findings} found.`}`);
if (findings > 0) process.exitCode = 1;
