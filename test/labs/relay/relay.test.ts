import { expect, it } from '@jest/globals';

import { hasPostgres } from '../../../harness/relay/postgres.ts';
import { acknowledgement, kills, throughput } from '../../../labs/relay/sections.ts';
import type { Sizes } from '../../../labs/relay/sections.ts';

/** The short form: what has to hold whatever the machine is doing. */
const SHORT: Sizes = { events: 120, kills: 4, stored: 0, subscriptions: 0 };

it('a relay that is killed loses nothing, and makes no Zap run twice', async () => {
  const { rows, failures } = await kills(SHORT, ['SQLite'], 7);
  expect(failures).toEqual([]);
  expect(rows[0]?.slice(0, 4)).toEqual(['SQLite', '4', '120', '240']);
});

it('a relay under load delivers every event to every Zap', async () => {
  const stores = hasPostgres() ? (['SQLite', 'Postgres'] as const) : (['SQLite'] as const);
  expect((await throughput(SHORT, stores)).failures).toEqual([]);
  expect((await acknowledgement(SHORT)).failures).toEqual([]);
});
