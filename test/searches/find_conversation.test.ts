import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { conversationSchema } from '../../lib/protiv/conversation/schema.ts';

let app: TestApp;
let contactId: string;
let conversationId: string;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
});

beforeEach(() => {
  const { world } = app.sandbox;
  app.sandbox.reset();
  contactId = world.addContact(app.location.id, {
    firstName: 'Dana',
    lastName: 'Reyes',
    email: 'dana@example.com',
  }).id;
  world.addMessage(app.location.id, { contactId, dateAdded: '2026-01-02T03:04:05.000Z' });
  ({ conversationId } = world.addMessage(app.location.id, {
    contactId,
    messageType: 'TYPE_WHATSAPP',
    body: 'Here is the <b>photo</b>',
    dateAdded: '2026-01-02T03:05:00.000Z',
  }));
});

afterAll(() => app.close());

const find = (input: Fields) => app.search('find_conversation', input);

describe('Find Conversation', () => {
  it('finds the one with a contact, Protiv-shaped, with what came last', async () => {
    const { conversations, users } = app.sandbox.world.location(app.location.id);
    const conversation = conversations.get(conversationId);
    const [owner] = users;
    if (!conversation || !owner) throw new Error('The sandbox lacks them.');
    conversations.set(conversationId, { ...conversation, unreadCount: 2, assignedTo: owner.id });
    const [found, ...others] = await find({ contactId });
    expect(others).toEqual([]);
    expect(conversationSchema.parse(found)).toEqual({
      id: conversationId,
      conversationId,
      contactId,
      contactName: 'Dana Reyes',
      email: 'dana@example.com',
      unreadCount: 2,
      starred: false,
      lastMessageText: 'Here is the photo',
      lastMessageChannel: 'whatsapp',
      lastMessageDirection: 'inbound',
      lastMessageDate: '2026-01-02T03:05:00.000Z',
      assignedTo: owner.id,
      assignedToName: owner.name,
      dateAdded: '2026-01-02T03:04:05.000Z',
    });
  });

  it.each([
    ['a name', () => ({ query: 'reyes' })],
    ['words of the last message', () => ({ query: 'PHOTO' })],
    ['its ID', () => ({ conversation: conversationId })],
  ])('finds it by %s', async (_what, input) => {
    expect(await find(input())).toMatchObject([{ id: conversationId }]);
  });

  it.each([
    ['a contact who never wrote', { contactId: 'nobodyWrote1' }],
    ['words that nobody wrote', { query: 'xylophone' }],
    ['an ID that there is not', { conversation: 'noSuchOne1' }],
  ])('finds nothing by %s', async (_what, input) => {
    expect(await find(input)).toEqual([]);
  });

  it('asks for something to find it by', async () => {
    expect((await app.failure(() => find({}))).message).toMatch(/“Contact” is empty/);
  });
});
