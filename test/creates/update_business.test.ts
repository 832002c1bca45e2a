import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock } from '../../harness/time.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
});

beforeEach(() => {
  app.clearRequests();
  app.sandbox.reset();
});

afterAll(() => app.close());

const companies = () => app.sandbox.world.location(app.location.id).businesses;

const first = () => {
  const [company] = companies();
  if (!company) throw new Error('There is no company.');
  return company;
};

const update = (input: Fields) =>
  app.create('update_business', { businessId: first().id, ...input });

describe('Update Company', () => {
  it('changes what is filled in, keeps the rest, and says what changed', async () => {
    Object.assign(first(), { city: 'Boston', email: 'office@harbor.example.com' });
    const given = { email: 'Office@Harbor.example.com', city: '', phone: '+1 212 555 0160' };
    expect(await update(given)).toMatchObject({
      name: 'Harbor Homes LLC',
      city: 'Boston',
      phone: '+12125550160',
      changed: ['phone'],
      ignoredFields: [],
    });
  });

  it.each([
    ['by its name', () => 'HARBOR HOMES LLC'],
    ['by its ID', () => first().id],
  ])('finds the company %s', async (_how, businessId) => {
    expect(await update({ businessId: businessId(), city: 'Salem' })).toMatchObject({
      companyId: first().id,
      changed: ['city'],
    });
  });

  it('sends nothing where nothing changes', async () => {
    expect(await update({ name: ' Harbor Homes LLC' })).toMatchObject({ changed: [] });
    expect(await update({})).toMatchObject({ changed: [] });
    expect(app.writesSent).toEqual([]);
  });

  it('writes the rest of what can be used, and stops where there is no rest', async () => {
    expect(await update({ phone: 'none', city: 'Salem' })).toMatchObject({
      changed: ['city'],
      ignoredFields: ['Phone'],
    });
    const { kind, message } = await app.failure(() => update({ phone: 'none' }));
    expect({ kind, message }).toMatchObject({
      kind: 'halted',
      message: expect.stringMatching(/“Phone” does not hold one phone number/),
    });
  });

  it('keeps what a thin answer leaves out, and tries once more when it is lost', async () => {
    holdClock();
    Object.assign(first(), { city: 'Boston' });
    app.sandbox.addFault({ kind: 'halfBody', times: 1, match: { method: 'PUT' } });
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { success: true, buiseness: { id: first().id, name: null } },
      times: 1,
      match: { method: 'PUT' },
    });
    expect(await update({ state: 'ME' })).toMatchObject({
      name: 'Harbor Homes LLC',
      city: 'Boston',
      changed: ['state'],
      ignoredFields: ['State'],
    });
    expect(app.writesSent).toHaveLength(2);
  });

  it.each([
    ['a company that is gone', 'abcdefgh1234567890XY', /cannot find this record/],
    ['nothing', ' ', /“Company” is empty/],
    ['a path', '../x', /there is no such company/],
  ])('refuses %s', async (_what, businessId, sentence) => {
    const failure = await app.failure(() => update({ businessId, city: 'Salem' }));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
    expect(app.sandbox.writes).toBe(0);
  });
});
