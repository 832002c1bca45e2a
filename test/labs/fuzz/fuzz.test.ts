import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { describeContract } from '../../../harness/contract/openapi/describe-contract.ts';
import { officialDirectory } from '../../../harness/contract/openapi/official-files.ts';
import app from '../../../index.ts';

const run = promisify(execFile);

const ROOT = resolve(__dirname, '../../..');

/** As `npm run fuzz` runs it: by itself, since it takes more memory than core lets a process have. */
const node = async (args: readonly string[], env = process.env): Promise<string> =>
  (await run(process.execPath, ['--max-old-space-size=256', ...args], { cwd: ROOT, env })).stdout;

const withoutFiles = officialDirectory() === undefined;

const KINDS = ['triggers', 'searches', 'creates'] as const;

describe('hostile input (npm run fuzz gives 10,000 of it)', () => {
  it('does no harm to any function of the app', async () => {
    const few = ['--seed', '5', '--inputs', '400'];
    const said = await node(['labs/fuzz.ts', ...few, '--without-contract']);

    const [, inputs, reached] =
      /seed 5: (\d+) inputs .* ([\d.]+) % of them reached/.exec(said) ?? [];
    expect(Number(inputs)).toBeGreaterThanOrEqual(400);
    expect(Number(reached)).toBeGreaterThanOrEqual(30);
    expect(said).toContain(' 0 functions did not hold.');
    expect(said.startsWith('Without GHL_OPENAPI_DIR: requests are NOT held')).toBe(withoutFiles);
    const operations = KINDS.flatMap((kind) =>
      Object.keys(app[kind] ?? {}).map((key) => `${kind}.${key}`),
    );
    const given = new Set(said.split('\n').map((line) => line.split(/\s{2,}/)[0]));
    expect(operations.filter((name) => !given.has(name))).toEqual([]);
  });
});

describe('npm run fuzz', () => {
  it.each([
    [
      'is not told where HighLevel’s official files are',
      '',
      /^Nothing was tried, .* are not here: git clone /,
    ],
    [
      'is told a wrong place',
      '/nowhere',
      /^Nothing was tried, .* GHL_OPENAPI_DIR has no businesses\.json/,
    ],
  ])('ends with 2 and tries nothing when it %s', async (_when, directory, reason) => {
    const env = { ...process.env, GHL_OPENAPI_DIR: directory };
    await expect(node(['labs/fuzz.ts', '--inputs', '1'], env)).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(reason),
    });
  });
});

/** What the fuzzer says of each of `mistakes.ts`. */
const NOTICED: readonly [mistake: string, RegExp][] = [
  ['takes every value for a text', /^ended as error: Something unexpected went wrong/],
  ['puts an id into a path as it is', /unknown route|a path got a part of a value|strayed to/],
  ['takes a word for an id', /strayed to GET \/contacts\/[a-z]+\/tasks/],
  ['repeats what it was given', /^repeats personal data/],
  ['copies what it was given into an object', /^a prototype was touched: polluted/],
  ['leaves work running that fails', /^Uncaught error: Error: Nobody looks/],
];

describe('the fuzzer notices an operation that', () => {
  let said: Readonly<Record<string, unknown>> = {};

  beforeAll(async () => {
    said = Object(JSON.parse(await node(['labs/fuzz/seeded-mistakes.ts'])));
  });

  it.each(NOTICED)('%s', (mistake, pattern) => {
    expect(said[mistake]).toMatch(pattern);
  });

  describeContract('by HighLevel’s official files', () => {
    it('sends a parameter that HighLevel does not know', () => {
      expect(said['sends a parameter that HighLevel does not know']).toMatch(
        /undeclared parameter/,
      );
    });
  });
});
