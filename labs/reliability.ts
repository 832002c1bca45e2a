/** `npm run reliability`: what the app does when things go wrong. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { readArguments } from '../command-line/arguments.ts';
import { switchMemoryCheckOff } from '../harness/memory-check-off.ts';
import { bursts } from './reliability/bursts.ts';
import { faultSections } from './reliability/faults.ts';
import { replays } from './reliability/replays.ts';
import { asMarkdown } from './reliability/section.ts';
import type { Section } from './reliability/section.ts';
import { throttling } from './reliability/throttle.ts';
import { tokens } from './reliability/tokens.ts';

const SECTIONS: Readonly<Record<string, () => Promise<readonly Section[]>>> = {
  faults: () => faultSections(),
  replays: () => replays(),
  throttle: () => throttling(),
  bursts,
  tokens,
};

const PAGE = resolve(import.meta.dirname, '../docs/reliability.md');

const HEAD = `<!-- Made by \`npm run reliability\`; do not change it by hand. -->

# Reliability

Every figure on this page comes from a run of \`npm run reliability\`: the app's own code on Zapier's
core, against the [sandbox](sandbox.md) with faults switched on. Time is held by the clock of the
run, so that nothing waits.`;

const HELP = `Runs every operation against the sandbox with faults switched on, and the polls, replays and tokens
that a Zap lives through; prints the tables and writes them to docs/reliability.md.

  npm run reliability                     all sections
  npm run reliability -- faults tokens    only these; the page stays as it is

Sections: ${Object.keys(SECTIONS).join(', ')}
`;

const { words: chosen } = readArguments({
  name: 'npm run reliability',
  help: HELP,
  words: Object.keys(SECTIONS),
});

switchMemoryCheckOff();
const pages: string[] = [];
let failures = 0;
for (const [name, run] of Object.entries(SECTIONS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  for (const section of await run()) {
    const page = asMarkdown(section);
    console.log(`${page}\n`);
    pages.push(page);
    failures += section.failures.length;
  }
}
if (chosen.length === 0) await writeFile(PAGE, `${[HEAD, ...pages].join('\n\n')}\n`);
process.exitCode = failures === 0 ? 0 : 1;
