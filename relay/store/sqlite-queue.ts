import { newId } from '../delivery/delivery.ts';
import type { Delivery, Due } from '../delivery/delivery.ts';
import type { Sql } from './database.ts';
import { DEAD_KEPT_MS, DONE_KEPT_MS } from './queue.ts';
import type { Queue, QueueMeasure, Which } from './queue.ts';

export const QUEUE_SCHEMA = `
create table if not exists deliveries (
  id text primary key,
  subscription_id text not null,
  location_id text not null,
  data text not null,
  state text not null default 'waiting',
  due_at bigint not null,
  stored_at bigint not null,
  settled_at bigint
);
create index if not exists deliveries_due on deliveries (due_at) where state = 'waiting';
create index if not exists deliveries_open on deliveries (stored_at)
  where state in ('waiting', 'taken');
create index if not exists deliveries_dead on deliveries (settled_at) where state = 'dead';
`;

/** What a relay had taken when it died is waiting again: no other one uses this file. */
export const RELEASE_TAKEN = `update deliveries set state = 'waiting' where state = 'taken'`;

type Stored = { data: string };

const deliveryIn = ({ data }: Stored): Delivery => JSON.parse(data);

const idsOf = (deliveries: readonly Delivery[]): string[] => deliveries.map(({ id }) => id);

const columnOf = (which: Which): [column: string, value: string] => {
  if ('subscriptionId' in which) return ['subscription_id', which.subscriptionId];
  return 'locationId' in which ? ['location_id', which.locationId] : ['id', which.id];
};

/** The queue as a table beside the others. */
export class SqliteQueue implements Queue {
  async push(sql: Sql, due: readonly Due[]): Promise<void> {
    await sql.insert(
      'deliveries (id, subscription_id, location_id, data, due_at, stored_at)',
      due.map(({ delivery, dueAt }) => [
        delivery.id,
        delivery.subscriptionId,
        delivery.locationId,
        JSON.stringify(delivery),
        dueAt,
        delivery.storedAt,
      ]),
    );
  }

  async take(sql: Sql, limit: number, now: number): Promise<Delivery[]> {
    const taken = await sql.all<Stored>(
      `update deliveries set state = 'taken' where id in (
         select id from deliveries where state = 'waiting' and due_at <= $1 order by due_at limit $2
       ) returning data`,
      [now, limit],
    );
    return taken.map(deliveryIn);
  }

  async done(sql: Sql, deliveries: readonly Delivery[], now: number): Promise<void> {
    await sql.all(
      `update deliveries set state = 'done', settled_at = $2 where id in list($1) and state = 'taken'`,
      [idsOf(deliveries), now],
    );
  }

  async again(sql: Sql, due: readonly Due[]): Promise<void> {
    for (const { delivery, dueAt } of due) {
      await sql.all(
        `update deliveries set state = 'waiting', due_at = $2, data = $3
           where id = $1 and state = 'taken'`,
        [delivery.id, dueAt, JSON.stringify(delivery)],
      );
    }
  }

  async bury(sql: Sql, deliveries: readonly Delivery[], now: number): Promise<void> {
    for (const delivery of deliveries) {
      await sql.all(
        `update deliveries set state = 'dead', settled_at = $2, data = $3
           where id = $1 and state = 'taken'`,
        [delivery.id, now, JSON.stringify(delivery)],
      );
    }
  }

  async dead(sql: Sql, which: Which | undefined, limit: number): Promise<Delivery[]> {
    const [column, value] = which ? columnOf(which) : ['state', 'dead'];
    const dead = await sql.all<Stored>(
      `select data from deliveries where state = 'dead' and ${column} = $1
         order by settled_at limit $2`,
      [value, limit],
    );
    return dead.map(deliveryIn);
  }

  async exhume(sql: Sql, deliveries: readonly Delivery[]): Promise<void> {
    await sql.all(`delete from deliveries where id in list($1) and state = 'dead'`, [
      idsOf(deliveries),
    ]);
  }

  async erase(sql: Sql, which: Which): Promise<number> {
    const [column, value] = columnOf(which);
    const erased = await sql.all(`delete from deliveries where ${column} = $1 returning id`, [
      value,
    ]);
    return erased.length;
  }

  async measure(sql: Sql): Promise<QueueMeasure> {
    const [open] = await sql.all<{ waiting: number; oldest: number | null }>(
      `select count(*) as waiting, min(stored_at) as oldest from deliveries
         where state in ('waiting', 'taken')`,
    );
    const [buried] = await sql.all<{ dead: number }>(
      `select count(*) as dead from deliveries where state = 'dead'`,
    );
    return {
      waiting: open?.waiting ?? 0,
      dead: buried?.dead ?? 0,
      ...(typeof open?.oldest === 'number' && { oldest: open.oldest }),
    };
  }

  async sweep(sql: Sql, now: number): Promise<void> {
    // An id begins with the time at which it was made.
    await sql.all(`delete from deliveries where id < $1 and state = 'done'`, [
      newId(now - DONE_KEPT_MS),
    ]);
    await sql.all(`delete from deliveries where state = 'dead' and settled_at < $1`, [
      now - DEAD_KEPT_MS,
    ]);
  }
}
