import { afterEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import type { Location, Opportunity } from '../../sandbox/world.ts';

let app: TestApp;
let location: Location;

const open = async (options: SandboxOptions = {}): Promise<void> => {
  app = await openApp({ contacts: 0, ...options });
  location = app.sandbox.world.location(app.location.id);
};

afterEach(() => app.close());

const DAY_MS = 86_400_000;

/** Of one contact, one a day, the last one today. */
const addMany = (count: number, of: (index: number) => Partial<Opportunity> = () => ({})): void => {
  const { world } = app.sandbox;
  const contactId = world.addContact(location.id, { firstName: 'Dana' }).id;
  for (let index = 0; index < count; index += 1) {
    const createdAt = new Date(world.now() - (count - index) * DAY_MS).toISOString();
    world.addOpportunity(location.id, {
      contactId,
      name: `Roof ${index}`,
      createdAt,
      ...of(index),
    });
  }
};

const find = async (input: Fields = {}) => {
  const [answer] = await app.search('find_many_opportunities', input);
  const rows = Object(answer)['opportunities'];
  const names = Array.isArray(rows) ? rows.map((row: unknown) => Object(row)['name']) : [];
  return { answer, names };
};

describe('Find Many Opportunities', () => {
  it('gives rows with all columns, the newest first, and names beside ids', async () => {
    await open();
    addMany(3, (index) => ({ status: index === 0 ? 'won' : 'open', monetaryValue: 100 * index }));
    const { answer, names } = await find();
    expect(names).toEqual(['Roof 2', 'Roof 1', 'Roof 0']);
    expect(answer).toMatchObject({ id: location.id, count: 3, matchCount: 3, complete: true });
    expect(Object(answer)['opportunities'][2]).toMatchObject({
      status: 'won',
      value: '0',
      pipelineName: 'Roofing',
      stageName: 'New Lead',
      contactName: 'Dana',
      assignedToName: '',
      lostReason: '',
    });
  });

  it('asks HighLevel for what the filters say', async () => {
    await open();
    addMany(5, (index) => ({ status: index % 2 === 0 ? 'won' : 'open' }));
    const stage = location.pipelines[0]?.stages[0];
    const { names } = await find({
      status: 'won',
      stageId: 'new lead',
      pipelineId: 'ROOFING',
      addedAfter: new Date(app.sandbox.world.now() - 3.5 * DAY_MS).toISOString(),
    });
    expect(names).toEqual(['Roof 4', 'Roof 2']);
    expect(app.sandbox.requests.at(-1)?.body).toMatchObject({
      limit: 100,
      page: 1,
      filters: [
        { field: 'pipeline_id', operator: 'eq', value: location.pipelines[0]?.id },
        { field: 'pipeline_stage_id', operator: 'eq', value: stage?.id },
        { field: 'status', operator: 'eq', value: 'won' },
        { field: 'date_added', operator: 'range', value: { gte: expect.any(String) } },
      ],
    });
  });

  it('reads no more pages than it needs where the newest come first', async () => {
    await open();
    addMany(250);
    const { answer, names } = await find({ limit: 2 });
    expect(names).toEqual(['Roof 249', 'Roof 248']);
    expect(answer).toMatchObject({ count: 2, matchCount: 250, complete: true });
    expect(app.sandbox.requests.map(({ path }) => path)).toEqual([
      '/opportunities/search',
      '/opportunities/pipelines',
    ]);
  });

  it.each([
    ['searches.find_many_opportunities', { addedAfter: '2026-03-09 09:00' }],
    ['triggers.new_opportunity', { assignedTo: 'Olga' }],
  ])('says before any request which right the connection lacks: %s', async (name, input) => {
    await open();
    app.authData = {
      ...app.authData,
      scope: 'contacts.readonly locations.readonly users.readonly',
    };
    const { message } = await app.failure(() => app.call(`${name}.operation.perform`, input));
    expect(message).toContain('choose “Contacts, sales and messages”');
    expect(app.sandbox.requests).toEqual([]);
  });

  it('asks once for each hundred that it gives', async () => {
    await open();
    addMany(250);
    const { answer } = await find({ limit: 250 });
    expect(answer).toMatchObject({ count: 250, matchCount: 250, complete: true });
    const pages = app.sandbox.requests.filter(({ path }) => path === '/opportunities/search');
    expect(pages.map(({ body }) => body)).toEqual(
      [1, 2, 3].map((page) => expect.objectContaining({ page, limit: 100 })),
    );
  });

  it.each(['oldestFirst', 'shuffled'] as const)(
    'finds the newest also where HighLevel gives another order: %s',
    async (opportunitySearchOrder) => {
      await open({ opportunitySearchOrder });
      addMany(250);
      const { answer, names } = await find({ limit: 2 });
      expect(names).toEqual(['Roof 249', 'Roof 248']);
      expect(answer).toMatchObject({ count: 2, matchCount: 250, complete: true });
    },
  );

  it('finds nothing where nothing matches, and stops for a stage of another pipeline', async () => {
    await open();
    addMany(1);
    expect(await app.search('find_many_opportunities', { query: 'windows' })).toEqual([]);
    const [roofing, plans] = location.pipelines;
    const { message } = await app.failure(() =>
      find({ pipelineId: plans?.id, stageId: roofing?.stages[0]?.id }),
    );
    expect(message).toContain('“Stage” holds a stage of another pipeline');
  });
});
