import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { missingPlaces } from '../../harness/recipe.ts';

const ROOT = resolve(__dirname, '../..');

/** An operation that nobody has: the whole one that the page shows, under another name. */
const KEY = 'find_visit';
const LABEL = 'Find Visit';

const quoted = (file: string): string => {
  const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const block = page.split(`<!-- file: ${file} -->\n\n\`\`\`ts\n`)[1]?.split('\n```')[0];
  if (!block) throw new Error(`CONTRIBUTING.md does not show ${file}.`);
  return `${block}\n`;
};

const renamed = (text: string): string =>
  text.replaceAll('find_appointment', KEY).replaceAll('Find Appointment', LABEL);

/** The five places of the recipe, by file, and what goes there. */
const PLACES: Readonly<Record<string, () => string>> = {
  [`searches/${KEY}.ts`]: () => renamed(quoted('searches/find_appointment.ts')),
  'searches/index.ts': () => `export { default as ${KEY} } from './${KEY}.ts';\n`,
  [`harness/operations/${KEY}.ts`]: () => renamed(quoted('harness/operations/find_appointment.ts')),
  [`test/searches/${KEY}.test.ts`]: () =>
    renamed(readFileSync(join(ROOT, 'test/searches/find_appointment.test.ts'), 'utf8')),
  'CHANGELOG.md': () => `\n- New search ${LABEL} (search/${KEY}): by its ID.\n`,
};

const APPENDED: ReadonlySet<string> = new Set(['searches/index.ts', 'CHANGELOG.md']);

const copies: string[] = [];

/** A copy of the project with a new operation, all of it or one place left out. */
const projectWithout = (left?: string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'protiv-recipe-'));
  copies.push(copy);
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of files
    .split('\n')
    .filter((name) => /\.(?:ts|tsx|js|cjs|json|md)$/.test(name))) {
    cpSync(join(ROOT, file), join(copy, file), { force: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const [file, text] of Object.entries(PLACES)) {
    if (file === left) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    if (APPENDED.has(file)) appendFileSync(join(copy, file), text());
    else writeFileSync(join(copy, file), text());
  }
  return copy;
};

afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

describe('the recipe for an operation', () => {
  let copy: string;

  beforeAll(() => {
    copy = projectWithout();
  });

  it('is five places, and each check takes the operation in', () => {
    expect(missingPlaces(copy)).toEqual([]);
    const tests = ['test/operations', 'test/labs/bench/requests', 'test/docs/changelog', KEY];
    const only = ['--testNamePattern', `${KEY}|${LABEL}|of the recipe|names every operation`];
    const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
    const { status, stderr } = spawnSync(
      process.execPath,
      [jest, '--coverage=false', '-w', '1', '--verbose', ...tests, ...only],
      { cwd: copy, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
    for (const proof of [
      'says what to do where something goes wrong on the way',
      'declares it all, labelled and of the type it has',
      'asks for no more than it needs, in each way that it can go',
      'give nothing and change nothing in searches.find_visit',
      'names every operation by its key and its label',
    ]) {
      expect(stderr).toContain(proof);
    }
    expect(stderr).toContain(`PASS test/searches/${KEY}.test.ts`);
  });

  it.each([
    [
      `searches/${KEY}.ts`,
      `searches/${KEY}.ts is missing: it is the operation of searches.${KEY}.`,
    ],
    ['searches/index.ts', `searches/index.ts has no line for ${KEY}.`],
    [
      `harness/operations/${KEY}.ts`,
      `harness/operations/${KEY}.ts is missing: it is the facts of searches.${KEY}.`,
    ],
    [
      `test/searches/${KEY}.test.ts`,
      `test/searches/${KEY}.test.ts is missing: it is the test of searches.${KEY}.`,
    ],
    ['CHANGELOG.md', `CHANGELOG.md has no line for search/${KEY}.`],
  ])('fails without %s, and names it', (place, complaint) => {
    const text = readFileSync(join(copy, place), 'utf8');
    if (APPENDED.has(place)) {
      writeFileSync(join(copy, place), readFileSync(join(ROOT, place), 'utf8'));
    } else {
      rmSync(join(copy, place));
    }
    expect(missingPlaces(copy)).toEqual([complaint]);
    writeFileSync(join(copy, place), text);
  });

  it('fails with facts or a test of an operation that is gone, and names them', () => {
    for (const place of [`searches/${KEY}.ts`, 'searches/index.ts']) {
      writeFileSync(join(copy, place), '');
      rmSync(join(copy, place));
    }
    cpSync(join(ROOT, 'searches/index.ts'), join(copy, 'searches/index.ts'));
    expect(missingPlaces(copy)).toEqual([
      `test/searches/${KEY}.test.ts: there is no searches.${KEY}.`,
      `harness/operations/${KEY}.ts: there is no operation ${KEY}.`,
    ]);
  });
});
