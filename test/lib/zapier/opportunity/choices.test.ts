import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { TestApp } from '../../../../harness/app.ts';
import type { Location } from '../../../../sandbox/world.ts';

let app: TestApp;
let location: Location;
let contactId: string;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
  location = app.sandbox.world.location(app.location.id);
  contactId = app.sandbox.world.addContact(location.id, { firstName: 'Dana' }).id;
});

afterAll(() => app.close());

afterEach(() => app.sandbox.clearFaults());

const add = (count: number): void => {
  for (let index = 0; index < count; index += 1) {
    const createdAt = new Date(app.sandbox.world.now() - (count - index) * 60_000).toISOString();
    const status = index % 2 === 0 ? 'open' : 'won';
    app.sandbox.world.addOpportunity(location.id, {
      contactId,
      name: `Roof ${index}`,
      status,
      createdAt,
    });
  }
};

describe('what the fields of opportunities offer', () => {
  it('opportunities, the newest first, a hundred at a time, with what has become of them', async () => {
    add(102);
    const first = await app.choices('creates.update_opportunity', 'opportunityId');
    expect(first.results.slice(0, 2).map(({ label }) => label)).toEqual([
      'Roof 101 (won)',
      'Roof 100',
    ]);
    expect(first.results).toHaveLength(100);
    const token = String(first.paging_token);
    const second = await app.choices('creates.update_opportunity', 'opportunityId', token);
    expect(second.results.map(({ label }) => label)).toEqual(['Roof 1 (won)', 'Roof 0']);
    expect(second.paging_token).toBeNull();
  });

  it('pipelines in HighLevel’s order, and lost reasons in that of the alphabet', async () => {
    const pipelines = await app.choices('creates.create_opportunity', 'pipelineId');
    expect(pipelines.results.map(({ label }) => label)).toEqual(['Roofing', 'Maintenance Plans']);
    const reasons = await app.choices('creates.set_opportunity_status', 'lostReason');
    expect(reasons.results.map(({ label }) => label)).toEqual([
      'Chose someone else',
      'Never answered',
      'Price too high',
    ]);
  });
});

describe('a list of pipelines that cannot be read', () => {
  it('stops names, and leaves ids for HighLevel to judge', async () => {
    const [pipeline] = location.pipelines;
    const ids = { pipelineId: pipeline?.id, stageId: pipeline?.stages[1]?.id };
    app.platform.cache.evict();
    app.sandbox.addFault({
      kind: 'status',
      status: 403,
      body: { statusCode: 403, message: 'The token does not have access to this location.' },
      match: { path: '^/opportunities/pipelines$' },
    });
    const create = (input: object) =>
      app.create('create_opportunity', { contactId, name: 'New roof', ...input });
    const made = await create(ids);
    expect(made).toMatchObject({ wasCreated: true, ...ids });
    expect(made).not.toHaveProperty('pipelineName');
    const { message } = await app.failure(() => create({ pipelineId: 'Roofing' }));
    expect(message).toContain('“Pipeline” holds a name in place of an ID');
  });
});
