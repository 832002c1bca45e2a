import type { Appointment, Calendar, Location } from './world.ts';
import { instantOf, wallClock } from './zone.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** An appointment with one of these leaves its time free. */
const GIVES_WAY: ReadonlySet<string> = new Set(['cancelled', 'noshow', 'invalid']);

export interface Slot {
  start: number;
  end: number;
  /** Members of the calendar's team who are free then. */
  free: string[];
}

export interface SlotSearch {
  calendar: Calendar;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  /** Slots before it are past. */
  now: number;
  /** Only slots in which all of these are free. */
  userIds?: readonly string[];
  /** An appointment that is about to be moved does not stand in its own way. */
  moving?: string;
}

/** What can be booked: opening hours on weekdays, less what is taken. */
export const freeSlots = (location: Location, search: SlotSearch): Slot[] => {
  const { calendar, from, to, now, userIds } = search;
  const taken = takenTimes(location, search);
  return openTimes(location, calendar, from, to).flatMap(({ start, end }) => {
    if (start < now) return [];
    const meeting = taken.filter((time) => time.start < end && time.end > start);
    if (meeting.some((time) => time.calendarId === calendar.id && time.userId === undefined)) {
      return [];
    }
    const free = calendar.teamMembers
      .map(({ userId }) => userId)
      .filter((userId) => !meeting.some((time) => time.userId === userId));
    return isBookable(calendar, free, userIds) ? [{ start, end, free }] : [];
  });
};

/** A round robin needs one free member, any other calendar all of them. */
const isBookable = (
  calendar: Calendar,
  free: readonly string[],
  userIds: readonly string[] | undefined,
): boolean => {
  if (userIds && userIds.length > 0) return userIds.every((userId) => free.includes(userId));
  return calendar.calendarType === 'round_robin'
    ? free.length > 0
    : free.length === calendar.teamMembers.length;
};

interface Taken {
  start: number;
  end: number;
  calendarId: string;
  userId: string | undefined;
}

const takenTimes = (location: Location, { from, to, moving }: SlotSearch): Taken[] => {
  const appointments = [...location.appointments.values()].filter(
    ({ id, appointmentStatus }) => id !== moving && !GIVES_WAY.has(appointmentStatus),
  );
  return [...appointments, ...location.blockedSlots.values()]
    .map((event) => ({ ...timesOf(event), ...ownerOf(event) }))
    .filter(({ start, end }) => start < to + DAY_MS && end > from - DAY_MS);
};

const ownerOf = ({
  calendarId,
  assignedUserId,
}: Pick<Appointment, 'calendarId' | 'assignedUserId'>): Pick<Taken, 'calendarId' | 'userId'> => ({
  calendarId,
  userId: assignedUserId,
});

export const timesOf = ({
  startTime,
  endTime,
}: Pick<Appointment, 'startTime' | 'endTime'>): { start: number; end: number } => ({
  start: Date.parse(startTime),
  end: Date.parse(endTime),
});

/** Every slot of the opening hours that starts within the range. */
const openTimes = (
  { timezone }: Location,
  { opens, closes, slotDurationMinutes }: Calendar,
  from: number,
  to: number,
): { start: number; end: number }[] => {
  const length = slotDurationMinutes * MINUTE_MS;
  const slots: { start: number; end: number }[] = [];
  for (const day of daysBetween(timezone, from, to)) {
    for (let minute = opens * 60; minute + slotDurationMinutes <= closes * 60;) {
      const start = instantOf(timezone, {
        ...day,
        hour: Math.floor(minute / 60),
        minute: minute % 60,
        second: 0,
      });
      if (start !== undefined && start >= from && start < to) {
        slots.push({ start, end: start + length });
      }
      minute += slotDurationMinutes;
    }
  }
  return slots;
};

/** Mondays to Fridays, by the zone's calendar. */
const daysBetween = (
  zone: string,
  from: number,
  to: number,
): { year: number; month: number; day: number }[] => {
  const first = wallClock(zone, from);
  const last = wallClock(zone, to);
  const days: { year: number; month: number; day: number }[] = [];
  const end = Date.UTC(last.year, last.month - 1, last.day);
  for (let at = Date.UTC(first.year, first.month - 1, first.day); at <= end; at += DAY_MS) {
    const date = new Date(at);
    const isWeekday = date.getUTCDay() !== 0 && date.getUTCDay() !== 6;
    if (isWeekday) {
      days.push({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
    }
  }
  return days;
};
