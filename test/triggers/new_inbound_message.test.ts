import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { HOUR_MS, MINUTE_MS, Stage } from '../../harness/busy/stage.ts';
import { messageSchema } from '../../lib/protiv/message/schema.ts';
import type { Message } from '../../sandbox/world.ts';
import { Connection } from '../../zap-runner/connection.ts';
import { newTrace } from '../../zap-runner/platform.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
  contactId = app.sandbox.world.addContact(app.location.id, {
    firstName: 'Dana',
    lastName: 'Reyes',
  }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

const add = (minutes: number, message: Partial<Message> = {}) =>
  app.sandbox.world.addMessage(app.location.id, { contactId, ...message, dateAdded: ago(minutes) })
    .id;

const poll = (input: Fields = {}) => app.poll('new_inbound_message', input);
const idsOf = (rows: Fields[]) => rows.map(({ id }) => id);

const EMAIL = {
  messageType: 'TYPE_EMAIL',
  emailMessageId: 'emailOfDana000000001',
  subject: 'Question',
  body: '<p>When can you <b>begin</b>?</p>',
} as const;

describe('New Inbound Message', () => {
  it('fires for what came from contacts within a day, Protiv-shaped, with their names', async () => {
    add(25 * 60, { body: 'Old' });
    const second = add(5, { body: 'Hello' });
    add(4, { direction: 'outbound' });
    add(3, { messageType: 'TYPE_ACTIVITY_OPPORTUNITY' });
    const first = add(2, { messageType: 'TYPE_CALL', callDuration: 42, callStatus: 'completed' });
    const rows = await poll();
    expect(idsOf(rows)).toEqual([first, second]);
    expect(rows.map((row) => messageSchema.parse(row))).toMatchObject([
      { channel: 'call', duration: 42 },
      { channel: 'sms', body: 'Hello', contactName: 'Dana Reyes', direction: 'inbound' },
    ]);
  });

  it.each([
    ['sms', 'TYPE_SMS', {}],
    ['call', 'TYPE_IVR_CALL', { callStatus: 'completed' }],
    ['voicemail', 'TYPE_CALL', { callStatus: 'voicemail' }],
    ['whatsapp', 'TYPE_WHATSAPP', {}],
    ['instagram', 'TYPE_INSTAGRAM', {}],
    ['facebook', 'TYPE_FACEBOOK', {}],
    ['google', 'TYPE_GMB', {}],
    ['Live Chat', 'TYPE_LIVE_CHAT', {}],
  ])('filters by channel: %s', async (channel, messageType, more) => {
    const id = add(1, { messageType, ...more });
    add(2, { messageType: messageType === 'TYPE_SMS' ? 'TYPE_LIVE_CHAT' : 'TYPE_SMS' });
    add(3, { ...EMAIL });
    expect(idsOf(await poll({ channel }))).toEqual([id]);
  });

  it('fires for a channel that it does not know, and for no review or note', async () => {
    const rows = ['TYPE_PIGEON', 'TYPE_REVIEW', 'TYPE_INTERNAL_COMMENT'].map((messageType) => ({
      id: messageType,
      messageType,
      direction: 'inbound',
      dateAdded: ago(1),
      body: 'Coo',
    }));
    const body = { messages: rows, nextCursor: null, total: 3 };
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body,
      match: { path: '/export' },
      times: 1,
    });
    const [row, ...others] = await poll();
    expect(messageSchema.parse(row)).toMatchObject({ id: 'TYPE_PIGEON', body: 'Coo' });
    expect(others).toEqual([]);
    app.sandbox.clearRequests();
  });

  it('gives an email with a pointer to its text, which a Zap follows', async () => {
    const id = add(1, { ...EMAIL, from: 'dana@example.com', to: ['office@example.com'] });
    const [row = {}] = await poll();
    expect(row).toMatchObject({ id, channel: 'email', contactName: 'Dana Reyes' });
    expect(row).not.toHaveProperty('body');
    const connection = new Connection(app.platform, app.authData);
    const rest = await connection.hydrate(row['$HOIST$'], newTrace());
    expect(rest).toEqual({
      subject: 'Question',
      body: EMAIL.body,
      bodyText: 'When can you begin?',
      sentFrom: 'dana@example.com',
      sentTo: ['office@example.com'],
    });
  });

  it.each([
    ['as the official file has it', (ids: string[]) => ({ email: { email: { messageIds: ids } } })],
    ['of a thread', (ids: string[]) => ({ email: { messageIds: ['older', ...ids] } })],
  ])('reads the email itself, not the text that it answers: a row %s', async (_what, metaOf) => {
    const id = add(1, EMAIL);
    const row = {
      id,
      contactId,
      messageType: 'TYPE_EMAIL',
      direction: 'inbound',
      dateAdded: ago(1),
      body: 'The text that is answered',
      meta: metaOf([EMAIL.emailMessageId]),
    };
    const body = { messages: [row], nextCursor: null, total: 1 };
    app.sandbox.addFault({ kind: 'status', status: 200, body, match: { path: '/export' } });
    const [found = {}] = await poll({ channel: 'email' });
    expect(found).not.toHaveProperty('body');
    const connection = new Connection(app.platform, app.authData);
    const rest = await connection.hydrate(found['$HOIST$'], newTrace());
    expect(rest).toMatchObject({ bodyText: 'When can you begin?' });
    app.sandbox.clearRequests();
  });

  it('gives three real messages of any age as a sample, emails with their text', async () => {
    add(90_000, EMAIL);
    for (let index = 0; index < 4; index += 1) add(100_000 + index);
    const sample = await app.poll('new_inbound_message', {}, { isLoadingSample: true });
    expect(sample).toHaveLength(3);
    expect(messageSchema.parse(sample[0])).toMatchObject({ bodyText: 'When can you begin?' });
  });

  it('primes with what could fire later, slim, of both exports', async () => {
    const ids = [add(24 * 60 + 30), add(2, EMAIL)];
    add(26 * 60);
    const rows = await app.poll('new_inbound_message', {}, { isPopulatingDedupe: true });
    expect(rows).toEqual(ids.map((id) => ({ id })));
  });

  it('reads a null cursor and a wrapped answer alike, and an odd row costs only itself', async () => {
    const row = { id: 'a1', messageType: 'SMS', direction: 'inbound', dateAdded: ago(1) };
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { messages: [row, { id: 7 }], nextCursor: null, total: 2 },
      match: { path: '/messages/export' },
    });
    expect(idsOf(await poll({ channel: 'sms' }))).toEqual(['a1']);
    expect(app.logCodes).toContain('record.partial');
    app.sandbox.clearRequests();
  });
});

