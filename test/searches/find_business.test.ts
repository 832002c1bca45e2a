import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
});

afterEach(async () => {
  await app.close();
});

const companies = () => app.sandbox.world.location(app.location.id).businesses;

const find = (name: unknown) => app.search('find_business', { name });

const fill = (count: number) => {
  for (let index = companies().length; index < count; index += 1) {
    companies().push({ id: `company${String(index).padStart(13, '0')}`, name: `Firm N${index}` });
  }
};

describe('Find Company', () => {
  it.each([
    ['Stadtwerke Nord', 'Stadtwerke Nord', 'name'],
    ['HARBOR HOMES LLC', 'Harbor Homes LLC', 'name'],
    ['Harbor-Homes, LLC.', 'Harbor Homes LLC', 'similarName'],
    ['Harbor Homes', 'Harbor Homes LLC', 'similarName'],
    ['reyes', 'Reyes Property Group', 'similarName'],
  ])('finds %j: %j, by %s', async (given, name, matchedBy) => {
    const company = companies().find((one) => one.name === name);
    expect(await find(given)).toEqual([
      { ...company, companyId: company?.id, contactCount: 0, matchedBy },
    ]);
    expect(app.sandbox.requests.map(({ path }) => path)).toEqual([
      '/businesses/',
      `/contacts/business/${company?.id}`,
    ]);
  });

  it('finds one by its ID, and nothing for what there is not', async () => {
    const [first] = companies();
    expect(await find(first?.id)).toMatchObject([{ name: first?.name, matchedBy: 'id' }]);
    for (const given of ['Moss Ltd', 'arbor', '&']) expect(await find(given)).toEqual([]);
  });

  it('says how many contacts it has, where the connection may know', async () => {
    const [company] = companies();
    for (const businessId of [company?.id, company?.id, companies()[1]?.id]) {
      app.sandbox.world.addContact(app.location.id, { ...(businessId && { businessId }) });
    }
    expect(await find(company?.name)).toMatchObject([{ contactCount: 2 }]);
    app.authData = { ...app.authData, scope: 'businesses.readonly' };
    const [row] = await find(company?.name);
    expect(Object.keys(row ?? {})).not.toContain('contactCount');
  });

  it('gives the email and phone that HighLevel has', async () => {
    const rows = [{ id: 'aB1', name: 'Moss', email: 'office@moss.example.com', phone: '+1646' }];
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { businesses: rows },
      match: { path: '^/businesses/$' },
    });
    expect(await find('office@moss.example.com')).toEqual([
      { ...rows[0], companyId: 'aB1', contactCount: 0, matchedBy: 'email' },
    ]);
  });

  it('reads a list of several pages', async () => {
    fill(230);
    expect(await find('Firm N229')).toMatchObject([{ name: 'Firm N229', matchedBy: 'name' }]);
    expect(app.sandbox.requests).toHaveLength(4);
  });

  it('says so where there are more than it looks at, rather than that there is none', async () => {
    fill(2_600);
    expect(await find('Firm N7')).toMatchObject([{ name: 'Firm N7' }]);
    app.clearRequests();
    const { kind, message } = await app.failure(() => find('Moss Ltd'));
    expect(kind).toBe('halted');
    expect(message).toMatch(/none of the first 2500 companies .* map the ID itself/);
    expect(app.sandbox.requests).toHaveLength(25);
  });
});
