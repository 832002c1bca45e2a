import {
  afterAll,
  beforeAll,
  beforeEach,
  afterEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { nock } from '../../harness/nocked.ts';
import { holdClock, passMinutes } from '../../harness/time.ts';
import { messageSchema } from '../../lib/protiv/message/schema.ts';
import { outboxOf } from '../../sandbox/outbox.ts';

let app: TestApp;
let contactId: string;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
});

beforeEach(() => {
  contactId = app.sandbox.world.addContact(app.location.id, {
    firstName: 'Dana',
    phone: '+12025550147',
  }).id;
});

afterEach(() => {
  jest.restoreAllMocks();
  app.platform.cache.failure = undefined;
  app.platform.cache.evict();
  app.clearRequests();
  app.sandbox.reset();
});

afterAll(() => app.close());

const MESSAGE = 'See you at 9.';
const FILE = 'https://files.example.com';

const send = (input: Fields = {}) =>
  app.create('send_sms', { contactId, message: MESSAGE, ...input });

const outbox = () => outboxOf(app.sandbox.world.location(app.location.id));

const loseAnswer = (kind: 'resetBefore' | 'resetAfter' | 'timeoutAfter' | 'halfBody') =>
  app.sandbox.addFault({ kind, times: 1, match: { method: 'POST', path: '/messages$' } });

