import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod/mini';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import type { Contact } from '../../sandbox/world.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const answer = z.object({
  id: z.string(),
  count: z.number(),
  matchCount: z.optional(z.number()),
  complete: z.boolean(),
  contacts: z.array(z.looseObject({ firstName: z.string() })),
});

const find = async (input: Fields) => {
  const found = await app.search('find_many_contacts', input);
  expect(found).toHaveLength(1);
  return answer.parse(found[0]);
};

const names = async (input: Fields) =>
  (await find(input)).contacts.map(({ firstName }) => firstName);

const add = (firstName: string, contact: Partial<Contact> = {}) =>
  app.sandbox.world.addContact(app.location.id, { firstName, ...contact });

const addMany = (count: number, contact: Partial<Contact> = {}) => {
  for (let index = 0; index < count; index += 1) {
    const dateAdded = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
    add(`No ${index}`, { dateAdded, ...contact });
  }
};

/** Of the form of HighLevel's ids, so that it passes although no list has it. */
const LONE_BUSINESS = 'aB3dE5gH7jK9mN1pQ2rS';

const fieldId = (name: string) => app.customFieldId(name);

describe('Find Many Contacts', () => {
  it('gives its contacts as line items of one result, Protiv-shaped', async () => {
    const { id } = add('Ana', { customFields: [{ id: fieldId('Lead Score'), value: 80 }] });
    expect(await find({})).toMatchObject({
      id: app.location.id,
      count: 1,
      matchCount: 1,
      contacts: [{ id, contactId: id, firstName: 'Ana', customFields: { lead_score: '80' } }],
    });
  });

  it('gives nothing when there is none, which is no error', async () => {
    expect(await app.search('find_many_contacts', { query: 'nobody' })).toEqual([]);
  });

  it('filters by every field', async () => {
    const { users, businesses } = app.sandbox.world.location(app.location.id);
    const score = fieldId('Lead Score');
    const wanted = fieldId('Wanted By');
    add('Ana', {
      dateAdded: '2026-05-01T08:00:00.000Z',
      tags: ['vip', 'roofing'],
      source: 'referral',
      assignedTo: users[0]?.id ?? '',
      businessId: businesses[0]?.id ?? '',
      customFields: [
        { id: score, value: 70 },
        { id: wanted, value: '2027-05-10' },
        { id: fieldId('Stage'), value: 'Won' },
      ],
    });
    add('Ben', {
      dateAdded: '2026-05-02T08:00:00.000Z',
      tags: ['vip'],
      source: 'ads',
      assignedTo: users[1]?.id ?? '',
      customFields: [
        { id: score, value: 60 },
        { id: wanted, value: '2027-05-11' },
        { id: fieldId('Stage'), value: 'Lost' },
      ],
    });
    const by = (id: string, customFieldComparison: string, customFieldValue: string) => ({
      customFieldId: id,
      customFieldComparison,
      customFieldValue,
    });
    for (const filter of [
      { tags: ['VIP', 'roofing'] },
      { source: 'referral' },
      { assignedTo: users[0]?.id },
      { businessId: businesses[0]?.id },
      { query: 'ana' },
      by(score, 'equal', '70'),
      by(score, 'atLeast', '61'),
      by(wanted, 'atMost', '05/10/2027'),
      by(wanted, 'equal', '2027-05-10'),
      by(fieldId('Stage'), 'equal', 'Won'),
    ]) {
      expect(await find(filter)).toMatchObject({
        count: 1,
        matchCount: 1,
        contacts: [{ firstName: 'Ana' }],
      });
    }
    expect(await names(by(score, 'atMost', '70'))).toEqual(['Ben', 'Ana']);
  });

  it.each<[Fields, string[]]>([
    [{ addedAfter: '2026-03-08T04:30:00Z' }, ['at', 'noon', 'after']],
    [{ addedAfter: '2026-03-07T23:30:00' }, ['at', 'noon', 'after']],
    [{ addedAfter: '2026-03-08T05:30:00+01:00', addedBefore: '2026-03-08 12:00' }, ['at', 'noon']],
    [{ addedBefore: '2026-03-08' }, ['before', 'at']],
    [{ updatedAfter: '2026-04-01' }, ['noon']],
    [{ updatedAfter: '2026-04-01', updatedBefore: '2026-04-01T12:00:00-04:00' }, []],
  ])('takes dates, those without a zone in the location’s own: %j', async (input, expected) => {
    expect(app.location.timezone).toBe('America/New_York');
    add('before', { dateAdded: '2026-03-08T04:29:59.000Z' });
    add('at', { dateAdded: '2026-03-08T04:30:00.000Z' });
    add('noon', { dateAdded: '2026-03-08T16:00:00.000Z', dateUpdated: '2026-04-02T00:00:00.000Z' });
    add('after', { dateAdded: '2026-03-09T00:00:00.000Z' });
    const found = await app.search('find_many_contacts', { ...input, sort: 'oldest' });
    const got = found.flatMap((row) =>
      answer.parse(row).contacts.map(({ firstName }) => firstName),
    );
    expect(got).toEqual(expected);
  });

  it.each([
    ['', ['Cid', 'ben', 'Ana']],
    ['newest', ['Cid', 'ben', 'Ana']],
    ['oldest', ['Ana', 'ben', 'Cid']],
    ['lastUpdated', ['Ana', 'Cid', 'ben']],
    ['firstName', ['Ana', 'ben', 'Cid']],
    ['lastName', ['Cid', 'Ana', 'ben']],
    ['Oldest First', ['Ana', 'ben', 'Cid']],
  ])('sorts by “%s”', async (sort, expected) => {
    add('Ana', {
      lastName: 'm',
      dateAdded: '2026-01-01T00:00:00.000Z',
      dateUpdated: '2026-02-01T00:00:00.000Z',
    });
    add('ben', { lastName: 'Z', dateAdded: '2026-01-02T00:00:00.000Z' });
    add('Cid', { lastName: 'a', dateAdded: '2026-01-03T00:00:00.000Z' });
    expect(await names({ sort })).toEqual(expected);
  });

  it('returns fifty unless asked for more, and says how many match', async () => {
    addMany(60);
    const { count, matchCount, contacts } = await find({});
    expect({ count, matchCount }).toEqual({ count: 50, matchCount: 60 });
    expect(contacts[0]).toMatchObject({ firstName: 'No 59' });
  });

  it('reads on past one page of 500, each contact once', async () => {
    addMany(730);
    const { count, matchCount, contacts } = await find({ limit: '700', sort: 'oldest' });
    expect({ count, matchCount }).toEqual({ count: 700, matchCount: 730 });
    expect(contacts.map(({ firstName }) => firstName)).toEqual(
      Array.from({ length: 700 }, (_, index) => `No ${index}`),
    );
    expect(app.sandbox.requests).toHaveLength(2);
  });

  describe('by business, which HighLevel’s search does not know', () => {
    it('reads on until it has enough, and does not claim to know how many there are', async () => {
      const [business] = app.sandbox.world.location(app.location.id).businesses;
      addMany(120);
      addMany(60, { businessId: business?.id ?? '', dateAdded: '2026-06-01T00:00:00.000Z' });
      const input = { businessId: business?.id };
      expect(await find({ ...input, limit: 200 })).toMatchObject({ count: 60, matchCount: 60 });
      const some = await find({ ...input, limit: 20, sort: 'newest' });
      expect(some.count).toBe(20);
      expect(some).not.toHaveProperty('matchCount');
    });

    it('gives what it found when the time does not reach for more, and says so in the log', async () => {
      addMany(1_700);
      add('Ana', { businessId: LONE_BUSINESS });
      let now = Date.now();
      jest.spyOn(clock, 'now').mockImplementation(() => (now += 4_500));
      const some = await find({ businessId: LONE_BUSINESS, limit: 20 });
      expect(some).toMatchObject({ count: 1, contacts: [{ firstName: 'Ana' }] });
      expect(some).not.toHaveProperty('matchCount');
      // Nor for names.
      expect(app.logCodes).toEqual(['search.truncated', 'names.unread']);
    });

    it('stops after 10,000 contacts and says so in the log', async () => {
      await app.close();
      app = await openApp({ contacts: 10_500 });
      const [lone] = app.sandbox.world.location(app.location.id).contacts.keys();
      app.sandbox.world.changeContact(app.location.id, lone ?? '', { businessId: LONE_BUSINESS });
      expect(
        await app.search('find_many_contacts', { businessId: LONE_BUSINESS, limit: 500 }),
      ).toEqual([]);
      expect(app.logCodes).toEqual(['search.truncated']);
      expect(app.sandbox.requests).toHaveLength(20);
    });
  });

  it.each<[Fields, string]>([
    [{ limit: '0' }, '“Maximum Number of Contacts” takes a whole number from 1 to 1000.'],
    [{ limit: '1001' }, '“Maximum Number of Contacts” takes a whole number from 1 to 1000.'],
    [{ limit: '2.5' }, '“Maximum Number of Contacts” takes a whole number from 1 to 1000.'],
    [
      { limit: 'many' },
      '“Maximum Number of Contacts” takes a number such as 70 or 12.5, but got “many”.',
    ],
    [
      { sort: 'constructor' },
      '“Sort By” takes “Newest first”, “Oldest first”, “Last updated first”, “First name” or “Last name”, but got “constructor”.',
    ],
    [
      { customFieldId: 'x', customFieldComparison: 'more than', customFieldValue: '1' },
      '“Custom Field Comparison” takes “Is equal to”, “Is at least” or “Is at most”, but got “more than”.',
    ],
    [
      { addedBefore: 'last week' },
      '“Added Before” takes a date and time such as 2026-03-02T09:30:00, but got “last week”.',
    ],
    [
      { query: 'x'.repeat(76) },
      '“Search Text” takes at most 75 characters, because HighLevel searches for no more. Shorten it.',
    ],
  ])('refuses %j', async (input, message) => {
    const failure = await app.failure(() => app.search('find_many_contacts', input));
    expect(failure).toMatchObject({ kind: 'halted', message });
  });

  it.each<[string, Fields, string]>([
    [
      'Stage',
      { customFieldComparison: 'atLeast', customFieldValue: 'Won' },
      'The custom field “Stage” holds neither numbers nor dates, so it cannot be “at least” or “at most”. Choose “Is equal to”, or another custom field.',
    ],
    [
      'Dimensions',
      { customFieldValue: '1' },
      'The custom field “Dimensions” holds several values, which HighLevel cannot compare. Choose another custom field.',
    ],
    [
      'Photos',
      { customFieldValue: '1' },
      'The custom field “Photos” holds files, which HighLevel cannot compare. Choose another custom field.',
    ],
    [
      'Wanted By',
      { customFieldValue: 'soon' },
      '“Custom Field Value” takes a date such as 1990-09-25 (year-month-day), but got “soon”.',
    ],
    [
      'Lead Score',
      { customFieldValue: 'high' },
      '“Custom Field Value” takes a number such as 70 or 12.5, but got “high”.',
    ],
  ])('refuses what “%s” cannot be compared with: %j', async (name, input, message) => {
    const failure = await app.failure(() =>
      app.search('find_many_contacts', { customFieldId: fieldId(name), ...input }),
    );
    expect(failure).toMatchObject({ kind: 'halted', message });
  });

  it('offers users, businesses and custom fields to filter by', async () => {
    const { users, businesses, customFields } = app.sandbox.world.location(app.location.id);
    const nameless = { name: '', firstName: '', lastName: '' };
    users.push({ id: 'user4', email: 'user4@example.com', ...nameless });
    users.push({ id: 'user5', email: '', ...nameless });
    businesses.push({ id: 'business4', name: '' });
    const choices = async (key: string) =>
      (await app.choices('searches.find_many_contacts', key)).results;
    expect(await choices('assignedTo')).toEqual(
      users.map(({ id, name, email }) => ({ id, label: name || email || id })),
    );
    expect(await choices('businessId')).toEqual(
      businesses.map(({ id, name }) => ({ id, label: name || id })),
    );
    const offered = await choices('customFieldId');
    expect(new Set(offered.map(({ label }) => label))).toEqual(
      new Set(
        customFields
          .filter(({ model }) => model === 'contact')
          .filter(({ dataType }) => dataType !== 'TEXTBOX_LIST' && dataType !== 'FILE_UPLOAD')
          .map(({ name }) => name),
      ),
    );
  });

  it.each(['assignedTo', 'businessId'])('goes on when %s has more than a page', async (key) => {
    const { users, businesses } = app.sandbox.world.location(app.location.id);
    users.length = 0;
    businesses.length = 0;
    for (let index = 0; index < 130; index += 1) {
      const named = { id: `id${index}`, name: `No ${index}` };
      users.push({ ...named, firstName: 'No', lastName: String(index), email: 'n@example.com' });
      businesses.push(named);
    }
    const first = await app.choices('searches.find_many_contacts', key);
    const rest = await app.choices('searches.find_many_contacts', key, String(first.paging_token));
    expect([first.results.length, rest.results.length]).toEqual([100, 30]);
    expect(rest.paging_token).toBeNull();
  });

  it('does not ask for users when the connection names no company: GHL would answer 401', async () => {
    app.authData = { ...app.authData, companyId: '' };
    const failure = await app.failure(() =>
      app.choices('searches.find_many_contacts', 'assignedTo'),
    );
    expect(failure).toMatchObject({
      kind: 'reconnect',
      message:
        'This connection does not name a HighLevel agency. Reconnect HighLevel: in Zapier open Apps, choose Protiv and press Reconnect, then run the Zap again.',
    });
    expect(app.sandbox.requests).toEqual([]);
  });
});
