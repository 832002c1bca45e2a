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
