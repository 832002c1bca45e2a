import { listFreeSlots } from '../../ghl/calendars.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import type { WireCalendar } from '../../ghl/schemas/calendar.ts';
import { formatDateTime } from '../../protiv/values/date-format.ts';
import { DAY_MS, MINUTE_MS } from '../../protiv/values/dates.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { ignoreFreeSlotsField } from './input-fields.ts';

/** How far around a time that is taken others are looked for. */
const DAYS_AROUND = 7;

/** How many free times a sentence names. */
const TIMES_NAMED = 5;

/** Starts that can be booked in the week before and the week after a wanted one, itself included. */
export const freeSlotsAround = (
  ghl: Ghl,
  wanted: { calendarId: string; start: number; userId?: string | undefined },
): Promise<number[]> => {
  const now = clock.now();
  const from = Math.max(now, wanted.start - DAYS_AROUND * DAY_MS);
  return listFreeSlots(ghl, wanted.calendarId, {
    from,
    to: Math.max(from, wanted.start) + DAYS_AROUND * DAY_MS,
    userId: wanted.userId,
  });
};

/** Says that a time cannot be had, and which ones near it can. */
export const slotTaken = (
  start: number,
  free: readonly number[],
  timezone: string | undefined,
): InvalidInputError => {
  const nearest = free
    .filter((other) => other !== start)
    .toSorted((a, b) => Math.abs(a - start) - Math.abs(b - start))
    .slice(0, TIMES_NAMED)
    .sort((a, b) => a - b)
    .map((other) => formatDateTime(other, timezone));
  // A slot that begins then may still be too short.
  const forHowLong = free.includes(start) ? ' for as long as this appointment lasts' : '';
  const refused = `${formatDateTime(start, timezone)} is not free in this calendar${forHowLong}`;
  return new InvalidInputError(
    nearest.length > 0
      ? `${refused}. The nearest free times are: ${nearest.join('; ')}. Choose one of them as Start Time, or choose True under “${ignoreFreeSlotsField.label}”.`
      : `${refused}, and no other time within a week of it is. Choose another Start Time or calendar, or choose True under “${ignoreFreeSlotsField.label}”.`,
  );
};

/** Members of a calendar's team, the primary one first. */
export const teamOf = ({ teamMembers }: WireCalendar): string[] =>
  (teamMembers ?? [])
    .toSorted((a, b) => Number(b.isPrimary ?? false) - Number(a.isPrimary ?? false))
    .flatMap(({ userId }) => userId || []);

/** Whether this user may take appointments of a calendar; a calendar without a team takes anybody. */
export const mayTake = (calendar: WireCalendar, userId: string | undefined): boolean => {
  const team = teamOf(calendar);
  return userId === undefined || team.length === 0 || team.includes(userId);
};

/** Each takes a request. */
const MOST_MEMBERS_ASKED = 10;

/**
 * Whom an appointment is with when nobody is named: the first member who is free then, beginning with
 * the primary one. All of a collective calendar's team take part, so its primary member stands for
 * them. Nobody where a calendar has no team.
 *
 * @param start milliseconds since the epoch; absent when it does not matter who is free
 */
export const ownerFor = async (
  ghl: Ghl,
  calendar: WireCalendar,
  start: number | undefined,
): Promise<string | undefined> => {
  const team = teamOf(calendar);
  if (team.length < 2 || start === undefined || calendar.calendarType === 'collective') {
    return team[0];
  }
  for (const userId of team.slice(0, MOST_MEMBERS_ASKED)) {
    const free = await listFreeSlots(ghl, calendar.id, {
      from: start,
      to: start + MINUTE_MS,
      userId,
    });
    if (free.includes(start)) return userId;
  }
  return team[0];
};
