import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { opportunitySchema } from '../../lib/protiv/opportunity/schema.ts';
import type { Location, Opportunity } from '../../sandbox/world.ts';

let app: TestApp;
let location: Location;
let before: Opportunity;

beforeAll(async () => {
  app = await openApp({ contacts: 3 });
});

afterAll(() => app.close());

beforeEach(() => {
  app.clearRequests();
  app.sandbox.reset();
  app.platform.cache.evict();
  const { world } = app.sandbox;
  location = world.location(app.location.id);
  const contactId = world.addContact(location.id, { firstName: 'Dana' }).id;
  const [user] = location.users;
  before = world.addOpportunity(location.id, {
    contactId,
    name: 'New roof',
    monetaryValue: 500,
    source: 'referral',
    ...(user && { assignedTo: user.id }),
    customFields: [{ id: app.customFieldId('Roof Size'), value: 120 }],
    createdAt: '2026-01-01T00:00:00.000Z',
  });
});

const update = (input: Fields) =>
  app.create('update_opportunity', { opportunityId: before.id, ...input });

const now = () => location.opportunities.get(before.id);

const sent = () => app.writesSent.map(({ body }) => body);

describe('Update Opportunity', () => {
  it('moves it to another stage by name, and touches nothing else', async () => {
    const stage = location.pipelines[0]?.stages[1];
    const { changed, ignoredFields, ...opportunity } = await update({ stageId: 'site visit' });
    expect({ changed, ignoredFields }).toEqual({ changed: ['stageId'], ignoredFields: [] });
    expect(opportunitySchema.parse(opportunity)).toMatchObject({
      stageName: 'Site Visit',
      value: 500,
      source: 'referral',
      customFields: { roof_size: 120 },
    });
    expect(sent()).toEqual([{ pipelineStageId: stage?.id }]);
    expect(now()).toMatchObject({
      ...before,
      pipelineStageId: stage?.id,
      updatedAt: now()?.updatedAt,
      lastStageChangeAt: now()?.lastStageChangeAt,
    });
  });

  it('moves it into another pipeline: into its first stage, or the one that is named', async () => {
    const plans = location.pipelines[1];
    await update({ pipelineId: 'Maintenance Plans' });
    expect(sent()).toEqual([{ pipelineId: plans?.id, pipelineStageId: plans?.stages[0]?.id }]);
    await update({ pipelineId: 'Maintenance Plans', stageId: 'contract signed' });
    expect(sent().at(-1)).toEqual({ pipelineStageId: plans?.stages[2]?.id });
  });

  it('takes the pipeline from a stage that is given by its id alone', async () => {
    const plans = location.pipelines[1];
    expect(await update({ stageId: plans?.stages[1]?.id })).toMatchObject({
      pipelineName: 'Maintenance Plans',
      stageName: 'Quote Sent',
      changed: ['pipelineId', 'stageId'],
    });
  });

  it('sends nothing where nothing would change', async () => {
    expect(
      await update({
        name: 'New roof ',
        value: '$500.00',
        stageId: 'New Lead',
        status: 'open',
        customField_roof_size: '120',
      }),
    ).toMatchObject({ changed: [], ignoredFields: [] });
    expect(sent()).toEqual([]);
  });

  it('changes custom fields, each on its own', async () => {
    await update({ customField_extras: 'Gutters, Skylight' });
    expect(now()?.customFields).toEqual([
      { id: app.customFieldId('Roof Size'), value: 120 },
      { id: app.customFieldId('Extras'), value: ['Gutters', 'Skylight'] },
    ]);
  });

  it('clears what is chosen, and touches nothing else', async () => {
    const extras = { id: app.customFieldId('Extras'), value: ['Gutters'] };
    location.opportunities.set(before.id, {
      ...before,
      customFields: [...before.customFields, extras],
    });
    const { changed, ignoredFields, ...opportunity } = await update({
      name: 'Roof',
      fieldsToClear: ['value', 'assignedTo', `customField_${extras.id}`],
    });
    expect({ changed, ignoredFields }).toEqual({
      changed: ['name', 'value', 'assignedTo', 'customFields.extras'],
      ignoredFields: [],
    });
    expect(opportunity).toMatchObject({ value: 0, source: 'referral', status: 'open' });
    expect(Object.keys(opportunity)).not.toContain('assignedTo');
    expect(opportunity['customFields']).toEqual({ roof_size: 120 });
    expect(sent()).toEqual([
      {
        name: 'Roof',
        monetaryValue: 0,
        assignedTo: '',
        customFields: [{ id: extras.id, field_value: [] }],
      },
    ]);
    app.clearRequests();
    expect(await update({ fieldsToClear: 'value, assignedTo' })).toMatchObject({ changed: [] });
    expect(sent()).toEqual([]);
  });

  it('says so where HighLevel keeps what was to be cleared', async () => {
    await app.close();
    app = await openApp({ contacts: 3, unassignsOpportunities: false });
    ({ id: before.id } = app.sandbox.world.addOpportunity(app.location.id, before));
    expect(await update({ fieldsToClear: ['assignedTo'] })).toMatchObject({
      assignedTo: before.assignedTo,
      ignoredFields: ['Assigned User'],
    });
  });

  it('offers what can be cleared, and stops for anything else', async () => {
    const fields = await app.inputFields('creates.update_opportunity');
    expect(fields.find(({ key }) => key === 'fieldsToClear')?.['choices']).toEqual({
      value: 'Value',
      assignedTo: 'Assigned User',
      customField_roof_size: 'Roof Size',
      customField_roof_material: 'Roof Material',
      customField_extras: 'Extras',
      customField_contract_date: 'Contract Date',
    });
    for (const [input, sentence] of [
      [{ fieldsToClear: ['status'] }, '“status” in Fields to Clear is not a field that can be'],
      [{ fieldsToClear: ['value'], value: '5' }, '“Value” is filled in and also chosen'],
    ] as const) {
      expect((await app.failure(() => update(input))).message).toContain(sentence);
    }
    expect(sent()).toEqual([]);
  });

  it('writes the rest where one value cannot be used', async () => {
    expect(await update({ value: 'about 20k', name: 'Roof' })).toMatchObject({
      name: 'Roof',
      value: 500,
      changed: ['name'],
      ignoredFields: ['Value'],
    });
  });

  it('writes the rest where HighLevel refuses one value, and stops where there is no rest', async () => {
    const refused = (times: number) =>
      app.sandbox.addFault({
        kind: 'status',
        status: 422,
        times,
        body: { statusCode: 422, message: ['monetaryValue must not be greater than 100'] },
        match: { method: 'PUT' },
      });
    refused(1);
    expect(await update({ value: '750', name: 'Roof' })).toMatchObject({
      name: 'Roof',
      value: 500,
      changed: ['name'],
      ignoredFields: ['Value'],
    });
    refused(1);
    expect(await app.failure(() => update({ value: '750' }))).toMatchObject({
      kind: 'halted',
      message: 'HighLevel did not accept the amount in “Value”. Check it, and run the step again.',
    });
    refused(1);
    const { message } = await app.failure(() =>
      update({ value: '750', name: 'New name', ifUnusable: 'stop' }),
    );
    expect(message).toBe('HighLevel did not accept what “Value” holds.');
    expect(now()).toMatchObject({ name: 'Roof', monetaryValue: 500 });
  });

  it('is carried out once where the answer got lost', async () => {
    app.sandbox.addFault({ kind: 'statusAfter', status: 502, times: 1, match: { method: 'PUT' } });
    expect(await update({ value: '750' })).toMatchObject({ value: 750, changed: ['value'] });
  });

  it('says what HighLevel did not keep', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { opportunity: { id: before.id } },
      match: { method: 'PUT' },
    });
    expect(await update({ name: 'Roof', value: '750' })).toMatchObject({
      name: 'New roof',
      ignoredFields: ['Name', 'Value'],
      ignoredReasons: 'HighLevel did not keep “Name”. HighLevel did not keep “Value”.',
    });
  });
});
