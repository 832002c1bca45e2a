/** `npm run mistakes`: proves that the tests notice. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { misused, readArguments, wholeNumber } from '../command-line/arguments.ts';
import { MISTAKES } from './mistakes/mistakes.ts';
import type { Mistake } from './mistakes/mistakes.ts';

const root = resolve(import.meta.dirname, '..');

const copyProject = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'protiv-mistakes-'));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.split('\n').filter((name) => name !== '')) {
    cpSync(join(root, file), join(copy, file), { force: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

const runTests = (copy: string, tests: readonly string[]): boolean => {
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/jest/bin/jest.js'), '--coverage=false', ...tests],
    { cwd: copy, env: process.env, stdio: 'ignore' },
  );
  return status === 0;
};

/** Whether the tests notice. */
const isNoticed = (copy: string, mistake: Mistake): boolean => {
  const file = join(copy, mistake.file);
  const right = readFileSync(file, 'utf8');
  if (!right.includes(mistake.right)) {
    throw new Error(
      `"${mistake.name}" no longer fits ${mistake.file}: bring labs/mistakes/mistakes.ts up to date.`,
    );
  }
  writeFileSync(file, right.replace(mistake.right, mistake.wrong));
  const passed = runTests(copy, mistake.tests);
  writeFileSync(file, right);
  return !passed;
};

/** Some of a list, evenly spread from a place that the seed says. */
const someOf = <T>(list: readonly T[], count: number, seed: number): T[] => {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_item, index) => (index + seed) % step === 0).slice(0, count);
};

const COMMAND = {
  name: 'npm run mistakes',
  help: `Makes one mistake at a time in a copy of the project and expects the tests to fail (docs/testing.md).

  npm run mistakes                             all of them
  npm run mistakes -- --named redirect         those with this word in their names
  npm run mistakes -- --few 3 --seed 7         three of them; the same seed means the same ones
`,
  options: { named: { type: 'string' }, few: { type: 'string' }, seed: { type: 'string' } },
} as const;

const { values } = readArguments(COMMAND);
const named = MISTAKES.filter(({ name }) => name.includes(values.named ?? ''));
if (named.length === 0) misused(COMMAND, `No mistake has “${values.named ?? ''}” in its name.`);
const few = wholeNumber(COMMAND, 'few', values.few, { least: 1 }) ?? named.length;
const chosen = someOf(named, few, wholeNumber(COMMAND, 'seed', values.seed) ?? 1);
const copy = copyProject();
try {
  const every = [...new Set(chosen.flatMap(({ tests }) => tests))];
  if (!runTests(copy, every)) throw new Error('The tests fail before any mistake is made.');
  let missed = 0;
  for (const mistake of chosen) {
    const noticed = isNoticed(copy, mistake);
    if (!noticed) missed += 1;
    console.log(`${noticed ? 'noticed' : 'MISSED '}  ${mistake.name}`);
  }
  console.log(`${chosen.length - missed} of ${chosen.length} mistakes noticed`);
  if (missed > 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
