const formatIn = (timezone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });

/** Kept for the rows that follow, all of one sub-account: to make it takes far longer than to use it. */
let latest: { timezone: string; format: Intl.DateTimeFormat } | undefined;

/**
 * A moment as people say it, such as `Thu, Mar 12, 2026, 10:00 AM EDT`, for sentences and labels.
 *
 * @param moment milliseconds since the epoch
 * @param timezone IANA name; UTC without one
 */
export const formatDateTime = (moment: number, timezone = 'UTC'): string => {
  if (latest?.timezone !== timezone) latest = { timezone, format: formatIn(timezone) };
  // ICU puts a narrow no-break space before AM and PM.
  return latest.format.format(moment).replaceAll('\u202F', ' ');
};
