import { resolve } from 'node:path';

/** Zapier's CLI, to be run with `process.execPath`: its own shebang would take any Node. */
export const ZAPIER_CLI = resolve(
  import.meta.dirname,
  '../node_modules/zapier-platform-cli/src/bin/run',
);
