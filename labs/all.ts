/**
 * `npm run labs`: every lab in full, one after another: reliability, bench, the relay, fuzz and the seeded mistakes.
 * The first three write their pages. It goes on where one of them fails, and ends
 * with 1 then.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const LABS = ['reliability', 'bench', 'relay:bench', 'fuzz', 'mistakes'] as const;

const root = resolve(import.meta.dirname, '..');

const failed = LABS.filter((lab) => {
  console.log(`\n# ${lab}\n`);
  return spawnSync('npm', ['run', '--silent', lab], { cwd: root, stdio: 'inherit' }).status !== 0;
});
console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : '\nAll labs held.');
process.exitCode = failed.length > 0 ? 1 : 0;
