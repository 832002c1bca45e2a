import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { MINUTE_MS, Stage } from '../../harness/busy/stage.ts';
import type { WatchedTrigger } from '../../harness/busy/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.close());

const fires = async ({ poll }: WatchedTrigger): Promise<unknown[]> => {
  stage.clock.pass(MINUTE_MS);
  const { fired } = await poll();
  return fired.map(({ id, value }) => [id, value]);
};

describe('New or Updated Opportunity', () => {
  it('fires for a new one, and each time that it changes', async () => {
    const contactId = stage.addOldContact(0).id;
    const old = stage.addOpportunity(contactId);
    const watched = await stage.watch('new_or_updated_opportunity');
    stage.clock.pass(MINUTE_MS);
    const { id } = stage.addOpportunity(contactId, { monetaryValue: 1 });
    expect(await fires(watched)).toEqual([[id, 1]]);
    stage.changeOpportunity(id, { monetaryValue: 2 });
    expect(await fires(watched)).toEqual([[id, 2]]);
    expect(await fires(watched)).toEqual([]);
    stage.changeOpportunity(old.id, { monetaryValue: 3 });
    expect(await fires(watched)).toEqual([[old.id, 3]]);
  });
});
