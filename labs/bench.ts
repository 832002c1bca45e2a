/** `npm run bench`: what the app costs. */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { resolve } from 'node:path';

import { readArguments } from '../command-line/arguments.ts';
import { switchMemoryCheckOff } from '../harness/memory-check-off.ts';
import { Bench } from './bench/bench.ts';
import { burst } from './bench/burst.ts';
import { coldStart } from './bench/cold-start.ts';
import { definition } from './bench/definition.ts';
import { editor } from './bench/editor.ts';
import { mapping } from './bench/mapping.ts';
import { memory } from './bench/memory.ts';
import { polling } from './bench/polling.ts';
import { requests } from './bench/requests.ts';
import type { BenchSection, RunSection } from './bench/section.ts';
import { warm } from './bench/warm.ts';
import { zip } from './bench/zip.ts';
import { asMarkdown } from './reliability/section.ts';

const SECTIONS: Readonly<Record<string, RunSection>> = {
  cold: coldStart,
  warm,
  definition,
  zip,
  memory,
  requests,
  polling,
  burst,
  mapping,
  editor,
};

const HELP = `Measures what the app costs (cold starts, invocations, requests, memory, sizes), each figure
against an app that does less, prints the tables and writes them to docs/performance.md.

  npm run bench                  all sections
  npm run bench -- cold warm     only these; the page stays as it is
  npm run bench -- --json        numbers instead of tables

Sections: ${Object.keys(SECTIONS).join(', ')}
`;

const { values, words: chosen } = readArguments({
  name: 'npm run bench',
  help: HELP,
  options: { json: { type: 'boolean', default: false } },
  words: Object.keys(SECTIONS),
});

const PAGE = resolve(import.meta.dirname, '../docs/performance.md');

const missed = ({ aims }: BenchSection): string[] =>
  aims
    .filter(({ held }) => !held)
    .map(({ figure, aim, measured }) => `${figure}: ${measured}, where the aim is ${aim}.`);

const pageOf = (section: BenchSection): string =>
  asMarkdown({ ...section, failures: missed(section) });

const summary = (measured: readonly BenchSection[]): string =>
  [
    '| figure | aim | measured | |',
    '| --- | --- | --- | --- |',
    ...measured.flatMap(({ aims }) =>
      aims.map(
        ({ figure, aim, measured: value, held }) =>
          `| ${figure} | ${aim} | ${value} | ${held ? '' : '**missed**'} |`,
      ),
    ),
  ].join('\n');

const versionOf = async (path: string): Promise<string> =>
  JSON.parse(await readFile(resolve(import.meta.dirname, '..', path), 'utf8')).version;

const machine = async () => ({
  node: process.version,
  core: await versionOf('node_modules/zapier-platform-core/package.json'),
  processor: cpus()[0]?.model ?? 'unknown',
  processors: cpus().length,
});

const head = async (measured: readonly BenchSection[]): Promise<string> => {
  const { node, core, processor, processors } = await machine();
  return `<!-- Made by \`npm run bench\`; do not change it by hand. -->

# Performance

Every figure on this page comes from one run of \`npm run bench\`, on the zip that Zapier would get, in
processes with the Node options of AWS Lambda, against the [sandbox](sandbox.md). Times are processor
times, so that a busy machine changes little; what is compared ran in turn. Node ${node}, core
${core}, ${processors} × ${processor}.

${summary(measured)}`;
};

const giveBack = switchMemoryCheckOff();
const bench = new Bench();
const sections: Record<string, BenchSection> = {};
try {
  for (const [name, run] of Object.entries(SECTIONS)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    sections[name] = await run(bench);
    if (!values.json) console.log(`${pageOf(sections[name])}\n`);
  }
} finally {
  await bench.close();
  giveBack();
}

const measured = Object.values(sections);
if (values.json) console.log(JSON.stringify({ machine: await machine(), sections }, null, 2));
if (chosen.length === 0) {
  const page = [await head(measured), ...measured.map(pageOf)].join('\n\n');
  await writeFile(PAGE, `${page}\n`);
}
process.exitCode = measured.flatMap(missed).length === 0 ? 0 : 1;
