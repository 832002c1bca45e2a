import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { companySchema } from '../../lib/protiv/company/schema.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
});

beforeEach(() => {
  app.clearRequests();
  app.sandbox.reset();
  app.connect(({ scopes }) => scopes.includes('contacts.write'));
});

afterAll(() => app.close());

const create = (input: Fields) => app.create('create_business', input);

const companies = () => app.sandbox.world.location(app.location.id).businesses;

describe('Create Company', () => {
  it('creates one with all that the step says of it', async () => {
    const said = {
      name: 'Moss & Partner {{x}}',
      email: 'office@moss.example.com',
      website: 'https://moss.example.com',
      address: '1 Quay',
      city: 'Boston',
      state: 'MA',
      postalCode: '02109',
      country: 'US',
      description: 'Flat roofs\nonly',
    };
    const { wasCreated, ignoredFields, ...company } = await create({
      ...said,
      name: `  ${said.name} `,
      phone: '(212) 555-0160',
    });
    expect({ wasCreated, ignoredFields }).toEqual({ wasCreated: true, ignoredFields: [] });
    expect(companySchema.parse(company)).toMatchObject({ ...said, phone: '+12125550160' });
    expect(app.writesSent.map(({ body }) => body)).toEqual([
      { ...said, phone: '+12125550160', locationId: app.location.id },
    ]);
    expect(companies().at(-1)).toMatchObject({ id: company['companyId'], city: 'Boston' });
  });

  it('gives the one of that name as it is, however it is written, and sends nothing', async () => {
    const [first] = companies();
    for (const name of ['Harbor Homes LLC', ' harbor  homes llc ']) {
      expect(await create({ name, city: 'Salem' })).toEqual({
        ...first,
        companyId: first?.id,
        wasCreated: false,
        ignoredFields: [],
      });
    }
    expect(app.writesSent).toEqual([]);
  });

  it('leaves out what a stranger got wrong, and says so without repeating it', async () => {
    const { name, ignoredFields, ignoredReasons } = await create({
      name: 'Moss',
      phone: 'on request 12',
      email: 'office at moss',
    });
    expect({ name, ignoredFields }).toEqual({ name: 'Moss', ignoredFields: ['Phone', 'Email'] });
    expect(ignoredReasons).toBe(
      '“Phone” does not hold one phone number. “Email” does not hold one email address.',
    );
  });

  it('tells who tries the step of all that cannot be used', async () => {
    const input = { name: 'Moss', phone: 'on request', email: 'none' };
    const failure = await app.failure(() =>
      app.call('creates.create_business.operation.perform', input, { isLoadingSample: true }),
    );
    expect(failure.message).toMatch(/“Phone” does not hold .*“Email” does not hold /);
    expect(app.writesSent).toEqual([]);
  });

  it.each(['resetAfter', 'emptyBody'] as const)(
    'finds what it made when the answer is lost (%s)',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { method: 'POST', path: '/businesses/$' } });
      expect(await create({ name: 'Moss' })).toMatchObject({ wasCreated: true, name: 'Moss' });
      expect(companies().filter(({ name }) => name === 'Moss')).toHaveLength(1);
      expect(app.writesSent).toHaveLength(1);
    },
  );

  it('says what did not come back, and reads the answer by its right name too', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 201,
      body: { success: true, business: { id: 'companyNew0000000001', name: 'Moss' } },
      match: { method: 'POST', path: '/businesses/$' },
    });
    expect(await create({ name: 'Moss', city: 'Boston' })).toMatchObject({
      companyId: 'companyNew0000000001',
      ignoredFields: ['City'],
      ignoredReasons: 'HighLevel did not keep “City”.',
    });
  });

  it('says which pack and access it takes, before anything is sent', async () => {
    app.authData = {
      ...app.authData,
      scope: 'contacts.readonly contacts.write businesses.readonly',
    };
    const { kind, message } = await app.failure(() => create({ name: 'Moss' }));
    expect(kind).toBe('halted');
    expect(message).toMatch(
      /not allowed to change companies\..*“Contacts, sales and messages” under “What Zaps May Work With” and “Read and write”/,
    );
    expect(app.sandbox.requests).toEqual([]);
  });
});
