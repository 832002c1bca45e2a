/**
 * Bundles the app into `dist`; `npm run build` checks the types first. With `PROTIV_RELAY_URL` its
 * triggers are instant (docs/relay.md).
 */
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';

import { readArguments } from '../command-line/arguments.ts';
import { bundleApp } from './bundle.ts';
import { readRelayUrl } from './relay-url.ts';

readArguments({
  name: 'npm run build',
  help: `Bundles the app into dist/. With PROTIV_RELAY_URL its triggers are instant (docs/relay.md).

  npm run build
`,
});

const dist = resolve(import.meta.dirname, '../dist');

const relayUrl = readRelayUrl(process.env['PROTIV_RELAY_URL']);
await rm(dist, { recursive: true, force: true });
await bundleApp('index.ts', dist, relayUrl);
