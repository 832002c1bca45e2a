/** `npm run lint:zapier`: the app against Zapier's checks. */
import { writeFile } from 'node:fs/promises';

import { readArguments } from '../command-line/arguments.ts';
import { zapierApp } from '../templates/zapier-app.ts';
import { listingGaps } from './lint-zapier/public-listing.ts';
import { readApp } from './lint-zapier/read-app.ts';
import { reportOn } from './lint-zapier/report.ts';
import { styleRules, zapierRules } from './lint-zapier/rules.ts';
import { publishedKeys } from './lint-zapier/zapier/compatibility.ts';
import { liveRuns } from './listing.ts';
import { PUBLISHED, readPublished } from './published.ts';

const { values } = readArguments({
  name: 'npm run lint:zapier',
  help: `Holds the app against every check of Zapier’s that can be decided without its servers, and against
its style guide; ends with 1 when there is anything to find.

  npm run lint:zapier
  npm run lint:zapier -- --publish    after a promotion: remembers the keys that Zaps now use, in
                                      published.json, and prints what a public listing still lacks
`,
  options: { publish: { type: 'boolean', default: false } },
});

if (values.publish && zapierApp() === undefined) {
  console.error(
    'Zapier does not know this app yet, so no Zap uses its keys. First: npm run register, npm run push, npx zapier-platform promote (docs/publishing.md).',
  );
  process.exit(2);
}

const read = await readApp();
if (values.publish) await writeFile(PUBLISHED, `${JSON.stringify(publishedKeys(read), null, 2)}\n`);
const app = { ...read, published: await readPublished() };
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
