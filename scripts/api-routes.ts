/** `npm run api-routes`: the routes that the API Request action may call. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { readArguments } from '../command-line/arguments.ts';
import { API_ROUTES_FILE, apiRoutesSource } from '../harness/contract/openapi/api-routes.ts';
import {
  HOW_TO_GET_THE_FILES,
  officialDirectory,
} from '../harness/contract/openapi/official-files.ts';

readArguments({
  name: 'npm run api-routes',
  help: `Writes the table of routes that the API Request action may call, made of HighLevel’s official files.

  GHL_OPENAPI_DIR=… npm run api-routes
`,
});

const directory = officialDirectory();
if (directory === undefined) {
  console.error(HOW_TO_GET_THE_FILES);
  process.exit(1);
}
writeFileSync(API_ROUTES_FILE, apiRoutesSource(directory));
execFileSync(resolve(import.meta.dirname, '../node_modules/.bin/oxfmt'), [API_ROUTES_FILE]);
console.log(`${API_ROUTES_FILE} is up to date.`);
