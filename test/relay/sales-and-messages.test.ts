import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { hook } from '../../harness/relay/instant-app.ts';
import { passMinutes } from '../../harness/time.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { HOUR_MS } from '../../lib/protiv/values/dates.ts';
import type { Message, Opportunity } from '../../sandbox/world.ts';
import { Failure } from '../../zap-runner/failure.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 0, now: () => clock.now() });
});

afterAll(() => app.close());

const world = () => app.sandbox.world;
const here = () => world().location(app.location.id);

const addContact = (): string => world().addContact(app.location.id, {}).id;

const stages = () => here().pipelines[0]?.stages.map(({ id }) => id) ?? [];

const addOpportunity = (opportunity: Partial<Opportunity> = {}): string =>
  world().addOpportunity(app.location.id, { contactId: addContact(), ...opportunity }).id;

const change = (id: string, changes: Partial<Opportunity>) =>
  world().changeOpportunity(app.location.id, id, changes);

/** How often a Zap runs for an event. */
const runs = async (key: string, event: Fields, input: Fields = {}): Promise<number> =>
  (await hook(app, key, event, input)).length;

describe('an opportunity', () => {
  it('that HighLevel tells of by several events makes a Zap run once for each change', async () => {
    const key = 'new_or_updated_opportunity';
    const recordId = addOpportunity();
    const told = async (types: readonly string[]): Promise<number[]> => {
      const counts: number[] = [];
      for (const type of types) counts.push(await runs(key, { type, recordId }));
      return counts;
    };
    expect(await told(['OpportunityUpdate', 'OpportunityCreate'])).toEqual([1, 0]);
    passMinutes(1);
    change(recordId, { monetaryValue: 700, assignedTo: 'user1', status: 'won' });
    const types = ['MonetaryValueUpdate', 'AssignedToUpdate', 'StatusUpdate', 'Update'];
    expect(await told(types.map((type) => `Opportunity${type}`))).toEqual([1, 0, 0, 0]);
    expect(await told(['OpportunityUpdate'])).toEqual([0]);
  });

  it('arrives in a stage by each move, and by nothing else', async () => {
    const key = 'opportunity_stage_changed';
    const [first = '', second = ''] = stages();
    const recordId = addOpportunity({ pipelineStageId: second });
    const type = 'OpportunityStageUpdate';
    const arrived = () => runs(key, { type, recordId }, { stageId: second });
    // Created there.
    expect(await arrived()).toBe(0);
    for (const times of [1, 2]) {
      passMinutes(times);
      change(recordId, { pipelineStageId: first });
      expect(await arrived()).toBe(0);
      passMinutes(1);
      change(recordId, { pipelineStageId: second });
      expect(await arrived()).toBe(1);
      change(recordId, { name: `Changed ${times}` });
      expect(await arrived()).toBe(0);
    }
    // What HighLevel tells of without that it moved, after Zapier’s cache has forgotten.
    const late = new Date(clock.now() + 25 * HOUR_MS).toISOString();
    const forgotten = { type, recordId, timestamp: late, subscriptionId: 'another' };
    expect(await runs(key, forgotten)).toBe(0);
  });

  it('gets a status by each change of it, not with its creation', async () => {
    const key = 'opportunity_status_changed';
    const recordId = addOpportunity({ status: 'won' });
    const type = 'OpportunityStatusUpdate';
    expect(await runs(key, { type, recordId })).toBe(0);
    passMinutes(1);
    change(recordId, { status: 'lost' });
    expect(await runs(key, { type, recordId }, { status: 'won' })).toBe(0);
    expect(await runs(key, { type, recordId }, { status: 'lost' })).toBe(1);
    passMinutes(1);
    change(recordId, { status: 'won' });
    expect(await runs(key, { type, recordId }, { status: 'won' })).toBe(1);
  });

  it('is new to a filter for half an hour', async () => {
    const key = 'new_opportunity';
    const input = { status: 'won' };
    const [early, late] = [addOpportunity(), addOpportunity()];
    expect(await runs(key, { type: 'OpportunityCreate', recordId: early }, input)).toBe(0);
    passMinutes(20);
    change(early, { status: 'won' });
    expect(await runs(key, { type: 'OpportunityStatusUpdate', recordId: early }, input)).toBe(1);
    passMinutes(20);
    change(late, { status: 'won' });
    expect(await runs(key, { type: 'OpportunityStatusUpdate', recordId: late }, input)).toBe(0);
  });

  it('is asked for again while HighLevel does not answer, and not where the step is wrong', async () => {
    app.sandbox.addFault({ kind: 'status', status: 503, match: { path: '^/opportunities/' } });
    const event = { type: 'OpportunityCreate', recordId: addOpportunity() };
    await expect(hook(app, 'new_opportunity', event)).rejects.toMatchObject({ kind: 'throttled' });
    app.sandbox.clearFaults();
    expect(await runs('new_opportunity', event)).toBe(1);
    await expect(hook(app, 'new_opportunity', event, { stageId: 'Nowhere' })).rejects.toThrow(
      /“Stage” holds “Nowhere”/,
    );
  });
});

