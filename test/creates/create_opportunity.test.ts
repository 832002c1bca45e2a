import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock, passMinutes } from '../../harness/time.ts';
import { opportunitySchema } from '../../lib/protiv/opportunity/schema.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import type { Location } from '../../sandbox/world.ts';

let app: TestApp;
let location: Location;
let contactId: string;

const open = async (options: SandboxOptions = {}): Promise<void> => {
  app = await openApp({ contacts: 5, ...options });
  location = app.sandbox.world.location(app.location.id);
  const dana = { firstName: 'Dana', lastName: 'Reyes' };
  contactId = app.sandbox.world.addContact(location.id, dana).id;
};

beforeEach(() => open());

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const ROOF = { name: 'New roof', pipelineId: 'Roofing' };

const create = (input: Fields = {}) =>
  app.create('create_opportunity', { contactId, ...ROOF, ...input });

const made = () =>
  [...location.opportunities.values()].filter((each) => each.contactId === contactId);

const pipeline = (name: string) => {
  const found = location.pipelines.find((each) => each.name === name);
  if (!found) throw new Error(`No pipeline ${name}.`);
  return found;
};

describe('Create Opportunity', () => {
  it('takes names for pipeline, stage and user, and answers Protiv-shaped with the names', async () => {
    const [user] = location.users;
    const { wasCreated, ignoredFields, ...opportunity } = await create({
      stageId: 'quote sent',
      status: 'Open',
      value: '$12,500.50',
      assignedTo: user?.email,
      customField_roof_size: '1,200',
      customField_extras: ['Gutters', 'skylight'],
    });
    expect({ wasCreated, ignoredFields }).toEqual({ wasCreated: true, ignoredFields: [] });
    const { id, stages } = pipeline('Roofing');
    expect(opportunitySchema.parse(opportunity)).toEqual({
      id: made()[0]?.id,
      opportunityId: made()[0]?.id,
      name: 'New roof',
      status: 'open',
      pipelineId: id,
      pipelineName: 'Roofing',
      stageId: stages[2]?.id,
      stageName: 'Quote Sent',
      value: 12_500.5,
      contactId,
      contactName: 'Dana Reyes',
      assignedTo: user?.id,
      assignedToName: user?.name,
      dateAdded: expect.any(String),
      dateUpdated: expect.any(String),
      dateStageChanged: expect.any(String),
      dateStatusChanged: expect.any(String),
      customFields: { roof_size: 1_200, extras: ['Gutters', 'Skylight'] },
    });
  });

  it('puts it into the first stage, open, where the step does not say', async () => {
    await create();
    expect(app.writesSent.map(({ body }) => body)).toEqual([
      {
        locationId: location.id,
        contactId,
        name: 'New roof',
        pipelineId: pipeline('Roofing').id,
        pipelineStageId: pipeline('Roofing').stages[0]?.id,
        status: 'open',
      },
    ]);
  });

  it.each([
    ['Pipeline', () => ({ pipelineId: 'gonePipeline00000001' })],
    ['Pipeline', () => ({ pipelineId: pipeline('Roofing').stages[0]?.id })],
    ['Stage', () => ({ stageId: '7915dedc-8f18-44d5-8bc3-77c04e994a10' })],
    ['Stage', () => ({ stageId: pipeline('Roofing').id })],
  ])('stops for the ID of none, naming the field, and sends nothing: %s', async (label, input) => {
    expect(await app.failure(() => create(input()))).toMatchObject({
      kind: 'halted',
      message: `“${label}” holds an ID that no ${label.toLowerCase()} of the connected sub-account has. It may have been deleted. Choose it again from the list, or give its name.`,
    });
    expect(app.writesSent).toEqual([]);
  });

  it.each([
    ['$10,500', 10_500],
    ['1.200,50 EUR', 1_200.5],
    ['10k', 10_000],
    [0, 0],
  ])('reads money as it was typed: %s', async (value, amount) => {
    expect(await create({ value })).toMatchObject({ value: amount });
  });

  it('does not lose the lead for a value that is none: it is left out, listed and noted', async () => {
    expect(await create({ value: 'about 20k', ifUnusable: 'note' })).toMatchObject({
      name: 'New roof',
      ignoredFields: ['Value'],
      ignoredReasons: '“Value” takes a number such as 70 or 12.5, but got “about 20k”.',
    });
    expect([...location.notes.values()].map(({ body }) => body)).toContain(
      'A Zap could not put this into the fields of the opportunity:\nValue: about 20k',
    );
  });

  it.each([
    [422, ['monetaryValue must not be greater than 1000000000000'], 'Value'],
    [400, 'Assigned user not found', 'Assigned User'],
    [422, ['assignedTo must be a user of the location'], 'Assigned User'],
  ])(
    'does not lose the lead for what HighLevel refuses either: %i %j',
    async (status, message, label) => {
      const [user] = location.users;
      app.sandbox.addFault({
        kind: 'status',
        status,
        times: 1,
        body: { statusCode: status, message },
        match: { path: '/opportunities/$' },
      });
      expect(await create({ value: '9e14', assignedTo: user?.id })).toMatchObject({
        wasCreated: true,
        ignoredFields: [label],
        ignoredReasons: `HighLevel did not accept what “${label}” holds.`,
      });
      expect(made()).toHaveLength(1);
    },
  );

  it('gives the same opportunity to a repeat, which search does not show yet', async () => {
    await app.close();
    await open({ searchLagMs: 60_000 });
    const first = await create();
    const second = await create();
    expect(second).toMatchObject({ id: first['id'], wasCreated: false });
    expect(made()).toHaveLength(1);
    await create({ ignoreRepeatsWithin: 0 });
    expect(made()).toHaveLength(2);
  });

  it('makes a new one where the identical one, which search still shows, is gone', async () => {
    await app.close();
    let laterMs = 0;
    await open({ searchLagMs: 60_000, now: () => Date.now() + laterMs });
    await create();
    laterMs += 60_000;
    // Search takes in what it has waited for when it is asked.
    await app.search('find_opportunity', { contactId });
    location.opportunities.clear();
    expect(await create()).toMatchObject({ wasCreated: true });
    expect(made()).toHaveLength(1);
  });

  it('makes a new one when the other one is older than the window', async () => {
    holdClock();
    await create();
    passMinutes(11);
    expect(await create()).toMatchObject({ wasCreated: true });
    expect(made()).toHaveLength(2);
  });

  it('never sends twice what may have been created: the next run finds it', async () => {
    app.sandbox.addFault({ kind: 'statusAfter', status: 502, match: { path: '/opportunities/$' } });
    expect(await create()).toMatchObject({ wasCreated: true });
    expect(made()).toHaveLength(1);
    expect(app.writesSent).toHaveLength(1);
  });

  it('stops, and asks for the next run, where search does not show what may be there', async () => {
    await app.close();
    await open({ searchLagMs: 60_000 });
    app.sandbox.addFault({ kind: 'resetAfter', times: 1, match: { path: '/opportunities/$' } });
    expect((await app.failure(() => create())).kind).toBe('throttled');
    expect(app.writesSent).toHaveLength(1);
  });

  it('says what to do where the sub-account allows one opportunity of a contact', async () => {
    await app.close();
    await open({ allowDuplicateOpportunity: false });
    const { id } = await create();
    const { kind, message } = await app.failure(() => create({ name: 'Another roof' }));
    expect({ kind, message }).toEqual({
      kind: 'halted',
      message: expect.stringContaining('does not allow a second one'),
    });
    expect(made().map((each) => each.id)).toEqual([id]);
  });

  it('takes HighLevel’s refusal of a duplicate for what it is where a repeat runs into it', async () => {
    await app.close();
    await open({ allowDuplicateOpportunity: false, searchLagMs: 60_000 });
    const { id } = await create();
    app.platform.cache.evict();
    expect(await create()).toMatchObject({ id, wasCreated: false });
  });

  it('says what HighLevel took and did not keep', async () => {
    app.sandbox.addFault({
      kind: 'thinAnswer',
      fields: ['id', 'name', 'pipelineId', 'pipelineStageId', 'status'],
      match: { method: 'POST', path: '/opportunities/$' },
    });
    const [user] = location.users;
    // The answer leaves it out, and the opportunity has it all the same.
    expect(await create({ assignedTo: user?.id })).toMatchObject({
      assignedTo: user?.id,
      ignoredFields: [],
    });
  });
});
