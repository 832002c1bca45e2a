import { asClockTime } from './clock-times.ts';
import { isTimezone, readMoment, readWritten, toSeconds } from './dates.ts';
import { asDate } from './days.ts';
import type { DateOptions } from './days.ts';
import { InvalidInputError } from './invalid-input.ts';
import { asLine, ifReadable, shown } from './texts.ts';

/**
 * A date with a time, in milliseconds since the epoch: ISO 8601, RFC 1123, or epoch seconds or
 * milliseconds.
 *
 * @param timezone IANA name: where the clock hangs when no zone is written
 * @throws {InvalidInputError} for anything else, and where the time zone is not known
 * @example
 * asMoment('Due Date', '2026-03-02 09:30', 'America/New_York'); // 1772461800000
 */
export const asMoment = (
  label: string,
  value: unknown,
  timezone: string | undefined,
): number | undefined => {
  const given = asLine(label, value);
  if (given === undefined) return undefined;
  const written = readWritten(given);
  if (written && written.offset === undefined && !isTimezone(timezone)) throw noTimezone(label);
  const moment = readMoment(given, timezone);
  if (moment !== undefined) return moment;
  throw new InvalidInputError(
    `“${label}” takes a date and time such as 2026-03-02T09:30:00, but got “${shown(given)}”.`,
  );
};

const noTimezone = (label: string): InvalidInputError =>
  new InvalidInputError(
    `“${label}” has no time zone, and the sub-account in HighLevel has none set. Give it as a date and time with one, such as 2026-03-02T09:30:00+01:00.`,
  );

/** A time behind a day, with minutes or half of the day: a lone number may be anything. */
const TIME_BEHIND =
  /^(.+?),?\s+(?:at\s+)?(\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)$/i;

/**
 * The same, also as people write it: a day as `asDate` reads it, with a time behind it.
 *
 * @throws {InvalidInputError} for anything else, and where the time zone is not known
 * @example
 * asSpokenMoment('Send At', 'tomorrow 9am', { timezone: 'Europe/Berlin' });
 */
export const asSpokenMoment = (
  label: string,
  value: unknown,
  options: DateOptions,
): number | undefined => {
  const [, words = '', time] = TIME_BEHIND.exec(asLine(label, value) ?? '') ?? [];
  const isWritten = readWritten(String(value)) !== undefined;
  const day = isWritten ? undefined : ifReadable(() => asDate(label, words, options));
  const clock = day && ifReadable(() => asClockTime(label, time));
  if (!day || !clock) return asMoment(label, value, options.timezone);
  if (!isTimezone(options.timezone)) throw noTimezone(label);
  return asMoment(label, `${day}T${clock}`, options.timezone);
};

/**
 * A date with a time, as GHL takes it: ISO 8601 in UTC, to the second.
 *
 * @example
 * asDateTime('Due Date', 'Mon, 02 Mar 2026 09:30:00 GMT', undefined); // '2026-03-02T09:30:00Z'
 */
export const asDateTime = (
  label: string,
  value: unknown,
  timezone: string | undefined,
): string | undefined => {
  const moment = asMoment(label, value, timezone);
  return moment === undefined ? undefined : toSeconds(moment);
};
