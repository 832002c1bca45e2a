import { afterEach, describe, expect, it } from '@jest/globals';

import type { Fields } from '../../../../harness/app.ts';
import { HOUR_MS, MINUTE_MS, Stage, counted } from '../../../../harness/busy/stage.ts';
import type { WatchedTrigger } from '../../../../harness/busy/stage.ts';
import type { SandboxOptions } from '../../../../sandbox/index.ts';

let stage: Stage;
let contactId: string;

const open = async (options: SandboxOptions = {}): Promise<void> => {
  stage = await Stage.open(options);
  contactId = stage.addOldContact(0).id;
};

afterEach(() => stage.close());

const add = (count: number, gapMs: number): string[] =>
  counted(count, () => {
    stage.clock.pass(gapMs);
    return stage.addOpportunity(contactId).id;
  });

/** Polls, two minutes apart, until nothing fires and nothing is left to read. */
const pollOut = async ({ poll }: WatchedTrigger, most = 12): Promise<Fields[][]> => {
  const fired: Fields[][] = [];
  for (let polls = 0; polls < most; polls += 1) {
    stage.clock.pass(2 * MINUTE_MS);
    const polled = await poll();
    fired.push(polled.fired);
    if (polled.fired.length === 0 && !polled.log.includes('poll.catching_up')) break;
  }
  return fired;
};

const idsOf = (records: readonly Fields[]): string[] =>
  records.map(({ id }) => String(id)).toSorted();

describe('polls of opportunities', () => {
  it.each(['asked', 'shuffled'] as const)(
    'lose none where more came than fits into a poll, in whichever order HighLevel lists them: %s',
    async (opportunitySearchOrder) => {
      await open({ opportunitySearchOrder });
      const watched = await stage.watch('new_opportunity');
      const ids = add(2_700, 1_000);
      const fired = await pollOut(watched);
      expect(fired.length).toBeGreaterThan(1);
      expect(idsOf(fired.flat())).toEqual(ids.toSorted());
    },
  );

  it('read what nobody has read before what they have read lately, after a rush', async () => {
    await open();
    const watched = await stage.watch('new_opportunity');
    const ids = add(5_000, 10);
    const fired = await pollOut(watched, 3);
    expect(idsOf(fired.flat())).toEqual(ids.toSorted());
  });

  it('cost one request where nothing happens, however long', async () => {
    await open();
    const { poll } = await stage.watch('new_or_updated_opportunity');
    for (const pauseMs of [MINUTE_MS, 15 * MINUTE_MS, 20 * HOUR_MS, MINUTE_MS]) {
      stage.clock.pass(pauseMs);
      expect(await poll()).toMatchObject({ fired: [], requests: 1, log: [] });
    }
  });

  it('fire what a day holds where the cache has forgotten, and nothing older', async () => {
    await open();
    const yesterday = new Date(stage.clock.now() - 30 * HOUR_MS).toISOString();
    stage.addOpportunity(contactId, { createdAt: yesterday });
    const watched = await stage.watch('new_opportunity');
    stage.app.platform.cache.evict();
    const ids = add(3, MINUTE_MS);
    expect(idsOf((await watched.poll()).fired)).toEqual(ids.toSorted());
  });

  it('give what came with a poll once more to the next one: a result may get lost', async () => {
    await open();
    const watched = await stage.watch('new_opportunity');
    const [id] = add(1, MINUTE_MS);
    await watched.poll();
    stage.clock.pass(15 * MINUTE_MS);
    const { records, fired } = await watched.poll();
    expect(records.map((record) => record['id'])).toEqual([id]);
    expect(fired).toEqual([]);
  });

  it('stop where no opportunity says when it came to be', async () => {
    await open();
    const watched = await stage.watch('new_opportunity');
    stage.app.sandbox.addFault({
      kind: 'status',
      status: 201,
      body: { opportunities: [{ id: 'o1', name: 'Roof' }], total: 1 },
      match: { path: '^/opportunities/search$' },
    });
    await expect(watched.poll()).rejects.toThrow('without a date that can be read');
  });
});
