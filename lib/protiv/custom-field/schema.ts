import * as z from 'zod/mini';

import { nonEmpty } from '../values/schema-parts.ts';

const customFieldFile = z.strictObject({
  url: nonEmpty,
  name: z.optional(nonEmpty),
  type: z.optional(nonEmpty),
  size: z.optional(z.number()),
});

const customFieldValue = z.union([
  nonEmpty,
  z.number(),
  z.array(nonEmpty).check(z.minLength(1)),
  z.array(customFieldFile).check(z.minLength(1)),
  z.record(z.string(), nonEmpty),
]);

/** The custom fields of a record, by key. */
export const customFieldsSchema = z.record(z.string(), customFieldValue);
