import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 1 });
  contactId = app.sandbox.world.addContact(app.location.id, { tags: ['vip', 'customer'] }).id;
});

afterEach(async () => {
  await app.close();
});

const setTags = (tags: unknown, input: Fields = {}) =>
  app.create('set_tags', { contactId, tags, ...input });

const heldTags = () => app.sandbox.world.location(app.location.id).contacts.get(contactId)?.tags;

const sent = () => app.writesSent.map(({ method, body }) => ({ method, body }));

describe('Set Contact Tags', () => {
  it.each([
    [
      ['VIP', 'Hot Lead'],
      { added: ['hot lead'], removed: ['customer'], tags: ['vip', 'hot lead'] },
    ],
    ['customer; 🏠 ШИН', { added: ['🏠 шин'], removed: ['vip'], tags: ['customer', '🏠 шин'] }],
    [['new', 'new '], { added: ['new'], removed: ['vip', 'customer'], tags: ['new'] }],
    [
      '["vip","customer","third"]',
      { added: ['third'], removed: [], tags: ['vip', 'customer', 'third'] },
    ],
    [' vip ', { added: [], removed: ['customer'], tags: ['vip'] }],
  ])('leaves exactly %j', async (tags, expected) => {
    expect(await setTags(tags)).toEqual({ id: contactId, contactId, ...expected });
    expect(heldTags()).toEqual(expected.tags);
    const { added, removed } = expected;
    expect(sent()).toEqual([
      ...(added.length > 0 ? [{ method: 'POST', body: { tags: added } }] : []),
      ...(removed.length > 0 ? [{ method: 'DELETE', body: { tags: removed } }] : []),
    ]);
  });

  it('sends nothing when the contact has exactly these, in any order and case', async () => {
    expect(await setTags(['Customer', 'VIP'])).toMatchObject({ added: [], removed: [] });
    expect(sent()).toEqual([]);
    expect(heldTags()).toEqual(['vip', 'customer']);
  });

  it('keeps what another step adds at the same moment', async () => {
    app.sandbox.addFault({ kind: 'resetBefore', times: 1, match: { method: 'POST' } });
    const running = setTags(['vip', 'new']);
    app.sandbox.world.changeContact(app.location.id, contactId, {
      tags: ['vip', 'customer', 'of another step'],
    });
    await running;
    expect(sent().every(({ method }) => method !== 'PUT')).toBe(true);
    expect(heldTags()).toEqual(expect.arrayContaining(['vip', 'new']));
  });

  it.each([[[]], [''], [['', ' , ']], [null], ['[]']])(
    'takes no tag away where %j is all that was mapped',
    async (tags) => {
      const { kind, message } = await app.failure(() => setTags(tags));
      expect({ kind, message }).toMatchObject({
        kind: 'halted',
        message: expect.stringMatching(/^“Tags” is empty/),
      });
      expect(heldTags()).toEqual(['vip', 'customer']);
    },
  );

  it('keeps tags whole that hold a comma, of the contact and of the sub-account', async () => {
    app.sandbox.world.changeContact(app.location.id, contactId, { tags: ['roof, flat', 'flat'] });
    app.sandbox.world.location(app.location.id).defineTag('wall, high');
    expect(await setTags('Roof, flat, wall, high')).toMatchObject({
      added: ['wall, high'],
      removed: ['flat'],
      tags: ['roof, flat', 'wall, high'],
    });
  });

  it('compares with what the contact holds as HighLevel does', async () => {
    app.sandbox.world.changeContact(app.location.id, contactId, { tags: ['VIP ', 'Hot Lead'] });
    expect(await setTags(['vip', 'hot lead'])).toMatchObject({ added: [], removed: [] });
    expect(sent()).toEqual([]);
  });

  it('never leaves the contact with too few: what is new comes first', async () => {
    app.sandbox.addFault({ kind: 'status', status: 500, match: { method: 'DELETE' } });
    const { kind } = await app.failure(() => setTags(['new']));
    expect(kind).toBe('throttled');
    expect(heldTags()).toEqual(['vip', 'customer', 'new']);
    app.sandbox.clearFaults();
    expect(await setTags(['new'])).toMatchObject({ added: [], removed: ['vip', 'customer'] });
    expect(heldTags()).toEqual(['new']);
  });

  it.each(['POST', 'DELETE'])('is right when the answer to %s is lost', async (method) => {
    app.sandbox.addFault({ kind: 'resetAfter', times: 1, match: { method } });
    expect(await setTags(['vip', 'new'])).toMatchObject({ added: ['new'], removed: ['customer'] });
    expect(heldTags()).toEqual(['vip', 'new']);
  });
});
