import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  contactId = app.sandbox.world.addContact(app.location.id, { tags: ['vip', 'customer'] }).id;
});

afterEach(async () => {
  await app.close();
});

const addTags = (input: Fields) => app.create('add_tags', { contactId, ...input });

const heldTags = () => app.sandbox.world.location(app.location.id).contacts.get(contactId)?.tags;

describe('Add Tags to Contact', () => {
  it.each([
    [['Hot Lead', ' VIP '], { added: ['hot lead'], alreadyPresent: ['vip'] }],
    ['hot lead, Roofing,hot lead', { added: ['hot lead', 'roofing'], alreadyPresent: [] }],
    [['🏠 шин', 'CUSTOMER'], { added: ['🏠 шин'], alreadyPresent: ['customer'] }],
  ])('adds what is missing of %j and keeps the others', async (tags, expected) => {
    const result = await addTags({ tags });
    const all = ['vip', 'customer', ...expected.added];
    expect(result).toEqual({ id: contactId, contactId, ...expected, tags: all });
    expect(heldTags()).toEqual(all);
    expect(app.writesSent.map(({ body }) => body)).toEqual([{ tags: expected.added }]);
  });

  it('keeps a tag whole that holds a comma and is known', async () => {
    app.sandbox.world.location(app.location.id).defineTag('roof, flat');
    expect(await addTags({ tags: 'Roof, Flat; new, vip' })).toMatchObject({
      added: ['roof, flat', 'new'],
      alreadyPresent: ['vip'],
    });
    expect(heldTags()).toEqual(['vip', 'customer', 'roof, flat', 'new']);
  });

  it('asks for the tags there are only where a value holds a separator, and goes on without', async () => {
    await addTags({ tags: ['one', 'two'] });
    expect(app.sandbox.requests.map(({ path }) => path)).not.toContain(
      `/locations/${app.location.id}/tags`,
    );
    app.sandbox.addFault({ kind: 'status', status: 403, match: { path: '^/locations/' } });
    expect(await addTags({ tags: 'three, four' })).toMatchObject({ added: ['three', 'four'] });
  });

  it('sends nothing when the contact has them all', async () => {
    expect(await addTags({ tags: ['VIP'] })).toEqual({
      id: contactId,
      contactId,
      added: [],
      alreadyPresent: ['vip'],
      tags: ['vip', 'customer'],
    });
    expect(app.writesSent).toEqual([]);
  });

  it('compares with what the contact holds as HighLevel does, however that is written', async () => {
    app.sandbox.world.changeContact(app.location.id, contactId, { tags: ['VIP ', 'Hot Lead'] });
    expect(await addTags({ tags: [' vip', 'HOT LEAD', 'new'] })).toMatchObject({
      added: ['new'],
      alreadyPresent: ['vip', 'hot lead'],
    });
    expect(app.writesSent.map(({ body }) => body)).toEqual([{ tags: ['new'] }]);
  });

  it.each(['resetBefore', 'resetAfter', 'emptyBody'] as const)(
    'is sent once more after %s, which changes nothing further',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { path: '/tags$' } });
      expect(await addTags({ tags: ['new'] })).toMatchObject({
        added: ['new'],
        tags: ['vip', 'customer', 'new'],
      });
      expect(app.writesSent).toHaveLength(2);
    },
  );

  it('offers the location’s tags by name', async () => {
    app.sandbox.world.location(app.location.id).defineTag('a tag of its own');
    const { results, paging_token } = await app.choices('creates.add_tags', 'tags');
    expect(results).toContainEqual({ id: 'a tag of its own', label: 'a tag of its own' });
    expect(results.map(({ label }) => label)).toEqual(
      results.map(({ label }) => String(label)).sort((a, b) => a.localeCompare(b)),
    );
    expect(paging_token).toBeNull();
  });
});
