import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { Fields, TestApp } from '../../../../harness/app.ts';
import { newTrace } from '../../../../zap-runner/platform.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
  const location = app.sandbox.world.location(app.location.id);
  const [user] = location.users;
  const [business] = location.businesses;
  const now = app.sandbox.world.now();
  const dateAdded = new Date(now - 3_600_000).toISOString();
  const dateUpdated = new Date(now).toISOString();
  location.users.push({
    id: 'twinOfTheFirstUser01',
    name: 'Kim Twin',
    firstName: 'Kim',
    lastName: 'Twin',
    email: 'kim.1@example.com',
  });
  location.users.push({
    id: 'twinOfTheFirstUser02',
    name: 'Kim Twin',
    firstName: 'Kim',
    lastName: 'Twin',
    email: 'kim.2@example.com',
  });
  location.customFields.push(
    {
      id: 'colorOfHouse',
      name: 'Color',
      fieldKey: 'contact.color_of_house',
      dataType: 'TEXT',
      position: 1,
      model: 'contact',
    },
    {
      id: 'colorOfRoof',
      name: 'Color',
      fieldKey: 'contact.color_of_roof',
      dataType: 'TEXT',
      position: 2,
      model: 'contact',
    },
    {
      id: 'freeChoice',
      name: 'Free Choice',
      fieldKey: 'contact.free_choice',
      dataType: 'SINGLE_OPTIONS',
      picklistOptions: ['A'],
      isAllowedCustomOption: true,
      position: 3,
      model: 'contact',
    },
  );
  app.sandbox.world.addContact(app.location.id, {
    firstName: 'Ana',
    dateAdded,
    dateUpdated,
    tags: ['vip'],
    source: 'referral',
    assignedTo: user?.id ?? '',
    businessId: business?.id ?? '',
    customFields: [
      { id: app.customFieldId('Lead Score'), value: 1250.5 },
      { id: app.customFieldId('Wanted By'), value: '2027-05-04' },
      { id: app.customFieldId('Stage'), value: 'Won' },
      { id: app.customFieldId('Materials'), value: ['Wood', 'Metal, galvanised'] },
      { id: app.customFieldId('Owns the House?'), value: 'Yes' },
      { id: app.customFieldId('Second Phone'), value: '+12025550199' },
      { id: 'freeChoice', value: 'B' },
      { id: 'colorOfRoof', value: 'red' },
    ],
  });
  app.sandbox.world.addContact(app.location.id, { firstName: 'Ben', dateAdded, dateUpdated });
});

afterAll(async () => {
  await app.close();
});

const firstUser = () => app.sandbox.world.location(app.location.id).users[0];

const firstBusiness = () => app.sandbox.world.location(app.location.id).businesses[0];

const names = (rows: Fields[]) => rows.map(({ firstName }) => firstName);

const polled = async (input: Fields) => names(await app.poll('new_contact', input));

const by = (customFieldId: string, customFieldValue: unknown, customFieldComparison = '') => ({
  customFieldId,
  customFieldValue,
  customFieldComparison,
});

const refusal = async (input: Fields) => {
  const failure = await app.failure(() => app.poll('new_contact', input));
  expect(failure.kind).toBe('halted');
  return failure.message;
};

