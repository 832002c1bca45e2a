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
    email: 'dana@example.com',
    phone: '+12025550147',
  }).id;
});

afterEach(() => {
  app.connect(({ scopes }) => scopes.includes('contacts.write'));
  app.platform.cache.evict();
  app.clearRequests();
  app.sandbox.reset();
});

afterAll(() => app.close());

const schedule = async (input: Fields = {}) => {
  const { messageId } = await app.create('send_message', {
    contactId,
    channel: 'sms',
    message: 'See you at 9.',
    sendAt: '2035-07-04T09:30:00Z',
    ...input,
  });
  app.clearRequests();
  return messageId;
};

const cancel = (scheduledMessage: unknown) =>
  app.create('cancel_scheduled_message', { scheduledMessage });

const statuses = () =>
  outboxOf(app.sandbox.world.location(app.location.id)).map(({ status }) => status);

describe('Cancel Scheduled Message', () => {
  it.each([
    ['an SMS', {}],
    ['an email', { channel: 'email', subject: 'Hello' }],
  ])('takes %s back, once', async (_what, input) => {
    const messageId = await schedule(input);
    const outcome = { id: messageId, messageId };
    expect(await cancel(messageId)).toMatchObject({ ...outcome, wasCancelled: true });
    expect(await cancel(messageId)).toMatchObject({ ...outcome, wasCancelled: false });
    expect(statuses()).toEqual(['cancelled']);
    expect(app.sandbox.requests).toHaveLength(3);
  });

  it('takes one back whatever HighLevel calls the outcome', async () => {
    const messageId = await schedule();
    const body = { status: 'success' };
    app.sandbox.addFault({ kind: 'status', status: 200, body, match: { path: '/schedule$' } });
    expect(await cancel(messageId)).toMatchObject({ wasCancelled: true });
    expect(app.writesSent).toHaveLength(1);
  });

  it('takes an email back by its ID within the thread, too', async () => {
    const messageId = await schedule({ channel: 'email', subject: 'Hello' });
    const { messages } = app.sandbox.world.location(app.location.id);
    const email = messages.get(String(messageId));
    expect(await cancel(email?.emailMessageId)).toMatchObject({ wasCancelled: true });
    expect(statuses()).toEqual(['cancelled']);
  });

  it('says so of one that went out, and of one that there is not', async () => {
    const messageId = await schedule({ sendAt: '' });
    expect(await cancel(messageId)).toMatchObject({
      wasCancelled: false,
      message: expect.stringMatching(/went out already/),
    });
    expect(await cancel('noSuchMessage1')).toMatchObject({
      wasCancelled: false,
      message: expect.stringMatching(/no such message/),
    });
    expect(app.writesSent).toEqual([]);
  });

  it.each([
    ['in a 200', 200],
    ['in a 404', 404],
  ])('never says that it was cancelled where HighLevel says no (%s)', async (_how, status) => {
    const messageId = await schedule();
    const body = { status: 404, message: 'Failed cancel the scheduled message' };
    app.sandbox.addFault({ kind: 'status', status, body, match: { method: 'DELETE' } });
    expect((await app.failure(() => cancel(messageId))).message).toMatch(/may still go out/);
    expect(statuses()).toEqual(['scheduled']);
  });

  it('nor where no answer came and its time has come since', async () => {
    holdClock();
    const messageId = await schedule();
    const sent = { id: messageId, direction: 'outbound', status: 'sent', contactId };
    const match = { method: 'GET', path: '/messages/[^/]+$' };
    app.sandbox.addFault({ kind: 'latency', latencyMs: 0, times: 1, match });
    app.sandbox.addFault({ kind: 'status', status: 200, body: sent, match });
    app.sandbox.addFault({ kind: 'resetBefore', times: 1, match: { method: 'DELETE' } });
    expect(await cancel(messageId)).toMatchObject({ wasCancelled: false });
    app.sandbox.clearRequests();
  });

  it('says that it was cancelled where only the second try got an answer', async () => {
    holdClock();
    const messageId = await schedule();
    const late = { id: messageId, direction: 'outbound', status: 'scheduled', contactId };
    const match = { method: 'GET', path: '/messages/[^/]+$' };
    app.sandbox.addFault({ kind: 'status', status: 200, body: late, times: 2, match });
    app.sandbox.addFault({ kind: 'resetAfter', times: 1, match: { method: 'DELETE' } });
    expect(await cancel(messageId)).toMatchObject({ wasCancelled: true });
    app.sandbox.clearRequests();
  });

  it('says so of one that went out in the last moment', async () => {
    const messageId = await schedule();
    app.sandbox.addFault({
      kind: 'status',
      status: 400,
      body: { message: 'Message already sent' },
      match: { method: 'DELETE' },
    });
    expect(await cancel(messageId)).toMatchObject({ wasCancelled: false });
  });

  it.each(['resetBefore', 'resetAfter', 'timeoutAfter'] as const)(
    'looks again where no answer came (%s)',
    async (kind) => {
      holdClock();
      const messageId = await schedule();
      app.sandbox.addFault({ kind, times: 1, match: { method: 'DELETE' } });
      expect(await cancel(messageId)).toMatchObject({ wasCancelled: true });
      expect(statuses()).toEqual(['cancelled']);
    },
  );

  it('refuses a connection that may only read', async () => {
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    expect((await app.failure(() => cancel('anyMessage1'))).message).toMatch(/read only/);
    expect(app.sandbox.requests).toEqual([]);
  });
});
