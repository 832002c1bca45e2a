import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Contact } from '../../sandbox/world.ts';
import { at, listAt, openApi, textAt } from './api.ts';
import type { Answered, Api } from './api.ts';

const NAMES = ['Ana', 'Ben', 'Cleo', 'Dora', 'Emil'] as const;

let api: Api;
let now = Date.parse('2026-03-02T09:00:00Z');

const day = (number: number): string => `2026-01-0${number}T00:00:00.000Z`;

const fieldId = (key: string): string =>
  api.sandbox.world.location(api.own.id).customFields.find(({ fieldKey }) => fieldKey === key)
    ?.id ?? '';

const PEOPLE: readonly Partial<Contact>[] = [
  { email: 'ana@example.com', tags: ['vip', 'lead'], source: 'Web', city: 'Albany' },
  { email: 'ben@example.com', tags: ['lead'], source: 'Web', dnd: true },
  { phone: '+12025550101', tags: ['vips'], companyName: 'Harbor Homes' },
  { lastName: 'Ortiz', country: 'US', dndSettings: { SMS: { status: 'active' } } },
  { lastName: 'adams', followers: ['u1', 'u2'], assignedTo: 'u1' },
];

beforeAll(async () => {
  api = await openApi({ contacts: 0, now: () => now });
  const [score, materials, size] = [
    fieldId('contact.lead_score'),
    fieldId('contact.materials'),
    fieldId('contact.dimensions'),
  ];
  for (const [index, person] of PEOPLE.entries()) {
    api.sandbox.world.addContact(api.own.id, {
      firstName: NAMES[index] ?? '',
      dateAdded: day(index + 1),
      dateUpdated: day(9 - index),
      customFields: [
        { id: score, value: (index + 1) * 20 },
        ...(index === 0 ? [{ id: materials, value: ['Wood', 'Brick'] }] : []),
        ...(index === 1 ? [{ id: size, value: { width: '2 m' } }] : []),
      ],
      ...person,
    });
  }
});

afterAll(async () => {
  await api.sandbox.close();
});

const found = (answer: Answered): unknown[] =>
  listAt(answer, 'contacts').map((row) => at(row, 'firstName'));

const filtered = async (...filters: unknown[]): Promise<unknown[]> =>
  found(await api.search({ filters, sort: [{ field: 'dateAdded', direction: 'asc' }] }));

describe('filters', () => {
  it.each<[string, unknown, unknown, unknown[]]>([
    ['tags', 'eq', 'vip', ['Ana']],
    ['tags', 'eq', ['vip', 'vips'], ['Ana', 'Cleo']],
    ['tags', 'eq', 'VIP', []],
    ['tags', 'not_eq', 'lead', ['Cleo', 'Dora', 'Emil']],
    ['tags', 'contains', 'vip', ['Ana', 'Cleo']],
    ['tags', 'exists', undefined, ['Ana', 'Ben', 'Cleo']],
    ['tags', 'not_exists', undefined, ['Dora', 'Emil']],
    ['email', 'eq', 'ana@example.com', ['Ana']],
    ['email', 'eq', 'Ana@Example.com', []],
    ['email', 'not_exists', undefined, ['Cleo', 'Dora', 'Emil']],
    ['phone', 'eq', '+12025550101', ['Cleo']],
    ['source', 'contains', 'we', ['Ana', 'Ben']],
    ['companyName', 'not_contains', 'homes', ['Ana', 'Ben', 'Dora', 'Emil']],
    ['dnd', 'eq', true, ['Ben']],
    ['followers', 'eq', 'u2', ['Emil']],
    ['assignedTo', 'eq', 'u1', ['Emil']],
    ['lastNameLowerCase', 'eq', 'ortiz', ['Dora']],
    ['dndSettings.SMS.status', 'eq', 'active', ['Dora']],
    ['dateAdded', 'range', { gte: day(2), lt: day(4) }, ['Ben', 'Cleo']],
    ['dateAdded', 'range', { gt: Date.parse(day(4)) }, ['Emil']],
    ['lastAppointment', 'exists', undefined, []],
    ['opportunities', 'nested', { status: 'open' }, []],
  ])('%s %s %j', async (field, operator, value, people) => {
    expect(await filtered({ field, operator, value })).toEqual(people);
  });

  it('know custom fields by id and type', async () => {
    const score = `customFields.${fieldId('contact.lead_score')}`;
    const materials = `customFields.${fieldId('contact.materials')}`;
    const size = `customFields.${fieldId('contact.dimensions')}`;

    expect(
      await filtered({ field: score, operator: 'range', value: { gte: 60, lte: 80 } }),
    ).toEqual(['Cleo', 'Dora']);
    expect(await filtered({ field: score, operator: 'eq', value: 20 })).toEqual(['Ana']);
    expect(await filtered({ field: materials, operator: 'eq', value: 'Brick' })).toEqual(['Ana']);
    expect(await filtered({ field: `${size}.width`, operator: 'contains', value: '2' })).toEqual([
      'Ben',
    ]);
    for (const wrong of [
      { field: score, operator: 'contains', value: '2' },
      { field: 'customFields.lead_score', operator: 'eq', value: 20 },
      { field: size, operator: 'eq', value: '2 m' },
    ]) {
      expect(await api.search({ filters: [wrong] })).toMatchObject({ status: 400 });
    }
  });

  it('nest, with AND at the top', async () => {
    const is = (field: string, value: unknown) => ({ field, operator: 'eq', value });

    expect(
      await filtered(is('source', 'Web'), {
        group: 'OR',
        filters: [
          is('city', 'Albany'),
          { group: 'AND', filters: [is('dnd', true), is('tags', 'nothing')] },
        ],
      }),
    ).toEqual(['Ana']);
  });

  it('go with free text', async () => {
    expect(found(await api.search({ query: 'EXAMPLE.com' }))).toEqual(['Ben', 'Ana']);
    expect(found(await api.search({ query: 'harbor' }))).toEqual(['Cleo']);
  });
});