describe('a message', () => {
  const add = (message: Partial<Message> & Pick<Message, 'contactId'>): string =>
    world().addMessage(app.location.id, message).id;

  const key = 'new_inbound_message';

  /** What HighLevel tells without the id of the message. */
  const unnamed = (contactId: string): Fields => ({
    type: 'InboundMessage',
    contactId,
    timestamp: new Date(clock.now()).toISOString(),
  });

  it('without its id is looked for among the contact’s, once the export must have it', async () => {
    const contactId = addContact();
    add({ contactId: addContact() });
    const first = add({ contactId });
    const event = unnamed(contactId);
    await expect(hook(app, key, event)).rejects.toBeInstanceOf(Failure);
    const second = add({ contactId, messageType: 'TYPE_EMAIL', emailMessageId: 'email1' });
    add({ contactId, direction: 'outbound' });
    passMinutes(1);
    const rows = await hook(app, key, event);
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set([first, second]));
    expect(await runs(key, { ...event, recordId: second })).toBe(0);
    expect(await runs(key, { ...unnamed(contactId), contactId: undefined })).toBe(0);
  });

  it('under an id that is no message’s is looked for likewise', async () => {
    const contactId = addContact();
    const id = add({ contactId, messageType: 'TYPE_EMAIL', emailMessageId: 'email2' });
    const event = { ...unnamed(contactId), recordId: 'thread2' };
    await expect(hook(app, key, event)).rejects.toMatchObject({ kind: 'throttled' });
    passMinutes(1);
    expect(await hook(app, key, event, { channel: 'email' })).toMatchObject([{ id }]);
    expect(await runs(key, { ...event, subscriptionId: 'calls' }, { channel: 'call' })).toBe(0);
  });

  it('that answers in a thread of emails makes a Zap run each time, whoever began the thread', async () => {
    const contactId = addContact();
    const email = { contactId, messageType: 'TYPE_EMAIL' };
    const thread = add({ ...email, direction: 'outbound', emailMessageId: 'email31' });
    passMinutes(5);
    add({ ...email, threadOf: thread, emailMessageId: 'email32' });
    passMinutes(5);
    add({ ...email, threadOf: thread, emailMessageId: 'email33' });
    const read = (recordId: string, of = key) => hook(app, of, { ...unnamed(contactId), recordId });
    const found = { messageId: thread, contactId, channel: 'email', direction: 'inbound' };
    const first = { ...found, id: 'email32', emailMessageId: 'email32' };
    expect(await read('email32')).toMatchObject([first]);
    expect(await read('email33')).toMatchObject([{ ...found, id: 'email33' }]);
    expect(await read('email33')).toEqual([]);
    expect(await read('email31')).toEqual([]);
    expect(await read('email31', 'new_outbound_message')).toMatchObject([{ id: thread }]);
  });

  it('that answers an email is found where HighLevel names the email that it answers', async () => {
    const contactId = addContact();
    const email = { contactId, messageType: 'TYPE_EMAIL' };
    const question = add({ ...email, direction: 'outbound', emailMessageId: 'question' });
    const first = add({ ...email, emailMessageId: 'first' });
    const event = { ...unnamed(contactId), recordId: question };
    await expect(hook(app, key, event)).rejects.toMatchObject({ kind: 'throttled' });
    passMinutes(1);
    expect(await hook(app, key, event)).toMatchObject([{ id: first }]);
    expect(await runs(key, event, { channel: 'sms' })).toBe(0);
    const dateAdded = new Date(clock.now() - 24 * HOUR_MS).toISOString();
    const older = add({ ...email, emailMessageId: 'older', dateAdded });
    passMinutes(30);
    const second = add({ ...email, emailMessageId: 'second' });
    const answer = { ...unnamed(contactId), recordId: older };
    passMinutes(1);
    expect(await hook(app, key, answer)).toMatchObject([{ id: second }]);
  });

  it('that went out long after it was written is the one that is named', async () => {
    const contactId = addContact();
    const dateAdded = new Date(clock.now() - HOUR_MS).toISOString();
    const email = { messageType: 'TYPE_EMAIL', direction: 'outbound', dateAdded } as const;
    const recordId = add({ contactId, ...email });
    const event = { ...unnamed(contactId), type: 'OutboundMessage', recordId };
    passMinutes(1);
    expect(await hook(app, 'new_outbound_message', event)).toMatchObject([{ id: recordId }]);
  });

  it('of another direction or channel, or that only users see, makes no Zap run', async () => {
    const contactId = addContact();
    const recordId = add({ contactId, direction: 'outbound' });
    expect(await runs(key, { type: 'InboundMessage', recordId, contactId })).toBe(0);
    const told = { type: 'OutboundMessage', contactId };
    const outbound = 'new_outbound_message';
    expect(await runs(outbound, { ...told, recordId }, { channel: 'email' })).toBe(0);
    const messageType = 'TYPE_INTERNAL_COMMENT';
    const comment = add({ contactId, direction: 'outbound', messageType });
    expect(await runs(outbound, { ...told, recordId: comment })).toBe(0);
    expect(await runs(outbound, { ...told, recordId })).toBe(1);
  });
});

