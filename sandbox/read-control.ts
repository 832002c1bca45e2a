import * as z from 'zod/mini';

import { unprocessable } from './api-error.ts';

/**
 * What a request to the sandbox's own controls says.
 *
 * @throws {ApiError} 422 with a sentence for each thing that is wrong
 */
export const readControl = <Schema extends z.ZodMiniType>(
  schema: Schema,
  given: unknown,
): z.output<Schema> => {
  const read = schema.safeParse(given, { error: z.locales.en().localeError });
  if (read.success) return read.data;
  throw unprocessable(
    ...read.error.issues.map(({ path, message }) => [path.join('.'), message].join(': ')),
  );
};
