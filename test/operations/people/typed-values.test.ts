import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../harness/app.ts';
import type { TestApp } from '../../../harness/app.ts';

let app: TestApp;
let people = 0;

beforeAll(async () => {
  app = await openApp({ contacts: 0, searchLagMs: 0, rateLimit: false });
});

afterAll(() => app.close());

describe('a tag that holds a comma', () => {
  const tags = ['Smith, John'];

  beforeAll(() => {
    const { world } = app.sandbox;
    const now = world.now();
    world.addContact(app.location.id, {
      firstName: 'Ana',
      tags: ['smith, john', 'vip'],
      dateAdded: new Date(now - 3_600_000).toISOString(),
      dateUpdated: new Date(now).toISOString(),
    });
    world
      .location(app.location.id)
      .tags.set('smith, john', { id: 'commaTag', name: 'smith, john' });
  });

  it.each(['new_contact', 'contact_updated', 'new_or_updated_contact', 'contact_tagged'])(
    'filters the trigger %s as one',
    async (trigger) => {
      const moment = { isLoadingSample: true };
      const rows = await app.poll(trigger, { tags }, moment);
      expect(rows).toMatchObject([{ firstName: 'Ana' }]);
    },
  );

  it.each([[tags], [['vip', 'SMITH,  JOHN']], ['vip; Smith, John']])(
    'filters Find Many Contacts as one: %j',
    async (given) => {
      const [found] = await app.search('find_many_contacts', { tags: given });
      expect(found?.['contacts']).toMatchObject([{ firstName: 'Ana' }]);
    },
  );
});

describe('dates of a contact', () => {
  // GHL's official files promise ISO 8601; rows with these have been seen.
  afterEach(() => app.sandbox.clearRequests());

  it.each([
    ['milliseconds', 1_767_323_045_000],
    ['seconds', 1_767_323_045],
    ['RFC 1123', 'Fri, 02 Jan 2026 03:04:05 GMT'],
    ['an offset', '2026-01-01T22:04:05-05:00'],
  ])('are read as %s', async (what, date) => {
    const email = `${what.replace(' ', '.').toLowerCase()}@example.com`;
    const contact = app.sandbox.world.addContact(app.location.id, { email, tags: [] });
    Object.assign(contact, { dateAdded: date, dateUpdated: date });
    const [found] = await app.search('find_contact', { email });
    expect(found).toMatchObject({
      dateAdded: '2026-01-02T03:04:05.000Z',
      dateUpdated: '2026-01-02T03:04:05.000Z',
    });
  });
});

describe('a contact that a missed call made', () => {
  it.each([
    [{ firstName: 'WIRELESS', lastName: 'CALLER' }, { firstName: 'Ana' }, 'Ana'],
    [{ firstName: 'CHICAGO', lastName: 'IL' }, { firstName: 'Ana' }, 'Ana'],
    [{ firstName: 'Unknown', lastName: 'Caller' }, { lastName: 'Lee' }, 'Lee'],
    [{ firstName: 'SPAM', lastName: 'LIKELY' }, { firstName: 'Ana', lastName: 'Lee' }, 'Ana Lee'],
    [{ firstName: 'Anna', lastName: 'Lee' }, { firstName: 'Ann' }, 'Ann Lee'],
  ])('%j is completed by %j', async (before, form, name) => {
    people += 1;
    const phone = `+1303555${1000 + people}`;
    const { id } = app.sandbox.world.addContact(app.location.id, { ...before, phone, tags: [] });
    const contact = await app.create('upsert_contact', { ...form, phone, city: 'Denver' });
    expect(contact).toMatchObject({ contactId: id, name, city: 'Denver', ignoredFields: [] });
  });

  it.each([
    [
      { firstName: 'John', lastName: 'Smith, MD' },
      { firstName: 'Mary', lastName: 'Smith' },
    ],
    [
      { firstName: 'Neal', lastName: 'Call' },
      { firstName: 'Tom', lastName: 'Call' },
    ],
    [{ firstName: 'Dr. Ruth', lastName: 'Weiss, DC' }, { firstName: 'Paul' }],
  ])('is not %j', async (before, form) => {
    people += 1;
    const phone = `+1303555${1000 + people}`;
    app.sandbox.world.addContact(app.location.id, { ...before, phone, tags: [] });
    const contact = await app.create('upsert_contact', { ...form, phone });
    expect(contact).toMatchObject({ ...before, nameDiffers: true });
  });
});

describe('a filter by a custom field for phones', () => {
  it.each(['n/a', 'call me', '555'])('finds nobody by %s and does not stop', async (typed) => {
    const found = await app.search('find_many_contacts', {
      customFieldId: 'Second Phone',
      customFieldComparison: 'equal',
      customFieldValue: typed,
    });
    expect(found.flatMap(({ contacts }) => contacts)).toEqual([]);
  });
});

describe('a form that was ticked, or not', () => {
  it.each([
    ['checked', 'Yes'],
    ['✓', 'Yes'],
    ['x', 'Yes'],
    ['Да', 'Yes'],
    ['unchecked', 'No'],
    ['☐', 'No'],
  ])('answers Yes or No with %s', async (typed, option) => {
    people += 1;
    const contact = await app.create('upsert_contact', {
      email: `ticked.${people}@example.com`,
      [app.inputFor('Owns the House?')]: typed,
      dnd: typed,
    });
    expect(contact).toMatchObject({
      customFields: { owns_the_house: option },
      dnd: option === 'Yes',
      ignoredFields: [],
    });
  });

  it('does not take an option X of a scale for a yes', async () => {
    const { customFields } = app.sandbox.world.location(app.location.id);
    customFields.push({
      id: 'gradeOfThePerson0001',
      name: 'Grade',
      fieldKey: 'contact.grade',
      dataType: 'SINGLE_OPTIONS',
      picklistOptions: ['X', 'No'],
      position: 90,
      model: 'contact',
    });
    const contact = await app.create('upsert_contact', {
      email: 'grade@example.com',
      customField_grade: 'yes',
    });
    expect(contact['ignoredFields']).toEqual(['Grade']);
  });
});

describe('options that are not letters alone', () => {
  beforeAll(() => {
    app.sandbox.world.location(app.location.id).customFields.push({
      id: 'oddOptionsOfTheHouse',
      name: 'Odd Options',
      fieldKey: 'contact.odd_options',
      dataType: 'CHECKBOX',
      picklistOptions: ['"Quoted"', 'Teléfono', 'Sí, claro', 'Résumé', 'Resume', 'A+', 'A-'],
      position: 91,
      model: 'contact',
    });
  });

  it.each([
    ['"Quoted"', ['"Quoted"']],
    ['"quoted", A+', ['"Quoted"', 'A+']],
    ['telefono; sí, claro', ['Teléfono', 'Sí, claro']],
    ['RESUME', ['Resume']],
    ['"Teléfono","A-"', ['Teléfono', 'A-']],
  ])('are found by %s', async (typed, options) => {
    people += 1;
    const contact = await app.create('upsert_contact', {
      email: `options.${people}@example.com`,
      customField_odd_options: typed,
    });
    expect(contact).toMatchObject({ customFields: { odd_options: options }, ignoredFields: [] });
  });
});
