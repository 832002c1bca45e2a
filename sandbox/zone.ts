/** Wall clocks: which time it is in a zone, and which instant a wall clock means. */

export interface WallClock {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
};

export const isZone = (zone: string): boolean => {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
};

/** @param at milliseconds since 1970 */
export const wallClock = (zone: string, at: number): WallClock => {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return {
    year: parts.get('year') ?? 0,
    month: parts.get('month') ?? 0,
    day: parts.get('day') ?? 0,
    hour: parts.get('hour') ?? 0,
    minute: parts.get('minute') ?? 0,
    second: parts.get('second') ?? 0,
  };
};

const asUtc = ({ year, month, day, hour, minute, second }: WallClock): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** Milliseconds that the zone's wall clock is ahead of UTC. */
const offsetAt = (zone: string, at: number): number =>
  asUtc(wallClock(zone, at)) - Math.floor(at / 1000) * 1000;

/** The instant of a wall clock; `undefined` for an hour that a change to summer time leaves out. */
export const instantOf = (zone: string, wall: WallClock): number | undefined => {
  const utc = asUtc(wall);
  const guess = utc - offsetAt(zone, utc);
  const at = utc - offsetAt(zone, guess);
  return asUtc(wallClock(zone, at)) === utc ? at : undefined;
};

const two = (value: number): string => String(value).padStart(2, '0');

/** "2024-10-28" */
export const dayIn = (zone: string, at: number): string => {
  const { year, month, day } = wallClock(zone, at);
  return `${year}-${two(month)}-${two(day)}`;
};

const timeIn = (zone: string, at: number): string => {
  const { hour, minute, second } = wallClock(zone, at);
  return `${two(hour)}:${two(minute)}:${two(second)}`;
};

/** "2024-10-28T10:00:00-05:00" */
export const withOffset = (zone: string, at: number): string => {
  const minutes = Math.round(offsetAt(zone, at) / 60_000);
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${dayIn(zone, at)}T${timeIn(zone, at)}${offset}`;
};

/** "2024-10-28 10:00:00": GHL's form in a contact's list of appointments. */
export const withoutZone = (zone: string, at: number): string =>
  `${dayIn(zone, at)} ${timeIn(zone, at)}`;
