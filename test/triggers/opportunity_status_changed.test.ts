import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { HOUR_MS, MINUTE_MS, Stage } from '../../harness/busy/stage.ts';
import type { WatchedTrigger } from '../../harness/busy/stage.ts';

let stage: Stage;
let contactId: string;

beforeAll(async () => {
  stage = await Stage.open();
  contactId = stage.addOldContact(0).id;
});

afterAll(() => stage.close());

beforeEach(() => {
  stage.location.opportunities.clear();
});

const fires = async ({ poll }: WatchedTrigger): Promise<unknown[]> => {
  stage.clock.pass(MINUTE_MS);
  const { fired } = await poll();
  return fired.map(({ id, status }) => [id, status]);
};

describe('Opportunity Status Changed', () => {
  it('fires once for each new status, with the reason of a loss', async () => {
    const { id } = stage.addOpportunity(contactId);
    const watched = await stage.watch('opportunity_status_changed');
    const [reason] = stage.location.lostReasons;
    stage.clock.pass(MINUTE_MS);
    stage.changeOpportunity(id, { status: 'lost', ...(reason && { lostReasonId: reason.id }) });
    stage.clock.pass(MINUTE_MS);
    const { fired } = await watched.poll();
    expect(fired).toEqual([
      expect.objectContaining({ id, status: 'lost', lostReason: reason?.name }),
    ]);
    stage.changeOpportunity(id, { name: 'Roof' });
    expect(await fires(watched)).toEqual([]);
    stage.changeOpportunity(id, { status: 'open' });
    expect(await fires(watched)).toEqual([[id, 'open']]);
  });

  it('fires for the chosen status only, not for what has it already or is made with it', async () => {
    const [won, lost] = [stage.addOpportunity(contactId), stage.addOpportunity(contactId)];
    const before = stage.addOpportunity(contactId);
    stage.clock.pass(MINUTE_MS);
    stage.changeOpportunity(before.id, { status: 'won' });
    const watched = await stage.watch('opportunity_status_changed', { status: 'Won' });
    stage.clock.pass(MINUTE_MS);
    stage.addOpportunity(contactId, { status: 'won' });
    stage.changeOpportunity(won.id, { status: 'won' });
    stage.changeOpportunity(lost.id, { status: 'lost' });
    stage.changeOpportunity(before.id, { name: 'Changed' });
    expect(await fires(watched)).toEqual([[won.id, 'won']]);
  });

  it('does not lose one for a pause of most of a day', async () => {
    const { id } = stage.addOpportunity(contactId);
    const watched = await stage.watch('opportunity_status_changed');
    stage.clock.pass(HOUR_MS);
    stage.changeOpportunity(id, { status: 'won' });
    stage.clock.pass(20 * HOUR_MS);
    expect(await fires(watched)).toEqual([[id, 'won']]);
  });
});
