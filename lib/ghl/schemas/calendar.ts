import * as z from 'zod/mini';

import { flag, id, text } from './fields.ts';

const teamMember = z.looseObject({ userId: text, isPrimary: flag });

/** A calendar; some refuse a booking that names none of their team members (#23). */
export const wireCalendar = z.looseObject({
  id,
  name: text,
  groupId: text,
  isActive: flag,
  calendarType: text,
  slotDuration: z.nullish(z.number()),
  slotDurationUnit: text,
  teamMembers: z.nullish(z.array(teamMember)),
});

export type WireCalendar = z.infer<typeof wireCalendar>;
