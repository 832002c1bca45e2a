import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock } from '../../harness/time.ts';
import { outboxOf } from '../../sandbox/outbox.ts';

let app: TestApp;
let contactId: string;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
});

beforeEach(() => {
  contactId = app.sandbox.world.addContact(app.location.id, {
    firstName: 'Dana',
    email: 'dana@example.com',
    phone: '+12025550147',
  }).id;
});

afterEach(() => {
  app.platform.cache.evict();
  app.clearRequests();
  app.sandbox.reset();
});

afterAll(() => app.close());

const send = (input: Fields = {}) =>
  app.create('send_message', { contactId, message: 'Tom & Ana', ...input });

const outbox = () => outboxOf(app.sandbox.world.location(app.location.id));

describe('Send Message on Any Channel', () => {
  it.each([
    ['SMS', 'sms', 'SMS'],
    ['WhatsApp', 'whatsapp', 'WHATSAPP'],
    ['Instagram', 'instagram', 'INSTAGRAM'],
    ['facebook', 'facebook', 'FACEBOOK'],
    ['live chat', 'live_chat', 'LIVE_CHAT'],
    ['rcs', 'rcs', 'RCS'],
    ['TikTok', 'tiktok', 'TIKTOK'],
  ])('sends by %s', async (chosen, channel, sent) => {
    const message = await send({ channel: chosen, subject: 'Not for this one' });
    expect(message).toMatchObject({ channel, body: 'Tom & Ana', wasSent: true });
    expect(message).not.toHaveProperty('subject');
    expect(outbox()).toMatchObject([{ channel: sent, body: 'Tom & Ana' }]);
  });

  it('sends an email with its subject, in both forms', async () => {
    await send({ channel: 'email', subject: 'Hello' });
    expect(app.writesSent.map(({ body }) => body)).toEqual([
      {
        type: 'Email',
        contactId,
        subject: 'Hello',
        html: '<p>Tom &amp; Ana</p>',
        message: 'Tom & Ana',
      },
    ]);
  });

  describe('on the channel of an app', () => {
    const custom = { channel: 'Custom Channel', conversationProvider: '681e1b1980ee500d812e9e1e' };

    it('sends by the app’s provider', async () => {
      expect(await send(custom)).toMatchObject({ body: 'Tom & Ana', wasSent: true });
      const conversationProviderId = custom.conversationProvider;
      expect(app.writesSent.map(({ body }) => body)).toEqual([
        { type: 'Custom', contactId, message: 'Tom & Ana', conversationProviderId },
      ]);
    });

    it('finds the message in the conversation when its answer is lost', async () => {
      holdClock();
      const match = { method: 'POST', path: '/messages$' };
      app.sandbox.addFault({ kind: 'resetAfter', times: 1, match });
      expect(await send(custom)).toMatchObject({ wasSent: true, id: outbox()[0]?.messageId });
    });
  });

  it('sends once on each channel', async () => {
    await send({ channel: 'sms' });
    expect(await send({ channel: 'sms' })).toMatchObject({ wasSent: false });
    expect(await send({ channel: 'whatsapp' })).toMatchObject({ wasSent: true });
    expect(outbox()).toHaveLength(2);
  });

  it.each([
    ['WhatsApp', { WhatsApp: { status: 'active' } }],
    ['Facebook', { FB: { status: 'active' } }],
    ['RCS', { RCS: { status: 'permanent' } }],
  ])('leaves those in peace who want none by %s', async (channel, dndSettings) => {
    app.sandbox.world.changeContact(app.location.id, contactId, { dndSettings });
    expect((await app.failure(() => send({ channel }))).message).toMatch(/Do Not Disturb/);
    expect(await send({ channel: 'SMS' })).toMatchObject({ wasSent: true });
  });

  it.each([
    ['no channel', { channel: '' }, /“Channel” is empty/],
    ['a call', { channel: 'call' }, /“Channel” takes “SMS”/],
    ['an email without a subject', { channel: 'email' }, /“Subject” is empty/],
    ['a custom channel of nobody', { channel: 'custom' }, /“Conversation Provider” is empty/],
    ['nothing to say', { channel: 'sms', message: '' }, /There is nothing to send/],
  ])('refuses %s', async (_what, input, sentence) => {
    expect((await app.failure(() => send(input))).message).toMatch(sentence);
    expect(app.sandbox.requests).toEqual([]);
  });
});
