import * as z from 'zod/mini';

import { id, nonEmpty } from '../values/schema-parts.ts';

/** A tag of the location, Protiv-shaped. */
export const tagSchema = z.strictObject({ id, tagId: id, name: z.optional(nonEmpty) });

export type Tag = z.infer<typeof tagSchema>;
