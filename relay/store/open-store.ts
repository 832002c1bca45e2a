import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Clock } from '../clock.ts';
import type { BossOptions } from './boss-queue.ts';
import { OwnPaces, PACES_SCHEMA, SharedPaces } from './paces.ts';
import { SCHEMA } from './schema.ts';
import { QUEUE_SCHEMA, RELEASE_TAKEN, SqliteQueue } from './sqlite-queue.ts';
import { Sqlite } from './sqlite.ts';
import { Store } from './store.ts';

export interface StoreOptions {
  /** Where SQLite's file lies, if no database is named. */
  dataDir: string;
  databaseUrl?: string;
  clock: Clock;
  bossClock?: BossOptions['clock'];
  /** Whether this is a relay, and not somebody who only looks into its store. */
  isRelay: boolean;
  /** Told of what goes wrong in the store while nobody waits for it. */
  onTrouble: (error: Error) => void;
}

/**
 * Opens the store, and makes it where there is none.
 *
 * @throws {Error} when another relay has this file, or the database cannot be reached
 */
export const openStore = (options: StoreOptions): Promise<Store> =>
  options.databaseUrl === undefined
    ? openSqlite(options)
    : openPostgres(options.databaseUrl, options);

const openSqlite = async ({ dataDir, clock, isRelay }: StoreOptions): Promise<Store> => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = isRelay ? lockOf(dataDir) : undefined;
  const database = new Sqlite(join(dataDir, 'relay.sqlite'));
  database.run(SCHEMA + QUEUE_SCHEMA);
  if (isRelay) database.run(RELEASE_TAKEN);
  return new Store({
    database,
    queue: new SqliteQueue(),
    paces: new OwnPaces(),
    clock,
    close: async () => {
      await database.close();
      await lock?.close();
    },
  });
};

/** The operating system lets go of it however the relay ends. */
const lockOf = (dataDir: string): Sqlite => {
  const lock = new Sqlite(join(dataDir, 'relay.lock'), { waits: false });
  try {
    lock.run('begin exclusive');
  } catch {
    throw new Error(`Another relay uses ${dataDir}.`);
  }
  return lock;
};

/** Loaded only where it is needed: it takes 20 MB. */
const openPostgres = async (url: string, options: StoreOptions): Promise<Store> => {
  const { clock, bossClock, isRelay, onTrouble } = options;
  const [{ Postgres }, { BossQueue }] = await Promise.all([
    import('./postgres.ts'),
    import('./boss-queue.ts'),
  ]);
  const database = new Postgres(url);
  try {
    await database.transaction((sql) => sql.all(SCHEMA + PACES_SCHEMA), { alone: true });
    const queue = await BossQueue.open(url, {
      supervise: isRelay,
      onTrouble,
      ...(bossClock && { clock: bossClock }),
    });
    return new Store({
      database,
      queue,
      paces: new SharedPaces(),
      clock,
      close: async () => {
        try {
          await queue.close();
        } finally {
          await database.close();
        }
      },
    });
  } catch (error) {
    await database.close();
    throw error;
  }
};
