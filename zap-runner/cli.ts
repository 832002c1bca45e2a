/**
 * `npm run zap -- <template>`: runs a template the way Zapier would and shows each step.
 */
import { existsSync } from 'node:fs';

import { misused, readArguments, wholeNumber } from '../command-line/arguments.ts';
import { accessOf, isSending } from '../templates/access.ts';
import { findTemplate, templates } from '../templates/index.ts';
import { MOST } from '../sandbox/options.ts';
import type { ZapTemplate } from '../templates/template.ts';
import { BUILT_APP, loadHandler } from './handler.ts';
import { openLiveSession } from './demo/live-session.ts';
import { openInstantSession } from './demo/instant-session.ts';
import { openSandboxSession } from './demo/sandbox-session.ts';
import { showInstantZap } from './demo/show-instant.ts';
import { showZap, wentWell } from './demo/show.ts';
import { createPaint } from './report/paint.ts';
import { openChoices } from './setup.ts';
import type { Answers } from './setup.ts';

const COMMAND = {
  name: 'npm run zap',
  help: `npm run zap -- <template>    runs a template against a sandbox of its own
npm run zap -- --list        names the templates

  --seed N          who is in the sandbox and what happens there (default 1)
  --contacts N      how many contacts the sandbox holds at first
  --odd             some people in it are odd in the ways that real data is
  --polls N         polls in all; the first one switches the Zap on (default 3)
  --choose STEP.FIELD=VALUE
                    answers a choice that the template leaves open
  --json            prints the results as one JSON object instead
  --instant         through a relay: the Zap is told of each change, within a second
  --live            uses the connection in .env instead of a sandbox: what the template
                    writes is written for real, and what it sends is sent
  --every SECONDS   with --live, the pause before each poll (default 60)
`,
  options: {
    list: { type: 'boolean' },
    json: { type: 'boolean' },
    live: { type: 'boolean' },
    instant: { type: 'boolean' },
    seed: { type: 'string' },
    contacts: { type: 'string' },
    odd: { type: 'boolean' },
    polls: { type: 'string' },
    every: { type: 'string' },
    choose: { type: 'string', multiple: true },
  },
  words: 'any',
} as const;

const MOST_POLLS = 1_000;

/** A day. */
const MOST_SECONDS = 86_400;

const list = (): void => {
  for (const template of templates) {
    const says = [
      ...(accessOf(template) === 'read' ? ['only reads'] : []),
      ...(isSending(template) ? ['sends messages to people'] : []),
    ];
    const remark = says.length > 0 ? ` (${says.join(', ')})` : '';
    console.log(`${template.key}\n  ${template.title}${remark}`);
  }
};

/**
 * What `--choose` says, by the choice's name.
 Anything else ends the command with 2.
 */
const readAnswers = (template: ZapTemplate, given: readonly string[]): Answers => {
  const open = openChoices(template);
  const answers = given.map((text): [string, string] => {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      return misused(COMMAND, `--choose takes STEP.FIELD=VALUE, but got "${text}".`);
    }
    if (!open.includes(name)) {
      return misused(
        COMMAND,
        open.length > 0
          ? `"${name}" is none of the choices that the template leaves open: ${open.join(', ')}.`
          : `"${name}" is no choice: the template leaves none open.`,
      );
    }
    return [name, value];
  });
  return Object.fromEntries(answers);
};

const main = async (): Promise<number> => {
  const { values, words } = readArguments(COMMAND);
  const [key, another] = words;
  if (values.list) {
    list();
    return 0;
  }
  if (key === undefined) return misused(COMMAND, 'Name a template; --list has them all.');
  if (another !== undefined) {
    return misused(COMMAND, `One template at a time, but got "${key}" and "${another}".`);
  }
  const template = findTemplate(key);
  if (!template) {
    const keys = templates.map((known) => known.key).join(', ');
    return misused(COMMAND, `There is no template "${key}". There are: ${keys}.`);
  }
  const seed = wholeNumber(COMMAND, 'seed', values.seed, { most: MOST.seed }) ?? 1;
  const contacts = wholeNumber(COMMAND, 'contacts', values.contacts, { most: MOST.contacts });
  const polls = wholeNumber(COMMAND, 'polls', values.polls, { most: MOST_POLLS }) ?? 3;
  const every = wholeNumber(COMMAND, 'every', values.every, { most: MOST_SECONDS });
  const answers = readAnswers(template, values.choose ?? []);
  const [trigger] = template.steps;
  if (values.live && trigger.kind === 'otherAppTrigger') {
    return misused(
      COMMAND,
      `"${key}" starts in ${trigger.app}, whose sample records would end up in your real account. Leave out --live.`,
    );
  }
  if (values.instant && values.live) {
    return misused(
      COMMAND,
      '--instant is for this machine only: a real account has its own relay.',
    );
  }
  const people = {
    seed,
    oddPeople: values.odd ?? false,
    ...(contacts !== undefined && { contacts }),
  };
  const shown = {
    answers,
    print: values.json ? () => undefined : (line: string) => console.log(line),
    paint: createPaint(process.stdout, process.env),
  };
  if (values.instant) {
    const session = await openInstantSession(template, people);
    try {
      const hooks = await showInstantZap(template, session, shown);
      if (values.json) console.log(JSON.stringify({ template: key, hooks }));
      return wentWell(hooks) ? 0 : 1;
    } finally {
      await session.close();
    }
  }
  if (values.live && existsSync('.env')) process.loadEnvFile('.env');
  const handler = await loadHandler(BUILT_APP);
  const session = values.live
    ? await openLiveSession(handler, process.env, every)
    : await openSandboxSession(handler, template, people);
  try {
    const { polls: results } = await showZap(template, session, { polls, ...shown });
    if (values.json) console.log(JSON.stringify({ template: key, polls: results }));
    return wentWell(results) ? 0 : 1;
  } finally {
    await session.close();
  }
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
