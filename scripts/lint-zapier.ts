/**
 * `npm run lint:zapier` holds the app against every check of Zapier's that can be decided without
 * its servers, and against its style guide; it fails when there is anything to find.
 * `npm run lint:zapier -- --publish` remembers the keys that Zaps now use, after a promotion.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { readApp } from './lint-zapier/read-app.ts';
import { reportOn } from './lint-zapier/report.ts';
import { styleRules, zapierRules } from './lint-zapier/rules.ts';
import { publishedKeys } from './lint-zapier/zapier/compatibility.ts';
import { PUBLISHED, readPublished } from './published.ts';

const { values } = parseArgs({ options: { publish: { type: 'boolean', default: false } } });

const app = await readApp();
if (values.publish) {
  await writeFile(PUBLISHED, `${JSON.stringify(publishedKeys(app), null, 2)}\n`);
}
const before = await readPublished();
const zapier = reportOn({ ...app, published: before }, zapierRules);
const style = reportOn(app, styleRules);
console.log('Zapier’s integration checks\n');
console.log(zapier.lines.join('\n'));
console.log('\nZapier’s style guide\n');
console.log(style.lines.join('\n'));
const findings = zapier.findings + style.findings;
console.log(`\n${findings === 0 ? 'No error, no warning.' : `${findings} found.`}`);
if (findings > 0) process.exitCode = 1;
