import * as z from 'zod/mini';

import { id, nonEmpty, time } from '../values/schema-parts.ts';

/** An appointment, Protiv-shaped. */
export const appointmentSchema = z.strictObject({
  id,
  appointmentId: id,
  contactId: z.optional(nonEmpty),
  contactName: z.optional(nonEmpty),
  calendarId: z.optional(nonEmpty),
  calendarName: z.optional(nonEmpty),
  title: z.optional(nonEmpty),
  /** new, confirmed, cancelled, showed, noshow, invalid; later GHL versions add more. */
  status: z.optional(nonEmpty),
  startTime: z.optional(time),
  /** The same moment in UTC: what tells appointments apart, whatever the sub-account's time zone. */
  startTimeUtc: z.optional(time),
  /** The same for people, on the clocks of the sub-account. */
  startTimeText: z.optional(nonEmpty),
  endTime: z.optional(time),
  /** IANA name; the times are in its offset. */
  timezone: z.optional(nonEmpty),
  assignedTo: z.optional(nonEmpty),
  assignedToName: z.optional(nonEmpty),
  notes: z.optional(nonEmpty),
  address: z.optional(nonEmpty),
  calendarGroupId: z.optional(nonEmpty),
  isRecurring: z.optional(z.boolean()),
  dateAdded: z.optional(time),
  dateUpdated: z.optional(time),
});

export type Appointment = z.infer<typeof appointmentSchema>;
