/**
 * `npm run register` tells Zapier about the integration, once: its card (scripts/listing.ts), and what
 * Zapier's CLI asks for. Further arguments go to the CLI, for example `-- --url https://example.com`.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { registerArguments } from './listing.ts';

const root = resolve(import.meta.dirname, '..');
const zapierCli = resolve(root, 'node_modules/zapier-platform-cli/src/bin/run');

const { status } = spawnSync(
  process.execPath,
  [zapierCli, 'register', ...registerArguments(), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, DISABLE_ZAPIER_ANALYTICS: '1' } },
);
process.exitCode = status ?? 1;
