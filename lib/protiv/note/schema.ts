import * as z from 'zod/mini';

import { id, nonEmpty, time } from '../values/schema-parts.ts';

/** A note of a contact or an appointment, Protiv-shaped. */
export const noteSchema = z.strictObject({
  id,
  noteId: id,
  contactId: z.optional(nonEmpty),
  contactName: z.optional(nonEmpty),
  title: z.optional(nonEmpty),
  /** As it was written: plain text or HTML. */
  body: z.optional(nonEmpty),
  bodyText: z.optional(nonEmpty),
  dateAdded: z.optional(time),
  /** The author's user id. */
  createdBy: z.optional(nonEmpty),
  createdByName: z.optional(nonEmpty),
  color: z.optional(nonEmpty),
  pinned: z.optional(z.boolean()),
});

export type Note = z.infer<typeof noteSchema>;
