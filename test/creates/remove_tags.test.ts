import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  contactId = app.sandbox.world.addContact(app.location.id, {
    tags: ['vip', 'customer', 'roofing'],
  }).id;
});

afterEach(async () => {
  await app.close();
});

const removeTags = (input: Fields) => app.create('remove_tags', { contactId, ...input });

const heldTags = () => app.sandbox.world.location(app.location.id).contacts.get(contactId)?.tags;

describe('Remove Tags From Contact', () => {
  it.each([
    [['Customer', ' VIP '], { removed: ['customer', 'vip'], notPresent: [], tags: ['roofing'] }],
    [
      'roofing, hot lead',
      { removed: ['roofing'], notPresent: ['hot lead'], tags: ['vip', 'customer'] },
    ],
    [
      ['vip', 'customer', 'roofing'],
      { removed: ['vip', 'customer', 'roofing'], notPresent: [], tags: [] },
    ],
  ])('removes %j and keeps the others', async (tags, expected) => {
    expect(await removeTags({ tags })).toEqual({ id: contactId, contactId, ...expected });
    expect(heldTags()).toEqual(expected.tags);
    expect(app.writesSent.map(({ method, body }) => ({ method, body }))).toEqual([
      { method: 'DELETE', body: { tags: expected.removed } },
    ]);
  });

  it('keeps a tag whole that holds a comma and is the contact’s', async () => {
    const tags = ['roof, flat', 'flat', 'vip'];
    app.sandbox.world.changeContact(app.location.id, contactId, { tags });
    expect(await removeTags({ tags: 'Roof, flat' })).toMatchObject({
      removed: ['roof, flat'],
      tags: ['flat', 'vip'],
    });
  });

  it('sends nothing when the contact has none of them', async () => {
    expect(await removeTags({ tags: ['hot lead'] })).toEqual({
      id: contactId,
      contactId,
      removed: [],
      notPresent: ['hot lead'],
      tags: ['vip', 'customer', 'roofing'],
    });
    expect(app.writesSent).toEqual([]);
  });

  it('compares with what the contact holds as HighLevel does, however that is written', async () => {
    app.sandbox.world.changeContact(app.location.id, contactId, { tags: ['VIP ', 'Hot Lead'] });
    expect(await removeTags({ tags: ['vip', 'gone'] })).toMatchObject({
      removed: ['vip'],
      notPresent: ['gone'],
    });
    expect(app.writesSent.map(({ body }) => body)).toEqual([{ tags: ['vip'] }]);
  });

  it.each(['resetBefore', 'resetAfter'] as const)(
    'is sent once more after %s, which changes nothing further',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { path: '/tags$' } });
      expect(await removeTags({ tags: ['vip'] })).toMatchObject({
        removed: ['vip'],
        tags: ['customer', 'roofing'],
      });
    },
  );

  it('leaves the tag defined in the location', async () => {
    await removeTags({ tags: ['roofing'] });
    const { results } = await app.choices('creates.remove_tags', 'tags');
    expect(results).toContainEqual({ id: 'roofing', label: 'roofing' });
  });
});
