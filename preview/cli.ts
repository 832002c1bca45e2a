/**
 * `npm run preview`: shows each operation as the Zap editor would, on a page of this machine.
 */
import { existsSync } from 'node:fs';

import { readArguments, reasonOf, wholeNumber } from '../command-line/arguments.ts';
import { whenStopped } from '../command-line/stopping.ts';
import { MOST } from '../sandbox/options.ts';
import { BUILT_APP, loadHandler } from '../zap-runner/handler.ts';
import { startPreview } from './server/index.ts';

const COMMAND = {
  name: 'npm run preview',
  help: `The app as the Zap editor shows it, on a page of this machine.

  npm run preview -- [options]

  --port N       the port of the page (default 4020, 0 for any free one)
  --seed N       who is in the sandbox (default 1)
  --contacts N   how many contacts the sandbox holds
  --odd          some people in it are odd in the ways that real data is
  --live         uses the connection in .env instead of a sandbox: what is tested is written
                 for real
  --help         shows this text
`,
  options: {
    port: { type: 'string' },
    seed: { type: 'string' },
    contacts: { type: 'string' },
    odd: { type: 'boolean' },
    live: { type: 'boolean' },
  },
} as const;

const main = async (): Promise<void> => {
  const { values } = readArguments(COMMAND);
  const contacts = wholeNumber(COMMAND, 'contacts', values.contacts, { most: MOST.contacts });
  const port = wholeNumber(COMMAND, 'port', values.port, { most: MOST.port }) ?? 4020;
  const seed = wholeNumber(COMMAND, 'seed', values.seed, { most: MOST.seed }) ?? 1;
  if (values.live && existsSync('.env')) process.loadEnvFile('.env');

  const preview = await startPreview({
    handler: await loadHandler(BUILT_APP),
    port,
    seed,
    oddPeople: values.odd ?? false,
    ...(contacts !== undefined && { contacts }),
    ...(values.live && { live: process.env }),
  });
  whenStopped(() => {
    void preview.close();
  });
  console.log(`The editor's preview is at ${preview.url}\nStop it with Ctrl-C.`);
};

try {
  await main();
} catch (error) {
  console.error(`The preview did not start: ${reasonOf(error)}`);
  process.exitCode = 1;
}
