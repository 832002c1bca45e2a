import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { withChange } from './json.ts';
import type { Change } from './json.ts';

const FILES = [
  'businesses',
  'calendars',
  'campaigns',
  'contacts',
  'conversations',
  'forms',
  'locations',
  'oauth',
  'opportunities',
  'surveys',
  'users',
  'workflows',
] as const;

export type OfficialFile = (typeof FILES)[number];

const content = z.record(z.string(), z.object({ schema: z.optional(z.unknown()) }));

const operation = z.object({
  parameters: z.optional(
    z.array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.optional(z.boolean()),
        schema: z.unknown(),
      }),
    ),
  ),
  requestBody: z.optional(z.object({ required: z.optional(z.boolean()), content })),
  responses: z.record(z.string(), z.object({ content: z.optional(content) })),
  security: z.optional(z.array(z.unknown())),
});

const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

/** One operation of a file, as far as the contract looks at it. Schemas are OpenAPI 3.0. */
export type OfficialOperation = z.infer<typeof operation>;
export type OfficialDocument = z.infer<typeof document>;

/** What a developer without the files reads in place of the contract tests. */
export const HOW_TO_GET_THE_FILES =
  "HighLevel's OpenAPI files are not here: git clone https://github.com/GoHighLevel/highlevel-api-docs, " +
  'then set GHL_OPENAPI_DIR to its folder apps/ and run the tests again.';

/**
 * The folder of HighLevel's OpenAPI files (`apps/` of GoHighLevel/highlevel-api-docs), or
 * `undefined` where `GHL_OPENAPI_DIR` is not set.
 */
export const officialDirectory = (): string | undefined =>
  process.env['GHL_OPENAPI_DIR'] || undefined;

/**
 * Reads the official files with `changes` made to them. A change's path starts with the file's
 * name without `.json`.
 * @throws Error when the folder lacks a file, a file is not OpenAPI, or a change leads nowhere.
 */
export function readOfficialFiles(
  directory: string,
  changes: readonly Change[],
): ReadonlyMap<OfficialFile, OfficialDocument> {
  const asPublished: unknown = Object.fromEntries(
    FILES.map((name) => [name, read(directory, name)]),
  );
  const changed = z.record(z.enum(FILES), document).parse(changes.reduce(withChange, asPublished));
  return new Map(FILES.map((name) => [name, changed[name]]));
}

function read(directory: string, name: OfficialFile): unknown {
  const path = join(directory, `${name}.json`);
  if (!existsSync(path)) {
    throw new Error(`GHL_OPENAPI_DIR has no ${name}.json. ${HOW_TO_GET_THE_FILES}`);
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}
