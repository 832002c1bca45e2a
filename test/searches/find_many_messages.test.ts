import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import type { Message } from '../../sandbox/world.ts';

let app: TestApp;
let contactId: string;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
});

beforeEach(() => {
  app.clearRequests();
  contactId = app.sandbox.world.addContact(app.location.id, { firstName: 'Dana' }).id;
});

afterAll(() => app.close());

const add = (minute: number, message: Partial<Message> = {}) =>
  app.sandbox.world.addMessage(app.location.id, {
    contactId,
    body: `No ${minute}`,
    ...message,
    dateAdded: new Date(Date.UTC(2026, 0, 2, 3, minute)).toISOString(),
  });

const answer = z.array(z.looseObject({ messages: z.array(z.record(z.string(), z.unknown())) }));

const find = (input: Fields = {}) => app.search('find_many_messages', { contactId, ...input });

const messagesOf = (rows: Fields[]) => answer.parse(rows)[0]?.messages ?? [];

describe('Find Many Messages', () => {
  it('gives the messages of a contact as line items, newest first', async () => {
    const first = add(1);
    const second = add(2, { direction: 'outbound', messageType: 'TYPE_WHATSAPP' });
    const rows = await find();
    expect(rows).toMatchObject([{ id: first.conversationId, count: 2, complete: true }]);
    expect(messagesOf(rows)).toMatchObject([
      { id: second.id, channel: 'whatsapp', direction: 'outbound', contactName: 'Dana' },
      { id: first.id, channel: 'sms', direction: 'inbound', body: 'No 1' },
    ]);
  });

  it('reads emails for their text, and a call for its length', async () => {
    add(1, {
      messageType: 'TYPE_EMAIL',
      emailMessageId: 'email1',
      subject: 'Quote',
      body: '<p>Tom &amp; Ana</p>',
    });
    add(2, { messageType: 'TYPE_CALL', callDuration: 42, callStatus: 'completed' });
    add(3, { messageType: 'TYPE_CALL', callDuration: 9, callStatus: 'voicemail' });
    expect(messagesOf(await find())).toMatchObject([
      { channel: 'voicemail' },
      { channel: 'call', duration: '42', callStatus: 'completed' },
      { channel: 'email', subject: 'Quote', body: '<p>Tom &amp; Ana</p>', bodyText: 'Tom & Ana' },
    ]);
  });

  it.each([404, 422])('goes on without the text of an email that is gone (%s)', async (status) => {
    add(1, { messageType: 'TYPE_EMAIL', emailMessageId: 'email2', body: 'x' });
    app.sandbox.addFault({ kind: 'status', status, match: { path: '/messages/email/' } });
    expect(messagesOf(await find())).toMatchObject([{ channel: 'email', body: '' }]);
    expect(app.logCodes).toContain('record.partial');
    app.sandbox.clearFaults();
  });

  it('never gives the text that an email answers for its own', async () => {
    const { id, conversationId } = add(1, { messageType: 'TYPE_EMAIL', emailMessageId: 'email3' });
    const row = { id, contactId, messageType: 'TYPE_EMAIL', body: 'What was answered' };
    const meta = { email: { messageIds: ['email3'] } };
    const messages = { messages: [{ ...row, conversationId, meta }], nextPage: false };
    const path = '/conversations/[^/]+/messages$';
    app.sandbox.addFault({ kind: 'status', status: 200, body: { messages }, match: { path } });
    expect(messagesOf(await find())).toMatchObject([{ body: 'No 1' }]);
    app.sandbox.addFault({ kind: 'status', status: 404, match: { path: '/messages/email/' } });
    expect(messagesOf(await find())).toMatchObject([{ id, body: '' }]);
    app.sandbox.clearFaults();
    app.sandbox.clearRequests();
  });

  it('leaves out what nobody said', async () => {
    add(1);
    add(2, { messageType: 'TYPE_ACTIVITY_OPPORTUNITY' });
    expect(await find()).toMatchObject([{ count: 1 }]);
  });

  it.each([
    [{ channel: 'Live Chat' }, ['No 3']],
    [{ direction: 'outbound' }, ['No 2']],
    [{ limit: '2' }, ['No 3', 'No 2']],
  ])('filters by %j', async (input, bodies) => {
    add(1);
    add(2, { direction: 'outbound' });
    add(3, { messageType: 'TYPE_LIVE_CHAT' });
    expect(messagesOf(await find(input)).map(({ body }) => body)).toEqual(bodies);
  });

  it('reads page by page until there are enough', async () => {
    for (let minute = 0; minute < 150; minute += 1) add(minute);
    expect(await find({ limit: '120' })).toMatchObject([{ count: 120, complete: false }]);
    expect(await find({ limit: '1000' })).toMatchObject([{ count: 150, complete: true }]);
  });

  it('takes a conversation in place of a contact', async () => {
    const { conversationId } = add(1);
    const rows = await app.search('find_many_messages', { conversation: conversationId });
    expect(rows).toMatchObject([{ id: conversationId, count: 1 }]);
  });

  it.each([
    ['nobody has written', {}],
    ['the contact is gone', { contactId: 'goneForGood1' }],
    ['the conversation is gone', { conversation: 'goneForGood1' }],
  ])('finds nothing when %s', async (_when, input) => {
    expect(await find(input)).toEqual([]);
  });
});