describe('what came during an outage', () => {
  const createdAt = '2027-01-04T10:05:00.000Z';
  const CATCH_UP = {
    type: 'CatchUp',
    since: '2027-01-04T10:00:00Z',
    until: '2027-01-04T10:10:00Z',
  };

  /** More than a page. */
  const MANY = 105;

  /** From now on each request takes most of the time that there is. */
  const slowDown = (): void => {
    app.clearRequests();
    const now = clock.now();
    const late = () => now + app.sandbox.requests.length * 23_000;
    jest.spyOn(clock, 'now').mockImplementation(late);
  };

  it.each([
    {
      key: 'new_opportunity',
      add: (contactId: string) =>
        world().addOpportunity(app.location.id, { contactId, createdAt }).id,
    },
    {
      key: 'new_outbound_message',
      input: { channel: 'sms' },
      add: (contactId: string) => {
        const message = { contactId, direction: 'outbound', dateAdded: createdAt } as const;
        return world().addMessage(app.location.id, message).id;
      },
    },
  ])('is read page by page, as far as the time reaches: $key', async ({ key, input, add }) => {
    passMinutes(10);
    const contactId = addContact();
    const ids = Array.from({ length: MANY }, () => add(contactId));
    slowDown();
    const first = await hook(app, key, CATCH_UP, input);
    expect(first).toHaveLength(100);
    expect(app.logCodes).toContain('poll.truncated');
    passMinutes(10);
    const rest = await hook(app, key, CATCH_UP, input);
    const found = [...first, ...rest].map(({ id }) => String(id));
    expect(found.toSorted()).toEqual(ids.toSorted());
  });
});
