/** `npm run lint:zapier`: both builds of the app, without a relay and with one, against Zapier's checks. */
import { writeFile } from 'node:fs/promises';

import { readArguments } from '../command-line/arguments.ts';
import { instantApp, pollingApp } from '../harness/relay/instant-app.ts';
import { zapierApp } from '../templates/zapier-app.ts';
import { listingGaps } from './lint-zapier/public-listing.ts';
import { readApp } from './lint-zapier/read-app.ts';
import { reportOn } from './lint-zapier/report.ts';
import { styleRules, zapierRules } from './lint-zapier/rules.ts';
import { publishedKeys } from './lint-zapier/zapier/compatibility.ts';
import { liveRuns } from './listing.ts';
import { PUBLISHED, isInstant, readPublished } from './published.ts';
import { readRelayUrl } from './relay-url.ts';

const { values } = readArguments({
  name: 'npm run lint:zapier',
  help: `Holds both builds of the app, without a relay and with one, against every check of Zapier’s that can
be decided without its servers, and against its style guide; ends with 1 when there is anything to find.

  npm run lint:zapier
  npm run lint:zapier -- --publish    after a promotion: remembers the keys that Zaps now use, in
                                      published.json, and prints what a public listing still lacks;
                                      with PROTIV_RELAY_URL where the version was built with it
`,
  options: { publish: { type: 'boolean', default: false } },
});

if (values.publish && zapierApp() === undefined) {
  console.error(
    'Zapier does not know this app yet, so no Zap uses its keys. First: npm run register, npm run push, npx zapier-platform promote (docs/publishing.md).',
  );
  process.exit(2);
}

const isWithRelay = readRelayUrl(process.env['PROTIV_RELAY_URL']) !== '';
const polling = await readApp(pollingApp);
const instantly = await readApp(instantApp, polling);
if (values.publish) {
  const now = isWithRelay ? instantly : polling;
  await writeFile(PUBLISHED, `${JSON.stringify(publishedKeys(now), null, 2)}\n`);
  console.log(`${listingGaps(now, liveRuns).join('\n')}\n`);
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
