/**
 * `npm run live`: checks the app against a real HighLevel sub-account, for people with credentials.
 * It reads first, asks before the first write, creates only what it deletes again, and prints what
 * it found. Use a test sub-account.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';

import { readArguments } from '../command-line/arguments.ts';
import { scopesFor } from '../lib/ghl/client/scopes.ts';
import { openLiveSession } from '../zap-runner/demo/live-session.ts';
import { BUILT_APP, loadHandler } from '../zap-runner/handler.ts';
import { Checker } from './live/checker.ts';
import { checkReads, checkWrites } from './live/checks.ts';

const COMMAND = {
  name: 'npm run live',
  help: `Checks Protiv against a real HighLevel sub-account.

  npx zapier-platform invoke auth start    once: connects, and keeps the connection in .env
  npm run live                             reads, then asks before it writes
  npm run live -- --read-only              only reads
  npm run live -- --yes                    does not ask

Use a test sub-account. What is created is deleted again.
`,
  options: {
    'read-only': { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
} as const;

const mayWrite = async (): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    // An input that ends answers nothing: no means no write.
    const ended = once(terminal, 'close').then(() => '');
    const answered = terminal.question(
      '\nThe next checks create one contact in this sub-account and delete it again. Go on? (y/N) ',
    );
    return /^y(es)?$/i.test((await Promise.race([answered, ended])).trim());
  } finally {
    terminal.close();
  }
};

/** One of the open questions: whether HighLevel grants just what a connection asks for. */
const comparedWithAsked = (granted: string): string => {
  const held = new Set(granted.split(/\s+/).filter((scope) => scope !== ''));
  const withSales = held.has('opportunities.readonly') ? 'sales' : 'contacts';
  const asked: readonly string[] = scopesFor(
    held.has('contacts.write') ? 'write' : 'read',
    held.has('objects/record.readonly') ? 'everything' : withSales,
  );
  const missing = asked.filter((scope) => !held.has(scope));
  const more = [...held].filter((scope) => !asked.includes(scope));
  if (missing.length > 0) return `less than was asked for: ${missing.join(', ')} is missing`;
  return more.length > 0
    ? `more than was asked for: also ${more.join(', ')}`
    : 'exactly what was asked for';
};

const main = async (): Promise<number> => {
  const { values } = readArguments(COMMAND);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { connection, account, connected } = await openLiveSession(
    await loadHandler(BUILT_APP),
    process.env,
  );
  const { scope } = connection.authData;
  const granted = typeof scope === 'string' ? scope : '';
  console.log([...account, ...connected].join('\n'));
  console.log(`Granted: ${granted || 'no scopes'}`);
  console.log(`That is ${comparedWithAsked(granted)}.`);

  const check = new Checker(connection, (line) => {
    console.log(line);
  });
  await checkReads(check);
  if (!granted.includes('contacts.write')) {
    console.log('\nThis connection is read only, so nothing was written.');
  } else if (!values['read-only'] && (values.yes || (await mayWrite()))) {
    await checkWrites(check);
  }
  console.log(check.failed === 0 ? '\nEverything worked.' : `\n${check.failed} checks failed.`);
  return check.failed === 0 ? 0 : 1;
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
