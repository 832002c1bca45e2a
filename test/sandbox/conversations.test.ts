import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';

let sandbox: Sandbox;
let now = Date.parse('2026-06-01T14:00:00Z');

beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 40, oddPeople: false, now: () => now });
});

afterAll(() => sandbox.close());

const ask = async (
  path: string,
  method = 'GET',
  json?: object,
): Promise<Record<string, unknown>> => {
  const response = await fetch(`${sandbox.url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${sandbox.locations[0]?.accessToken}`,
      Version: '2021-04-15',
      'Content-Type': 'application/json',
    },
    ...(json && { body: JSON.stringify(json) }),
  });
  return Object(await response.json());
};

const locationId = () => sandbox.locations[0]?.id ?? '';

describe('conversations of the sandbox', () => {
  it('are there, none of them new, with messages of several channels', async () => {
    const { conversations } = await ask(`/conversations/search?locationId=${locationId()}`);
    expect(conversations).toHaveLength(12);
    const { messages } = await ask(
      `/conversations/messages/export?locationId=${locationId()}&limit=500`,
    );
    const { messages: emails } = await ask(
      `/conversations/messages/export?locationId=${locationId()}&limit=500&channel=Email`,
    );
    const rows = [messages, emails].flat().map((row): Record<string, unknown> => Object(row));
    expect(new Set(rows.map((row) => row['messageType'])).size).toBeGreaterThan(4);
    const youngest = Math.max(...rows.map((row) => Date.parse(String(row['dateAdded']))));
    expect(now - youngest).toBeGreaterThan(25 * 3_600_000);
  });

  it('keep what would have gone out in an outbox, until its time has come and after', async () => {
    const { id: contactId, phone } = sandbox.world.addContact(locationId(), {
      phone: '+12025550147',
    });
    const { messageId } = await ask('/conversations/messages', 'POST', {
      type: 'SMS',
      contactId,
      message: 'See you at 9.',
      scheduledTimestamp: now / 1000 + 60,
    });
    expect(await ask('/__sandbox/outbox')).toMatchObject([
      { messageId, to: [phone], body: 'See you at 9.', status: 'scheduled' },
    ]);
    now += 120_000;
    expect(await ask(`/conversations/messages/${String(messageId)}`)).toMatchObject({
      status: 'sent',
    });
    expect(await ask('/__sandbox/outbox')).toMatchObject([{ messageId, status: 'sent' }]);
    const late = await ask(`/conversations/messages/${String(messageId)}/schedule`, 'DELETE');
    expect(late).toMatchObject({ message: 'Message is not scheduled' });
  });

  it.each([
    ['whom it does not know', { contactId: 'nobody' }, /Contact not found/],
    ['without a text', { message: '' }, /no message or attachments/],
    ['by email without an email', { type: 'Email' }, /e-mail is invalid/],
    ['on a channel that there is not', { type: 'Pigeon' }, /type must be one of/],
    ['with a property that there is not', { pigeon: 1 }, /pigeon should not exist/],
  ])('refuse to send to somebody %s', async (_what, changes, message) => {
    const { id: contactId } = sandbox.world.addContact(locationId(), { phone: '+12025550148' });
    const body = { type: 'SMS', contactId, message: 'Hi', ...changes };
    expect(String((await ask('/conversations/messages', 'POST', body))['message'])).toMatch(
      message,
    );
  });

  it('take in files for a conversation that there is, of the types that are sent', async () => {
    const { id: contactId } = sandbox.world.addContact(locationId());
    const { conversationId } = sandbox.world.addMessage(locationId(), { contactId, body: 'Hi' });
    const upload = async (id: string, name: string): Promise<unknown> => {
      const form = new FormData();
      form.set('conversationId', id);
      form.set('locationId', locationId());
      form.set('fileAttachment', new File(['words'], name));
      const response = await fetch(`${sandbox.url}/conversations/messages/upload`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${sandbox.locations[0]?.accessToken}`,
          Version: '2021-04-15',
        },
        body: form,
      });
      return { status: response.status, ...Object(await response.json()) };
    };
    expect(await upload(conversationId, 'plan.pdf')).toMatchObject({
      uploadedFiles: { 'plan.pdf': expect.stringMatching(/^https:.*plan\.pdf$/) },
    });
    expect(await upload(conversationId, 'tool.exe')).toMatchObject({ status: 415 });
    expect(await upload('nowhere', 'plan.pdf')).toMatchObject({ status: 500 });
  });

  it('go with their contact', async () => {
    const { id: contactId } = sandbox.world.addContact(locationId());
    const { conversationId } = sandbox.world.addMessage(locationId(), { contactId, body: 'Hi' });
    sandbox.world.location(locationId()).deleteContact(contactId);
    expect(await ask(`/conversations/${conversationId}/messages`)).toMatchObject({
      message: expect.stringMatching(/Conversation not found/),
    });
  });
});
