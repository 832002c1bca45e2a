import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

const HOUR_MS = 3_600_000;

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 40 });
});

afterEach(async () => {
  await app.close();
});

const poll = (input: Fields = {}) => app.poll('new_contact', input);
const prime = (input: Fields = {}) => app.poll('new_contact', input, { isPopulatingDedupe: true });

const add = (contact: Parameters<TestApp['sandbox']['world']['addContact']>[1] = {}) =>
  app.sandbox.world.addContact(app.location.id, contact);

const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

describe('New Contact', () => {
  it('fires for a contact that was just added, Protiv-shaped', async () => {
    const field = app.sandbox.world.location(app.location.id).customFields[0];
    const { id } = add({
      firstName: 'Ana',
      lastName: 'Lindqvist',
      email: 'ana@example.com',
      phone: '+12025550147',
      tags: ['vip'],
      source: 'referral',
      customFields: [{ id: field?.id ?? '', value: 80 }],
    });
    const [contact, ...others] = await poll();
    expect(others).toEqual([]);
    expect(contactSchema.parse(contact)).toMatchObject({
      id,
      contactId: id,
      name: 'Ana Lindqvist',
      email: 'ana@example.com',
      phone: '+12025550147',
      tags: ['vip'],
      customFields: { lead_score: 80 },
    });
  });

  it('says where a contact came from', async () => {
    const url = 'https://example.com/roofs';
    add({
      attributionSource: { url, utmSource: 'google', campaign: 'spring', ip: '203.0.113.7' },
      lastAttributionSource: { url, sessionSource: 'Direct traffic' },
    });
    const [contact] = await poll();
    expect(contact).toMatchObject({
      firstAttribution: { source: 'google', campaign: 'spring', landingPage: url },
      lastAttribution: { source: 'Direct traffic' },
    });
    expect(JSON.stringify(contact)).not.toContain('203.0.113.7');
  });

  it('gives three real contacts of any age as a sample, in one request', async () => {
    const sample = await app.poll('new_contact', {}, { isLoadingSample: true });
    expect(sample).toHaveLength(3);
    expect(app.sandbox.requests.filter(({ path }) => path === '/contacts/search')).toHaveLength(1);
  });

  it('costs one request in a quiet location, whatever its size', async () => {
    await app.close();
    app = await openApp({ contacts: 20_000 });
    expect(await poll()).toEqual([]);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('primes with everything that could fire later, and with nothing else', async () => {
    const young = [add({ dateAdded: ago(1) }), add({ dateAdded: ago(20) })];
    add({ dateAdded: ago(40) });
    expect(await prime()).toEqual(young.map(({ id }) => ({ id })));
  });

  it('reads on through a burst and returns every contact once, newest first', async () => {
    const added = Array.from({ length: 1_250 }, (_, index) =>
      add({ firstName: `No ${index}`, dateAdded: ago(1 - index / 5_000) }),
    );
    const found = await poll();
    expect(found.map(({ id }) => id)).toEqual(added.map(({ id }) => id).toReversed());
    expect(app.sandbox.requests.map(({ body }) => body)).toMatchObject([
      { pageLimit: 100 },
      { pageLimit: 500 },
      { pageLimit: 500 },
      { pageLimit: 500 },
    ]);
  });

  it('loses none of those that share one millisecond', async () => {
    const dateAdded = ago(0.5);
    const added = Array.from({ length: 320 }, () => add({ dateAdded }));
    const found = await poll();
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(added.map(({ id }) => id)));
    expect(found).toHaveLength(320);
  });

  it('does not fire for an old contact that starts to match a filter', async () => {
    const old = add({ dateAdded: ago(30) });
    const young = add({ dateAdded: ago(3) });
    expect(await poll({ tags: ['vip'] })).toEqual([]);
    for (const { id } of [old, young]) {
      app.sandbox.world.changeContact(app.location.id, id, { tags: ['vip'] });
    }
    expect((await poll({ tags: [' VIP '] })).map(({ id }) => id)).toEqual([young.id]);
  });

  it('fires once for a contact that stops matching a filter and matches it again', async () => {
    const trigger = app.platform.definition.triggers?.['new_contact'];
    if (!trigger) throw new Error('No such trigger.');
    const zap = new Dedupe(primaryKey(trigger));
    zap.takeNew(await app.poll('new_contact', { tags: ['vip'] }, { isPopulatingDedupe: true }));
    const { id } = add({ dateAdded: ago(3) });
    const fired: unknown[] = [];
    for (const tags of [['vip'], [], ['vip']]) {
      app.sandbox.world.changeContact(app.location.id, id, { tags });
      fired.push(...zap.takeNew(await poll({ tags: ['vip'] })).map((row) => row['id']));
    }
    expect(fired).toEqual([id]);
  });

  it('filters by tags, source, owner, business and a custom field', async () => {
    const { customFields, users, businesses } = app.sandbox.world.location(app.location.id);
    const score = customFields.find(({ name }) => name === 'Lead Score')?.id ?? '';
    const wanted = add({
      tags: ['website lead', 'vip'],
      source: 'referral',
      ...(users[0] && { assignedTo: users[0].id }),
      ...(businesses[0] && { businessId: businesses[0].id }),
      customFields: [{ id: score, value: 70 }],
    });
    add({ tags: ['website lead'], source: 'ads', customFields: [{ id: score, value: 69 }] });

    const byScore = { customFieldId: score, customFieldComparison: 'atLeast' };
    for (const filter of [
      { tags: ['website lead', 'vip'] },
      { source: 'referral' },
      { assignedTo: users[0]?.id },
      { businessId: businesses[0]?.id },
      { ...byScore, customFieldValue: '70' },
      { customFieldId: score, customFieldComparison: 'equal', customFieldValue: '70' },
    ]) {
      expect((await poll(filter)).map(({ id }) => id)).toEqual([wanted.id]);
    }
    expect(await poll({ ...byScore, customFieldValue: '71' })).toEqual([]);
  });

  it('leaves out an unreadable field, keeps the contact, and says so in the log', async () => {
    const { id } = add({ firstName: 'Ben' });
    app.sandbox.world.changeContact(app.location.id, id, JSON.parse('{"source":{"odd":true}}'));
    const [contact] = await poll();
    expect(contact).toMatchObject({ id, firstName: 'Ben' });
    expect(contact).not.toHaveProperty('source');
    expect(app.logCodes).toContain('record.partial');
    // An answer that breaks GHL's contract on purpose.
    app.sandbox.clearRequests();
  });

  it.each([
    [{ customFieldId: 'x' }, /choose the Custom Field and fill in the Custom Field Value/],
    [
      { customFieldId: 'gone', customFieldValue: '1' },
      /^“Custom Field” holds “gone”, but the connected sub-account has no such custom field\./,
    ],
  ])('refuses an incomplete filter %j', async (input, sentence) => {
    const failure = await app.failure(() => poll(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });
});
