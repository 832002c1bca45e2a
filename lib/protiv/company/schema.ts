import * as z from 'zod/mini';

import { id, nonEmpty, time } from '../values/schema-parts.ts';

/** A company ("business" in the API) that contacts can belong to, Protiv-shaped. */
export const companySchema = z.strictObject({
  id,
  companyId: id,
  name: z.optional(nonEmpty),
  phone: z.optional(nonEmpty),
  email: z.optional(nonEmpty),
  website: z.optional(nonEmpty),
  address: z.optional(nonEmpty),
  city: z.optional(nonEmpty),
  state: z.optional(nonEmpty),
  postalCode: z.optional(nonEmpty),
  country: z.optional(nonEmpty),
  description: z.optional(nonEmpty),
  dateAdded: z.optional(time),
  dateUpdated: z.optional(time),
});

export type Company = z.infer<typeof companySchema>;
