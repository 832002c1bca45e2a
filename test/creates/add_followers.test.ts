import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;
let contactId: string;
let ids: string[];

beforeEach(async () => {
  app = await openApp({ contacts: 1 });
  const { users } = location();
  const names = ['Ana Ruiz', 'Ben Öz', 'Cleo Park'];
  for (const [index, user] of users.entries()) {
    Object.assign(user, { name: names[index], email: `user${index}@example.com` });
  }
  ids = users.map(({ id }) => id);
  contactId = app.sandbox.world.addContact(app.location.id, { followers: ids.slice(0, 1) }).id;
});

afterEach(async () => {
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);

const add = (followers: unknown) => app.create('add_followers', { contactId, followers });

const held = () => location().contacts.get(contactId)?.followers;

const sent = () => app.writesSent.map(({ method, body }) => ({ method, body }));

describe('Add Followers to Contact', () => {
  it.each([
    ['IDs', () => [ids[1], ids[2]]],
    ['names', () => ['ben öz', 'Cleo Park']],
    ['addresses in one text', () => 'user1@example.com; USER2@example.com'],
    ['one of each, and one twice', () => [ids[1], 'Cleo Park', 'Ben Öz']],
  ])('adds users by %s and keeps the others', async (_by, followers) => {
    const [ana, ben, cleo] = ids;
    expect(await add(followers())).toEqual({
      id: contactId,
      contactId,
      followersAdded: [ben, cleo],
      alreadyFollowing: [],
      followerIds: [ana, ben, cleo],
    });
    expect(held()).toEqual([ana, ben, cleo]);
    expect(sent()).toEqual([{ method: 'POST', body: { followers: [ben, cleo] } }]);
  });

  it('sends nothing for those who follow it already', async () => {
    const [ana] = ids;
    expect(await add(['Ana Ruiz'])).toEqual({
      id: contactId,
      contactId,
      followersAdded: [],
      alreadyFollowing: [ana],
      followerIds: [ana],
    });
    expect(sent()).toEqual([]);
  });

  it('adds nobody where one of them is unknown', async () => {
    const { kind, message } = await app.failure(() => add(['Ben Öz', 'Nobody Here']));
    expect(kind).toBe('halted');
    expect(message).toMatch(/“Followers” holds “Nobody Here”, but there is no such user/);
    expect(held()).toEqual([ids[0]]);
  });

  it.each(['resetBefore', 'resetAfter', 'emptyBody'] as const)(
    'says who was added when the answer is lost (%s)',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { method: 'POST' } });
      expect(await add([ids[1]])).toMatchObject({
        followersAdded: [ids[1]],
        followerIds: ids.slice(0, 2),
      });
      expect(held()).toEqual(ids.slice(0, 2));
    },
  );
});
