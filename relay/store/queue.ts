import { DAY } from '../clock.ts';
import type { Delivery, Due } from '../delivery/delivery.ts';
import type { Sql } from './database.ts';

export interface QueueMeasure {
  /** Deliveries that are neither done nor dead. */
  waiting: number;
  dead: number;
  /** When the oldest of those that wait was stored. */
  oldest?: number;
}

/** How long what is settled is kept, and what is dead. */
export const DONE_KEPT_MS = 5 * DAY;
export const DEAD_KEPT_MS = 30 * DAY;

/** Which deliveries somebody means. */
export type Which = { subscriptionId: string } | { locationId: string } | { id: string };

/**
 * The deliveries: each waits, is taken, and is done, waits again, or is dead. Every method works inside
 * the transaction that it is given.
 */
export interface Queue {
  push(sql: Sql, due: readonly Due[]): Promise<void>;
  /** Takes what is due. Until it is settled nobody else gets it, unless the relay that took it dies. */
  take(sql: Sql, limit: number, now: number): Promise<Delivery[]>;
  done(sql: Sql, deliveries: readonly Delivery[], now: number): Promise<void>;
  again(sql: Sql, due: readonly Due[]): Promise<void>;
  bury(sql: Sql, deliveries: readonly Delivery[], now: number): Promise<void>;
  /** The dead, the oldest first. */
  dead(sql: Sql, which: Which | undefined, limit: number): Promise<Delivery[]>;
  /** Takes these out of the dead. */
  exhume(sql: Sql, deliveries: readonly Delivery[]): Promise<void>;
  /** Removes all that is known of them, whatever state they are in. */
  erase(sql: Sql, which: Which): Promise<number>;
  measure(sql: Sql): Promise<QueueMeasure>;
  /** Removes what was kept long enough. */
  sweep(sql: Sql, now: number): Promise<void>;
}
