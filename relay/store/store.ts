import type { Clock } from '../clock.ts';
import { DAY, HOUR, SECOND } from '../clock.ts';
import { CATCH_UP, FIRST, PROBE, newId } from '../delivery/delivery.ts';
import type { Delivery, Due } from '../delivery/delivery.ts';
import type { Outcome } from '../delivery/outcome.ts';
import { paceKeys, takeTurn } from '../delivery/pace.ts';
import type { HighLevelEvent } from '../webhook.ts';
import {
  addSubscription,
  listenersOf,
  overdueSubscriptions,
  removeSubscriptions,
} from './subscriptions.ts';
import type { SubscriptionRequest } from './subscriptions.ts';
import { OUTAGE_MS, catchUpDelivery, catchUpsAfter, nextWindow } from './catch-up.ts';
import type { Database, Sql } from './database.ts';
import type { Paces } from './paces.ts';
import type { Queue, QueueMeasure } from './queue.ts';

/** What became of a webhook: kept, known already, or of no use to anybody. */
export type Verdict = 'stored' | 'repeat' | 'useless';

/** A delivery whose time has come. */
export interface Ready {
  delivery: Delivery;
  targetUrl: string;
}

export interface Settled extends Ready {
  outcome: Outcome;
}

export interface StoreStatus extends QueueMeasure {
  heartbeat?: number;
  subscriptions: number;
  suspended: number;
  locations: number;
  /** Webhooks that were kept within a day, and when the last one came. */
  events: number;
  lastEvent?: number;
  blocked: { targetUrl: string; since: number }[];
}

const SEEN_KEPT_MS = 5 * DAY;
const SIGNATURE_KEPT_MS = 15 * 60 * SECOND;
const PROBE_EVERY_MS = HOUR;
const SUSPENDED_AGAIN_MS = HOUR;

/** Those that wait for a probe give its answer a moment. */
const AFTER_PROBE_MS = 5 * SECOND;

/** What a target that answers again gets of its dead at once. */
const MOST_REVIVED = 10_000;

type Subscription = {
  id: string;
  location_id: string;
  target_url: string;
  expires_at: number;
  suspended_at: number | null;
};

type Covered = { subscription_id: string; since: number; until: number; at: number };

interface StoreParts {
  database: Database;
  queue: Queue;
  paces: Paces;
  clock: Clock;
  close: () => Promise<void>;
}

/**
 * All that the relay remembers: who listens to what, which events it has seen, what is on its way. Each
 * method is one transaction, so that a relay that is killed leaves nothing half done.
 */
export class Store {
  readonly #database: Database;
  readonly #queue: Queue;
  readonly #clock: Clock;
  readonly #paces: Paces;
  /** Closes it. */
  readonly close: () => Promise<void>;

  constructor({ database, queue, paces, clock, close }: StoreParts) {
    this.#database = database;
    this.#queue = queue;
    this.#paces = paces;
    this.#clock = clock;
    this.close = close;
  }

