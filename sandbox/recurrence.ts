import { unprocessable } from './api-error.ts';
import { instantOf, wallClock } from './zone.ts';

const MOST = 24;

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY'];

/**
 * Starts of a series: `FREQ` with `INTERVAL` and `COUNT`, the parts of RFC 5545 that GHL's calendars
 * offer. The wall clock stays the same across a change to summer time.
 *
 * @param start milliseconds since 1970
 * @throws {ApiError} 422
 */
export const occurrences = (rrule: string, start: number, zone: string): number[] => {
  const parts = new Map(
    rrule
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.split('=');
        return [name, value];
      }),
  );
  const frequency = parts.get('FREQ') ?? '';
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const count = Number(parts.get('COUNT') ?? MOST);
  const isSound = FREQUENCIES.includes(frequency) && interval >= 1 && count >= 1 && count <= MOST;
  if (!isSound) throw unprocessable('rrule must be a valid recurrence rule');
  const wall = wallClock(zone, start);
  return Array.from({ length: count }, (_, turn) => {
    const step = turn * interval;
    const date = new Date(
      frequency === 'MONTHLY'
        ? Date.UTC(wall.year, wall.month - 1 + step, wall.day)
        : Date.UTC(wall.year, wall.month - 1, wall.day + step * (frequency === 'WEEKLY' ? 7 : 1)),
    );
    return instantOf(zone, {
      ...wall,
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    });
  }).filter((at) => at !== undefined);
};