describe('a malformed search', () => {
  it.each<[Record<string, unknown>, number, unknown]>([
    [{ pageLimit: 501 }, 422, ['pageLimit must not be greater than 500']],
    [{ pageLimit: 0 }, 422, ['pageLimit must not be less than 1']],
    [{ limit: 10 }, 422, ['property limit should not exist']],
    [{ page: 1, searchAfter: [1, 'x'] }, 422, ['page and searchAfter exclude each other']],
    [{ page: 21 }, 422, ['page * pageLimit must not be greater than 10000: use searchAfter']],
    [
      { searchAfter: ['x'] },
      422,
      ['searchAfter must be the searchAfter of a row of the same search'],
    ],
    [{ query: 'x'.repeat(76) }, 422, ['query must be shorter than or equal to 75 characters']],
    [
      { sort: [{ field: 'dateAdded', direction: 'down' }] },
      422,
      ['sort.direction must be one of the following values: asc, desc'],
    ],
    [{ sort: [{ field: 'city', direction: 'asc' }] }, 400, 'Invalid field city'],
    [{ filters: [{ field: 'shoe', operator: 'eq', value: 1 }] }, 400, 'Invalid field shoe'],
    [
      { filters: [{ field: 'email', operator: 'contains', value: 'a' }] },
      400,
      'Invalid operator contains for field email',
    ],
    [
      { filters: [{ field: 'tags', operator: 'eq', value: 'x'.repeat(76) }] },
      422,
      ['filters.value must be shorter than or equal to 75 characters'],
    ],
    [
      { filters: [{ group: 'NOT', filters: [] }] },
      422,
      ['group must be one of the following values: AND, OR'],
    ],
    [
      { filters: [{ field: 'dateAdded', operator: 'range', value: { since: day(1) } }] },
      422,
      ['filters.value.since must be a bound'],
    ],
  ])('%j', async (json, status, message) => {
    expect(await api.search(json)).toMatchObject({ status, body: { message } });
  });
});

