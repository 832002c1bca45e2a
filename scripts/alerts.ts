/**
 * `npm run alerts`: asks Zapier for the app's latest log lines and says which of them somebody should
 * act on. Arguments go to `zapier-platform logs`, such as `--user` and `--version`; with `-` the lines
 * are read from the standard input instead.
 *
 * Exit code: 0 when nothing is wrong, 1 with alerts, 2 when there are no logs to be had.
 */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

import { inWords, judge } from './alerts/judge.ts';
import { readLines } from './alerts/lines.ts';

const CLI = resolve(import.meta.dirname, '../node_modules/.bin/zapier-platform');

const fetchLogs = async (args: readonly string[]): Promise<string> => {
  const command = ['logs', '--type', 'console', '--limit', '50', '--format', 'raw', ...args];
  const { stdout } = await promisify(execFile)(CLI, command, { maxBuffer: 50_000_000 });
  return stdout;
};

const args = process.argv.slice(2);
try {
  const logs = args.includes('-') ? await text(process.stdin) : await fetchLogs(args);
  const lines = readLines(logs);
  const alerts = judge(lines);
  for (const alert of alerts) console.log(inWords(alert));
  if (alerts.length === 0) console.log(`No alert in ${lines.length} log lines of the app.`);
  process.exitCode = alerts.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`The logs could not be read. ${error instanceof Error ? error.message : ''}`);
  process.exitCode = 2;
}
