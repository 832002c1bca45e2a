/** `npm run relay:bench`: what the relay holds out. */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { resolve } from 'node:path';

import { readArguments } from '../command-line/arguments.ts';
import { hasPostgres } from '../harness/relay/postgres.ts';
import type { StoreName } from './relay/lab.ts';
import { FULL, acknowledgement, kills, memory, pair, throughput } from './relay/sections.ts';
import { asMarkdown } from './reliability/section.ts';
import type { Section } from './reliability/section.ts';

const STORES: readonly StoreName[] = hasPostgres() ? ['SQLite', 'Postgres'] : ['SQLite'];

const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
  throughput: () => throughput(FULL, STORES),
  acknowledgement: () => acknowledgement(FULL),
  memory: () => memory(FULL),
  kills: () => kills(FULL, STORES),
  ...(hasPostgres() && { pair: () => pair(FULL) }),
};

const PAGE = resolve(import.meta.dirname, '../docs/relay.md');

/** What stands between these is made here. */
const BOUNDS = ['<!-- figures: npm run relay:bench -->', '<!-- end of figures -->'] as const;

const machine = (): string =>
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}.`;

const write = async (figures: string): Promise<void> => {
  const page = await readFile(PAGE, 'utf8');
  const [start, end] = BOUNDS;
  const [before, rest = ''] = page.split(start);
  const [, after] = rest.split(end);
  if (before === undefined || after === undefined) {
    throw new Error(`docs/relay.md has no place for the figures: ${start} … ${end}`);
  }
  await writeFile(PAGE, `${before}${start}\n\n${figures}\n\n${end}${after}`);
};

const HELP = `Puts a load on a relay in a process of its own, kills it by the hundred, looks for every event at the
end, and writes the tables into docs/relay.md.

  npm run relay:bench                       all sections
  npm run relay:bench -- throughput kills   only these; the page stays as it is

Sections: ${Object.keys(SECTIONS).join(', ')}
`;

const { words: chosen } = readArguments({
  name: 'npm run relay:bench',
  help: HELP,
  words: Object.keys(SECTIONS),
});
if (!hasPostgres()) {
  console.error('NOT MEASURED on Postgres: it is not installed (apt-get install postgresql).');
}

const sections: Section[] = [];
for (const [name, run] of Object.entries(SECTIONS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const section = await run();
  console.log(`${asMarkdown(section)}\n`);
  sections.push(section);
}
if (chosen.length === 0 && hasPostgres()) {
  const tables = sections.map((section) => asMarkdown(section).replace(/^## /, '### '));
  await write([machine(), ...tables].join('\n\n'));
}
process.exitCode = sections.some(({ failures }) => failures.length > 0) ? 1 : 0;
