import { afterEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import type { Location, Opportunity } from '../../sandbox/world.ts';

let app: TestApp;
let location: Location;
let contactId: string;

const open = async (options: SandboxOptions = {}): Promise<void> => {
  app = await openApp({ contacts: 3, ...options });
  location = app.sandbox.world.location(app.location.id);
  contactId = app.sandbox.world.addContact(location.id, { firstName: 'Dana' }).id;
};

afterEach(() => app.close());

const upsert = (input: Fields = {}) =>
  app.create('upsert_opportunity', { contactId, pipelineId: 'Roofing', name: 'Roof', ...input });

/** A sandbox whose search is a minute late, and what has it show all that is there by now. */
const openLate = async (options: SandboxOptions = {}): Promise<() => void> => {
  let laterMs = 0;
  await open({ searchLagMs: 60_000, now: () => Date.now() + laterMs, ...options });
  return () => {
    laterMs += 60_000;
  };
};

const add = (opportunity: Partial<Opportunity>) =>
  app.sandbox.world.addOpportunity(location.id, { contactId, ...opportunity });

const held = () =>
  [...location.opportunities.values()].filter((each) => each.contactId === contactId);

describe('Create or Update Opportunity', () => {
  it('creates one, and the second run updates it, though search does not show it yet', async () => {
    await open({ searchLagMs: 60_000 });
    const first = await upsert({ value: '500', customField_roof_size: '120' });
    expect(first).toMatchObject({
      wasCreated: true,
      status: 'open',
      stageName: 'New Lead',
      value: 500,
      customFields: { roof_size: 120 },
    });
    expect(await upsert({ value: '750', stageId: 'Quote Sent' })).toMatchObject({
      id: first['id'],
      wasCreated: false,
      changed: ['stageId', 'value'],
      customFields: { roof_size: 120 },
    });
    expect(held()).toHaveLength(1);
  });

  it('makes one of two runs at the same moment, also where the cache forgets', async () => {
    await open({ searchLagMs: 60_000 });
    await upsert();
    app.platform.cache.evict();
    expect(await upsert()).toMatchObject({ wasCreated: false });
    expect(held()).toHaveLength(1);
  });

  it('updates the open one, leaves its stage alone, and sends nothing that is there already', async () => {
    await open();
    const stage = location.pipelines[0]?.stages[2];
    const { id } = add({ name: 'Roof', ...(stage && { pipelineStageId: stage.id }) });
    add({ name: 'Won before', status: 'won' });
    expect(await upsert({ value: '750' })).toMatchObject({ id, changed: ['value'] });
    expect(app.writesSent.map(({ method, body }) => ({ method, body }))).toEqual([
      { method: 'PUT', body: { monetaryValue: 750 } },
    ]);
    expect(await upsert({ value: '750' })).toMatchObject({ id, changed: [] });
    expect(app.writesSent).toHaveLength(1);
  });

  it('makes a new one for who has closed ones only, or updates the newest, as the step says', async () => {
    await open();
    const { id } = add({ name: 'Won before', status: 'won' });
    expect(await upsert({ ifClosed: 'update', value: '750' })).toMatchObject({
      id,
      wasCreated: false,
      status: 'won',
      value: 750,
    });
    const made = await upsert({ name: 'Second roof' });
    expect(made).toMatchObject({ wasCreated: true, name: 'Second roof', status: 'open' });
    expect(await upsert({ name: 'Second roof' })).toMatchObject({ id: made['id'], changed: [] });
    expect(held()).toHaveLength(2);
  });

  it('compares with what the opportunity is now, not with what search still shows', async () => {
    const catchUp = await openLate();
    const { id } = add({ name: 'Roof', monetaryValue: 500 });
    catchUp();
    app.sandbox.world.changeOpportunity(location.id, id, { monetaryValue: 750 });
    expect(await upsert({ value: '500' })).toMatchObject({ id, value: 500, changed: ['value'] });
    expect(location.opportunities.get(id)).toMatchObject({ monetaryValue: 500 });
  });

  it('makes a new one where the one that search still shows is gone or won', async () => {
    const catchUp = await openLate();
    const gone = add({ name: 'Roof' });
    const won = add({ name: 'Roof' });
    catchUp();
    location.opportunities.delete(gone.id);
    app.sandbox.world.changeOpportunity(location.id, won.id, { status: 'won' });
    const made = await upsert();
    expect(made).toMatchObject({ wasCreated: true, status: 'open' });
    expect([gone.id, won.id]).not.toContain(made['id']);
  });

  it('says what to choose where a second one is not allowed, and takes the one that it runs into', async () => {
    const catchUp = await openLate({ allowDuplicateOpportunity: false });
    add({ name: 'Won before', status: 'won' });
    catchUp();
    const { kind, message } = await app.failure(() => upsert());
    expect({ kind, message }).toEqual({
      kind: 'halted',
      message: expect.stringContaining(
        'Choose “Update the newest one” under “If There Are Only Closed Ones”',
      ),
    });
    const { id } = add({ name: 'Made by a workflow' });
    expect(await upsert({ value: '500' })).toMatchObject({ id, value: 500, wasCreated: false });
  });

  it('clears what is chosen of one that is there; a new one has nothing to clear', async () => {
    await open();
    const [user] = location.users;
    const fieldsToClear = ['assignedTo', 'customField_roof_size'];
    expect(await upsert({ fieldsToClear })).toMatchObject({ wasCreated: true, ignoredFields: [] });
    const { id = '' } = held()[0] ?? {};
    app.sandbox.world.changeOpportunity(location.id, id, {
      assignedTo: user?.id ?? '',
      customFields: [{ id: app.customFieldId('Roof Size'), value: 120 }],
    });
    expect(await upsert({ fieldsToClear })).toMatchObject({
      id,
      changed: ['assignedTo', 'customFields.roof_size'],
      ignoredFields: [],
    });
    expect(location.opportunities.get(id)).toMatchObject({ assignedTo: '', customFields: [] });
  });

  it('looks in the pipeline that the step names only', async () => {
    await open();
    const { id } = add({ name: 'Roof' });
    const other = await upsert({ pipelineId: 'Maintenance Plans' });
    expect(other).toMatchObject({ wasCreated: true, pipelineName: 'Maintenance Plans' });
    expect(other['id']).not.toBe(id);
  });

  it('does not lose the lead for a value that HighLevel refuses', async () => {
    await open();
    app.sandbox.addFault({
      kind: 'status',
      status: 422,
      times: 1,
      body: { statusCode: 422, message: ['monetaryValue must not be less than 0'] },
      match: { path: '/upsert$' },
    });
    expect(await upsert({ value: '-5' })).toMatchObject({
      wasCreated: true,
      ignoredFields: ['Value'],
    });
    expect(held()).toHaveLength(1);
  });

  it('does not move or reopen one that somebody else has just made, and that search does not show', async () => {
    await open({ searchLagMs: 60_000 });
    const stage = location.pipelines[0]?.stages[2];
    const { id } = add({ name: 'By a workflow', status: 'won', pipelineStageId: stage?.id ?? '' });
    expect(await upsert({ value: '500' })).toMatchObject({
      id,
      wasCreated: false,
      status: 'won',
      stageName: 'Quote Sent',
      value: 500,
    });
    expect(app.writesSent.map(({ body }) => body)).toEqual([
      {
        locationId: location.id,
        contactId,
        pipelineId: location.pipelines[0]?.id,
        name: 'Roof',
        monetaryValue: 500,
      },
    ]);
  });

  it('puts a new one into the first stage where HighLevel gives it none', async () => {
    await open({ searchLagMs: 60_000 });
    const { id } = add({ name: 'Roof', pipelineStageId: '' });
    app.sandbox.addFault({
      kind: 'status',
      status: 201,
      body: { opportunity: { id, name: 'Roof', status: 'open' }, new: true },
      match: { path: '/upsert$' },
    });
    expect(await upsert()).toMatchObject({ id, wasCreated: true, stageName: 'New Lead' });
    expect(app.writesSent.at(-1)?.body).toEqual({
      pipelineStageId: location.pipelines[0]?.stages[0]?.id,
    });
  });

  it('never sends twice what may have been created: the next run finds it', async () => {
    await open();
    app.sandbox.addFault({
      kind: 'statusAfter',
      status: 502,
      times: 1,
      match: { path: '/upsert$' },
    });
    expect(await upsert()).toMatchObject({ wasCreated: true });
    expect(held()).toHaveLength(1);
    expect(app.writesSent).toHaveLength(1);
  });
});
