import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

const report = z.object({
  diagnostics: z.array(
    z.object({ code: z.string(), filename: z.string(), help: z.optional(z.string()) }),
  ),
});

const ROOT = resolve(__dirname, '../..');

interface Breach {
  border: string;
  /** A file that would import what it may not. */
  file: string;
  imports: string;
  /** What lint says of it. */
  says: string;
}

/** One for each border that CONTRIBUTING.md names. */
const BREACHES: readonly Breach[] = [
  ...['lib/protiv/contact/record.ts', 'lib/zapier/location/location.ts'].map((target) => ({
    border: 'HighLevel’s words know no other',
    file: 'lib/ghl/breach.ts',
    imports: `../${target.slice(4)}`,
    says: 'lib/ghl knows HighLevel',
  })),
  {
    border: 'Protiv’s words know no platform',
    file: 'lib/protiv/contact/breach.ts',
    imports: '../../zapier/location/location.ts',
    says: 'lib/protiv maps records',
  },
  ...['./find_contact.ts', '../triggers/new_contact.ts'].map((target) => ({
    border: 'operations never import each other',
    file: 'searches/breach.ts',
    imports: target,
    says: 'Operations never import each other',
  })),
  ...[
    'harness/app.ts',
    'labs/bench/zip.ts',
    'sandbox/index.ts',
    'zap-runner/handler.ts',
    'preview/protocol.ts',
    'relay/index.ts',
    'scripts/bundle.ts',
    'test/sandbox/api.ts',
  ].flatMap((target) => [
    {
      border: 'nothing that ships imports the tools',
      file: 'creates/breach.ts',
      imports: `../${target}`,
      says: 'Nothing that ships imports the tools',
    },
    ...['ghl', 'protiv', 'zapier'].map((layer) => ({
      border: 'nothing that ships imports the tools',
      file: `lib/${layer}/breach.ts`,
      imports: `../../${target}`,
      says: 'no-restricted-imports',
    })),
  ]),
  {
    border: 'the sandbox shares no code with the app',
    file: 'sandbox/breach.ts',
    imports: '../lib/ghl/contacts.ts',
    says: 'The sandbox shares no code',
  },
  ...['lib/ghl/contacts.ts', 'sandbox/index.ts', 'harness/app.ts'].map((target) => ({
    border: 'the relay is a server of its own',
    file: 'relay/breach.ts',
    imports: `../${target}`,
    says: 'it knows nothing of the app',
  })),
  {
    border: 'the preview’s page knows only its protocol',
    file: 'preview/page/breach.ts',
    imports: '../server/index.ts',
    says: 'The page knows its server by',
  },
  ...['labs/bench/zip.ts', 'scripts/bundle.ts', 'test/sandbox/api.ts'].map((target) => ({
    border: 'the harness knows nobody who uses it',
    file: 'harness/breach.ts',
    imports: `../${target}`,
    says: 'it knows none of them',
  })),
  ...['labs', 'scripts'].map((folder) => ({
    border: 'tools import no tests',
    file: `${folder}/breach.ts`,
    imports: '../test/sandbox/api.ts',
    says: 'never imports a test',
  })),
  ...['labs/bench/zip.ts', 'scripts/bundle.ts'].map((target) => ({
    border: 'a test imports only the tool that it tests',
    file: 'test/operations/breach.test.ts',
    imports: `../../${target}`,
    says: 'Tests and tools share the harness',
  })),
  {
    border: 'a test imports only the tool that it tests',
    file: 'test/labs/breach.test.ts',
    imports: '../../scripts/bundle.ts',
    says: 'Tests and tools share the harness',
  },
  {
    border: 'a test imports only the tool that it tests',
    file: 'test/scripts/breach.test.ts',
    imports: '../../labs/bench/zip.ts',
    says: 'Tests and tools share the harness',
  },
  {
    border: 'zod only in its small form',
    file: 'lib/zapier/zod-breach.ts',
    imports: 'zod',
    says: 'zod/mini',
  },
  {
    border: 'no circle',
    file: 'lib/zapier/circle/one.ts',
    imports: './other.ts',
    says: 'no-cycle',
  },
];

describe('each border of the house', () => {
  let copy: string;
  let said: z.infer<typeof report>['diagnostics'];

  /** Each breach in a file of its own, by its number, in the folder where it would be. */
  const placeOf = ({ file }: Pick<Breach, 'file'>, index: number): string =>
    file.replace(/(\w+?)((?:\.test)?\.ts)$/, `$1_${index}$2`);

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'protiv-borders-'));
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), text);
    };
    cpSync(join(ROOT, '.oxlintrc.json'), join(copy, '.oxlintrc.json'));
    for (const [index, breach] of BREACHES.entries()) {
      write(placeOf(breach, index), `export * from '${breach.imports}';\n`);
    }
    const circle = BREACHES.findIndex(({ border }) => border === 'no circle');
    write('lib/zapier/circle/other.ts', `export * from './one_${circle}.ts';\n`);
    const oxlint = join(ROOT, 'node_modules/.bin/oxlint');
    const { stdout } = spawnSync(oxlint, ['--format', 'json'], { cwd: copy, encoding: 'utf8' });
    said = report.parse(JSON.parse(stdout)).diagnostics;
  });

  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it.each(BREACHES.map((breach, index) => ({ ...breach, place: placeOf(breach, index) })))(
    '$border: $file may not import $imports',
    ({ place, says }) => {
      const own = said.filter(({ filename }) => filename === place);
      const texts = own.map(({ code, help = '' }) => `${code} ${help}`);
      expect(texts).toContainEqual(expect.stringContaining(says));
    },
  );
});
