import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Choices, Fields, TestApp } from '../../harness/app.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import type { Contact } from '../../sandbox/world.ts';
import { newTrace } from '../../zap-runner/platform.ts';

let app: TestApp;

const open = async (options: SandboxOptions = {}) => {
  app = await openApp({ contacts: 5, ...options });
};

beforeEach(() => open());

afterEach(async () => {
  await app.close();
});

const find = (input: Fields) => app.search('find_contact', input);

const add = (contact: Partial<Contact> = {}) =>
  app.sandbox.world.addContact(app.location.id, contact).id;

const DANA = {
  firstName: 'Dana',
  lastName: 'Reyes',
  email: 'dana.reyes@example.com',
  phone: '+12025550147',
};

const sent = () => app.sandbox.requests.map(({ method, path }) => `${method} ${path}`);

describe('Find Contact', () => {
  it('returns the whole contact, Protiv-shaped', async () => {
    const id = add({
      ...DANA,
      companyName: 'Reyes Property Group',
      address1: '12 Harbor Street',
      lastActivity: '2026-03-01T10:00:00.000Z',
      customFields: [{ id: app.customFieldId('Lead Score'), value: 85 }],
    });
    const [found, ...others] = await find({ email: DANA.email });
    expect(others).toEqual([]);
    const { matchedBy, matchCount, wasCreated, ...contact } = found ?? {};
    expect({ matchedBy, matchCount, wasCreated }).toEqual({
      matchedBy: 'email',
      matchCount: 1,
      wasCreated: false,
    });
    expect(contactSchema.parse(contact)).toMatchObject({
      id,
      contactId: id,
      name: 'Dana Reyes',
      email: DANA.email,
      phone: DANA.phone,
      companyName: 'Reyes Property Group',
      address1: '12 Harbor Street',
      lastActivity: '2026-03-01T10:00:00.000Z',
      customFields: { lead_score: 85 },
    });
  });

  it.each<[string, Fields]>([
    ['email', { email: 'dana.reyes@EXAMPLE.com ' }],
    ['phone', { phone: '+1 (202) 555-0147' }],
    ['phone', { phone: '(202) 555-0147' }],
    ['phone', { phone: '202.555.0147' }],
    ['phone', { phone: '1-202-555-0147' }],
    ['phone', { phone: '0012025550147' }],
    ['phone', { phone: 12025550147 }],
    ['query', { query: 'dana rey' }],
    ['query', { query: '5550147' }],
    ['email', { email: DANA.email, phone: '+12025550199', query: 'nobody' }],
    ['phone', { email: 'other@example.com', phone: DANA.phone }],
    ['phone', { contactId: 'noSuchContact', phone: DANA.phone }],
  ])('finds by %s: %j', async (matchedBy, input) => {
    const id = add(DANA);
    expect(await find(input)).toMatchObject([{ id, matchedBy, matchCount: 1 }]);
  });

  it('prefers the id to the email and the email to the phone', async () => {
    const byId = add({ firstName: 'Id' });
    const byEmail = add({ email: 'a@example.com' });
    const byPhone = add({ phone: DANA.phone });
    const input = { contactId: byId, email: 'a@example.com', phone: DANA.phone };
    expect(await find(input)).toMatchObject([{ id: byId, matchedBy: 'contactId' }]);
    expect(await find({ ...input, contactId: '' })).toMatchObject([
      { id: byEmail, matchedBy: 'email' },
    ]);
    expect(await find({ ...input, contactId: '', email: null })).toMatchObject([
      { id: byPhone, matchedBy: 'phone' },
    ]);
  });

  it('reads a phone without a country code in the location’s country', async () => {
    app.connect(({ country }) => country === 'DE');
    const id = add({ phone: '+493023125001' });
    expect(await find({ phone: '030 23125001' })).toMatchObject([{ id }]);
    expect(await find({ phone: '0049 30 23125001' })).toMatchObject([{ id }]);
  });

  it('counts all matches and returns the one that changed last', async () => {
    app.connect(({ country }) => country === 'DE');
    const [first, second, third] = [1, 2, 3].map((day) =>
      add({ ...DANA, lastName: 'Qvistgaard', dateAdded: `2026-01-0${day}T00:00:00.000Z` }),
    );
    app.sandbox.world.changeContact(app.location.id, second ?? '', { city: 'Kiel' });
    expect([first, third]).not.toContain(second);
    expect(await find({ email: DANA.email })).toMatchObject([{ id: second, matchCount: 3 }]);
    expect(await find({ query: 'qvistgaard' })).toMatchObject([{ id: second, matchCount: 3 }]);
  });

  it.each<Fields>([
    { email: 'nobody@example.com' },
    { phone: '+12025550999' },
    { contactId: 'noSuchContact' },
    { contactId: '..' },
    { query: 'zzz no such person' },
    { contactId: 'noSuchContact', query: 'Reyes' },
    { email: 'n/a' },
    { email: ['a@example.com', 'b@example.com'] },
    { phone: 'call me' },
    { phone: '-' },
    { phone: { odd: true } },
    { email: 'dana at example', phone: 'none', query: 'Reyes' },
  ])('gives nothing for %j, which is no error', async (input) => {
    add(DANA);
    expect(await find(input)).toEqual([]);
  });

  it.each(['+12', '+123456', '32665', '+4912345678901234', '+15550147'])(
    'finds whatever phone HighLevel holds, as a trigger gives it: %s',
    async (phone) => {
      const id = add({ firstName: 'Odd', phone });
      const found = await find({ phone });
      expect(found).toMatchObject(phone === '+12' ? [] : [{ id, phone, matchedBy: 'phone' }]);
    },
  );

  it('finds nobody, and does not stop, when all that is mapped came empty', async () => {
    const call = {
      authData: app.authData,
      inputData: { email: '', phone: null },
      inputDataRaw: { email: '{{1__email}}', phone: '{{1__phone}}' },
    };
    const method = 'searches.find_contact.operation.perform';
    expect(await app.platform.call(method, call, newTrace())).toEqual([]);
    expect(app.sandbox.requests).toEqual([]);
  });

  it('goes without names that cannot be read', async () => {
    const { users, businesses } = app.sandbox.world.location(app.location.id);
    const [user, company] = [users[0], businesses[0]];
    add({ ...DANA, assignedTo: user?.id ?? '', businessId: company?.id ?? '' });
    app.sandbox.addFault({ kind: 'status', status: 500, match: { path: '^/(users|businesses)/' } });
    const [nameless] = await find({ email: DANA.email });
    expect(nameless).toMatchObject({ assignedTo: user?.id, businessId: company?.id });
    expect(nameless).not.toHaveProperty('assignedToName');
  });

  it('puts names beside the ids of user and company', async () => {
    const { users, businesses } = app.sandbox.world.location(app.location.id);
    const [user, company] = [users[0], businesses[0]];
    add({ ...DANA, assignedTo: user?.id ?? '', businessId: company?.id ?? '' });
    expect(await find({ email: DANA.email })).toMatchObject([
      { assignedToName: user?.name, companyName: company?.name },
    ]);
  });

  it('asks search for an email in lower case, as HighLevel keeps it', async () => {
    await find({ email: 'DANA.Reyes@Example.com' });
    const search = app.sandbox.requests.find(({ path }) => path === '/contacts/search');
    expect(search?.body).toMatchObject({
      filters: [{ field: 'email', operator: 'eq', value: 'dana.reyes@example.com' }],
    });
  });

  describe('while search lags behind', () => {
    beforeEach(async () => {
      await app.close();
      await open({ searchLagMs: 3_600_000 });
    });

    it.each<[string, Fields]>([
      ['email', { email: DANA.email }],
      ['phone', { phone: DANA.phone }],
    ])('finds by %s who was added a moment ago', async (matchedBy, input) => {
      const id = add(DANA);
      expect(await find(input)).toMatchObject([{ id, matchedBy, matchCount: 1 }]);
      expect(sent()).toContain('GET /contacts/search/duplicate');
    });
  });

  describe('when search still shows what is no longer so', () => {
    let now = Date.UTC(2026, 5, 1);

    beforeEach(async () => {
      now = Date.UTC(2026, 5, 1);
      await app.close();
      await open({ searchLagMs: 60_000, now: () => now });
      add(DANA);
      now += 3_600_000;
      await find({ query: 'Dana' });
    });

    it('returns the contact as it is', async () => {
      const [contact] = await find({ query: DANA.email });
      app.sandbox.world.changeContact(app.location.id, String(contact?.['id']), { city: 'Salem' });
      expect(await find({ email: DANA.email })).toMatchObject([{ city: 'Salem' }]);
    });

    it('does not return a contact that was deleted', async () => {
      const [contact] = await find({ query: DANA.email });
      app.sandbox.world.location(app.location.id).deleteContact(String(contact?.['id']));
      expect(await find({ email: DANA.email })).toEqual([]);
      expect(await find({ query: DANA.email })).toEqual([]);
    });
  });

  it.each<[string, Fields, string]>([
    ['nothing', {}, 'Fill in an Email, a Phone, a Contact or a Search Text to search by.'],
    [
      'blanks',
      { email: ' ', phone: '', contactId: null, query: [] },
      'Fill in an Email, a Phone, a Contact or a Search Text to search by.',
    ],
  ])('asks for something to search by when given %s', async (_what, input, message) => {
    expect(await app.failure(() => find(input))).toMatchObject({ kind: 'halted', message });
    expect(app.sandbox.requests).toEqual([]);
  });

  it('takes text of just 75 characters', async () => {
    expect(await find({ query: 'x'.repeat(75) })).toEqual([]);
    expect(sent()).toEqual(['POST /contacts/search']);
  });

  const findFor = (inputData: Fields, inputDataRaw: Fields) =>
    app.platform.call(
      'searches.find_contact.operation.perform',
      { authData: app.authData, inputData, inputDataRaw },
      newTrace(),
    );

  it('stops for more text than HighLevel searches for where the Zap’s maker typed it', async () => {
    const input = { query: 'x'.repeat(76) };
    expect(await app.failure(() => findFor(input, input))).toMatchObject({
      kind: 'halted',
      message:
        '“Search Text” takes at most 75 characters, because HighLevel searches for no more. Shorten it.',
    });
    expect(app.sandbox.requests).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['more text than HighLevel searches for', 'x'.repeat(76)],
    ['a whole message', 'Dana Reyes '.repeat(50)],
    ['a list', ['Dana', 'Reyes']],
    ['a group of values', { name: 'Dana' }],
  ])('finds nobody by %s that is mapped, and does not stop', async (_what, query) => {
    add(DANA);
    expect(await findFor({ query }, { query: '{{1__name}}' })).toEqual([]);
    const byEmail = { query: '{{1__name}}', email: '{{1__email}}' };
    expect(await findFor({ query, email: DANA.email }, byEmail)).toMatchObject([
      { matchedBy: 'email' },
    ]);
  });

  it('finds nobody by a list of ids that is mapped', async () => {
    const input = { contactId: ['a', 'b'] };
    expect(await findFor(input, { contactId: '{{1__ids}}' })).toEqual([]);
    expect((await app.failure(() => findFor(input, input))).message).toMatch(/^“Contact” takes/);
  });

  it('offers all of many contacts, each once, to the last page', async () => {
    await app.close();
    await open({ contacts: 2_000 });
    const ids = new Set<unknown>();
    let pages = 0;
    for (let token: string | undefined = ''; token !== undefined; pages += 1) {
      const page: Choices = await app.choices('searches.find_contact', 'contactId', token);
      for (const { id } of page.results) ids.add(id);
      token = typeof page.paging_token === 'string' ? page.paging_token : undefined;
    }
    expect(pages).toBe(21);
    expect(ids.size).toBe(2_000);
  });

  it('offers contacts, the latest changed first, page by page', async () => {
    const now = Date.now();
    const stamp = (index: number) => new Date(now + index).toISOString();
    for (let index = 0; index < 120; index += 1) {
      add({ firstName: `No ${index}`, dateAdded: stamp(index) });
    }
    const nameless = add({ phone: '+12025550188', dateAdded: stamp(120) });
    add({ ...DANA, dateAdded: stamp(-1) });
    const nobody = add({ dateAdded: stamp(-2) });
    const first = await app.choices('searches.find_contact', 'contactId');
    const second = await app.choices(
      'searches.find_contact',
      'contactId',
      String(first.paging_token),
    );
    expect(first.results[0]).toEqual({ id: nameless, label: '+12025550188' });
    expect(first.results[1]).toMatchObject({ label: 'No 119' });
    expect(first.results).toHaveLength(100);
    const ids = [...first.results, ...second.results].map(({ id }) => id);
    expect(new Set(ids).size).toBe(128);
    expect(second.results.slice(21, 23)).toEqual([
      { id: expect.any(String), label: 'Dana Reyes (dana.reyes@example.com)' },
      { id: nobody, label: nobody },
    ]);
    expect(second.paging_token).toBeNull();
  });
});
