/**
 * A moment as people say it, such as `Thu, Mar 12, 2026, 10:00 AM EDT`, for sentences and labels.
 *
 * @param moment milliseconds since the epoch
 * @param timezone IANA name; UTC without one
 */
export const formatDateTime = (moment: number, timezone: string | undefined): string =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: timezone ?? 'UTC',
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
    .format(moment)
    // ICU puts a narrow no-break space before AM and PM.
    .replaceAll('\u202F', ' ');
