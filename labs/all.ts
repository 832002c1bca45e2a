/** `npm run labs`: every lab in full, one after another. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { readArguments } from '../command-line/arguments.ts';

const LABS = ['reliability', 'polls', 'bench', 'relay:bench', 'fuzz', 'mistakes'] as const;

readArguments({
  name: 'npm run labs',
  help: `Every lab in full, one after another: ${LABS.join(', ')}. The first four write their pages.
It goes on where one of them fails, and ends with 1 then. Hours of work for a machine that has nothing else to do.

  npm run labs
`,
});

const root = resolve(import.meta.dirname, '..');

const failed = LABS.filter((lab) => {
  console.log(`\n# ${lab}\n`);
  return spawnSync('npm', ['run', '--silent', lab], { cwd: root, stdio: 'inherit' }).status !== 0;
});
console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : '\nAll labs held.');
process.exitCode = failed.length > 0 ? 1 : 0;
