import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import { runNode } from '../../../harness/cli.ts';

const ROOT = resolve(__dirname, '../../..');

const packageJson = z.object({ scripts: z.record(z.string(), z.string()) });

/** The programs of ours behind the commands of package.json. */
const programs = async (): Promise<{ name: string; args: string[] }[]> => {
  const text = await readFile(resolve(ROOT, 'package.json'), 'utf8');
  const { scripts } = packageJson.parse(JSON.parse(text));
  return Object.entries(scripts).flatMap(([name, script]) => {
    const [, program] = /(?:^|&& )node ((?:-\S+ )*\S+\.ts(?: \w+)?)$/.exec(script) ?? [];
    return program === undefined ? [] : [{ name, args: program.split(' ') }];
  });
};

it('there is a program behind each command that is ours', async () => {
  expect((await programs()).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['start', 'sandbox', 'preview', 'zap', 'push', 'live', 'bench', 'labs']),
  );
});

it('every command tells what it does, and ends well', async () => {
  for (const { name, args } of await programs()) {
    const { code, stdout, stderr } = await runNode([...args, '--help']);
    expect({ name, code, stderr }).toEqual({ name, code: 0, stderr: '' });
    expect(stdout).toMatch(/npm (run|start)/);
  }
});

/** A command and what it is told that it does not know. */
it.each([
  [['labs/all.ts'], '--nonsense'],
  [['scripts/live.ts'], '--nonsense'],
  [['relay/cli.ts'], '--nonsense'],
  [['sandbox/cli.ts'], 'nonsense'],
  [['scripts/docs.ts'], 'nonsense'],
  [['labs/polls.ts'], 'nonsense'],
  [['labs/mistakes.ts'], '--few'],
  [['labs/mistakes.ts', '--few'], '0'],
])('%j says in a sentence that it does not know %s', async (args, stray) => {
  const { code, stdout, stderr } = await runNode([...args, stray]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(stray);
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  expect(stderr).not.toMatch(/^ +at /m);
});
