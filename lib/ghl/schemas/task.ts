import * as z from 'zod/mini';

import { flag, id, moment, text } from './fields.ts';

/** Task search says `_id` where every other route says `id` (recorded live). */
const withId = z.transform((row: unknown): unknown =>
  typeof row === 'object' && row !== null && '_id' in row && !('id' in row)
    ? { ...row, id: row._id }
    : row,
);

/** Only rows of task search name people, and often only in part (recorded live). */
const person = z.nullish(z.looseObject({ firstName: text, lastName: text }));

export type WirePerson = z.infer<typeof person>;

/** A task of a contact, or a row of the sub-account's task search. */
export const wireTask = z.pipe(
  withId,
  z.looseObject({
    id,
    contactId: text,
    title: text,
    body: text,
    assignedTo: text,
    dueDate: moment,
    completed: flag,
    status: text,
    statusGroup: text,
    businessId: text,
    deleted: flag,
    dateAdded: moment,
    dateUpdated: moment,
    contactDetails: person,
    assignedToUserDetails: person,
  }),
);

export type WireTask = z.infer<typeof wireTask>;

/** Properties that the official file declares for writing a task; create needs the first three. */
export type TaskBody = {
  title?: string;
  dueDate?: string;
  completed?: boolean;
  body?: string;
  assignedTo?: string;
};
