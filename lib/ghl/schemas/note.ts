import * as z from 'zod/mini';

import { flag, id, moment, text } from './fields.ts';

/** A contact's note, or an appointment's, which names its author in `createdBy`. */
export const wireNote = z.looseObject({
  id,
  contactId: text,
  title: text,
  body: text,
  userId: text,
  createdBy: z.nullish(z.looseObject({ id: text, name: text })),
  dateAdded: moment,
  color: text,
  pinned: flag,
});

export type WireNote = z.infer<typeof wireNote>;

/** Properties that the official file declares for writing a note; create needs `body`. */
export type NoteBody = {
  body?: string;
  title?: string;
  userId?: string;
  color?: string;
  pinned?: boolean;
};
