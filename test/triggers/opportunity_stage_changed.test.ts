import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { MINUTE_MS, Stage } from '../../harness/busy/stage.ts';
import type { WatchedTrigger } from '../../harness/busy/stage.ts';

let stage: Stage;
let contactId: string;
/** The stages of the first pipeline. */
let ids: string[];

beforeAll(async () => {
  stage = await Stage.open();
  contactId = stage.addOldContact(0).id;
  ids = stage.location.pipelines[0]?.stages.map(({ id }) => id) ?? [];
});

afterAll(() => stage.close());

beforeEach(() => {
  stage.location.opportunities.clear();
});

/** An opportunity in a stage, by its place. */
const addIn = (place: number): string =>
  stage.addOpportunity(contactId, { pipelineStageId: ids[place] ?? '' }).id;

const moveTo = (id: string, place: number): void =>
  stage.changeOpportunity(id, { pipelineStageId: ids[place] ?? '' });

const fires = async ({ poll }: WatchedTrigger): Promise<unknown[]> => {
  stage.clock.pass(MINUTE_MS);
  const { fired } = await poll();
  return fired.map(({ id, stageName }) => [id, stageName]);
};

describe('Opportunity Stage Changed', () => {
  it('fires once for each arrival, also when it comes back', async () => {
    const id = addIn(0);
    stage.clock.pass(MINUTE_MS);
    const watched = await stage.watch('opportunity_stage_changed');
    stage.clock.pass(MINUTE_MS);
    for (const [place, name] of [
      [1, 'Site Visit'],
      [0, 'New Lead'],
      [1, 'Site Visit'],
    ] as const) {
      moveTo(id, place);
      expect(await fires(watched)).toEqual([[id, name]]);
      stage.changeOpportunity(id, { name: `Changed in ${name}` });
      expect(await fires(watched)).toEqual([]);
    }
  });

  it('does not fire for what is there when the Zap is switched on', async () => {
    const id = addIn(0);
    stage.clock.pass(MINUTE_MS);
    moveTo(id, 2);
    const watched = await stage.watch('opportunity_stage_changed');
    expect(await fires(watched)).toEqual([]);
    stage.changeOpportunity(id, { monetaryValue: 5 });
    expect(await fires(watched)).toEqual([]);
  });

  it('fires for the chosen stage only, and not for what is made there', async () => {
    const [moved, passing] = [addIn(0), addIn(0)];
    const filters = { pipelineId: 'Roofing', stageId: 'quote sent' };
    const watched = await stage.watch('opportunity_stage_changed', filters);
    stage.clock.pass(MINUTE_MS);
    addIn(2);
    moveTo(passing, 1);
    moveTo(moved, 2);
    expect(await fires(watched)).toEqual([[moved, 'Quote Sent']]);
  });

  it('fires for a move into another pipeline', async () => {
    const id = addIn(0);
    const [, plans] = stage.location.pipelines;
    const watched = await stage.watch('opportunity_stage_changed', { pipelineId: plans?.id });
    stage.clock.pass(MINUTE_MS);
    stage.changeOpportunity(id, {
      pipelineId: plans?.id ?? '',
      pipelineStageId: plans?.stages[0]?.id ?? '',
    });
    expect(await fires(watched)).toEqual([[id, 'Interested']]);
  });
});
