import { createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import type { Message } from '../../sandbox/world.ts';

interface Received {
  body: Record<string, unknown>;
  deliveryId: unknown;
  isSigned: boolean;
}

const MINUTE = 60_000;

let sandbox: Sandbox;
let receiver: Server;
let received: Received[] = [];
let status = 200;
let now = Date.UTC(2026, 2, 2);

const locationId = (): string => sandbox.locations[0]?.id ?? '';

beforeEach(async () => {
  received = [];
  status = 200;
  receiver = createServer((request, response) => {
    void (async () => {
      const bytes = await buffer(request);
      const { 'x-ghl-signature': signature, deliveryid } = request.headers;
      const key = createPublicKey({
        key: Buffer.from(sandbox.webhooks.publicKey, 'base64'),
        format: 'der',
        type: 'spki',
      });
      received.push({
        body: JSON.parse(bytes.toString()),
        deliveryId: deliveryid,
        isSigned: verify(null, bytes, key, Buffer.from(String(signature), 'base64')),
      });
      response.writeHead(status).end();
    })();
  });
  await new Promise<void>((listening) => {
    receiver.listen(0, '127.0.0.1', listening);
  });
  const address = receiver.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  sandbox = await startSandbox({
    contacts: 3,
    now: () => now,
    webhooksUrl: `http://127.0.0.1:${port}/webhooks/highlevel`,
  });
});

afterEach(async () => {
  await sandbox.close();
  receiver.close();
});

/** What came of something that happens in the first sub-account. */
const webhooksOf = async (happening: () => unknown): Promise<Record<string, unknown>[]> => {
  await sandbox.webhooks.settled();
  received = [];
  happening();
  await sandbox.webhooks.settled();
  // They may overtake each other on their way.
  return received
    .map(({ body }) => body)
    .toSorted((a, b) => String(a['type']).localeCompare(String(b['type'])));
};

describe('the sandbox’s webhooks', () => {
  it('are signed, and tell which, where and when', async () => {
    const [webhook] = await webhooksOf(() =>
      sandbox.world.addContact(locationId(), { firstName: 'Ada', email: 'ada@example.com' }),
    );
    expect(webhook).toMatchObject({
      type: 'ContactCreate',
      locationId: locationId(),
      firstName: 'Ada',
      email: 'ada@example.com',
      tags: [],
      timestamp: new Date(now).toISOString(),
      webhookId: expect.any(String),
    });
    expect(received[0]).toMatchObject({ isSigned: true, deliveryId: expect.any(String) });
  });

  it('tell of each kind of change to a contact', async () => {
    const { id } = sandbox.world.addContact(locationId(), {});
    const change = (changes: object) =>
      webhooksOf(() => sandbox.world.changeContact(locationId(), id, changes));
    const types = async (changes: object) => (await change(changes)).map(({ type }) => type);
    expect(await types({ firstName: 'Grace' })).toEqual(['ContactUpdate']);
    expect(await types({ tags: ['vip'] })).toEqual(['ContactTagUpdate']);
    expect(await types({ dnd: true })).toEqual(['ContactDndUpdate']);
    expect(await types({ city: 'Rome', tags: [] })).toEqual(['ContactTagUpdate', 'ContactUpdate']);
    // Moved by a note or a task, where such a write moves it.
    expect(await types({})).toEqual([]);
    const deleted = await webhooksOf(() => sandbox.world.location(locationId()).deleteContact(id));
    expect(deleted).toMatchObject([{ type: 'ContactDelete', id }]);
  });

  it('have the gaps of HighLevel’s: a new task without contact and text, a note without title', async () => {
    const { id: contactId } = sandbox.world.addContact(locationId(), {});
    const [created] = await webhooksOf(() =>
      sandbox.world.addTask(locationId(), { id: 'task1', contactId, body: 'Text', title: 'Call' }),
    );
    expect(created).toMatchObject({ type: 'TaskCreate', id: 'task1', title: 'Call' });
    expect(created).not.toHaveProperty('contactId');
    expect(created).not.toHaveProperty('body');
    const changed = (changes: object) =>
      webhooksOf(() => sandbox.world.changeTask(locationId(), 'task1', changes));
    expect(await changed({ title: 'Call back' })).toEqual([]);
    expect(await changed({ completed: true })).toMatchObject([{ type: 'TaskComplete', contactId }]);
    const [note] = await webhooksOf(() =>
      sandbox.world.addNote(locationId(), { contactId, title: 'Title', body: 'Text' }),
    );
    expect(Object.keys(note ?? {}).toSorted()).toEqual(
      ['appId', 'body', 'contactId', 'dateAdded', 'id', 'locationId', 'timestamp', 'type'].concat([
        'versionId',
        'webhookId',
      ]),
    );
  });

  it('wrap appointments', async () => {
    const { id: contactId } = sandbox.world.addContact(locationId(), {});
    const calendarId = sandbox.world.location(locationId()).calendars[0]?.id ?? '';
    const [startTime, endTime] = ['2026-03-03T10:00:00-05:00', '2026-03-03T11:00:00-05:00'];
    const webhooks = await webhooksOf(() => {
      const appointment = { contactId, calendarId, startTime, endTime };
      const { id } = sandbox.world.addAppointment(locationId(), appointment);
      sandbox.world.location(locationId()).appointments.delete(id);
    });
    expect(webhooks.map(({ type }) => type)).toEqual(['AppointmentCreate', 'AppointmentDelete']);
    expect(webhooks[0]?.['appointment']).toMatchObject({ contactId, calendarId, startTime });
    expect(webhooks[0]).not.toHaveProperty('id');
  });

  it('tell of each change to an opportunity as an update, and of some by an event of their own', async () => {
    const { id: contactId } = sandbox.world.addContact(locationId(), {});
    const { pipelines } = sandbox.world.location(locationId());
    const [, stage] = pipelines[0]?.stages ?? [];
    const types = async (happening: () => unknown) =>
      (await webhooksOf(happening)).map(({ type }) => type);
    const [created] = await webhooksOf(() =>
      sandbox.world.addOpportunity(locationId(), { id: 'opportunity1', contactId, name: 'Roof' }),
    );
    expect(created).toEqual({
      type: 'OpportunityCreate',
      locationId: locationId(),
      id: 'opportunity1',
      contactId,
      name: 'Roof',
      monetaryValue: 0,
      pipelineId: pipelines[0]?.id,
      pipelineStageId: pipelines[0]?.stages[0]?.id,
      status: 'open',
      assignedTo: null,
      dateAdded: new Date(now).toISOString(),
      appId: expect.any(String),
      versionId: expect.any(String),
      timestamp: expect.any(String),
      webhookId: expect.any(String),
    });
    const change = (changes: object) =>
      types(() => sandbox.world.changeOpportunity(locationId(), 'opportunity1', changes));
    expect(await change({ name: 'Another roof' })).toEqual(['OpportunityUpdate']);
    expect(await change({ pipelineStageId: stage?.id, status: 'won' })).toEqual([
      'OpportunityStageUpdate',
      'OpportunityStatusUpdate',
      'OpportunityUpdate',
    ]);
    expect(await change({ monetaryValue: 5, assignedTo: 'user1' })).toEqual([
      'OpportunityAssignedToUpdate',
      'OpportunityMonetaryValueUpdate',
      'OpportunityUpdate',
    ]);
    const contactGone = () => sandbox.world.location(locationId()).deleteContact(contactId);
    expect(await types(contactGone)).toEqual([
      'ContactDelete',
      'OpportunityDelete',
      'OpportunityUpdate',
    ]);
  });

  it('tell of a message once: of an email without its id, of a voicemail without its length', async () => {
    const { id: contactId } = sandbox.world.addContact(locationId(), {});
    const add = async (message: Partial<Message>) => {
      const [webhook, ...others] = await webhooksOf(() =>
        sandbox.world.addMessage(locationId(), { id: 'message1', contactId, ...message }),
      );
      expect(others).toEqual([]);
      return webhook;
    };
    expect(await add({ body: 'Hello', from: '+12025550143' })).toMatchObject({
      type: 'InboundMessage',
      messageId: 'message1',
      messageType: 'SMS',
      messageTypeString: 'TYPE_SMS',
      messageTypeId: 2,
      direction: 'inbound',
      body: 'Hello',
      from: '+12025550143',
    });
    const { messages } = sandbox.world.location(locationId());
    const read = () => {
      for (const [id, message] of messages) messages.set(id, { ...message, status: 'read' });
    };
    expect(await webhooksOf(read)).toEqual([]);
    const email = await add({
      id: 'message2',
      direction: 'outbound',
      messageType: 'TYPE_EMAIL',
      emailMessageId: 'email1',
      to: ['a@example.com', 'b@example.com'],
    });
    expect(email).toMatchObject({
      type: 'OutboundMessage',
      messageType: 'Email',
      emailMessageId: 'email1',
      threadId: 'message2',
      to: 'a@example.com',
      source: 'app',
    });
    expect(email).not.toHaveProperty('messageId');
    const call = { messageType: 'TYPE_CALL', callDuration: 42, callStatus: 'voicemail' };
    const voicemail = await add({ id: 'message3', ...call });
    expect(voicemail).toMatchObject({
      messageType: 'CALL',
      status: 'voicemail',
      messageTypeId: 10,
    });
    expect(voicemail).not.toHaveProperty('callDuration');
    const outbound = await add({ id: 'message4', direction: 'outbound', ...call });
    expect(outbound).toMatchObject({
      status: 'completed',
      callStatus: 'voicemail',
      callDuration: 42,
    });
    const activity = { contactId, messageType: 'TYPE_ACTIVITY_OPPORTUNITY' };
    expect(await webhooksOf(() => sandbox.world.addMessage(locationId(), activity))).toEqual([]);
  });

  it('tell only that there was something, where there is too much', async () => {
    const { id: contactId } = sandbox.world.addContact(locationId(), {});
    const [webhook] = await webhooksOf(() =>
      sandbox.world.addNote(locationId(), { contactId, body: 'x'.repeat(300 * 1024) }),
    );
    expect(webhook).toMatchObject({ type: 'NoteCreate', contactId, payloadTooLarge: true });
    expect(webhook).not.toHaveProperty('body');
  });

  it('come again: every ten minutes for 429, six times; later each time else, for three days', async () => {
    const attemptsAt = async (answer: number, minutes: number): Promise<number[]> => {
      status = answer;
      await webhooksOf(() => sandbox.webhooks.send(locationId(), 'UNINSTALL'));
      const at = [0];
      for (let minute = 1; minute <= minutes; minute += 1) {
        now += MINUTE;
        const before = received.length;
        sandbox.webhooks.sendDue();
        await sandbox.webhooks.settled();
        if (received.length > before) at.push(minute);
      }
      expect(new Set(received.map(({ deliveryId }) => deliveryId)).size).toBe(1);
      expect(new Set(received.map(({ body }) => body['webhookId'])).size).toBe(1);
      return at;
    };
    expect(await attemptsAt(429, 120)).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(await attemptsAt(500, 4 * 1_440)).toEqual([
      0, 2, 6, 14, 30, 62, 126, 254, 510, 1022, 2046, 4094,
    ]);
    expect(sandbox.webhooks.lost).toBe(2);
  });

  it('say nothing of those who were there before, also after a reset', async () => {
    expect(await webhooksOf(() => sandbox.reset())).toEqual([]);
    const webhooks = await webhooksOf(() => sandbox.world.addContact(locationId(), {}));
    expect(webhooks).toHaveLength(1);
  });
});
