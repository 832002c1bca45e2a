/**
 * `npm run audit:runtime`: asks the npm registry for known weaknesses of what ships. A finding fails;
 * a registry that does not answer (offline, or a mirror without this route) is said and passes.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { readArguments } from '../command-line/arguments.ts';
import { readAudit } from './supply-chain/audit-report.ts';

readArguments({
  name: 'npm run audit:runtime',
  help: `Asks the npm registry for known weaknesses of what ships. A finding fails; a registry that gives no
report is said, and passes.

  npm run audit:runtime
`,
});

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: resolve(import.meta.dirname, '..'),
  encoding: 'utf8',
  shell: process.platform === 'win32',
  env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
});
if (error) throw error;

const outcome = readAudit(stdout);
switch (outcome.kind) {
  case 'clean':
    console.log('No known weakness in the runtime dependencies.');
    break;
  case 'findings':
    console.error(`Known weaknesses in what ships:\n${outcome.findings.join('\n')}`);
    process.exitCode = 1;
    break;
  case 'unanswered':
    console.log(
      `NOT CHECKED for known weaknesses: the npm registry gives no report (${outcome.reason}).`,
    );
}
