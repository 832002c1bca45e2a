import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { MINUTE_MS, Stage } from '../../harness/busy/stage.ts';
import { opportunitySchema } from '../../lib/protiv/opportunity/schema.ts';

let stage: Stage;
let contactId: string;

beforeAll(async () => {
  stage = await Stage.open();
  contactId = stage.addContact(1, { firstName: 'Dana', lastName: 'Reyes' }).id;
});

afterAll(() => stage.close());

describe('New Opportunity', () => {
  it('fires once for each, Protiv-shaped, and not for those that were there', async () => {
    stage.addOpportunity(contactId, { name: 'There before' });
    const watched = await stage.watch('new_opportunity');
    expect(watched.priming.records).toHaveLength(1);
    stage.clock.pass(MINUTE_MS);
    const { id } = stage.addOpportunity(contactId, { name: 'New roof', monetaryValue: 500 });
    stage.clock.pass(MINUTE_MS);
    const { fired } = await watched.poll();
    expect(fired).toHaveLength(1);
    expect(opportunitySchema.parse(fired[0])).toMatchObject({
      id,
      name: 'New roof',
      value: 500,
      status: 'open',
      pipelineName: 'Roofing',
      stageName: 'New Lead',
      contactName: 'Dana Reyes',
    });
    stage.changeOpportunity(id, { name: 'Changed' });
    stage.clock.pass(MINUTE_MS);
    expect((await watched.poll()).fired).toEqual([]);
  });

  it('looks at those only that the filters name, pipeline and user by name', async () => {
    const [user] = stage.location.users;
    const [, plans] = stage.location.pipelines;
    const filters = { pipelineId: 'maintenance plans', assignedTo: user?.name, status: 'open' };
    const watched = await stage.watch('new_opportunity', filters);
    const fitting = {
      ...(plans && { pipelineId: plans.id }),
      ...(user && { assignedTo: user.id }),
    };
    stage.clock.pass(MINUTE_MS);
    const { id } = stage.addOpportunity(contactId, fitting);
    stage.addOpportunity(contactId, { ...fitting, status: 'won' });
    stage.addOpportunity(contactId, { ...fitting, assignedTo: 'somebodyElse00000001' });
    stage.addOpportunity(contactId);
    stage.clock.pass(MINUTE_MS);
    expect((await watched.poll()).fired.map((record) => record['id'])).toEqual([id]);
  });

  it('shows three of any age where a person tries it', async () => {
    const { app } = stage;
    const sample = await app.poll('new_opportunity', {}, { isLoadingSample: true });
    expect(sample).toHaveLength(3);
    expect(sample[0]).toMatchObject({ stageName: expect.any(String), contactName: 'Dana Reyes' });
  });

  it('brings the contact along where that is chosen', async () => {
    const input = { includeContact: true };
    const [sample] = await stage.app.poll('new_opportunity', input, { isLoadingSample: true });
    expect(sample?.['contact']).toEqual(expect.stringContaining('hydrate|||'));
  });
});
