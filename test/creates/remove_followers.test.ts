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
  contactId = app.sandbox.world.addContact(app.location.id, { followers: ids.slice(0, 2) }).id;
});

afterEach(async () => {
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);

const remove = (followers: unknown) => app.create('remove_followers', { contactId, followers });

const held = () => location().contacts.get(contactId)?.followers;

const sent = () => app.writesSent.map(({ method, body }) => ({ method, body }));

describe('Remove Followers From Contact', () => {
  it.each([
    ['ID', () => ids[1]],
    ['name', () => ['BEN ÖZ']],
    ['address', () => ['user1@example.com', '']],
  ])('takes one off by %s and keeps the others', async (_by, followers) => {
    const [ana, ben] = ids;
    expect(await remove(followers())).toEqual({
      id: contactId,
      contactId,
      followersRemoved: [ben],
      notFollowing: [],
      followerIds: [ana],
    });
    expect(held()).toEqual([ana]);
    expect(sent()).toEqual([{ method: 'DELETE', body: { followers: [ben] } }]);
  });

  it('takes off all of them, and says who was none', async () => {
    const [ana, ben, cleo] = ids;
    expect(await remove(ids)).toMatchObject({
      followersRemoved: [ana, ben],
      notFollowing: [cleo],
      followerIds: [],
    });
    expect(held()).toEqual([]);
  });

  it('sends nothing for those who do not follow it', async () => {
    const [ana, ben, cleo] = ids;
    expect(await remove(['Cleo Park'])).toMatchObject({
      followersRemoved: [],
      notFollowing: [cleo],
      followerIds: [ana, ben],
    });
    expect(sent()).toEqual([]);
  });

  it('leaves it to HighLevel where the contact does not say who follows it', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { contact: { id: contactId } },
      match: { method: 'GET', path: '^/contacts/' },
    });
    expect(await remove([ids[1]])).toMatchObject({
      followersRemoved: [ids[1]],
      followerIds: [ids[0]],
    });
  });

  it('takes nobody off where one of them is unknown', async () => {
    const { kind, message } = await app.failure(() => remove(['Ben Öz', 'Nobody Here']));
    expect(kind).toBe('halted');
    expect(message).toMatch(/“Followers” holds “Nobody Here”, but there is no such user/);
    expect(held()).toEqual(ids.slice(0, 2));
  });

  it.each(['resetBefore', 'resetAfter', 'emptyBody'] as const)(
    'says who was taken off when the answer is lost (%s)',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { method: 'DELETE' } });
      expect(await remove([ids[1]])).toMatchObject({
        followersRemoved: [ids[1]],
        followerIds: [ids[0]],
      });
      expect(held()).toEqual([ids[0]]);
    },
  );
});
