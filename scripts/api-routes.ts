/** Writes the table of routes that the API Request action may call. */
import { writeFileSync } from 'node:fs';

import { API_ROUTES_FILE, apiRoutesSource } from '../harness/contract/openapi/api-routes.ts';
import {
  HOW_TO_GET_THE_FILES,
  officialDirectory,
} from '../harness/contract/openapi/official-files.ts';

const directory = officialDirectory();
if (directory === undefined) throw new Error(HOW_TO_GET_THE_FILES);
writeFileSync(API_ROUTES_FILE, apiRoutesSource(directory));
console.log(`${API_ROUTES_FILE} is up to date.`);
