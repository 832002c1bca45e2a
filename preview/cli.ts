/**
 * `npm run preview`: shows each operation as the Zap editor would, on a page of this machine.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { MOST, wholeNumber } from '../sandbox/options.ts';
import { BUILT_APP, loadHandler } from '../zap-runner/handler.ts';
import { startPreview } from './server/index.ts';

const USAGE = `The app as the Zap editor shows it, on a page of this machine.

  npm run preview -- [options]

  --port N       the port of the page (default 4020, 0 for any free one)
  --seed N       who is in the sandbox (default 1)
  --contacts N   how many contacts the sandbox holds
  --odd          some people in it are odd in the ways that real data is
  --live         uses the connection in .env instead of a sandbox: what is tested is written
                 for real
  --help         shows this text`;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      seed: { type: 'string' },
      contacts: { type: 'string' },
      odd: { type: 'boolean' },
      live: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const contacts = wholeNumber('contacts', values.contacts, MOST.contacts);
  const port = wholeNumber('port', values.port, MOST.port) ?? 4020;
  const seed = wholeNumber('seed', values.seed, MOST.seed) ?? 1;
  if (values.live && existsSync('.env')) process.loadEnvFile('.env');

  const preview = await startPreview({
    handler: await loadHandler(BUILT_APP),
    port,
    seed,
    oddPeople: values.odd ?? false,
    ...(contacts !== undefined && { contacts }),
    ...(values.live && { live: process.env }),
  });
  const stop = (): void => {
    void preview.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(`The editor's preview is at ${preview.url}\nStop it with Ctrl-C.`);
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'EADDRINUSE'
    ? 'the port is taken. Choose another one with --port, or 0 for any free one.'
    : error.message;
};

try {
  await main();
} catch (error) {
  console.error(`The preview did not start: ${reasonOf(error)}`);
  process.exitCode = 1;
}
