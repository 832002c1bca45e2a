import * as z from 'zod/mini';

import { id, nonEmpty, time } from '../values/schema-parts.ts';

/** A contact and its records as one flat row, for a spreadsheet or a dashboard. */
export const contactSummarySchema = z.strictObject({
  id,
  contactId: id,
  name: z.optional(nonEmpty),
  email: z.optional(nonEmpty),
  phone: z.optional(nonEmpty),
  /** With commas between. */
  tags: z.optional(nonEmpty),
  source: z.optional(nonEmpty),
  assignedTo: z.optional(nonEmpty),
  assignedToName: z.optional(nonEmpty),
  dateAdded: z.optional(time),
  lastActivity: z.optional(time),
  openTasks: z.number(),
  overdueTasks: z.number(),
  completedTasks: z.number(),
  nextDueDate: z.optional(time),
  nextTaskTitle: z.optional(nonEmpty),
  notesInLast30Days: z.number(),
  upcomingAppointments: z.number(),
  nextAppointment: z.optional(time),
  nextAppointmentTitle: z.optional(nonEmpty),
});

export type ContactSummary = z.infer<typeof contactSummarySchema>;
