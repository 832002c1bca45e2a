/**
 * `npm run lint:zapier` holds the app against every check of Zapier's that can be decided without
 * its servers, and against its style guide; it fails when there is anything to find.
 * `npm run lint:zapier -- --publish` remembers the keys that Zaps now use, after a promotion, and prints
 * what a public listing still lacks.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import * as z from 'zod/mini';

import { zapierApp } from '../templates/zapier-app.ts';
import { listingGaps } from './lint-zapier/public-listing.ts';
import { readApp } from './lint-zapier/read-app.ts';
import { reportOn } from './lint-zapier/report.ts';
import { styleRules, zapierRules } from './lint-zapier/rules.ts';
import { publishedKeys } from './lint-zapier/zapier/compatibility.ts';
import { liveRuns } from './listing.ts';

const published = resolve(import.meta.dirname, '../published.json');

const keys = z.record(
  z.string(),
  z.object({ inputs: z.array(z.string()), sample: z.array(z.string()) }),
);

const { values } = parseArgs({ options: { publish: { type: 'boolean', default: false } } });

if (values.publish && zapierApp() === undefined) {
  console.error(
    'Zapier does not know this app yet, so no Zap uses its keys. First: npm run register, npm run push, npx zapier-platform promote (docs/publishing.md).',
  );
  process.exit(2);
}

const read = await readApp();
if (values.publish) await writeFile(published, `${JSON.stringify(publishedKeys(read), null, 2)}\n`);
const before = existsSync(published)
  ? keys.parse(JSON.parse(await readFile(published, 'utf8')))
  : undefined;
const app = { ...read, published: before };
if (values.publish) console.log(`${listingGaps(app, liveRuns).join('\n')}\n`);
const zapier = reportOn(app, zapierRules);
const style = reportOn(app, styleRules);
console.log('Zapier’s integration checks\n');
console.log(zapier.lines.join('\n'));
console.log('\nZapier’s style guide\n');
console.log(style.lines.join('\n'));
const findings = zapier.findings + style.findings;
console.log(`\n${findings === 0 ? 'No error, no warning.' : `${findings} found.`}`);
if (findings > 0) process.exitCode = 1;
