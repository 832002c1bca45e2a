import { formatDateTime } from '../values/date-format.ts';

/** What people do with a contact. */
export const ACTIVITY_TYPES = { call: 'Call', email: 'Email', meeting: 'Meeting' } as const;

export const DIRECTIONS = { inbound: 'Inbound', outbound: 'Outbound' } as const;

export interface Activity {
  type: keyof typeof ACTIVITY_TYPES;
  direction?: keyof typeof DIRECTIONS | undefined;
  outcome?: string | undefined;
  /** Minutes. */
  duration?: number | undefined;
  /** Milliseconds since the epoch; absent for just now, which the note's own date says. */
  happenedAt?: number | undefined;
  details?: string | undefined;
}

const lasting = (minutes: number): string => {
  const hours = Math.trunc(minutes / 60);
  const rest = minutes % 60;
  return [
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(rest > 0 || hours === 0 ? [`${rest} min`] : []),
  ].join(' ');
};

/**
 * The note of an activity, as people like to read it: what it was in the title, when and how long in
 * the first line, then what came of it.
 *
 * @param timezone the location's, as an IANA name
 * @example
 * activityNote({ type: 'call', direction: 'outbound', duration: 12, outcome: 'Left a message' }, undefined);
 * // { title: 'Outbound call', body: 'Outbound call, 12 min\nOutcome: Left a message' }
 */
export const activityNote = (
  { type, direction, outcome, duration, happenedAt, details }: Activity,
  timezone: string | undefined,
): { title: string; body: string } => {
  const what = ACTIVITY_TYPES[type];
  const title = direction ? `${DIRECTIONS[direction]} ${what.toLowerCase()}` : what;
  const first = [
    title,
    ...(happenedAt === undefined ? [] : [formatDateTime(happenedAt, timezone)]),
    ...(duration === undefined ? [] : [lasting(duration)]),
  ].join(', ');
  return {
    title,
    body: [
      first,
      ...(outcome ? [`Outcome: ${outcome}`] : []),
      ...(details ? ['', details] : []),
    ].join('\n'),
  };
};
