/**
 * `npm run lint:zapier` holds both builds of the app, without a relay and with one, against every check of
 * Zapier's that can be decided without its servers, and against its style guide; it fails when there is
 * anything to find. `npm run lint:zapier -- --publish` remembers the keys that Zaps now use, after a
 * promotion: with `PROTIV_RELAY_URL` where the version was built with it.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { instantApp, pollingApp } from '../harness/relay/instant-app.ts';
import { readApp } from './lint-zapier/read-app.ts';
import { reportOn } from './lint-zapier/report.ts';
import { styleRules, zapierRules } from './lint-zapier/rules.ts';
import { publishedKeys } from './lint-zapier/zapier/compatibility.ts';
import { PUBLISHED, isInstant, readPublished } from './published.ts';
import { readRelayUrl } from './relay-url.ts';

const { values } = parseArgs({ options: { publish: { type: 'boolean', default: false } } });

const isWithRelay = readRelayUrl(process.env['PROTIV_RELAY_URL']) !== '';
const polling = await readApp(pollingApp);
const instantly = await readApp(instantApp, polling);
if (values.publish) {
  const now = publishedKeys(isWithRelay ? instantly : polling);
  await writeFile(PUBLISHED, `${JSON.stringify(now, null, 2)}\n`);
}
const published = await readPublished();
const isPublishedInstant = isInstant(published);
const builds = [
  { build: 'without a relay', app: polling, isPublished: !isPublishedInstant },
  { build: 'with a relay', app: instantly, isPublished: isPublishedInstant },
];
let findings = 0;
for (const { build, app, isPublished } of builds) {
  const zapier = reportOn({ ...app, ...(isPublished && { published }) }, zapierRules);
  const style = reportOn(app, styleRules);
  console.log(`Zapier’s integration checks, ${build}\n`);
  console.log(zapier.lines.join('\n'));
  console.log(`\nZapier’s style guide, ${build}\n`);
  console.log(style.lines.join('\n'));
  console.log('');
  findings += zapier.findings + style.findings;
}
console.log(findings === 0 ? 'No error, no warning.' : `${findings} found.`);
if (findings > 0) process.exitCode = 1;
