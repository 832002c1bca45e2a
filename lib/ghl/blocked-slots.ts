import * as zod from 'zod/mini';

import type { EventWindow } from './appointments.ts';
import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { unwrapAppointment, wireAppointment } from './schemas/appointment.ts';
import type { WireAppointment } from './schemas/appointment.ts';

const version = API_VERSION.calendars;

/** A time is blocked for a calendar or for a user; HighLevel refuses both at once (official file). */
export type BlockedSlotOwner = { calendarId: string } | { assignedUserId: string };

/** Times with an offset, as `BlockSlotCreateRequestDTO` declares them. */
export interface BlockedSlotTimes {
  title?: string | undefined;
  startTime: string;
  endTime: string;
}

/** What is blocked within a window of time, all in one answer (`GET /calendars/blocked-slots`). */
export const listBlockedSlots = async (
  ghl: Ghl,
  owner: BlockedSlotOwner,
  { from, to }: EventWindow,
): Promise<WireAppointment[]> => {
  const { events } = await ghl.read({
    path: '/calendars/blocked-slots',
    scope: 'calendars/events.readonly',
    version,
    query: {
      locationId: ghl.locationId,
      ...('calendarId' in owner ? owner : { userId: owner.assignedUserId }),
      startTime: String(from),
      endTime: String(to),
    },
    answer: zod.looseObject({ events: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireAppointment, events);
};

/** Blocks a time (`POST /calendars/events/block-slots`); the answer has no envelope. */
export const createBlockedSlot = async (
  ghl: Ghl,
  owner: BlockedSlotOwner,
  { title, startTime, endTime }: BlockedSlotTimes,
): Promise<WireAppointment> => {
  const answer = await ghl.write({
    method: 'POST',
    path: '/calendars/events/block-slots',
    scope: 'calendars/events.write',
    version,
    body: {
      ...owner,
      ...(title !== undefined && { title }),
      startTime,
      endTime,
      locationId: ghl.locationId,
    },
    answer: zod.unknown(),
  });
  return ghl.record(wireAppointment, unwrapAppointment(answer));
};
