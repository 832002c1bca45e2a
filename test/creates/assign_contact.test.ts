import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';
import type { User } from '../../sandbox/world.ts';

let app: TestApp;
let contactId: string;
let ana: User;
let ben: User;

beforeEach(async () => {
  app = await openApp({ contacts: 1 });
  const [one, other] = location().users;
  if (!one || !other) throw new Error('The sandbox has too few users.');
  [ana, ben] = [one, other];
  Object.assign(ana, { name: 'Ana Ruiz', email: 'ana@example.com' });
  Object.assign(ben, { name: 'Ben Öz', email: 'ben@example.com' });
  contactId = app.sandbox.world.addContact(app.location.id, {
    firstName: 'Dana',
    tags: ['vip'],
    assignedTo: ana.id,
  }).id;
});

afterEach(async () => {
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);

const assign = (assignedTo: unknown) => app.create('assign_contact', { contactId, assignedTo });

const held = () => location().contacts.get(contactId);

const sent = () => app.writesSent.map(({ method, body }) => ({ method, body }));

describe('Assign Contact', () => {
  it.each([
    ['id', () => ben.id],
    ['name', () => 'ben öz'],
    ['address', () => 'BEN@example.com'],
    ['name and address', () => 'Ben <ben@example.com>'],
  ])('assigns by %s, and changes nothing else', async (_by, user) => {
    const before = held();
    expect(await assign(user())).toEqual({
      id: contactId,
      contactId,
      assignedTo: ben.id,
      assignedToName: 'Ben Öz',
      previousAssignedTo: ana.id,
      previousAssignedToName: 'Ana Ruiz',
      changed: ['assignedTo'],
      ignoredFields: [],
    });
    expect(sent()).toEqual([{ method: 'PUT', body: { assignedTo: ben.id } }]);
    expect(held()).toMatchObject({ firstName: 'Dana', tags: before?.tags, assignedTo: ben.id });
  });

  it('says nothing of an earlier user where there was none', async () => {
    contactId = app.sandbox.world.addContact(app.location.id, { firstName: 'Eve' }).id;
    const result = await assign(ben.id);
    expect(result).toMatchObject({ assignedTo: ben.id, changed: ['assignedTo'] });
    expect(Object.keys(result)).not.toContain('previousAssignedTo');
  });

  it('sends nothing when the contact is that user’s already', async () => {
    for (const user of [ana.id, 'Ana Ruiz', 'ana@example.com']) {
      expect(await assign(user)).toMatchObject({ assignedTo: ana.id, changed: [] });
    }
    expect(sent()).toEqual([]);
  });

  it('guesses between no two users of a name, and takes nobody who has left', async () => {
    Object.assign(ana, { name: 'Ben Öz' });
    const { kind, message } = await app.failure(() => assign('Ben Öz'));
    expect(kind).toBe('halted');
    expect(message).toMatch(/“Ben Öz”, and 2 users of the connected sub-account go by it/);
    Object.assign(ana, { deleted: true });
    expect(await assign('Ben Öz')).toMatchObject({ assignedTo: ben.id });
  });

  it('stops at somebody unknown, and leaves the contact as it is', async () => {
    const { kind, message } = await app.failure(() => assign('Cleo Nobody'));
    expect(kind).toBe('halted');
    expect(message).toMatch(/“Cleo Nobody”, but there is no such user/);
    expect(held()?.assignedTo).toBe(ana.id);
  });

  it.each(['resetBefore', 'resetAfter', 'emptyBody'] as const)(
    'gets there when the answer is lost (%s)',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { method: 'PUT' } });
      expect(await assign(ben.id)).toMatchObject({ assignedTo: ben.id, ignoredFields: [] });
      expect(held()?.assignedTo).toBe(ben.id);
    },
  );

  it('trusts no answer that leaves the user out, and says where HighLevel kept another', async () => {
    app.sandbox.addFault({ kind: 'thinAnswer', times: 1, match: { method: 'PUT' } });
    expect(await assign(ben.id)).toMatchObject({ assignedTo: ben.id, ignoredFields: [] });
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { succeded: true, contact: { id: contactId } },
      match: { method: 'PUT' },
    });
    expect(await assign(ana.id)).toMatchObject({
      assignedTo: ben.id,
      ignoredFields: ['Assigned User'],
    });
  });
});
