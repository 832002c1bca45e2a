import { afterEach, describe, expect, it } from '@jest/globals';

import type { SandboxOptions } from '../../sandbox/index.ts';
import { openApi } from './api.ts';
import type { Api } from './api.ts';

let api: Api;

const open = async (options: SandboxOptions = {}): Promise<string> => {
  api = await openApi({ contacts: 0, ...options });
  return api.sandbox.world.addContact(api.own.id, { firstName: 'Dana' }).id;
};

afterEach(() => api.sandbox.close());

const pipelines = () => api.sandbox.world.location(api.own.id).pipelines;

const search = async (json: object = {}) => {
  const { status, body } = await api.ask('POST', '/opportunities/search', {
    json: { locationId: api.own.id, limit: 100, ...json },
  });
  const rows: unknown = Object(body).opportunities;
  return {
    status,
    message: Object(body).message,
    total: Object(body).total,
    names: Array.isArray(rows) ? rows.map((row: unknown) => Object(row).name) : [],
  };
};

describe('search of opportunities', () => {
  it('filters, sorts and pages, some seconds behind the writes', async () => {
    let now = Date.parse('2026-03-02T09:00:00Z');
    const contactId = await open({ searchLagMs: 5_000, now: () => now });
    for (const [index, status] of ['open', 'won', 'open'].entries()) {
      const createdAt = new Date(now - index * 60_000).toISOString();
      api.sandbox.world.addOpportunity(api.own.id, {
        contactId,
        name: `${index}`,
        status,
        createdAt,
      });
    }
    expect(await search()).toMatchObject({ status: 201, total: 0, names: [] });
    now += 6_000;
    expect(await search()).toMatchObject({ total: 3, names: ['0', '1', '2'] });
    const filters = [{ field: 'status', operator: 'eq', value: 'open' }];
    const sort = [{ field: 'date_added', direction: 'asc' }];
    expect(await search({ filters, sort })).toMatchObject({ total: 2, names: ['2', '0'] });
    expect(await search({ limit: 1, page: 2 })).toMatchObject({ total: 3, names: ['1'] });
    expect(await search({ query: 'dana' })).toMatchObject({ total: 3 });
  });

  it('answers in another order, whatever is asked for, where it is told to', async () => {
    const contactId = await open({ opportunitySearchOrder: 'oldestFirst' });
    for (const [index, day] of ['01', '03', '02'].entries()) {
      const createdAt = `2026-03-${day}T09:00:00.000Z`;
      api.sandbox.world.addOpportunity(api.own.id, { contactId, name: `${index}`, createdAt });
    }
    const sort = [{ field: 'date_added', direction: 'desc' }];
    expect(await search({ sort })).toMatchObject({ names: ['0', '2', '1'] });
  });

  it.each([
    [{ filters: [{ field: 'pipelineId', operator: 'eq', value: 'x' }] }, 400],
    [{ sort: [{ field: 'favourite', direction: 'asc' }] }, 400],
    [{ sort: [{ field: 'name', direction: 'up' }] }, 422],
    [{ sort: 'name' }, 422],
    [{ limit: 501 }, 422],
    [{ limit: 0 }, 422],
    [{ page: 101 }, 422],
    [{ query: 'x'.repeat(76) }, 422],
    [{ pipelineId: 'x' }, 422],
  ])('refuses %j', async (json, status) => {
    await open();
    expect(await search(json)).toMatchObject({ status });
  });
});

describe('writes of opportunities', () => {
  const write = (method: string, path: string, json: object) =>
    api.ask(method, path, { json: { ...json } });

  it('refuse a second one in a pipeline, where the sub-account does', async () => {
    const contactId = await open({ allowDuplicateOpportunity: false });
    const body = {
      locationId: api.own.id,
      contactId,
      pipelineId: pipelines()[0]?.id,
      name: 'Roof',
      status: 'open',
    };
    const first = await write('POST', '/opportunities/', body);
    const { id } = Object(first.body).opportunity;
    expect(await write('POST', '/opportunities/', body)).toMatchObject({
      status: 400,
      body: { code: 'OPPORTUNITY_NO_DUPLICATE', meta: { existingId: id } },
    });
    const other = { ...body, pipelineId: pipelines()[1]?.id };
    expect(await write('POST', '/opportunities/', other)).toMatchObject({ status: 201 });
    expect(await write('POST', '/opportunities/upsert', { ...body, name: 'New' })).toMatchObject({
      status: 200,
      body: { new: false, opportunity: { id, name: 'New' } },
    });
  });

  it('know the pipelines, their stages and what another sub-account has', async () => {
    const contactId = await open();
    const { world } = api.sandbox;
    const { id } = world.addOpportunity(api.own.id, { contactId });
    const stage = pipelines()[1]?.stages[0]?.id;
    const put = (json: object) => write('PUT', `/opportunities/${id}`, json);
    expect(await put({ pipelineStageId: stage })).toMatchObject({ status: 400 });
    expect(await put({ contactId })).toMatchObject({ status: 422 });
    expect(await put({ pipelineId: pipelines()[1]?.id })).toMatchObject({
      status: 200,
      body: { opportunity: { pipelineStageId: stage } },
    });
    const foreign = world.addContact(api.other.id).id;
    const theirs = world.addOpportunity(api.other.id, { contactId: foreign }).id;
    expect(await api.ask('GET', `/opportunities/${theirs}`)).toMatchObject({ status: 403 });
    world.location(api.own.id).deleteContact(contactId);
    expect(await api.ask('GET', `/opportunities/${id}`)).toMatchObject({ status: 400 });
  });
});
