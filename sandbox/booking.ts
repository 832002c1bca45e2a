import { ApiError, unprocessable } from './api-error.ts';
import type { Body } from './body.ts';
import { freeSlots, timesOf } from './free-slots.ts';
import type { Appointment, Calendar, Location } from './world.ts';

const MINUTE_MS = 60_000;

export interface Times {
  /** Milliseconds since 1970. */
  start: number;
  end: number;
}

/**
 * When an appointment is: one without an end lasts as long as the calendar's slots, one that is moved
 * keeps its length.
 *
 * @throws {ApiError} 422
 */
export const timesFrom = (
  { startTime, endTime }: Body,
  calendar: Calendar,
  current?: Appointment,
): Times => {
  const was = current && timesOf(current);
  const length = was ? was.end - was.start : calendar.slotDurationMinutes * MINUTE_MS;
  const start = typeof startTime === 'string' ? Date.parse(startTime) : (was?.start ?? 0);
  const end = typeof endTime === 'string' ? Date.parse(endTime) : start + length;
  if (end <= start) throw unprocessable('endTime must be after startTime');
  return { start, end };
};

export interface Booking extends Times {
  location: Location;
  calendar: Calendar;
  /** Who was asked for. */
  assignedUserId: string | undefined;
  /** GHL's `ignoreFreeSlotValidation`. */
  isUnchecked: boolean;
  /** Slots before it are past. */
  now: number;
  /** The appointment that is moved. */
  moving?: string;
}

/**
 * Who an appointment is with: the one named, or whom the calendar chooses among those free.
 *
 * @throws {ApiError} 400 for a slot that is taken, 422 where the calendar cannot choose
 */
export const ownerFor = (booking: Booking): string | undefined => {
  const { location, calendar, assignedUserId, isUnchecked, start, end, now, moving } = booking;
  const members = calendar.teamMembers.map(({ userId }) => userId);
  if (assignedUserId !== undefined && members.length > 0 && !members.includes(assignedUserId)) {
    throw unprocessable('The user id not part of calendar team.');
  }
  // Seen live: without the check of free slots, not even a round robin chooses.
  const chooses = !isUnchecked && (calendar.calendarType === 'round_robin' || members.length === 1);
  if (assignedUserId === undefined && members.length > 0 && !chooses) {
    throw unprocessable('A team member needs to be selected. assignedUserId is missing');
  }
  if (isUnchecked) return assignedUserId;
  const slot = freeSlots(location, {
    calendar,
    from: start,
    to: start + 1,
    now,
    ...(assignedUserId !== undefined && { userIds: [assignedUserId] }),
    ...(moving !== undefined && { moving }),
  })[0];
  if (!slot || slot.end < end) {
    throw new ApiError(400, 'The slot you have selected is no longer available.');
  }
  return assignedUserId ?? slot.free[0];
};
