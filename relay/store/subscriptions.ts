import { DAY } from '../clock.ts';
import { newId } from '../delivery/delivery.ts';
import type { HighLevelEvent } from '../webhook.ts';
import type { Sql } from './database.ts';

/** Zapier subscribes again by itself when this is over: a store that was lost fills up again. */
const LASTS_MS = 30 * DAY;

/** How long those of a sub-account that removed the app are kept, should it come back. */
const SUSPENDED_KEPT_MS = 90 * DAY;

export interface SubscriptionRequest {
  locationId: string;
  events: readonly string[];
  targetUrl: string;
}

/** Adds a subscription, or renews the one that asks for the same. */
export const addSubscription = async (
  sql: Sql,
  { locationId, events, targetUrl }: SubscriptionRequest,
  now: number,
): Promise<{ id: string; expiresAt: number; isNew: boolean }> => {
  const expiresAt = now + LASTS_MS;
  const types = [...new Set(events)].toSorted();
  const newOne = newId(now);
  const [row] = await sql.insert<{ id: string }>(
    'subscriptions (id, location_id, events, target_url, created_at, expires_at)',
    [[newOne, locationId, types.join(','), targetUrl, now, expiresAt]],
    `on conflict (location_id, events, target_url) do update set expires_at = excluded.expires_at
       returning id`,
  );
  const id = row?.id ?? newOne;
  await sql.insert(
    'topics (location_id, type, subscription_id)',
    types.map((type) => [locationId, type, id]),
    'on conflict do nothing',
  );
  return { id, expiresAt, isNew: id === newOne };
};

/**
 * Removes subscriptions with all that is known of their targets; the queue is not theirs.
 *
 * @returns the ids of those that there were
 */
export const removeSubscriptions = async (
  sql: Sql,
  column: 'id' | 'location_id',
  value: string,
): Promise<string[]> => {
  const removed = await sql.all<{ id: string; target_url: string }>(
    `delete from subscriptions where ${column} = $1 returning id, target_url`,
    [value],
  );
  const ids = removed.map(({ id }) => id);
  const targets = removed.map(({ target_url }) => target_url);
  await sql.all('delete from topics where subscription_id in list($1)', [ids]);
  await sql.all('delete from caught_up where subscription_id in list($1)', [ids]);
  await sql.all('delete from blocked_targets where target_url in list($1)', [targets]);
  return ids;
};

/** Those that nobody renewed, or whose sub-account has been away for too long. */
export const overdueSubscriptions = async (sql: Sql, now: number): Promise<string[]> => {
  const rows = await sql.all<{ id: string }>(
    'select id from subscriptions where expires_at < $1 or suspended_at < $2',
    [now, now - SUSPENDED_KEPT_MS],
  );
  return rows.map(({ id }) => id);
};

/**
 * Suspends the subscriptions of sub-accounts that removed the app, and resumes those of sub-accounts that
 * installed it again. Any other later event tells the same: HighLevel sends none without the app.
 */
const followInstallations = async (sql: Sql, events: readonly HighLevelEvent[]): Promise<void> => {
  for (const { type, locationId, timestamp } of events) {
    if (type === 'UNINSTALL') {
      await sql.all(
        `update subscriptions set suspended_at = $2
           where location_id = $1 and created_at < $2 and suspended_at is null`,
        [locationId, timestamp],
      );
    }
  }
  const suspended = await sql.all<{ location_id: string; suspended_at: number }>(
    `select location_id, max(suspended_at) as suspended_at from subscriptions
       where location_id in list($1) and suspended_at is not null group by location_id`,
    [[...new Set(events.map(({ locationId }) => locationId))]],
  );
  for (const { location_id, suspended_at } of suspended) {
    const isBack = events.some(
      ({ locationId, timestamp }) => locationId === location_id && timestamp > suspended_at,
    );
    if (!isBack) continue;
    await sql.all('update subscriptions set suspended_at = null where location_id = $1', [
      location_id,
    ]);
  }
};

/** Which subscriptions listen to an event. */
export const listenersOf = async (
  sql: Sql,
  events: readonly HighLevelEvent[],
  now: number,
): Promise<(event: HighLevelEvent) => readonly string[]> => {
  await followInstallations(sql, events);
  const rows = await sql.all<{ location_id: string; type: string; id: string }>(
    `select t.location_id, t.type, s.id from topics t
       join subscriptions s on s.id = t.subscription_id
       where t.location_id in list($1) and s.expires_at > $2 and s.suspended_at is null`,
    [[...new Set(events.map(({ locationId }) => locationId))], now],
  );
  const byTopic = new Map<string, string[]>();
  for (const { location_id, type, id } of rows) {
    const topic = `${location_id} ${type}`;
    const ids = byTopic.get(topic);
    if (ids) ids.push(id);
    else byTopic.set(topic, [id]);
  }
  return ({ locationId, type }) => byTopic.get(`${locationId} ${type}`) ?? [];
};
