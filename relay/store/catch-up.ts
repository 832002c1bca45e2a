import { DAY, MINUTE } from '../clock.ts';
import { CATCH_UP, newId } from '../delivery/delivery.ts';
import type { Delivery, Window } from '../delivery/delivery.ts';
import type { Sql } from './database.ts';

/** A shorter time without a sign of life is no outage: HighLevel has not given anything up yet. */
export const OUTAGE_MS = MINUTE;

/** HighLevel may send an event a little after what it tells of. */
const OVERLAP_MS = MINUTE;

const LONGEST_WINDOW_MS = 10 * MINUTE;
const SHORTEST_WINDOW_MS = MINUTE;
const MOST_EXPECTED = 100;

/** Nothing can be read of these afterwards. */
const UNREADABLE: ReadonlySet<string> = new Set(['ContactDelete', 'ContactDndUpdate']);

const isReadable = (events: string): boolean =>
  events.split(',').some((type) => !UNREADABLE.has(type));

/** How much time holds a hundred events, where a day held so many. */
const stepFor = (eventsADay: number): number =>
  Math.min(
    LONGEST_WINDOW_MS,
    Math.max(SHORTEST_WINDOW_MS, Math.floor((MOST_EXPECTED / Math.max(eventsADay, 1)) * DAY)),
  );

const windowOf = (since: number, stepMs: number, end: number): Window => ({
  since,
  until: Math.min(since + stepMs, end),
  stepMs,
  end,
});

/** The window after this one, if there is one. */
export const nextWindow = ({ until, stepMs, end }: Window): Window | undefined =>
  until < end ? windowOf(until, stepMs, end) : undefined;

/** Tells a Zap of a window that it may have missed something in. */
export const catchUpDelivery = (
  subscriptionId: string,
  locationId: string,
  window: Window,
  now: number,
): Delivery => ({
  id: newId(now),
  subscriptionId,
  locationId,
  type: CATCH_UP,
  window,
  timestamp: window.since,
  storedAt: now,
  attempts: 0,
});

/**
 * What every Zap is told after an outage: its first window.
 *
 * @param since the last sign of life before it, in milliseconds
 * @param now the first one after it
 */
export const catchUpsAfter = async (sql: Sql, since: number, now: number): Promise<Delivery[]> => {
  const subscriptions = await sql.all<{
    id: string;
    location_id: string;
    events: string;
    created_at: number;
  }>(
    `select id, location_id, events, created_at from subscriptions
       where suspended_at is null and expires_at > $1`,
    [now],
  );
  const counts = await sql.all<{ location_id: string; events: number }>(
    `select location_id, count(*) as events from seen where at > $1 and at <= $2
       group by location_id`,
    [since - DAY, since],
  );
  const eventsADay = new Map(counts.map((row) => [row.location_id, row.events]));
  return subscriptions
    .filter(({ events }) => isReadable(events))
    .map((row) => {
      const start = Math.max(since - OVERLAP_MS, row.created_at);
      const step = stepFor(eventsADay.get(row.location_id) ?? 0);
      return catchUpDelivery(row.id, row.location_id, windowOf(start, step, now), now);
    });
};
