import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
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
  const { world } = app.sandbox;
  location = world.location(app.location.id);
  const contactId = world.addContact(location.id, { firstName: 'Dana' }).id;
  before = world.addOpportunity(location.id, {
    contactId,
    monetaryValue: 500,
    createdAt: '2026-01-01T00:00:00.000Z',
  });
});

const set = (input: Fields) =>
  app.create('set_opportunity_status', { opportunityId: before.id, ...input });

const sent = () => app.writesSent.map(({ path, body }) => ({ path, body }));

describe('Set Opportunity Status', () => {
  it('wins one, and changes nothing else', async () => {
    expect(await set({ status: 'won' })).toMatchObject({
      id: before.id,
      status: 'won',
      value: 500,
      stageName: 'New Lead',
      changed: ['status'],
      ignoredFields: [],
    });
    expect(sent()).toEqual([
      { path: `/opportunities/${before.id}/status`, body: { status: 'won' } },
    ]);
    const { updatedAt, lastStatusChangeAt, ...after } =
      location.opportunities.get(before.id) ?? before;
    expect(updatedAt).not.toBe(before.updatedAt);
    expect(lastStatusChangeAt).toBe(updatedAt);
    expect({ ...before, ...after }).toEqual({ ...before, status: 'won' });
  });

  it.each([
    ['Closed Won', 'won'],
    [' closedlost', 'lost'],
    ['closed-WON ', 'won'],
    ['Abandoned', 'abandoned'],
  ])('takes the words of other sales tools: %j', async (given, status) => {
    expect(await set({ status: given })).toMatchObject({ status });
  });

  it.each(['closed', 'closed open', 'disclosed won'])('stops for others: %s', async (status) => {
    expect((await app.failure(() => set({ status }))).message).toBe(
      `“Status” takes “Open”, “Won”, “Lost” or “Abandoned”, but got “${status}”.`,
    );
    expect(sent()).toEqual([]);
  });

  it('loses one for a reason, by name or id, and says the reason', async () => {
    const [price, other] = location.lostReasons;
    expect(await set({ status: 'Lost', lostReason: 'PRICE too high' })).toMatchObject({
      status: 'lost',
      lostReason: 'Price too high',
      lostReasonId: price?.id,
      changed: ['status', 'lostReason'],
    });
    expect(await set({ status: 'lost', lostReason: other?.id })).toMatchObject({
      lostReason: other?.name,
      changed: ['lostReason'],
    });
    expect(await set({ status: 'lost' })).toMatchObject({ changed: [] });
    expect(sent()).toHaveLength(2);
  });

  it('has no reason any more once it is open again, and takes none for what is not lost', async () => {
    await set({ status: 'lost', lostReason: 'Never answered' });
    const opened = await set({ status: 'open', lostReason: 'Never answered' });
    expect(opened).toMatchObject({ status: 'open', changed: ['status'] });
    expect(opened).not.toHaveProperty('lostReason');
    expect(sent().at(-1)?.body).toEqual({ status: 'open' });
  });

  it('is done also where it cannot be read back', async () => {
    const match = { method: 'GET', path: '^/opportunities/[^/]+$' };
    app.sandbox.addFault({ kind: 'latency', latencyMs: 0, times: 1, match });
    app.sandbox.addFault({ kind: 'status', status: 500, match });
    expect(await set({ status: 'abandoned' })).toMatchObject({
      status: 'abandoned',
      changed: ['status'],
    });
    app.sandbox.clearFaults();
  });

  it('says what HighLevel did not do', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { succeded: true },
      match: { method: 'PUT' },
    });
    expect(await set({ status: 'won' })).toMatchObject({
      status: 'open',
      ignoredFields: ['Status'],
    });
    app.sandbox.clearFaults();
  });
});
