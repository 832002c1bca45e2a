export type Row = Readonly<Record<string, string | number | null>>;

/**
 * Statements inside one transaction. One text serves SQLite and Postgres alike: `$1` stands for the first
 * value, and `in list($1)` for membership in a list of texts.
 */
export interface Sql {
  all<Found extends Row>(text: string, values?: readonly unknown[]): Promise<Found[]>;
  /**
   * Inserts rows.
   *
   * @param into table and columns, such as `seen (key, at)`
   * @param rest what follows the values, such as `on conflict do nothing returning key`
   */
  insert<Found extends Row>(
    into: string,
    rows: readonly (readonly (string | number | null)[])[],
    rest?: string,
  ): Promise<Found[]>;
}

export interface TransactionOptions {
  /** Nobody else's transaction of this kind runs meanwhile, on any relay. */
  alone?: boolean;
  /** What it did survives the end of the process, but maybe not that of the machine. */
  lazy?: boolean;
}

export interface Database {
  /** Does all of `work` or nothing; unless it is lazy, what it did is on disk when this is done. */
  transaction<T>(work: (sql: Sql) => Promise<T>, options?: TransactionOptions): Promise<T>;
  close(): Promise<void>;
}