describe('order and pages', () => {
  it.each<[unknown, unknown[]]>([
    [undefined, ['Emil', 'Dora', 'Cleo', 'Ben', 'Ana']],
    [[{ field: 'dateUpdated', direction: 'desc' }], ['Ana', 'Ben', 'Cleo', 'Dora', 'Emil']],
    [
      [
        { field: 'lastNameLowerCase', direction: 'asc' },
        { field: 'dateAdded', direction: 'desc' },
      ],
      ['Emil', 'Dora', 'Cleo', 'Ben', 'Ana'],
    ],
    [
      [
        { field: 'dnd', direction: 'desc' },
        { field: 'firstNameLowerCase', direction: 'asc' },
      ],
      ['Ben', 'Ana', 'Cleo', 'Dora', 'Emil'],
    ],
  ])('follow %j, page by page and by cursor', async (sort, people) => {
    expect(found(await api.search({ ...(sort !== undefined && { sort }) }))).toEqual(people);

    const byPage: unknown[] = [];
    const byCursor: unknown[] = [];
    let searchAfter: unknown;
    for (const page of [1, 2, 3]) {
      const common = { pageLimit: 2, ...(sort !== undefined && { sort }) };
      const numbered = await api.search({ ...common, page });
      const cursored = await api.search({ ...common, ...(page > 1 && { searchAfter }) });
      expect(at(numbered.body, 'total')).toBe(5);
      byPage.push(...found(numbered));
      byCursor.push(...found(cursored));
      searchAfter = at(listAt(cursored, 'contacts').at(-1), 'searchAfter');
    }
    expect([byPage, byCursor]).toEqual([people, people]);
  });

  it('give a cursor even on the last row, and nothing after it', async () => {
    const last = listAt(await api.search({}), 'contacts').at(-1);
    const answer = await api.search({ searchAfter: at(last, 'searchAfter') });

    expect(found(answer)).toEqual([]);
  });

  it('carry nulls for what is empty, and other names than a contact by id', async () => {
    const [row] = listAt(await api.search({ query: 'Dora' }), 'contacts');

    expect(row).toMatchObject({ email: null, phone: null, businessId: null, assignedTo: null });
    expect(row).toHaveProperty('address');
    expect(row).not.toHaveProperty('address1');
    expect(row).not.toHaveProperty('dndSettings');
  });

  it('keep up with writes, one and many', async () => {
    const { world } = api.sandbox;
    const fresh = await openApi({ contacts: 300, now: () => now });
    const sort = [{ field: 'dateUpdated', direction: 'desc' }];
    await fresh.search({ sort });
    const ids = [...fresh.sandbox.world.location(fresh.own.id).contacts.keys()];
    const touched = ids.filter((_, index) => index % 3 === 0);
    for (const [index, id] of touched.entries()) {
      fresh.sandbox.world.changeContact(fresh.own.id, id, {
        dateUpdated: new Date(now + index).toISOString(),
      });
      if (index === 10) await fresh.search({ sort });
    }
    const rows = listAt(await fresh.search({ sort }), 'contacts').map((row) => at(row, 'id'));
    await fresh.sandbox.close();

    expect(rows.slice(0, touched.length)).toEqual(touched.toReversed());
    expect(new Set(rows).size).toBe(300);
    expect(world.location(api.own.id).contacts.size).toBe(PEOPLE.length);
  });
});

describe('search lag', () => {
  it('shows a write, and a deletion, only later; a contact by id at once', async () => {
    const lagging = await openApi({ contacts: 0, now: () => now, searchLagMs: 3000 });
    const id = textAt(await lagging.create({ firstName: 'Zoë' }), 'contact', 'id');
    const names = async (): Promise<unknown[]> => found(await lagging.search({}));

    expect(await names()).toEqual([]);
    expect(await lagging.ask('GET', `/contacts/${id}`)).toMatchObject({ status: 200 });
    now += 3000;
    expect(await names()).toEqual(['Zoë']);
    await lagging.ask('PUT', `/contacts/${id}`, { json: { firstName: 'Zora' } });
    expect(await names()).toEqual(['Zoë']);
    now += 3000;
    expect(await names()).toEqual(['Zora']);
    await lagging.ask('DELETE', `/contacts/${id}`);
    expect(await names()).toEqual(['Zora']);
    expect(await lagging.ask('GET', `/contacts/${id}`)).toMatchObject({ status: 400 });
    now += 3000;
    expect(await names()).toEqual([]);
    await lagging.sandbox.close();
  });
});

describe('the deprecated list', () => {
  const list = (query: Readonly<Record<string, string>>, version = '2021-07-28') =>
    api.ask('GET', '/contacts/', { query: { locationId: api.own.id, ...query }, version });

  it('pages by date and id, or by id alone, with names in lower case', async () => {
    const first = await list({ limit: '2' });
    const { startAfter, startAfterId } = Object(at(first.body, 'meta'));
    const both = await list({ limit: '2', startAfter: String(startAfter), startAfterId });
    const idAlone = await list({ limit: '2', startAfterId });

    expect(listAt(first, 'contacts')).toMatchObject([
      { firstName: 'emil', firstNameRaw: 'Emil' },
      { firstName: 'dora' },
    ]);
    expect(listAt(both, 'contacts')).toMatchObject([{ firstName: 'cleo' }, { firstName: 'ben' }]);
    expect(both.body).toEqual(idAlone.body);
  });

  it('is gone in v3', async () => {
    expect(await list({}, 'v3')).toMatchObject({ status: 400 });
  });
});
