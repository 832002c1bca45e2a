import * as z from 'zod/mini';

import { id, nonEmpty, time } from '../values/schema-parts.ts';

/** A contact's task, Protiv-shaped. */
export const taskSchema = z.strictObject({
  id,
  taskId: id,
  contactId: z.optional(nonEmpty),
  contactName: z.optional(nonEmpty),
  title: z.optional(nonEmpty),
  status: z.enum(['open', 'completed']),
  /** Still open after its due date. */
  overdue: z.boolean(),
  dueDate: z.optional(time),
  /** The same for people, on the clocks of the sub-account. */
  dueDateText: z.optional(nonEmpty),
  notes: z.optional(nonEmpty),
  assignedTo: z.optional(nonEmpty),
  assignedToName: z.optional(nonEmpty),
  businessId: z.optional(nonEmpty),
  dateAdded: z.optional(time),
  dateUpdated: z.optional(time),
});

export type Task = z.infer<typeof taskSchema>;
