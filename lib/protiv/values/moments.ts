import { isTimezone, readMoment, readWritten, toSeconds } from './dates.ts';
import { InvalidInputError } from './invalid-input.ts';
import { asLine, shown } from './texts.ts';

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
  if (written && written.offset === undefined && !isTimezone(timezone)) {
    throw new InvalidInputError(
      `“${label}” has no time zone, and the sub-account in HighLevel has none set. Give it as a date and time with one, such as 2026-03-02T09:30:00+01:00.`,
    );
  }
  const moment = readMoment(given, timezone);
  if (moment !== undefined) return moment;
  throw new InvalidInputError(
    `“${label}” takes a date and time such as 2026-03-02T09:30:00, but got “${shown(given)}”.`,
  );
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
