/**
 * `npm run register` tells Zapier about the integration, once: its card (scripts/listing.ts), and what
 * Zapier's CLI asks for. Further arguments go to the CLI, for example `-- --url https://example.com`.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { registerArguments } from './listing.ts';
import { ZAPIER_CLI } from './zapier-cli.ts';

const root = resolve(import.meta.dirname, '..');

const { status } = spawnSync(
  process.execPath,
  [ZAPIER_CLI, 'register', ...registerArguments(), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, DISABLE_ZAPIER_ANALYTICS: '1' } },
);
process.exitCode = status ?? 1;