describe('Send SMS', () => {
  it('sends the message and answers Protiv-shaped', async () => {
    const { wasSent, ...message } = await send();
    expect(wasSent).toBe(true);
    expect(messageSchema.parse(message)).toMatchObject({
      contactId,
      contactName: 'Dana',
      channel: 'sms',
      direction: 'outbound',
      body: MESSAGE,
      status: 'pending',
    });
    expect(outbox()).toMatchObject([
      { messageId: message['id'], contactId, channel: 'SMS', to: ['+12025550147'], body: MESSAGE },
    ]);
    expect(app.writesSent.map(({ body }) => body)).toEqual([
      { type: 'SMS', contactId, message: MESSAGE },
    ]);
  });

  it('schedules on the sub-account’s clock, from a number of its own', async () => {
    const sent = await send({ sendAt: '2035-07-04 09:30', fromNumber: '(212) 555-0100' });
    expect(sent).toMatchObject({ status: 'scheduled', scheduledFor: '2035-07-04T13:30:00.000Z' });
    expect(outbox()).toMatchObject([
      { status: 'scheduled', scheduledFor: '2035-07-04T13:30:00.000Z', from: '+12125550100' },
    ]);
  });

  it('schedules as people write dates', async () => {
    await send({ sendAt: '07/04/2035 9:30 am' });
    expect(outbox()).toMatchObject([{ scheduledFor: '2035-07-04T13:30:00.000Z' }]);
  });

  it('takes a template in place of a text', async () => {
    await send({ message: '', template: 'ht0CdKPwZBEXTGB65Qa1' });
    expect(outbox()).toMatchObject([{ templateId: 'ht0CdKPwZBEXTGB65Qa1' }]);
  });

  it('sends what stands in braces as it is', async () => {
    const message = 'Hi {{contact.name}} {{bundle.authData.access_token}} 🙂';
    await send({ message });
    expect(outbox()).toMatchObject([{ body: message }]);
  });

  it('never gives the ID of anything else for that of the message', async () => {
    const body = { conversationId: 'conversation1', msg: 'Message queued successfully.' };
    app.sandbox.addFault({ kind: 'status', status: 200, body, match: { path: '/messages$' } });
    const sent = await send();
    expect(sent).toMatchObject({ id: 'conversation1', wasSent: true });
    expect(sent).not.toHaveProperty('messageId');
    app.sandbox.clearRequests();
  });

  it('knows that it was sent, whatever else the answer holds', async () => {
    holdClock();
    const body = { messageId: 'message1', conversationId: 'conversation1', status: 200 };
    app.sandbox.addFault({ kind: 'status', status: 200, body, match: { path: '/messages$' } });
    expect(await send()).toMatchObject({ id: 'message1', status: 'pending', wasSent: true });
    app.clearRequests();
  });

  describe('twice', () => {
    it('within ten minutes sends one message', async () => {
      const first = await send();
      passMinutes(9);
      expect(await send()).toEqual({ ...first, wasSent: false });
      expect(outbox()).toHaveLength(1);
    });

    it.each([
      ['another text', { message: 'See you at 10.' }, 5],
      ['the switch off', { ignoreRepeatsWithin: '0' }, 5],
      ['a shorter time', { ignoreRepeatsWithin: '4' }, 5],
      ['an hour between', {}, 60],
    ])('with %s sends two', async (_what, input, minutes) => {
      await send();
      passMinutes(minutes);
      expect(await send(input)).toMatchObject({ wasSent: true });
      expect(outbox()).toHaveLength(2);
    });

    it.each([
      ['is new', async () => Promise.resolve(), {}, 1],
      ['was sent before, outside a shorter time', () => send(), { ignoreRepeatsWithin: '4' }, 2],
      ['is to be sent always', () => Promise.resolve(), { ignoreRepeatsWithin: '0' }, 1],
    ])('at once sends one message that %s', async (_what, prepare, input, messages) => {
      await prepare();
      passMinutes(5);
      const runs = await Promise.allSettled([send(input), send(input), send(input)]);
      const failed = runs.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
      const sentence = expect.stringMatching(/Another run is sending the same message/);
      expect(failed).toEqual([sentence, sentence]);
      expect(outbox()).toHaveLength(messages);
    });

    it('looks in the conversation where the first run could not say what came of it', async () => {
      const first = send();
      while (outbox().length === 0) await new Promise(setImmediate);
      app.platform.cache.failure = 'down';
      await first;
      app.platform.cache.failure = undefined;
      expect((await app.failure(send)).message).toMatch(/Another run is sending the same message/);
      passMinutes(1);
      expect(await send()).toMatchObject({ wasSent: false, id: outbox()[0]?.messageId });
      expect(outbox()).toHaveLength(1);
    });

    it('sends again what HighLevel refused before', async () => {
      app.sandbox.addFault({
        kind: 'status',
        status: 429,
        times: 1,
        match: { method: 'POST', path: '/messages$' },
      });
      expect((await app.failure(send)).kind).toBe('throttled');
      expect(await send()).toMatchObject({ wasSent: true });
      expect(outbox()).toHaveLength(1);
    });
  });

  describe('without an answer', () => {
    it.each(['resetAfter', 'timeoutAfter', 'halfBody'] as const)(
      'finds the message in the conversation (%s)',
      async (kind) => {
        holdClock();
        loseAnswer(kind);
        expect(await send()).toMatchObject({ wasSent: true, id: outbox()[0]?.messageId });
        expect(outbox()).toHaveLength(1);
        expect(app.logCodes).toContain('write.ambiguous');
      },
    );

    it('stops where the conversation does not show it, and never sends it again by itself', async () => {
      holdClock();
      loseAnswer('resetBefore');
      const first = await app.failure(send);
      const second = await app.failure(send);
      for (const { kind, message } of [first, second]) {
        expect(kind).toBe('halted');
        expect(message).toMatch(/may have gone out all the same, so Protiv does not send it again/);
      }
      expect(app.writesSent).toHaveLength(1);
      expect(outbox()).toEqual([]);
    });

    it.each([
      ['returns it where the conversation shows it later', 'delivered', false, 1],
      ['sends it anew where the conversation shows that it failed', 'failed', true, 2],
    ])('%s', async (_what, status, wasSent, messages) => {
      holdClock();
      loseAnswer('resetBefore');
      await app.failure(send);
      app.sandbox.world.addMessage(app.location.id, {
        contactId,
        direction: 'outbound',
        body: ' See you  at 9.',
        status,
        wasSentByApi: true,
      });
      expect(await send()).toMatchObject({ wasSent });
      expect(outbox()).toHaveLength(messages);
    });

    it('does not take one that failed before for it', async () => {
      holdClock();
      loseAnswer('resetBefore');
      await app.failure(send);
      const failed = { direction: 'outbound', body: MESSAGE, status: 'failed' } as const;
      app.sandbox.world.addMessage(app.location.id, { contactId, ...failed });
      loseAnswer('resetBefore');
      expect((await app.failure(send)).kind).toBe('halted');
      expect(outbox()).toEqual([]);
    });

    it('does not take for it what went out a moment before', async () => {
      holdClock();
      const always = { ignoreRepeatsWithin: '0' };
      await send(always);
      loseAnswer('resetBefore');
      expect((await app.failure(() => send(always))).kind).toBe('halted');
      // Nor does a run after it.
      expect((await app.failure(() => send(always))).kind).toBe('halted');
      expect(outbox()).toHaveLength(1);
    });

    describe.each([
      ['a template', () => ({ template: 'ht0CdKPwZBEXTGB65Qa1' })],
      [
        'a file',
        () => {
          nock(FILE).get('/roof.jpg').reply(200, 'x', { 'Content-Type': 'image/jpeg' });
          return { attachments: `${FILE}/roof.jpg` };
        },
      ],
    ])('to %s', (_what, input: () => Fields) => {
      it('does not take another message for it', async () => {
        holdClock();
        const other = { direction: 'outbound', body: 'Bye', source: 'workflow' } as const;
        app.sandbox.world.addMessage(app.location.id, { contactId, ...other });
        loseAnswer('resetBefore');
        expect((await app.failure(() => send({ message: '', ...input() }))).kind).toBe('halted');
        expect(outbox()).toEqual([]);
      });

      it('finds the message', async () => {
        holdClock();
        loseAnswer('resetAfter');
        const sent = await send({ message: '', ...input() });
        expect(sent).toMatchObject({ wasSent: true, id: outbox()[0]?.messageId });
      });
    });

    it('does not send at all where too little time is left to learn of it', async () => {
      holdClock();
      const slow = { kind: 'timeoutBefore', times: 2 } as const;
      app.sandbox.addFault({ ...slow, match: { path: '^/locations/[^/]+$' } });
      app.sandbox.addFault({ ...slow, match: { path: '^/contacts/[^/]+$' } });
      const failure = await app.failure(() => send({ fromNumber: '(212) 555-0100' }));
      expect(failure.kind).toBe('throttled');
      expect(app.writesSent).toEqual([]);
    });

    it('looks again later where HighLevel cannot be asked either', async () => {
      holdClock();
      app.sandbox.addFault({ kind: 'resetAfter', match: { path: '/messages$' }, times: 1 });
      app.sandbox.addFault({
        kind: 'status',
        status: 503,
        match: { path: '/conversations/search' },
      });
      expect((await app.failure(send)).kind).toBe('throttled');
      app.sandbox.clearFaults();
      expect(await send()).toMatchObject({ wasSent: false, id: outbox()[0]?.messageId });
      expect(outbox()).toHaveLength(1);
    });
  });

  it.each(['refuses', 'down'] as const)(
    'sends nothing where it could not remember it (the cache %s)',
    async (failure) => {
      app.platform.cache.failure = failure;
      const { kind, retryAfter } = await app.failure(send);
      expect({ kind, retryAfter }).toEqual({ kind: 'throttled', retryAfter: 60 });
      expect(outbox()).toEqual([]);
    },
  );

  describe('stops before anything is sent', () => {
    it.each([
      ['Do Not Disturb for SMS', { dndSettings: { SMS: { status: 'active' } } }, /Do Not Disturb/],
      ['Do Not Disturb for good', { dndSettings: { SMS: { status: 'permanent' } } }, /Do Not Dist/],
      ['Do Not Disturb for all', { dnd: true }, /Do Not Disturb/],
      ['no phone', { phone: '' }, /no phone number/],
    ])('for a contact with %s', async (_what, changes, sentence) => {
      app.sandbox.world.changeContact(app.location.id, contactId, changes);
      const { kind, message } = await app.failure(send);
      expect(kind).toBe('halted');
      expect(message).toMatch(sentence);
      expect(app.writesSent).toEqual([]);
    });

    it('but not for one that is quiet on another channel', async () => {
      app.sandbox.world.changeContact(app.location.id, contactId, {
        dndSettings: { Email: { status: 'active' }, SMS: { status: 'inactive' } },
      });
      expect(await send()).toMatchObject({ wasSent: true });
    });

    it('for a connection that may only read', async () => {
      app.connect(({ scopes }) => !scopes.includes('contacts.write'));
      const { message } = await app.failure(send);
      app.connect(({ scopes }) => scopes.includes('contacts.write'));
      expect(message).toMatch(/read only.*not allowed to send messages/);
      expect(app.sandbox.requests).toEqual([]);
    });
  });

  it.each([
    ['Cannot send message as DND is active for SMS.', /Do Not Disturb/],
    ['Missing phone number', /no phone number/],
    ['No conversationProviderId found', /cannot send on this channel yet/],
  ])('says what HighLevel’s “%s” means', async (words, sentence) => {
    app.sandbox.addFault({
      kind: 'status',
      status: 400,
      body: { status: 400, message: words },
      match: { method: 'POST', path: '/messages$' },
    });
    expect((await app.failure(send)).message).toMatch(sentence);
  });

  describe('with files', () => {
    const serve = (headers: Record<string, string>, body = 'x', status = 200) =>
      nock(FILE).get('/roof.jpg').reply(status, body, headers);

    it('looks at each and sends its address', async () => {
      serve({ 'Content-Type': 'image/jpeg', 'Content-Length': '1' });
      nock(FILE).get('/a,b').reply(302, '', { Location: '/plan.pdf' });
      nock(FILE).get('/plan.pdf').reply(200, 'x', { 'Content-Type': 'application/pdf' });
      const attachments = [`${FILE}/roof.jpg`, `${FILE}/a,b`];
      expect(await send({ attachments })).toMatchObject({ attachments });
      expect(outbox()).toMatchObject([{ attachments }]);
    });

    it('knows a file of which only the signature of its address is new', async () => {
      nock(FILE)
        .get('/roof.jpg')
        .query(true)
        .times(2)
        .reply(200, 'x', { 'Content-Type': 'image/jpeg' });
      await send({ message: '', attachments: `${FILE}/roof.jpg?signature=1` });
      const again = await send({ message: '', attachments: `${FILE}/roof.jpg?signature=2` });
      expect(again).toMatchObject({ wasSent: false });
    });

    it.each([
      [
        'too large',
        { 'Content-Type': 'image/jpeg', 'Content-Length': '5242881' },
        200,
        /larger than 5 MB/,
      ],
      ['a web page', { 'Content-Type': 'text/html' }, 200, /is a web page/],
      ['a program', { 'Content-Type': 'application/x-msdownload' }, 200, /not of a type/],
      ['not there', {}, 404, /its server answers 404/],
    ])('refuses one that is %s', async (what, headers, status, sentence) => {
      const name = what === 'a program' ? 'setup.exe' : 'roof.jpg';
      nock(FILE).get(`/${name}`).reply(status, 'x', headers);
      const { kind, message } = await app.failure(() => send({ attachments: `${FILE}/${name}` }));
      expect(kind).toBe('halted');
      expect(message).toMatch(sentence);
      expect(app.sandbox.requests).toEqual([]);
    });

    describe('whose addresses may pass', () => {
      const SIGNED = `${FILE}/hydrate/1234?signature=abc`;
      const serveSigned = (headers = {}, body = 'quote') =>
        nock(FILE)
          .get('/hydrate/1234')
          .query(true)
          .twice()
          .reply(200, body, {
            'Content-Type': 'application/pdf',
            'Content-Disposition': 'attachment; filename="quote.pdf"',
            ...headers,
          });

      const taken = () => app.writesSent.filter(({ path }) => path.endsWith('/upload'));

      it('has HighLevel take them in first, and sends its addresses', async () => {
        const { conversationId } = app.sandbox.world.addMessage(app.location.id, { contactId });
        serveSigned();
        nock(FILE).get('/roof.jpg').reply(200, 'x', { 'Content-Type': 'image/jpeg' });
        const sent = await send({ attachments: [SIGNED, `${FILE}/roof.jpg`] });
        const attachments = [`${FILE}/${conversationId}/quote.pdf`, `${FILE}/roof.jpg`];
        expect(sent).toMatchObject({ attachments });
        expect(outbox()).toMatchObject([{ attachments }]);
        const fields = { conversationId, contactId, locationId: app.location.id };
        expect(taken()).toMatchObject([{ body: { ...fields, fileAttachment: 'quote.pdf' } }]);
        serveSigned();
        nock(FILE).get('/roof.jpg').reply(200, 'x', { 'Content-Type': 'image/jpeg' });
        const again = await send({ attachments: [`${SIGNED}d`, `${FILE}/roof.jpg`] });
        expect(again).toEqual({ ...sent, wasSent: false });
        expect(taken()).toHaveLength(1);
        nock.cleanAll();
      });

      it('gives them the extension of their type', async () => {
        app.sandbox.world.addMessage(app.location.id, { contactId });
        serveSigned({ 'Content-Disposition': 'attachment; filename="quote.v2"' });
        await send({ attachments: SIGNED });
        expect(taken()).toMatchObject([{ body: { fileAttachment: 'quote.v2.pdf' } }]);
      });

      it.each([
        ['nobody has written yet', false],
        ['HighLevel does not take it', true],
      ])('sends the address as it is where %s', async (_where, hasConversation) => {
        serveSigned();
        if (hasConversation) app.sandbox.world.addMessage(app.location.id, { contactId });
        const match = { path: '/messages/upload$' };
        app.sandbox.addFault({ kind: 'status', status: 500, match });
        await send({ attachments: SIGNED });
        expect(outbox()).toMatchObject([{ attachments: [SIGNED] }]);
        expect(app.logCodes.includes('file.not_taken')).toBe(hasConversation);
        nock.cleanAll();
      });

      it('sends nothing where one is larger than it was at first sight', async () => {
        app.sandbox.world.addMessage(app.location.id, { contactId });
        const file = { 'Content-Type': 'application/pdf' };
        const large = Buffer.alloc(6 * 1024 * 1024);
        nock(FILE).get('/hydrate/1234').query(true).reply(200, 'x', file);
        nock(FILE).get('/hydrate/1234').query(true).reply(200, large, file);
        const { message } = await app.failure(() => send({ attachments: SIGNED }));
        expect(message).toMatch(/larger than 5 MB/);
        expect(outbox()).toEqual([]);
      });
    });

    it('tells messages of one text apart by them, however their addresses are signed', async () => {
      const files = nock(FILE).get(/^\/get/);
      files
        .query(true)
        .times(4)
        .reply(200, (uri) => (uri.includes('plan') ? 'plan' : 'quote'), {
          'Content-Type': 'application/pdf',
        });
      expect(await send({ attachments: `${FILE}/get?quote&sig=a` })).toMatchObject({
        wasSent: true,
      });
      expect(await send({ attachments: `${FILE}/get?plan&sig=b` })).toMatchObject({
        wasSent: true,
      });
      expect(await send({ attachments: `${FILE}/get?quote&sig=c` })).toMatchObject({
        wasSent: false,
      });
      expect(outbox()).toHaveLength(2);
    });

    it('counts one that does not say how long it is', async () => {
      nock(FILE)
        .get('/roof.jpg')
        .reply(200, Buffer.alloc(6 * 1024 * 1024), { 'Content-Type': 'image/jpeg' });
      const { message } = await app.failure(() => send({ attachments: `${FILE}/roof.jpg` }));
      expect(message).toMatch(/larger than 5 MB/);
    });

    it.each([
      ['http://127.0.0.1/a.jpg'],
      ['http://[::1]/a.jpg'],
      ['http://[::ffff:10.0.0.1]/a.jpg'],
      ['http://169.254.169.254/latest/meta-data'],
      ['http://2130706433/a.jpg'],
    ])('never asks a private machine: %s', async (attachments) => {
      const { message } = await app.failure(() => send({ attachments }));
      expect(message).toMatch(/is not on the public web/);
    });

    it('nor one behind a name', async () => {
      nock.enableNetConnect(/^(localhost|127\.0\.0\.1)/);
      const attachments = 'http://localhost/a.jpg';
      const { message } = await app.failure(() => send({ attachments }));
      nock.enableNetConnect('127.0.0.1');
      expect(message).toMatch(/is not on the public web/);
    });

    it('nor one that a public one points to', async () => {
      nock(FILE).get('/roof.jpg').reply(302, '', { Location: 'http://10.0.0.7/a.jpg' });
      const { message } = await app.failure(() => send({ attachments: `${FILE}/roof.jpg` }));
      expect(message).toMatch(/is not on the public web/);
    });

    it.each([
      ['no address', 'roof.jpg', /has no web address/],
      ['another protocol', 'ftp://files.example.com/a.jpg', /none of the web/],
      ['a password', 'https://me:secret@files.example.com/a.jpg', /user name or password/],
      ['too many', Array.from({ length: 6 }, (_, i) => `${FILE}/${i}.jpg`), /at most 5 files/],
    ])('refuses %s', async (_what, attachments, sentence) => {
      expect((await app.failure(() => send({ attachments }))).message).toMatch(sentence);
    });
  });
});