describe('a filter by custom field', () => {
  it.each([
    ['its key', 'stage'],
    ['HighLevel’s key', 'contact.stage'],
    ['its name', 'Stage'],
    ['its name in another case', ' STAGE '],
  ])('names it by %s', async (_what, called) => {
    expect(await polled(by(called, 'Won'))).toEqual(['Ana']);
    expect(await polled(by(called, 'Lost'))).toEqual([]);
  });

  it('names it by its id, and one of several with one name by its key', async () => {
    expect(await polled(by(app.customFieldId('Stage'), 'Won'))).toEqual(['Ana']);
    expect(await polled(by('color_of_roof', 'red'))).toEqual(['Ana']);
  });

  it.each<[string, unknown, string, string[]]>([
    ['Stage', 'won', 'equal', ['Ana']],
    ['Stage', ' WON ', '', ['Ana']],
    ['Materials', 'wood', '', ['Ana']],
    ['Materials', 'metal, galvanised', '', ['Ana']],
    ['Materials', 'Wood;Metal, galvanised', '', ['Ana']],
    ['Materials', 'Wood;Brick', '', []],
    ['Owns the House?', true, '', ['Ana']],
    ['Owns the House?', 'no', '', []],
    ['Free Choice', 'B', '', ['Ana']],
    ['Lead Score', '1,250.50', '', ['Ana']],
    ['Lead Score', '$1,250.5', 'atLeast', ['Ana']],
    ['Lead Score', '1.2e3', 'atMost', []],
    ['Wanted By', '5/4/2027', '', ['Ana']],
    ['Wanted By', 'May 4, 2027', 'atMost', ['Ana']],
    ['Wanted By', '2027-05-05T00:00:00Z', 'atLeast', []],
    ['Second Phone', '(202) 555-0199', '', ['Ana']],
  ])('reads what “%s” is compared with: %j %s', async (name, value, comparison, expected) => {
    expect(await polled(by(name, value, comparison))).toEqual(expected);
  });

  it.each<[string, Fields, RegExp]>([
    [
      'an option that does not exist',
      by('Stage', 'Wonn'),
      /^“Wonn” is not an option of “Stage” in HighLevel, so no contact can match\. Give “Custom Field Value” one of: “New”, “Quoted”, “Won”, “Lost”\.$/,
    ],
    [
      'one of several options that does not exist',
      by('Materials', 'Wood, Glass'),
      /^“Glass” is not .*: “Wood”, “Metal, galvanised”, “Brick”\.$/,
    ],
    ['a number that is none', by('Lead Score', 'TBD'), /^“Custom Field Value” takes .* “TBD”/],
    ['a day that is none', by('Wanted By', 'soon'), /^“Custom Field Value” takes .* “soon”/],
    [
      'a field that does not exist',
      by('gone', '1'),
      /^“Custom Field” holds “gone”, but .* no such/,
    ],
    ['a name that several have', by('Color', 'red'), /^“Custom Field” holds “Color”, and 2 custom/],
  ])('stops for %s', async (_what, input, sentence) => {
    expect(await refusal(input)).toMatch(sentence);
  });

  it('finds a field that was made a moment ago', async () => {
    await polled(by('Stage', 'Won'));
    const { customFields } = app.sandbox.world.location(app.location.id);
    customFields.push({
      id: 'newestField',
      name: 'Newest Field',
      fieldKey: 'contact.newest_field',
      dataType: 'TEXT',
      position: 4,
      model: 'contact',
    });
    expect(await polled(by('newest field', 'x'))).toEqual([]);
  });

  it('offers the fields that can be compared by key, and tells twins apart', async () => {
    const { results } = await app.choices('triggers.new_contact', 'customFieldId');
    expect(results).toContainEqual({ id: 'lead_score', label: 'Lead Score' });
    expect(results).toContainEqual({ id: 'color_of_roof', label: 'Color (color_of_roof)' });
    expect(results.map(({ label }) => label)).not.toContain('Photos');
    expect(results.map(({ label }) => label)).not.toContain('Dimensions');
  });
});

describe('a filter by tags', () => {
  it('knows a tag that holds a comma, in triggers and searches', async () => {
    const location = app.sandbox.world.location(app.location.id);
    location.defineTag('smith, john');
    const ana = [...location.contacts.values()].find(({ firstName }) => firstName === 'Ana');
    app.sandbox.world.changeContact(location.id, ana?.id ?? '', { tags: ['vip', 'smith, john'] });
    expect(await polled({ tags: ['Smith, John'] })).toEqual(['Ana']);
    expect(await polled({ tags: ['vip, Smith, John'] })).toEqual(['Ana']);
    expect(await polled({ tags: ['smith'] })).toEqual([]);
    const [found] = await app.search('find_many_contacts', { tags: 'smith, john; vip' });
    expect(found).toMatchObject({ count: 1 });
  });
});

