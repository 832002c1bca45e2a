/**
 * `npm start`: shows what the app is for, in half a minute and without an account. A sandbox comes
 * up on a free port, the app connects to it through OAuth, and a Zap runs from trigger to action.
 */

import { readArguments, wholeNumber } from '../command-line/arguments.ts';
import { MOST } from '../sandbox/options.ts';
import routeNewContact from '../templates/route-new-contact.ts';
import { openSandboxSession } from '../zap-runner/demo/sandbox-session.ts';
import { showZap, wentWell } from '../zap-runner/demo/show.ts';
import { BUILT_APP, loadHandler } from '../zap-runner/handler.ts';
import { createPaint } from '../zap-runner/report/paint.ts';

/** Switched on, fires for what is new, and stays quiet about what the Zap itself wrote. */
const POLLS = 3;

const COMMAND = {
  name: 'npm start',
  help: `A whole Zap, from trigger to action, against a HighLevel sandbox on this machine.

  npm start                 needs no account and writes nothing outside the sandbox
  npm start -- --seed N     other people, and another result (default 1)
  npm start -- --help       shows this text

npm run zap -- --list       names the other Zaps that can be tried
`,
  options: { seed: { type: 'string' } },
} as const;

const main = async (): Promise<boolean> => {
  const seed =
    wholeNumber(COMMAND, 'seed', readArguments(COMMAND).values.seed, { most: MOST.seed }) ?? 1;
  const session = await openSandboxSession(await loadHandler(BUILT_APP), routeNewContact, { seed });
  try {
    const { polls } = await showZap(routeNewContact, session, {
      polls: POLLS,
      print: (line) => console.log(line),
      paint: createPaint(process.stdout, process.env),
    });
    return wentWell(polls);
  } finally {
    await session.close();
  }
};

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(
    `The demonstration stopped: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}