describe('a busy inbox', () => {
  it('of 10,000 messages a day loses none and fires for none twice', async () => {
    const stage = await Stage.open({ searchLagMs: 10_000 });
    try {
      const contact = stage.addOldContact(0).id;
      const watched = await stage.watch('new_inbound_message');
      const expected: string[] = [];
      const fired: unknown[] = [];
      // A poll every other hour, none for six hours, and one at the end for what search shows late.
      for (const hours of [2, 2, 2, 2, 6, 2, 2, 2, 2.99, 0]) {
        const count = Math.round((10_000 / 23) * hours);
        for (let index = 0; index < count; index += 1) {
          stage.clock.pass((hours * HOUR_MS) / count);
          const email = { messageType: 'TYPE_EMAIL', emailMessageId: `email${expected.length}` };
          expected.push(stage.addMessage(contact, index % 5 === 0 ? email : {}).id);
          if (index % 50 === 0) stage.addMessage(contact, { direction: 'outbound' });
        }
        if (hours === 0) stage.clock.pass(MINUTE_MS / 2);
        fired.push(...(await watched.poll()).fired.map(({ id }) => id));
      }
      expect(expected.length).toBeGreaterThan(9_900);
      expect(fired).toHaveLength(expected.length);
      expect(new Set(fired)).toEqual(new Set(expected));
    } finally {
      await stage.close();
    }
  });
});
