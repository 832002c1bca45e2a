/**
 * `npm run alerts`: asks Zapier for the app's latest log lines and says which of them somebody should
 * act on.
 */
import { text } from 'node:stream/consumers';

import { helpIfAsked } from '../command-line/arguments.ts';
import { fetchLogs } from './alerts/fetch.ts';
import { inWords, judge } from './alerts/judge.ts';
import { readLogs } from './alerts/lines.ts';

const help = `Says what in the app's latest log lines needs somebody (docs/logs.md).

  npm run --silent alerts                         asks Zapier for the lines of your own Zaps
  npm run --silent alerts -- --user ana@example.com --version 0.1.0
                                                  the same; arguments go to \`zapier-platform logs\`
  npm run --silent alerts -- -                    reads lines from the standard input
  npm run --silent alerts -- --help               shows this text

Ends with 0 when nothing is wrong, with 1 when there are alerts, and with 2 when there are no logs to be had.
`;

const NOTHING_READ =
  'No log line of the app in what was read: give what `zapier-platform logs --type console` prints with `--format raw`.';

const NOTHING_LOGGED =
  'Zapier has no log lines, so nothing is watched: it gives those of your own Zaps only, unless `--user` names another user. Each connection leaves a line a day.';

const args = process.argv.slice(2);

const run = async (): Promise<number> => {
  const isGiven = args.includes('-');
  const { count, lines } = readLogs(await (isGiven ? text(process.stdin) : fetchLogs(args)));
  if (count === 0) throw new Error(isGiven ? NOTHING_READ : NOTHING_LOGGED);
  const alerts = judge(lines);
  for (const alert of alerts) console.log(inWords(alert));
  if (alerts.length > 0) return 1;
  console.log(`No alert in ${lines.length} log lines of the app.`);
  return 0;
};

helpIfAsked({ help }, args);
try {
  process.exitCode = await run();
} catch (error) {
  console.error(
    `The logs could not be read. ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 2;
}
