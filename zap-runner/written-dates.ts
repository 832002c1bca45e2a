import { TZDate } from '@date-fns/tz';
import { parse } from 'chrono-node';

/** The time of a day that is named without one, as in Zapier's own CLI. */
const HOUR_OF_A_DAY = 9;

/**
 * What Zapier makes of a date field's text, such as `tomorrow at 9am` or `2026-03-12 10:00`: a moment
 * in ISO 8601, on the clocks of the Zap's owner. Text that holds no date is left as it is, and the
 * app says so. Reads with the library of Zapier's CLI (`zapier-platform invoke`).
 *
 * @param timezone IANA name; where a text without a zone is meant
 * @param now milliseconds since the epoch, which `tomorrow` counts from
 */
export const readDate = (text: string, timezone: string, now: number): string => {
  const today = new TZDate(now, timezone);
  const [found] = parse(text, {
    instant: new Date(now),
    timezone: -today.getTimezoneOffset(),
  });
  if (!found) return text;
  const { start } = found;
  // Seen in chrono: a text that names a zone, or a span from now, has an offset; others have none.
  if (typeof start.get('timezoneOffset') === 'number') return iso(start.date().getTime(), timezone);
  const part = (name: 'year' | 'month' | 'day' | 'minute' | 'second'): number =>
    start.get(name) ?? 0;
  const hour = start.isCertain('hour') ? (start.get('hour') ?? 0) : HOUR_OF_A_DAY;
  const wall = [part('year'), part('month') - 1, part('day')] as const;
  return iso(
    new TZDate(...wall, hour, part('minute'), part('second'), 0, timezone).getTime(),
    timezone,
  );
};

const iso = (moment: number, timezone: string): string =>
  new TZDate(moment, timezone).toISOString().replace(/\.\d{3}/, '');