  /** Stores events and one delivery for each Zap that listens; in the order of the events. */
  accept(events: readonly HighLevelEvent[]): Promise<Verdict[]> {
    return this.#database.transaction(async (sql) => {
      const now = this.#clock.now();
      const listeners = await listenersOf(sql, events, now);
      const wanted = events.filter((event) => listeners(event).length > 0);
      const stored = await sql.insert<{ key: string }>(
        'seen (key, location_id, at)',
        wanted.map(({ key, locationId }) => [key, locationId, now]),
        'on conflict do nothing returning key',
      );
      const fresh = new Set(stored.map(({ key }) => key));
      const due: Due[] = [];
      const verdicts = events.map((event): Verdict => {
        const subscriptionIds = listeners(event);
        if (subscriptionIds.length === 0) return 'useless';
        // A second one of the same key in one batch finds it gone.
        if (!fresh.delete(event.key)) return 'repeat';
        due.push(
          ...subscriptionIds.map((id) => ({ delivery: deliveryOf(event, id, now), dueAt: now })),
        );
        return 'stored';
      });
      await this.#queue.push(sql, due);
      return verdicts;
    });
  }

  subscribe(request: SubscriptionRequest) {
    return this.#database.transaction((sql) => addSubscription(sql, request, this.#clock.now()));
  }

  /** Removes a subscription with what waits for it; whether there was one. */
  unsubscribe(id: string): Promise<boolean> {
    return this.#database.transaction((sql) => this.#remove(sql, id));
  }

  /** Takes note of a signature; whether it is used for the first time. */
  useSignature(value: string): Promise<boolean> {
    return this.#database.transaction(async (sql) => {
      const until = this.#clock.now() + SIGNATURE_KEPT_MS;
      const rows = await sql.insert(
        'signatures (value, until)',
        [[value, until]],
        'on conflict do nothing returning value',
      );
      return rows.length > 0;
    });
  }

  /**
   * Takes deliveries that may go now; those whose Zap, sub-account or owner has had its share for the
   * moment wait for their turn.
   */
  take(limit: number): Promise<{ ready: Ready[]; isMore: boolean }> {
    return this.#database.transaction(
      async (sql) => {
        const now = this.#clock.now();
        const taken = await this.#queue.take(sql, limit, now);
        const ready: Ready[] = [];
        if (taken.length === 0) return { ready, isMore: false };

        const known = await this.#knownOf(sql, taken);
        const keys = taken.flatMap((delivery) => {
          const subscription = known.subscriptions.get(delivery.subscriptionId);
          return subscription ? paceKeys(delivery, subscription.target_url) : [];
        });
        const freeAt = await this.#paces.read(sql, keys);
        const dropped: Delivery[] = [];
        const later: Due[] = [];
        for (const delivery of taken) {
          const subscription = known.subscriptions.get(delivery.subscriptionId);
          const isOver = subscription === undefined || subscription.expires_at <= now;
          if (isOver || known.isCovered(delivery)) {
            dropped.push(delivery);
            continue;
          }
          const { target_url: targetUrl, suspended_at } = subscription;
          const probeAt = known.probes.get(targetUrl);
          if (suspended_at !== null) {
            later.push({ delivery, dueAt: now + SUSPENDED_AGAIN_MS });
          } else if (probeAt !== undefined && delivery.type !== PROBE) {
            later.push({ delivery, dueAt: Math.max(probeAt, now) + AFTER_PROBE_MS });
          } else {
            const taking = takeTurn(delivery, targetUrl, freeAt, now);
            if (taking.goes) ready.push({ delivery, targetUrl });
            else
              later.push({
                delivery: { ...delivery, turn: { passed: taking.passed, at: taking.at } },
                dueAt: taking.at,
              });
          }
        }
        await this.#paces.write(sql, freeAt);
        await this.#queue.done(sql, dropped, now);
        await this.#queue.again(sql, later);
        return { ready, isMore: taken.length === limit };
      },
      { alone: true, lazy: true },
    );
  }

  /** Takes note of what came of deliveries. */
  settle(settled: readonly Settled[]): Promise<void> {
    return this.#database.transaction(
      async (sql) => {
        const now = this.#clock.now();
        const of = (kind: Outcome['kind']) =>
          settled.filter(({ outcome }) => outcome.kind === kind);
        const done = of('delivered');
        await this.#queue.done(sql, deliveriesOf(done), now);
        await this.#queue.again(sql, settled.flatMap(dueAgain));
        await this.#queue.bury(sql, deliveriesOf(of('dead')), now);
        for (const { targetUrl, delivery } of of('dead')) {
          await this.#block(sql, targetUrl, delivery);
        }
        for (const { targetUrl, delivery, outcome } of settled) {
          if (delivery.type !== PROBE || outcome.kind !== 'again') continue;
          await sql.all('update blocked_targets set probe_at = $2 where target_url = $1', [
            targetUrl,
            outcome.dueAt,
          ]);
        }
        for (const { targetUrl, delivery } of done) {
          if (delivery.type === CATCH_UP) await this.#coverWindow(sql, delivery);
          if (delivery.type === PROBE) await this.#unblock(sql, targetUrl);
        }
        for (const { delivery } of of('gone')) await this.#remove(sql, delivery.subscriptionId);
      },
      { lazy: true },
    );
  }

  /**
   * A sign of life. The first one after an outage tells every Zap what it may have missed.
   *
   * @returns since when there was none, if that was long enough
   */
  beat(): Promise<{ outageSince?: number; windows: number }> {
    return this.#database.transaction(
      async (sql) => {
        const now = this.#clock.now();
        const [last] = await sql.all<{ at: number }>('select at from heartbeat where id = 1');
        await sql.insert(
          'heartbeat (id, at)',
          [[1, now]],
          'on conflict (id) do update set at = excluded.at',
        );
        if (last === undefined || now - last.at <= OUTAGE_MS) return { windows: 0 };
        const deliveries = await catchUpsAfter(sql, last.at, now);
        await this.#queue.push(
          sql,
          deliveries.map((delivery) => ({ delivery, dueAt: now })),
        );
        return { outageSince: last.at, windows: deliveries.length };
      },
      { alone: true },
    );
  }

  measure(): Promise<QueueMeasure> {
    return this.#database.transaction((sql) => this.#queue.measure(sql), { lazy: true });
  }

  status(): Promise<StoreStatus> {
    return this.#database.transaction(async (sql) => {
      const measure = await this.#queue.measure(sql);
      const [heartbeat] = await sql.all<{ at: number }>('select at from heartbeat where id = 1');
      const [counts] = await sql.all<{
        subscriptions: number;
        suspended: number;
        locations: number;
      }>(
        `select count(*) as subscriptions, count(suspended_at) as suspended,
           count(distinct location_id) as locations from subscriptions`,
      );
      const [seen] = await sql.all<{ events: number; last: number | null }>(
        'select count(*) as events, max(at) as last from seen where at > $1',
        [this.#clock.now() - DAY],
      );
      const blocked = await sql.all<{ target_url: string; since: number }>(
        'select target_url, since from blocked_targets order by since',
      );
      return {
        ...measure,
        ...(heartbeat && { heartbeat: heartbeat.at }),
        subscriptions: counts?.subscriptions ?? 0,
        suspended: counts?.suspended ?? 0,
        locations: counts?.locations ?? 0,
        events: seen?.events ?? 0,
        ...(typeof seen?.last === 'number' && { lastEvent: seen.last }),
        blocked: blocked.map(({ target_url, since }) => ({ targetUrl: target_url, since })),
      };
    });
  }

  dead(limit: number): Promise<Delivery[]> {
    return this.#database.transaction((sql) => this.#queue.dead(sql, undefined, limit));
  }

  /**
   * Sends dead deliveries again, as if for the first time.
   *
   * @param id of one, or of none for all
   * @returns how many
   */
  redrive(id?: string): Promise<number> {
    return this.#database.transaction(async (sql) => {
      const which = id === undefined ? undefined : { id };
      const dead = await this.#queue.dead(sql, which, MOST_REVIVED);
      await this.#revive(sql, dead);
      return dead.length;
    });
  }

  /** Erases all that is known of a sub-account; how many subscriptions and deliveries that was. */
  forget(locationId: string): Promise<{ subscriptions: number; deliveries: number }> {
    return this.#database.transaction(async (sql) => {
      const removed = await removeSubscriptions(sql, 'location_id', locationId);
      await sql.all('delete from seen where location_id = $1', [locationId]);
      const deliveries = await this.#queue.erase(sql, { locationId });
      return { subscriptions: removed.length, deliveries };
    });
  }

  /** Removes what was kept long enough. */
  sweep(): Promise<void> {
    return this.#database.transaction(async (sql) => {
      const now = this.#clock.now();
      await sql.all('delete from seen where at < $1', [now - SEEN_KEPT_MS]);
      await sql.all('delete from caught_up where at < $1', [now - SEEN_KEPT_MS]);
      await sql.all('delete from signatures where until < $1', [now]);
      await this.#paces.sweep(sql, now);
      for (const id of await overdueSubscriptions(sql, now)) await this.#remove(sql, id);
      await this.#queue.sweep(sql, now);
    });
  }

  async #remove(sql: Sql, id: string): Promise<boolean> {
    const removed = await removeSubscriptions(sql, 'id', id);
    await this.#queue.erase(sql, { subscriptionId: id });
    return removed.length > 0;
  }

  /** What is known of the subscriptions that deliveries belong to. */
  async #knownOf(sql: Sql, deliveries: readonly Delivery[]) {
    const ids = [...new Set(deliveries.map(({ subscriptionId }) => subscriptionId))];
    const rows = await sql.all<Subscription>(
      `select id, target_url, expires_at, suspended_at from subscriptions where id in list($1)`,
      [ids],
    );
    const blocked = await sql.all<{ target_url: string; probe_at: number }>(
      'select target_url, probe_at from blocked_targets',
    );
    const covered = await sql.all<Covered>(
      'select subscription_id, since, until, at from caught_up where subscription_id in list($1)',
      [ids],
    );
    return {
      subscriptions: new Map(rows.map((row) => [row.id, row])),
      /** When a target that is blocked is asked again. */
      probes: new Map(blocked.map((row) => [row.target_url, row.probe_at])),
      /** Whether the Zap has been told of a window that an event lies in. */
      isCovered: ({ type, subscriptionId, timestamp, storedAt }: Delivery): boolean =>
        type !== CATCH_UP &&
        type !== PROBE &&
        covered.some(
          (window) =>
            window.subscription_id === subscriptionId &&
            window.since <= timestamp &&
            timestamp < window.until &&
            storedAt < window.at,
        ),
    };
  }

  /** Keeps a target from getting anything until it answers the probe that follows. */
  async #block(sql: Sql, targetUrl: string, last: Delivery): Promise<void> {
    const now = this.#clock.now();
    const probeAt = now + PROBE_EVERY_MS;
    const fresh = await sql.insert(
      'blocked_targets (target_url, since, probe_at)',
      [[targetUrl, now, probeAt]],
      'on conflict do nothing returning target_url',
    );
    if (fresh.length === 0) return;
    const { subscriptionId, locationId } = last;
    const delivery = {
      id: newId(now),
      subscriptionId,
      locationId,
      type: PROBE,
      timestamp: now,
      storedAt: now,
      attempts: 0,
    };
    await this.#queue.push(sql, [{ delivery, dueAt: probeAt }]);
  }

  /** The target answers again: its dead go first, in the order in which they were stored. */
  async #unblock(sql: Sql, targetUrl: string): Promise<void> {
    await sql.all('delete from blocked_targets where target_url = $1', [targetUrl]);
    const rows = await sql.all<{ id: string }>(
      'select id from subscriptions where target_url = $1',
      [targetUrl],
    );
    for (const { id } of rows) {
      await this.#revive(sql, await this.#queue.dead(sql, { subscriptionId: id }, MOST_REVIVED));
    }
  }

  async #revive(sql: Sql, dead: readonly Delivery[]): Promise<void> {
    await this.#queue.exhume(sql, dead);
    await this.#queue.push(
      sql,
      dead.map((delivery) => ({ delivery: { ...delivery, attempts: 0 }, dueAt: FIRST })),
    );
  }

  /** The Zap knows of a window now: what it covers is settled, and the next one may come. */
  async #coverWindow(sql: Sql, { subscriptionId, locationId, window }: Delivery): Promise<void> {
    if (!window) return;
    const now = this.#clock.now();
    await sql.insert('caught_up (subscription_id, since, until, at)', [
      [subscriptionId, window.since, window.until, now],
    ]);
    const next = nextWindow(window);
    if (!next) return;
    const delivery = catchUpDelivery(subscriptionId, locationId, next, now);
    await this.#queue.push(sql, [{ delivery, dueAt: now }]);
  }
}

const deliveryOf = (event: HighLevelEvent, subscriptionId: string, now: number): Delivery => {
  const { key: _key, ...rest } = event;
  return { id: newId(now), subscriptionId, ...rest, storedAt: now, attempts: 0 };
};

const deliveriesOf = (ready: readonly Ready[]): Delivery[] => ready.map(({ delivery }) => delivery);

const dueAgain = ({ delivery, outcome }: Settled): Due[] =>
  outcome.kind === 'again' ? [{ delivery, dueAt: outcome.dueAt }] : [];
