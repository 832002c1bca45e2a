import pg from 'pg';

import { SECOND } from '../clock.ts';
import type { Database, Row, Sql, TransactionOptions } from './database.ts';

/** A client that waits longer than this for an answer is better off asking again. */
const PATIENCE_MS = 5 * SECOND;

/** Any number will do, as long as every relay takes the same. */
const ALONE = 1_847_201;

/** Postgres, shared by any number of relays. */
export class Postgres implements Database {
  readonly #pool: pg.Pool;

  constructor(url: string) {
    this.#pool = new pg.Pool({
      connectionString: url,
      application_name: 'protiv-relay',
      max: 10,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: 2 * PATIENCE_MS,
      // Milliseconds since the epoch fit into a number for another 285,000 years.
      types: {
        getTypeParser: (oid, format) =>
          oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
      },
    });
    // A connection that breaks while it is idle is replaced; whoever uses a broken one is told.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async transaction<T>(
    work: (sql: Sql) => Promise<T>,
    { alone = false, lazy = false }: TransactionOptions = {},
  ): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      if (lazy) await client.query('set local synchronous_commit = off');
      if (alone) await client.query('select pg_advisory_xact_lock($1)', [ALONE]);
      const done = await work(new PostgresSql(client));
      await client.query('commit');
      return done;
    } catch (error) {
      // Dropped rather than rolled back: nobody knows what state it is in.
      broken = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

class PostgresSql implements Sql {
  readonly #client: pg.PoolClient;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async all<Found extends Row>(text: string, values: readonly unknown[] = []): Promise<Found[]> {
    const { rows } = await this.#client.query<Found>(
      text.replaceAll(/in list\((\$\d+)\)/g, '= any($1)'),
      [...values],
    );
    return rows;
  }

  async insert<Found extends Row>(
    into: string,
    rows: readonly (readonly (string | number | null)[])[],
    rest = '',
  ): Promise<Found[]> {
    if (rows.length === 0) return [];
    const places = rows.map(
      (row, line) => `(${row.map((_, index) => `$${line * row.length + index + 1}`).join(', ')})`,
    );
    return this.all<Found>(`insert into ${into} values ${places.join(', ')} ${rest}`, rows.flat());
  }
}
