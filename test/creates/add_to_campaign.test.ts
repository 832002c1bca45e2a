import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';

let app: TestApp;
let contactId: string;
let campaignId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
  contactId = app.sandbox.world.addContact(app.location.id).id;
  campaignId = location().campaigns[0]?.id ?? '';
});

afterEach(async () => {
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);
const held = () => location().contacts.get(contactId)?.campaigns;
const add = (input: Fields = {}) =>
  app.create('add_to_campaign', { contactId, campaignId, ...input });
const remove = (input: Fields = {}) =>
  app.create('remove_from_campaign', { contactId, campaignId, ...input });
const sent = () => app.sandbox.requests.map(({ method, path }) => `${method} ${path}`);

describe('Add Contact to Campaign', () => {
  it('adds the contact, in one request', async () => {
    expect(await add()).toEqual({ id: contactId, contactId, campaignId, wasAdded: true });
    expect(held()).toEqual([campaignId]);
    expect(sent()).toEqual([`POST /contacts/${contactId}/campaigns/${campaignId}`]);
  });

  it('takes a name, in any case', async () => {
    expect(await add({ campaignId: 'SPRING OFFER' })).toMatchObject({ campaignId });
    expect(held()).toEqual([campaignId]);
  });

  it('does not start it anew for a repeat, but after the contact was taken out', async () => {
    await add();
    expect(await add()).toMatchObject({ wasAdded: false });
    await remove();
    expect(await add()).toMatchObject({ wasAdded: true });
    expect(sent().map((line) => line.split(' ')[0])).toEqual(['POST', 'DELETE', 'POST']);
  });

  it('always adds with 0 minutes, and without a cache', async () => {
    await add({ ignoreRepeatsWithin: 0 });
    expect(await add({ ignoreRepeatsWithin: 0 })).toMatchObject({ wasAdded: true });
    app.platform.cache.failure = 'down';
    expect(await add()).toMatchObject({ wasAdded: true });
    expect(app.sandbox.writes).toBe(3);
  });

  it('keeps contacts and campaigns apart', async () => {
    const other = app.sandbox.world.addContact(app.location.id).id;
    await add();
    expect(await add({ contactId: other })).toMatchObject({ wasAdded: true });
    expect(await add({ campaignId: location().campaigns[1]?.id })).toMatchObject({
      wasAdded: true,
    });
  });

  it.each(['resetBefore', 'resetAfter', 'emptyBody'] as const)(
    'gets there when the answer is lost (%s)',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { method: 'POST' } });
      expect(await add()).toMatchObject({ wasAdded: true });
      expect(held()).toEqual([campaignId]);
    },
  );

  it('can add again after HighLevel refused', async () => {
    await expect(add({ campaignId: 'unknown0000000000001' })).rejects.toThrow('HighLevel');
    expect(await add()).toMatchObject({ wasAdded: true });
  });

  it('lists what there is, drafts marked as such, and says so where there is nothing', async () => {
    const { results } = await app.choices('creates.add_to_campaign', 'campaignId');
    expect(results.map(({ label }) => label)).toEqual(
      location()
        .campaigns.map(({ name, status }) => (status === 'draft' ? `${name} (draft)` : name))
        .toSorted(),
    );
    location().campaigns.length = 0;
    const { message } = await app.failure(() =>
      app.choices('creates.add_to_campaign', 'campaignId'),
    );
    expect(message).toContain('has no campaigns yet. Create one in HighLevel');
  });
});
