import * as z from 'zod/mini';

import { flag, id, moment, text, texts } from './fields.ts';

/**
 * An appointment ("event") as any route gives it. Times carry an offset, except in a contact's
 * appointments: "2021-07-16 11:00:00". Those rows and live creates also say `status` "booked", and
 * a live create has been seen to spell `appoinmentStatus` and to leave out the times.
 */
export const wireAppointment = z.looseObject({
  id,
  contactId: text,
  calendarId: text,
  groupId: text,
  title: text,
  appointmentStatus: text,
  appoinmentStatus: text,
  status: text,
  assignedUserId: text,
  users: texts,
  address: text,
  notes: text,
  description: text,
  startTime: moment,
  endTime: moment,
  dateAdded: moment,
  dateUpdated: moment,
  isRecurring: flag,
  rrule: text,
  masterEventId: text,
  /** Version v3 lists deleted events too. */
  deleted: flag,
});

export type WireAppointment = z.infer<typeof wireAppointment>;

const envelope = z.looseObject({
  appointment: z.optional(z.unknown()),
  event: z.optional(z.unknown()),
});

/**
 * The appointment inside an answer: the official file says `{event}`, the live route answers
 * `{appointment}`, and create and update answer without an envelope.
 */
export const unwrapAppointment = (answer: unknown): unknown => {
  const { appointment, event } = envelope.safeParse(answer).data ?? {};
  return appointment ?? event ?? answer;
};

/**
 * Properties that the official file declares for writing an appointment; create needs `calendarId`,
 * `contactId`, `startTime` and the sub-account's `locationId`, and `PUT` takes no `contactId`.
 */
export type AppointmentBody = {
  calendarId?: string;
  contactId?: string;
  startTime?: string;
  endTime?: string;
  title?: string;
  description?: string;
  address?: string;
  assignedUserId?: string;
  appointmentStatus?: string;
  meetingLocationType?: string;
  overrideLocationConfig?: boolean;
  ignoreDateRange?: boolean;
  ignoreFreeSlotValidation?: boolean;
  toNotify?: boolean;
};