describe('a filter by user or company', () => {
  it('takes a name in any case, an email or an id', async () => {
    const { id, name, email } = firstUser() ?? {};
    for (const given of [id, name, name?.toUpperCase(), email]) {
      expect(await polled({ assignedTo: given })).toEqual(['Ana']);
    }
    const business = firstBusiness();
    for (const given of [business?.id, business?.name, business?.name.toLowerCase()]) {
      expect(await polled({ businessId: given })).toEqual(['Ana']);
    }
    expect(await polled({ assignedTo: 'kim.1@example.com' })).toEqual([]);
  });

  it.each<[Fields, RegExp]>([
    [{ assignedTo: 'Nobody Here' }, /^“Assigned User” holds “Nobody Here”, but there is no such/],
    [{ assignedTo: 'kim twin' }, /^“Assigned User” holds “kim twin”, and 2 users/],
    [{ assignedTo: 'who@example.com' }, /^“Assigned User” holds an email address, but/],
    [{ businessId: 'No Company' }, /^“Company” holds “No Company”, but there is no such company/],
  ])('stops for one who is not there, or not clear: %j', async (input, sentence) => {
    expect(await refusal(input)).toMatch(sentence);
  });

  it.each(['contact_updated', 'new_or_updated_contact'])('works in %s', async (trigger) => {
    const input = { assignedTo: firstUser()?.name, businessId: firstBusiness()?.name };
    const rows = await app.poll(trigger, { ...input, ...by('stage', 'won') });
    expect(names(rows)).toEqual(['Ana']);
    const failure = await app.failure(() => app.poll(trigger, { assignedTo: 'Nobody Here' }));
    expect(failure.message).toMatch(/^“Assigned User” holds “Nobody Here”/);
  });

  it('passes an id that no list has: users who were deleted still filter', async () => {
    expect(await polled({ assignedTo: 'aB3dE5gH7jK9mN1pQ2rS' })).toEqual([]);
    expect(await polled({ businessId: 'aB3dE5gH7jK9mN1pQ2rS' })).toEqual([]);
  });
});

describe('a filter of Find Many Contacts that is mapped', () => {
  const find = async (inputData: Fields, inputDataRaw: Fields) => {
    const trace = newTrace();
    const found = await app.platform.call(
      'searches.find_many_contacts.operation.perform',
      { authData: app.authData, inputData, inputDataRaw },
      trace,
    );
    return { found, requests: trace.requests.length };
  };

  it.each<[string, unknown, unknown]>([
    ['tags', ['{{1__tag}}'], ['']],
    ['tags', ['{{1__tag}}'], []],
    ['source', '{{1__source}}', ''],
    ['assignedTo', '{{1__owner}}', undefined],
    ['businessId', '{{1__company}}', null],
    ['customFieldValue', '{{1__score}}', ' '],
    ['customFieldId', 'x{{1__field}}', ''],
    ['query', '{{1__name}}', 'null'],
    ['addedAfter', '{{1__date}}', ''],
    ['updatedBefore', '{{1__date}}', ''],
  ])('and comes out empty finds nothing, and asks for nothing: %s', async (key, raw, value) => {
    expect(await find({ [key]: value }, { [key]: raw })).toEqual({ found: [], requests: 0 });
  });

  it('finds nothing also where the other part of a custom field filter is there', async () => {
    const filled = { customFieldId: 'stage', customFieldValue: '' };
    expect(await find(filled, { ...filled, customFieldValue: '{{1__stage}}' })).toMatchObject({
      found: [],
    });
  });

  it.each<[string, unknown]>([
    ['too long', 'x'.repeat(76)],
    ['a list', ['Ana', 'Ben']],
  ])('and can be in no contact finds nothing: a text that is %s', async (_what, query) => {
    expect(await find({ query }, { query: '{{1__text}}' })).toEqual({ found: [], requests: 0 });
    const failure = await app.failure(() => find({ query }, { query: 'typed' }));
    expect(failure.message).toMatch(/^“Search Text” takes/);
  });

  it.each<[Fields, Fields]>([
    [{ source: '' }, { source: '' }],
    [{ source: '', assignedTo: [] }, {}],
    [{ source: 'referral' }, { source: '{{1__source}}' }],
    [{ customFieldComparison: '' }, { customFieldComparison: '{{1__comparison}}' }],
  ])('or was left blank means any: %j', async (input, raw) => {
    expect(await find(input, raw)).toMatchObject({ found: [{ complete: true }] });
  });
});
