import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import nock from 'nock';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
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
    email: 'dana@example.com',
  }).id;
});

afterEach(() => {
  jest.restoreAllMocks();
  app.platform.cache.evict();
  app.clearRequests();
  app.sandbox.reset();
});

afterAll(() => app.close());

const USUAL = { subject: 'Your quote', html: '<p>Tom &amp; Ana</p>' };

const send = (input: Fields = {}) => app.create('send_email', { contactId, ...USUAL, ...input });

const outbox = () => outboxOf(app.sandbox.world.location(app.location.id));

const sent = () => app.writesSent.map(({ body }) => body);

describe('Send Email', () => {
  it('sends HTML with its plain text and answers Protiv-shaped', async () => {
    const { wasSent, ...message } = await send();
    expect(wasSent).toBe(true);
    expect(messageSchema.parse(message)).toMatchObject({
      channel: 'email',
      direction: 'outbound',
      subject: 'Your quote',
      body: USUAL.html,
      bodyText: 'Tom & Ana',
      emailMessageId: expect.any(String),
    });
    expect(sent()).toEqual([
      { type: 'Email', contactId, subject: 'Your quote', html: USUAL.html, message: 'Tom & Ana' },
    ]);
  });

  it('makes HTML of plain text', async () => {
    await send({ html: '', plainText: 'Tom & <Ana>\nhello\n\nBye' });
    expect(sent()).toMatchObject([
      {
        html: '<p>Tom &amp; &lt;Ana&gt;<br>hello</p><p>Bye</p>',
        message: 'Tom & <Ana>\nhello\n\nBye',
      },
    ]);
  });

  it('keeps the lines of what has no markup', async () => {
    await send({ html: 'Hello <Jo>,\n\nTom &amp; Ana\ncall' });
    expect(sent()).toMatchObject([
      {
        html: '<p>Hello &lt;Jo&gt;,</p><p>Tom &amp; Ana<br>call</p>',
        message: 'Hello <Jo>,\n\nTom & Ana\ncall',
      },
    ]);
  });

  it('sends HTML as it is, and nothing of its scripts in the plain text', async () => {
    const html = '<style>p{}</style>\n<script>x()</script>\n<p>Hi</p>';
    await send({ html });
    expect(sent()).toMatchObject([{ html, message: 'Hi' }]);
  });

  it('takes copies as mail programs list them', async () => {
    await send({ cc: 'Ana <ana@example.com>; "Lang, Ben" <ben@example.com>' });
    expect(sent()).toMatchObject([{ emailCc: ['ana@example.com', 'ben@example.com'] }]);
  });

  it('takes addresses, copies, a file, a template and a time', async () => {
    nock('https://files.example.com')
      .get('/quote.pdf')
      .reply(200, 'x', { 'Content-Type': 'application/pdf' });
    const message = await send({
      fromEmail: 'Office <office@example.com>',
      toEmail: 'dana@work.example.com',
      cc: ['ana@example.com, ben@example.com'],
      bcc: ['cleo@example.com'],
      attachments: 'https://files.example.com/quote.pdf',
      template: 'ht0CdKPwZBEXTGB65Qa1',
      sendAt: '2035-01-15T09:00:00-05:00',
    });
    expect(message).toMatchObject({
      status: 'scheduled',
      sentFrom: 'office@example.com',
      scheduledFor: '2035-01-15T14:00:00.000Z',
    });
    expect(outbox()).toMatchObject([
      {
        channel: 'EMAIL',
        from: 'office@example.com',
        to: ['dana@work.example.com'],
        cc: ['ana@example.com', 'ben@example.com'],
        bcc: ['cleo@example.com'],
        attachments: ['https://files.example.com/quote.pdf'],
        templateId: 'ht0CdKPwZBEXTGB65Qa1',
        scheduledFor: '2035-01-15T14:00:00.000Z',
      },
    ]);
  });

  describe('as an answer', () => {
    const received = (messageType = 'TYPE_EMAIL', subject = 'Question') =>
      app.sandbox.world.addMessage(app.location.id, {
        contactId,
        messageType,
        ...(messageType === 'TYPE_EMAIL' && { emailMessageId: 'emailOfDana000000001' }),
        subject,
        body: '<p>When?</p>',
      }).id;

    it.each([
      ['Question', 'Re: Question'],
      ['RE: Question', 'RE: Question'],
    ])('stays in the thread of “%s”', async (subject, answer) => {
      const replyTo = received('TYPE_EMAIL', subject);
      await send({ subject: '', replyTo, replyAll: 'yes' });
      expect(sent()).toMatchObject([
        {
          subject: answer,
          threadId: replyTo,
          replyMessageId: 'emailOfDana000000001',
          emailReplyMode: 'reply_all',
        },
      ]);
    });

    it('refuses to answer what is no email', async () => {
      const replyTo = received('TYPE_SMS');
      const { message } = await app.failure(() => send({ replyTo }));
      expect(message).toMatch(/is no email, so nothing was sent/);
      expect(outbox()).toEqual([]);
    });
  });

  it('never answers one contact in the thread of another', async () => {
    const { id: stranger } = app.sandbox.world.addContact(app.location.id, {});
    const email = { contactId: stranger, messageType: 'TYPE_EMAIL', emailMessageId: 'email1' };
    const { id: replyTo } = app.sandbox.world.addMessage(app.location.id, email);
    expect((await app.failure(() => send({ replyTo }))).message).toMatch(/of another contact/);
    expect(outbox()).toEqual([]);
  });

  it('sends the same once within ten minutes, and another subject besides', async () => {
    const first = await send();
    passMinutes(5);
    expect(await send()).toEqual({ ...first, wasSent: false });
    expect(await send({ subject: 'Your new quote' })).toMatchObject({ wasSent: true });
    expect(outbox()).toHaveLength(2);
  });

  it('finds the email in the conversation when its answer is lost', async () => {
    holdClock();
    app.sandbox.addFault({
      kind: 'resetAfter',
      times: 1,
      match: { method: 'POST', path: '/messages$' },
    });
    expect(await send()).toMatchObject({ wasSent: true, id: outbox()[0]?.messageId });
    expect(outbox()).toHaveLength(1);
  });

  it('does not take another email for it', async () => {
    holdClock();
    await send({ subject: 'Something else' });
    app.sandbox.addFault({
      kind: 'resetBefore',
      times: 1,
      match: { method: 'POST', path: '/messages$' },
    });
    expect((await app.failure(send)).message).toMatch(/Protiv does not send it again/);
    expect(outbox()).toHaveLength(1);
  });

  it.each([
    [
      'Do Not Disturb for email',
      { dndSettings: { Email: { status: 'active' } } },
      /Do Not Disturb/,
    ],
    ['no email', { email: '' }, /no email address/],
  ])('stops for a contact with %s', async (_what, changes, sentence) => {
    app.sandbox.world.changeContact(app.location.id, contactId, changes);
    expect((await app.failure(send)).message).toMatch(sentence);
    expect(app.writesSent).toEqual([]);
  });

  it.each([
    ['no subject', { subject: '' }, /“Subject” is empty/],
    ['no text', { html: ' ' }, /“HTML Message” is empty/],
    ['an odd sender', { fromEmail: 'office' }, /“From Email” does not hold one email address/],
    ['an odd choice', { replyAll: 'perhaps' }, /“Reply to All” takes True or False/],
  ])('refuses %s', async (_what, input, sentence) => {
    expect((await app.failure(() => send(input))).message).toMatch(sentence);
    expect(app.sandbox.requests).toEqual([]);
  });
});
