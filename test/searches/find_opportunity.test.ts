import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { opportunitySchema } from '../../lib/protiv/opportunity/schema.ts';
import type { Location, Opportunity } from '../../sandbox/world.ts';

let app: TestApp;
let location: Location;
let contactId: string;

beforeAll(async () => {
  app = await openApp({ contacts: 3 });
});

afterAll(() => app.close());

beforeEach(() => {
  app.clearRequests();
  app.sandbox.reset();
  location = app.sandbox.world.location(app.location.id);
  const dana = { firstName: 'Dana', lastName: 'Reyes' };
  contactId = app.sandbox.world.addContact(location.id, dana).id;
});

const add = (opportunity: Partial<Opportunity> = {}) =>
  app.sandbox.world.addOpportunity(location.id, { contactId, name: 'New roof', ...opportunity }).id;

const find = (input: Fields) => app.search('find_opportunity', input);

describe('Find Opportunity', () => {
  it('finds one by its id, Protiv-shaped, whatever else is filled in', async () => {
    const [reason] = location.lostReasons;
    const id = add({
      status: 'lost',
      ...(reason && { lostReasonId: reason.id }),
      customFields: [{ id: app.customFieldId('Roof Size'), value: 120 }],
    });
    add();
    const [found, ...others] = await find({ opportunityId: id, name: 'Something else' });
    expect(others).toEqual([]);
    const { matchedBy, matchCount, wasCreated, ...opportunity } = found ?? {};
    expect({ matchedBy, matchCount, wasCreated }).toEqual({
      matchedBy: 'opportunityId',
      matchCount: 1,
      wasCreated: false,
    });
    expect(opportunitySchema.parse(opportunity)).toMatchObject({
      opportunityId: id,
      status: 'lost',
      lostReason: reason?.name,
      lostReasonId: reason?.id,
      pipelineName: 'Roofing',
      stageName: 'New Lead',
      contactName: 'Dana Reyes',
      customFields: { roof_size: 120 },
    });
    expect(opportunity).not.toHaveProperty('assignedTo');
  });

  it('takes an open one of a contact before others, and of these the newest', async () => {
    add({ createdAt: '2026-01-01T00:00:00.000Z' });
    const newest = add({ createdAt: '2026-01-02T00:00:00.000Z' });
    add({ createdAt: '2026-01-03T00:00:00.000Z', status: 'won' });
    expect(await find({ contactId })).toEqual([
      expect.objectContaining({ id: newest, matchedBy: 'contact', matchCount: 3 }),
    ]);
  });

  it('finds by the whole name, in any case, of any contact', async () => {
    const id = add({ name: 'Roof für Ana' });
    add({ name: 'Roof für Ana II' });
    expect(await find({ name: ' roof  FÜR ana' })).toEqual([
      expect.objectContaining({ id, matchedBy: 'name', matchCount: 1 }),
    ]);
    expect(await find({ name: 'Roof' })).toEqual([]);
  });

  it('looks in one pipeline and for one status only, where the step says so', async () => {
    const [roofing, plans] = location.pipelines;
    add({ ...(roofing && { pipelineId: roofing.id }) });
    const id = add({ status: 'won', ...(plans && { pipelineId: plans.id }) });
    const found = await find({ contactId, pipelineId: 'maintenance plans', status: 'won' });
    expect(found.map((each) => each['id'])).toEqual([id]);
    expect(await find({ contactId, pipelineId: 'Roofing', status: 'won' })).toEqual([]);
  });

  it('finds nothing for an id that is none', async () => {
    add();
    expect(await find({ opportunityId: 'nosuchopportunity001' })).toEqual([]);
    expect(await find({ opportunityId: 'dana@example.com' })).toEqual([]);
  });
});
