import { createHash } from 'node:crypto';

import type { Sql } from './database.ts';

/** How far the limits are used up (`delivery/pace.ts`), by key; inside the transaction that takes. */
export interface Paces {
  /** Moments in milliseconds; a map that may be changed. */
  read(sql: Sql, keys: readonly string[]): Promise<Map<string, number>>;
  write(sql: Sql, freeAt: ReadonlyMap<string, number>): Promise<void>;
  /** Forgets what is over. */
  sweep(sql: Sql, now: number): Promise<void>;
}

/** For the only relay on its store. One that is started again has used up nothing. */
export class OwnPaces implements Paces {
  readonly #freeAt = new Map<string, number>();

  read(): Promise<Map<string, number>> {
    return Promise.resolve(this.#freeAt);
  }

  write(): Promise<void> {
    return Promise.resolve();
  }

  sweep(_sql: Sql, now: number): Promise<void> {
    for (const [key, at] of this.#freeAt) if (at < now) this.#freeAt.delete(key);
    return Promise.resolve();
  }
}

export const PACES_SCHEMA = `
create table if not exists paces (
  key text primary key,
  free_at bigint not null
);
`;

/** Neither a target nor a sub-account can be told from it. */
const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** For several relays, which pace as one. */
export class SharedPaces implements Paces {
  async read(sql: Sql, keys: readonly string[]): Promise<Map<string, number>> {
    const names = new Map(keys.map((key) => [hashed(key), key]));
    const rows = await sql.all<{ key: string; free_at: number }>(
      'select key, free_at from paces where key in list($1)',
      [[...names.keys()]],
    );
    return new Map(rows.map(({ key, free_at }) => [names.get(key) ?? key, free_at]));
  }

  async write(sql: Sql, freeAt: ReadonlyMap<string, number>): Promise<void> {
    await sql.insert(
      'paces (key, free_at)',
      [...freeAt].map(([key, at]) => [hashed(key), at]),
      'on conflict (key) do update set free_at = excluded.free_at',
    );
  }

  async sweep(sql: Sql, now: number): Promise<void> {
    await sql.all('delete from paces where free_at < $1', [now]);
  }
}
