/** `npm run register` tells Zapier about the integration, once. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { helpIfAsked } from '../command-line/arguments.ts';
import { registerArguments } from './listing.ts';
import { ZAPIER_CLI } from './zapier-cli.ts';

const root = resolve(import.meta.dirname, '..');

const args = process.argv.slice(2);
helpIfAsked(
  {
    help: `Tells Zapier about the integration, once: its card (scripts/listing.ts), and what Zapier’s CLI asks
for. Log in first: npx zapier-platform login. docs/publishing.md has the whole way.

  npm run register
  npm run register -- --url https://example.com    arguments go to \`zapier-platform register\`
`,
  },
  args,
);

const { status } = spawnSync(
  process.execPath,
  [ZAPIER_CLI, 'register', ...registerArguments(), ...args],
  { cwd: root, stdio: 'inherit', env: { ...process.env, DISABLE_ZAPIER_ANALYTICS: '1' } },
);
process.exitCode = status ?? 1;
