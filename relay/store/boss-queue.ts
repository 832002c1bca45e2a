import { PgBoss } from 'pg-boss';
import type { Clock as BossClock, Db, JobInsert } from 'pg-boss';

import { DAY, MINUTE, SECOND } from '../clock.ts';
import { FIRST } from '../delivery/delivery.ts';
import type { Delivery, Due } from '../delivery/delivery.ts';
import type { Sql } from './database.ts';
import { DEAD_KEPT_MS, DONE_KEPT_MS } from './queue.ts';
import type { Queue, QueueMeasure, Which } from './queue.ts';

const DELIVERIES = 'deliveries';
const DEAD = 'dead-deliveries';

/** Longer than any delivery takes: what a killed relay had taken goes on after this and a round. */
const CLAIM_S = 45;
const ROUND_S = 30;

const seconds = (ms: number): number => Math.round(ms / SECOND);

/** pg-boss's statements as part of our transaction. */
const within = (sql: Sql): { db: Db } => ({
  db: { executeSql: async (text, values) => ({ rows: await sql.all(text, values) }) },
});

export interface BossOptions {
  /** Whether to let go of what killed relays had taken, and remove what was kept long enough. */
  supervise: boolean;
  /** Told of what goes wrong while nobody waits for it. */
  onTrouble: (error: Error) => void;
  /** The time of the queue, for tests; the database's else. */
  clock?: BossClock;
}

/**
 * The queue as jobs of pg-boss. A delivery that waits again is deleted and inserted under the same id: pg-boss
 * spaces repeats by its own rule only. Where another relay holds the job by then, neither does anything.
 */
export class BossQueue implements Queue {
  readonly #boss: PgBoss;

  private constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  /**
   * Makes pg-boss's tables where they are missing.
   */
  static async open(url: string, { supervise, onTrouble, clock }: BossOptions): Promise<BossQueue> {
    const boss = new PgBoss({
      connectionString: url,
      application_name: 'protiv-relay-queue',
      max: 2,
      supervise,
      schedule: false,
      openTelemetry: { enabled: false },
      superviseIntervalSeconds: ROUND_S,
      monitorIntervalSeconds: ROUND_S,
      maintenanceIntervalSeconds: seconds(10 * MINUTE),
      ...(clock && { clock }),
    });
    boss.on('error', onTrouble);
    await boss.start();
    await boss.createQueue(DELIVERIES, {
      expireInSeconds: CLAIM_S,
      retryLimit: 1_000_000,
      retentionSeconds: seconds(31 * DAY),
      deleteAfterSeconds: seconds(DONE_KEPT_MS),
    });
    await boss.createQueue(DEAD, { retentionSeconds: seconds(DEAD_KEPT_MS) });
    return new BossQueue(boss);
  }

  async push(sql: Sql, due: readonly Due[]): Promise<void> {
    if (due.length > 0) await this.#boss.insert(DELIVERIES, due.map(jobOf), within(sql));
  }

  async take(sql: Sql, limit: number): Promise<Delivery[]> {
    const jobs = await this.#boss.fetch<Delivery>(DELIVERIES, {
      batchSize: limit,
      ...within(sql),
    });
    return jobs.map(({ data, retryCount }) => ({ ...data, claim: retryCount }));
  }

  async done(sql: Sql, deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.#boss.complete(DELIVERIES, deliveries.map(attemptOf), null, within(sql));
  }

  async again(sql: Sql, due: readonly Due[]): Promise<void> {
    await this.#release(
      sql,
      due.map(({ delivery }) => delivery),
    );
    await this.push(sql, due);
  }

  async bury(sql: Sql, deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.#release(sql, deliveries);
    const jobs = deliveries.map((delivery) => ({ id: delivery.id, data: delivery }));
    await this.#boss.insert(DEAD, jobs, within(sql));
  }

  async dead(sql: Sql, which: Which | undefined, limit: number): Promise<Delivery[]> {
    const jobs = await this.#boss.findJobs<Delivery>(DEAD, {
      ...(which && { data: which }),
      limit,
      ...within(sql),
    });
    return jobs.map(({ data }) => data);
  }

  async exhume(sql: Sql, deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.#boss.deleteJob(
      DEAD,
      deliveries.map(({ id }) => id),
      within(sql),
    );
  }

  async erase(sql: Sql, which: Which): Promise<number> {
    let erased = 0;
    for (const queue of [DELIVERIES, DEAD]) {
      for (;;) {
        const jobs = await this.#boss.findJobs(queue, { data: which, ...within(sql) });
        if (jobs.length === 0) break;
        await this.#boss.deleteJob(
          queue,
          jobs.map(({ id }) => id),
          within(sql),
        );
        erased += jobs.length;
      }
    }
    return erased;
  }

  async measure(sql: Sql): Promise<QueueMeasure> {
    const [open] = await sql.all<{ waiting: number; oldest: number | null }>(
      `select count(*) as waiting, min((data->>'storedAt')::bigint) as oldest from pgboss.job
         where name = $1 and state < 'completed'`,
      [DELIVERIES],
    );
    const [buried] = await sql.all<{ dead: number }>(
      `select count(*) as dead from pgboss.job where name = $1 and state < 'completed'`,
      [DEAD],
    );
    return {
      waiting: open?.waiting ?? 0,
      dead: buried?.dead ?? 0,
      ...(typeof open?.oldest === 'number' && { oldest: open.oldest }),
    };
  }

  /** pg-boss does that by itself. */
  sweep(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.#boss.stop();
  }

  async #release(sql: Sql, deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.#boss.deleteJob(DELIVERIES, deliveries.map(attemptOf), within(sql));
  }
}

const attemptOf = ({ id, claim = 0 }: Delivery) => ({ id, retryCount: claim });

const jobOf = ({ delivery, dueAt }: Due): JobInsert<Delivery> => ({
  id: delivery.id,
  data: delivery,
  ...(dueAt === FIRST ? { priority: 1 } : { startAfter: new Date(dueAt) }),
});
