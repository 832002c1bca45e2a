import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as zod from 'zod/mini';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

const KEY = 'contact_enters_filter';
const OLD = '2020-01-01T00:00:00.000Z';

let app: TestApp;
let zap: Dedupe;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
  const trigger = app.platform.definition.triggers?.[KEY];
  if (!trigger) throw new Error('No such trigger.');
  zap = new Dedupe(primaryKey(trigger));
});

afterEach(() => app.close());

const VIP = { field1: 'tags', comparison1: 'is', value1: 'VIP' };

const poll = async (input: Fields = VIP) => zap.takeNew(await app.poll(KEY, input));
const switchOn = async (input: Fields = VIP) =>
  zap.takeNew(await app.poll(KEY, input, { isPopulatingDedupe: true }));
const idsOf = (rows: readonly object[]) => rows.map((row) => ({ id: '', ...row }).id);

type NewContact = Parameters<TestApp['sandbox']['world']['addContact']>[1];

const add = (contact: NewContact = {}) =>
  app.sandbox.world.addContact(app.location.id, { dateAdded: OLD, dateUpdated: OLD, ...contact })
    .id;

const change = (id: string, changes: NonNullable<NewContact>) =>
  app.sandbox.world.changeContact(app.location.id, id, changes);

describe('Contact Enters Filter', () => {
  it('fires once when a contact comes to match, Protiv-shaped', async () => {
    const id = add({ firstName: 'Ana' });
    await switchOn();
    expect(await poll()).toEqual([]);
    change(id, { tags: ['vip'] });
    const [contact, ...others] = await poll();
    expect(others).toEqual([]);
    expect(contactSchema.parse(contact)).toMatchObject({ id, firstName: 'Ana', tags: ['vip'] });
    change(id, { tags: [] });
    expect(await poll()).toEqual([]);
    change(id, { tags: ['vip'] });
    expect(await poll()).toEqual([]);
  });

  it('fires for none that match already when the Zap is switched on, whatever becomes of them', async () => {
    const ids = [
      add({ tags: ['vip'] }),
      add({ tags: ['vip'], dateUpdated: new Date().toISOString() }),
    ];
    expect(new Set(idsOf(await switchOn()))).toEqual(new Set(ids));
    for (const id of ids) change(id, { city: 'Salem' });
    expect(await poll()).toEqual([]);
  });

  it('fires for a new contact that matches', async () => {
    await switchOn();
    const id = app.sandbox.world.addContact(app.location.id, { tags: ['vip'] }).id;
    expect(idsOf(await poll())).toEqual([id]);
  });

  it('takes all of the conditions, or any of them', async () => {
    await switchOn();
    const now = new Date().toISOString();
    const both = add({ tags: ['vip'], source: 'ads', dateUpdated: now });
    const one = add({ tags: ['vip'], source: 'referral', dateUpdated: now });
    add({ source: 'referral', dateUpdated: now });
    const two = { ...VIP, field3: 'Source', comparison3: 'Is', value3: 'ads' };
    expect(idsOf(await app.poll(KEY, two))).toEqual([both]);
    expect(new Set(idsOf(await app.poll(KEY, { ...two, match: 'any' })))).toEqual(
      new Set([both, one]),
    );
    expect(app.sandbox.requests.at(-1)?.body).toMatchObject({
      filters: [{ group: 'OR', filters: [{ field: 'tags' }, { field: 'source' }] }],
    });
  });

  it.each<[string, unknown, string, unknown, object]>([
    ['tags', 'notContains', 'vi', undefined, { operator: 'not_contains', value: 'vi' }],
    ['Tag', 'Is not', 'Cold, Lead', undefined, { operator: 'not_eq', value: 'cold, lead' }],
    ['city', 'filled', '', 'city', { operator: 'exists' }],
    ['city', 'Is empty', '', 'city', { operator: 'not_exists' }],
    ['dnd', 'is', 'true', 'dnd', { operator: 'eq', value: true }],
    ['dnd', 'is', 'false', 'dnd', { operator: 'eq', value: false }],
    ['email', 'is', ' ANA@Example.com ', 'email', { operator: 'eq', value: 'ana@example.com' }],
    ['phone', 'is', '(212) 555-0187', 'phone', { operator: 'eq', value: '+12125550187' }],
    ['country', 'isNot', 'Germany', 'country', { operator: 'not_eq', value: 'DE' }],
    [
      'dateAdded',
      'onOrAfter',
      '2026-03-08',
      'dateAdded',
      { operator: 'range', value: { gte: '2026-03-08T05:00:00.000Z' } },
    ],
    // The day on which the clocks in New York go forward has 23 hours.
    [
      'dateAdded',
      'onOrBefore',
      '2026-03-08',
      'dateAdded',
      { operator: 'range', value: { lte: '2026-03-09T03:59:59.999Z' } },
    ],
    ['Lead Score', 'is', '70', undefined, { operator: 'eq', value: 70 }],
    ['lead_score', 'atMost', '1,250.5', undefined, { operator: 'range', value: { lte: 1250.5 } }],
    [
      'customFields.wanted_by',
      'onOrAfter',
      '3/4/2027',
      undefined,
      { operator: 'range', value: { gte: '2027-03-04' } },
    ],
    ['Stage', 'isNot', 'won', undefined, { operator: 'not_eq', value: 'Won' }],
    ['Interested In', 'is', 'roof', undefined, { operator: 'eq', value: 'Roof' }],
    ['Project', 'contains', 'Kitchen', undefined, { operator: 'contains', value: 'Kitchen' }],
  ])('compares %s: %s %s', async (field1, comparison1, value1, field, filter) => {
    await app.poll(KEY, { field1, comparison1, value1 });
    const asked = app.sandbox.requests.findLast(({ path }) => path === '/contacts/search');
    expect(asked?.body).toMatchObject({
      filters: [{ ...(field !== undefined && { field }), ...filter }],
    });
  });

  it('takes users and companies by ID or name', async () => {
    const { users, businesses } = app.sandbox.world.location(app.location.id);
    const [user, business] = [users[0], businesses[0]];
    if (!user || !business) throw new Error('The sandbox lacks a user or a company.');
    const dateUpdated = new Date().toISOString();
    const id = add({ assignedTo: user.id, companyName: business.name, dateUpdated });
    add({ dateUpdated });
    for (const [field1, value1] of [
      ['assignedTo', user.id],
      ['assignedTo', user.name.toUpperCase()],
      ['assignedTo', user.email],
      ['company', business.id],
      ['company', business.name.toLowerCase()],
    ]) {
      expect(idsOf(await app.poll(KEY, { field1, comparison1: 'is', value1 }))).toEqual([id]);
    }
  });

  it.each([
    ['no condition', {}, /^There is no condition\. Choose a field under “Field 1”/],
    ['no comparison', { field1: 'source' }, /“Comparison 1” is empty/],
    ['no value', { field1: 'source', comparison1: 'is' }, /“Value 1” is empty/],
    [
      'a value without a field',
      { ...VIP, value2: 'ads' },
      /“Value 2” is filled in, but “Field 2” is empty/,
    ],
    ['an unknown field', { ...VIP, field1: 'Shoe Size' }, /“Field 1” holds “Shoe Size”, but/],
    ['an unknown comparison', { ...VIP, comparison1: 'sounds like' }, /“Comparison 1” takes “Is”/],
    [
      'a comparison that HighLevel does not have for the field',
      { field1: 'assignedTo', comparison1: 'contains', value1: 'a' },
      /cannot compare “Assigned User” by “Contains”\. Under “Comparison 1” choose “Is”, “Is not”, “Is filled in” or “Is empty”\./,
    ],
    [
      'an order where there is none',
      { field1: 'Stage', comparison1: 'atLeast', value1: 'Won' },
      /cannot compare “Stage” by “Is at least”/,
    ],
    ['files', { field1: 'Photos', comparison1: 'filled' }, /“Photos” holds files/],
    ['an unknown user', { ...VIP, field1: 'assignedTo' }, /“Value 1” holds “VIP”, but there is no/],
    ['an unknown company', { ...VIP, field1: 'company' }, /“Value 1” holds “VIP”, but there is no/],
    [
      'an option that there is not',
      { field1: 'Stage', comparison1: 'is', value1: 'Lost and found' },
      /not an option of “Stage”/,
    ],
    [
      'no number',
      { field1: 'Lead Score', comparison1: 'is', value1: 'high' },
      /“Value 1” takes a n/,
    ],
    [
      'no date',
      { field1: 'dateAdded', comparison1: 'onOrAfter', value1: 'x' },
      /“Value 1” takes a d/,
    ],
    ['a value that is too long', { ...VIP, value1: 'x'.repeat(76) }, /at most 75 characters/],
    ['an unknown match', { ...VIP, match: 'some' }, /“Match” takes “All of the conditions” or/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => poll(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  describe('in the editor', () => {
    const form = zod.array(
      zod.looseObject({ key: zod.string(), choices: zod.optional(zod.unknown()) }),
    );
    const fields = async (input: Fields) =>
      form.parse(await app.call(`triggers.${KEY}.operation.inputFields`, input));
    const keysOf = async (input: Fields) => (await fields(input)).map(({ key }) => key);
    const choicesOf = async (input: Fields, key: string) =>
      (await fields(input)).find((field) => field.key === key)?.choices;

    it('asks for nothing of HighLevel, and shows the fields alone, until one is chosen', async () => {
      app.sandbox.clearRequests();
      expect(await keysOf({})).toEqual([
        'match',
        'field1',
        'field2',
        'field3',
        'field4',
        'field5',
        'limits',
        'bursts',
      ]);
      expect(app.sandbox.requests).toEqual([]);
    });

    it('shows how to compare what is chosen below it, and a value unless it is filled in or empty', async () => {
      expect((await keysOf({ field2: 'city' })).slice(1, 6)).toEqual([
        'field1',
        'field2',
        'comparison2',
        'value2',
        'field3',
      ]);
      expect(await keysOf({ field2: 'city', comparison2: 'empty' })).not.toContain('value2');
    });

    it.each([
      ['city', ['is', 'isNot', 'contains', 'notContains', 'filled', 'empty']],
      ['assignedTo', ['is', 'isNot', 'filled', 'empty']],
      ['dateAdded', ['onOrAfter', 'onOrBefore']],
      ['dnd', ['is']],
      ['customFields.lead_score', ['is', 'isNot', 'atLeast', 'atMost', 'filled', 'empty']],
      ['customFields.wanted_by', ['onOrAfter', 'onOrBefore', 'filled', 'empty']],
      ['customFields.interested_in', ['is', 'isNot', 'filled', 'empty']],
    ])('offers only what HighLevel can do with %s', async (field1, comparisons) => {
      expect(Object.keys(Object(await choicesOf({ field1 }, 'comparison1')))).toEqual(comparisons);
    });

    it('offers tags, users, companies and options as values, and text where a list cannot be read', async () => {
      const { users, businesses } = app.sandbox.world.location(app.location.id);
      expect(await choicesOf({ field1: 'assignedTo' }, 'value1')).toMatchObject({
        [users[0]?.id ?? '']: users[0]?.name,
      });
      expect(await choicesOf({ field1: 'company' }, 'value1')).toMatchObject({
        [businesses[0]?.id ?? '']: businesses[0]?.name,
      });
      expect(await choicesOf({ field1: 'tags' }, 'value1')).toMatchObject({ vip: 'vip' });
      expect(await choicesOf({ field1: 'Stage' }, 'value1')).toContain('Won');
      app.sandbox.addFault({ kind: 'status', status: 403, match: { path: '/tags$' } });
      expect(await choicesOf({ field1: 'tags' }, 'value1')).toBeUndefined();
    });

    it('lists the fields that can be compared, by name', async () => {
      const { results } = await app.choices(`triggers.${KEY}`, 'field5');
      expect(results.slice(0, 2)).toEqual([
        { id: 'tags', label: 'Tag' },
        { id: 'source', label: 'Source' },
      ]);
      expect(results).toContainEqual({ id: 'customFields.lead_score', label: 'Lead Score' });
      expect(results.map(({ label }) => label)).not.toContain('Photos');
    });
  });

  it('gives three real contacts that match as a sample', async () => {
    for (let index = 0; index < 4; index += 1) add({ tags: ['vip'] });
    add();
    expect(await app.poll(KEY, VIP, { isLoadingSample: true })).toHaveLength(3);
  });

  it('works with a read-only connection', async () => {
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    expect(await poll({ ...VIP, value1: 'nobody has this one' })).toEqual([]);
  });
});
