import type { PlainOutputField } from 'zapier-platform-core';

import type { ApiRoute } from '../../ghl/api.ts';
import { rowId } from '../../ghl/client/partial-record.ts';
import { isRecord } from '../../ghl/client/json.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { MOST_BYTES } from '../platform/payload-limit.ts';

/** What is said of every request; what HighLevel answers comes as it is, under `response`. */
export const responseOutput: PlainOutputField[] = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'method', label: 'Method', type: 'string' },
  { key: 'path', label: 'Path', type: 'string' },
];

/** The id of the record that an answer holds, if it holds one. */
const idIn = (response: unknown): string | undefined =>
  isRecord(response)
    ? [response, ...Object.values(response).filter(isRecord)]
        .map(rowId)
        .find((id) => id !== undefined)
    : undefined;

/**
 * An answer as Zaps see it.
 *
 * @throws {InvalidInputError} for one that Zapier does not take
 */
export const toResponse = (
  { method, path }: Pick<ApiRoute, 'method' | 'path'>,
  response: unknown = {},
) => {
  if (Buffer.byteLength(JSON.stringify(response)) > MOST_BYTES) {
    throw new InvalidInputError(
      'HighLevel’s answer is larger than the 6 MB that Zapier takes. Ask for less of it, such as with a limit.',
    );
  }
  return { id: idIn(response) ?? path, method, path, response };
};
