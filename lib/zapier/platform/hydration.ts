import type { Bundle } from 'zapier-platform-core';
import type * as zod from 'zod/mini';

import { InvalidInputError } from '../../protiv/values/invalid-input.ts';

/**
 * What a hydration pointer asks for. Zapier signs pointers, so that nobody else can make one, and
 * keeps them for as long as a held run: one may have been made by another version of the app.
 *
 * @throws {InvalidInputError} when this version cannot read it
 */
export const readPointer = <Schema extends zod.ZodMiniType>(
  schema: Schema,
  bundle: Pick<Bundle, 'inputData'>,
): zod.infer<Schema> => {
  const pointer = schema.safeParse(bundle.inputData);
  if (pointer.success) return pointer.data;
  throw new InvalidInputError(
    'The rest of this record can no longer be fetched, because the Zap’s trigger found it with another version of Protiv. Start the Zap again with a new record, or find the record in a step of its own.',
  );
};
