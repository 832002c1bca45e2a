import SqliteDatabase from 'better-sqlite3';
import type { Statement } from 'better-sqlite3';

import type { Database, Row, Sql, TransactionOptions } from './database.ts';

type Parameters = Record<string, unknown>;

const parametersOf = (values: readonly unknown[]): Parameters =>
  Object.fromEntries(
    values.map((value, index) => [index + 1, Array.isArray(value) ? JSON.stringify(value) : value]),
  );

/** SQLite in one file; transactions run one after another. */
export class Sqlite implements Database, Sql {
  readonly #database: SqliteDatabase.Database;
  readonly #statements = new Map<string, Statement<[Parameters]>>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param waits whether a statement waits while another process writes: five seconds at most */
  constructor(file: string, { waits = true }: { waits?: boolean } = {}) {
    this.#database = new SqliteDatabase(file, { timeout: waits ? 5_000 : 0 });
    this.#database.pragma('journal_mode = WAL');
    this.#database.pragma('secure_delete = ON');
    // Kilobytes: what waits is read once and in its order, so more would be of no use.
    this.#database.pragma('cache_size = -4000');
  }

  /** Runs statements that give nothing, such as those that make tables. */
  run(text: string): void {
    this.#database.exec(text);
  }

  transaction<T>(
    work: (sql: Sql) => Promise<T>,
    { lazy = false }: TransactionOptions = {},
  ): Promise<T> {
    const result = this.#last.then(async () => {
      this.run(`pragma synchronous = ${lazy ? 'normal' : 'full'}; begin immediate`);
      try {
        const done = await work(this);
        this.run('commit');
        return done;
      } finally {
        if (this.#database.inTransaction) this.run('rollback');
      }
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  all<Found extends Row>(text: string, values?: readonly unknown[]): Promise<Found[]>;
  async all(text: string, values: readonly unknown[] = []): Promise<unknown[]> {
    return this.#rows(text, values);
  }

  insert<Found extends Row>(
    into: string,
    rows: readonly (readonly (string | number | null)[])[],
    rest?: string,
  ): Promise<Found[]>;
  async insert(
    into: string,
    rows: readonly (readonly (string | number | null)[])[],
    rest = '',
  ): Promise<unknown[]> {
    return rows.flatMap((row) => {
      const places = row.map((_, index) => `$${index + 1}`).join(', ');
      return this.#rows(`insert into ${into} values (${places}) ${rest}`, row);
    });
  }

  async close(): Promise<void> {
    await this.#last;
    this.#database.close();
  }

  #rows(text: string, values: readonly unknown[]): unknown[] {
    const known = this.#statements.get(text);
    const statement =
      known ??
      this.#database.prepare<[Parameters]>(
        text.replaceAll(/in list\((\$\d+)\)/g, 'in (select value from json_each($1))'),
      );
    if (!known) this.#statements.set(text, statement);
    if (statement.reader) return statement.all(parametersOf(values));
    statement.run(parametersOf(values));
    return [];
  }
}
