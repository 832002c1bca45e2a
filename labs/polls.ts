/** `npm run polls`: days of polls in virtual time. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import * as z from 'zod/mini';

import { readArguments } from '../command-line/arguments.ts';
import { OTHERS } from './polls/dates-and-lists.ts';
import { CHANGES, CONTACTS, TASKS, WITHOUT } from './polls/scenarios.ts';
import type { Scenario } from './polls/scenarios.ts';
import { tableOf } from './polls/table.ts';

interface Part {
  title: string;
  says: string;
  scenarios: readonly Scenario[];
}

const PARTS: Readonly<Record<string, Part>> = {
  contacts: {
    title: 'New contacts',
    says: 'With the Zap’s id and a cache that keeps. Besides the import a contact comes by itself every 13 minutes. A page of 2 s means that each page takes that long whatever its size; where no time is named it is 2 s.',
    scenarios: CONTACTS,
  },
  changes: {
    title: 'Changes and tags',
    says: 'Tag Added: of those who have the tag already, 500 are edited, which is nothing new; 2,000 others get it within ten minutes.',
    scenarios: CHANGES,
  },
  tasks: {
    title: 'Tasks',
    says: 'HighLevel lists tasks oldest first here, so that a new one stands last. Where the list does not fit into a poll it is read in turns.',
    scenarios: TASKS,
  },
  others: {
    title: 'Dates, contents and plain lists',
    says: 'Triggers that wait for a moment, that tell contents apart, or that read a list that comes whole; a page of 2 s.',
    scenarios: OTHERS,
  },
  without: {
    title: 'Without the Zap’s id, or with a cache that forgets',
    says: 'The cache forgets all at every tenth poll. What may be lost is said in the text below the table.',
    scenarios: WITHOUT,
  },
};

const PAGE = resolve(import.meta.dirname, '../docs/polls.md');

const HELP = `Days of polls in virtual time, against a ledger of the truth: slow answers, imports, outages, lost
results, a cache that forgets. Prints the tables and writes them to docs/polls.md.

  npm run polls                     all parts
  npm run polls -- contacts tasks   only these; the page stays as it is

Parts: ${Object.keys(PARTS).join(', ')}
`;

const { words: chosen } = readArguments({
  name: 'npm run polls',
  help: HELP,
  words: Object.keys(PARTS),
});

const pages: string[] = [];
let failures = 0;
for (const [name, { title, says, scenarios }] of Object.entries(PARTS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`## ${title}\n`);
  const table = await tableOf(scenarios, (line) => console.log(line));
  failures += table.failures.length;
  const limits = scenarios.flatMap(({ name: what, mayLose }) =>
    mayLose ? [`- **${what}** may lose ${mayLose}.`] : [],
  );
  const held =
    table.failures.length === 0
      ? 'All of it held.'
      : `**Did not hold:**\n\n${table.failures.map((line) => `- ${line}`).join('\n')}`;
  console.log(`\n${held}\n`);
  pages.push([`## ${title}`, says, table.markdown, ...limits, held].join('\n\n'));
}

const MOST_MEGABYTES = 450;

const memory = async (): Promise<string> => {
  const run = promisify(execFile);
  const measured = z.object({ megabytes: z.number(), records: z.number() });
  const lines: string[] = [];
  for (const customFields of ['0', '40', '300']) {
    const program = resolve(import.meta.dirname, 'polls/memory.ts');
    const { stdout } = await run(process.execPath, [program, '10000', customFields]);
    const { megabytes, records } = measured.parse(JSON.parse(stdout));
    if (megabytes >= MOST_MEGABYTES) failures += 1;
    lines.push(`| ${customFields} | ${records.toLocaleString('en')} | ${megabytes} MB |`);
  }
  return [
    '## Memory',
    `The most that the process held while one poll read 10,000 new contacts, core and the HighLevel in memory included; Zapier ends a process above ${MOST_MEGABYTES} MB. What does not fit into the poll comes with the next one.`,
    [
      '| custom fields of each | records of the poll | memory |',
      '| --- | --- | --- |',
      ...lines,
    ].join('\n'),
  ].join('\n\n');
};

if (chosen.length === 0) {
  const page = await memory();
  console.log(`${page}\n`);
  pages.push(page);
}

const HEAD = `<!-- Made by \`npm run polls\`; do not change it by hand. -->

# Polls over days

Every figure on this page comes from a run of \`npm run polls\` on ${new Date().toISOString().slice(0, 10)}: the app’s own
triggers, against a HighLevel in memory that answers as slowly as told, in virtual time. A Zap is
switched on, then polled every five minutes; a ledger knows what became due and when. Search is five
seconds behind the writes. [bursts.md](bursts.md) says what follows from it.`;

if (chosen.length === 0) await writeFile(PAGE, `${[HEAD, ...pages].join('\n\n')}\n`);
process.exitCode = failures === 0 ? 0 : 1;
