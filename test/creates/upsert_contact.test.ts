import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock } from '../../harness/time.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';
import type { Contact } from '../../sandbox/world.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const upsert = (input: Fields) => app.create('upsert_contact', input);

const add = (contact: Partial<Contact>) =>
  app.sandbox.world.addContact(app.location.id, {
    firstName: 'Dana',
    lastName: 'Reyes',
    tags: ['vip'],
    dateAdded: '2026-01-02T03:04:05.000Z',
    ...contact,
  }).id;

const held = (id: unknown) => app.sandbox.world.location(app.location.id).contacts.get(String(id));

const EMAIL = 'dana.reyes@example.com';
const PHONE = '+12025550147';

describe('Create or Update Contact', () => {
  it('creates a contact that is not there', async () => {
    const { wasCreated, matchedBy, changed, ignoredFields, ...contact } = await upsert({
      email: EMAIL,
      phone: '(202) 555-0147',
      firstName: 'Dana',
      companyName: 'Reyes Property Group',
      gender: 'female',
      tags: 'VIP, Hot Lead',
      [app.inputFor('Lead Score')]: 85,
    });
    expect({ wasCreated, matchedBy, changed, ignoredFields }).toEqual({
      wasCreated: true,
      matchedBy: undefined,
      changed: [],
      ignoredFields: [],
    });
    expect(contactSchema.parse(contact)).toMatchObject({
      name: 'Dana',
      email: EMAIL,
      phone: PHONE,
      companyName: 'Reyes Property Group',
      tags: ['vip', 'hot lead'],
      customFields: { lead_score: 85 },
    });
    expect(held(contact['id'])).toMatchObject({ gender: 'female', tags: ['vip', 'hot lead'] });
  });

  it.each([
    ['email', { email: 'DANA.Reyes@example.com' }],
    ['phone', { phone: '202 555 0147' }],
    ['email', { email: EMAIL, phone: PHONE }],
  ])('updates the one it finds by %s, sending only what differs', async (matchedBy, identity) => {
    const id = add({ email: EMAIL, phone: PHONE, source: 'referral' });
    const contact = await upsert({ ...identity, firstName: 'Dana', source: 'ads' });
    expect(contact).toMatchObject({
      id,
      wasCreated: false,
      matchedBy,
      changed: ['source'],
      ignoredFields: [],
    });
    expect(app.writesSent.map(({ method, body }) => ({ method, body }))).toEqual([
      { method: 'PUT', body: { source: 'ads' } },
    ]);
  });

  it('takes a name in one piece', async () => {
    expect(await upsert({ email: EMAIL, name: 'Dana Reyes' })).toMatchObject({
      wasCreated: true,
      firstName: 'Dana',
      lastName: 'Reyes',
    });
    expect(await upsert({ email: EMAIL, name: 'Dana Reyes' })).toMatchObject({ changed: [] });
    expect(await upsert({ email: EMAIL, name: 'Dana Ortiz' })).toMatchObject({ changed: ['name'] });
  });

  it('sends nothing when nothing would change', async () => {
    add({ email: EMAIL });
    const contact = await upsert({ email: EMAIL, lastName: 'Reyes', tags: ['vip'] });
    expect(contact).toMatchObject({ wasCreated: false, changed: [], tags: ['vip'] });
    expect(app.writesSent).toEqual([]);
  });

  it('adds tags and removes none', async () => {
    const id = add({ email: EMAIL });
    const { tags } = await upsert({ email: EMAIL, tags: ['Hot Lead', 'vip'] });
    expect(tags).toEqual(['vip', 'hot lead']);
    expect(held(id)?.tags).toEqual(['vip', 'hot lead']);
    expect(app.writesSent.map(({ body }) => body)).toEqual([{ tags: ['hot lead'] }]);
  });

  it('adds no tag that the contact holds in another spelling', async () => {
    add({ email: EMAIL, tags: ['VIP '] });
    await upsert({ email: EMAIL, tags: ['vip'] });
    expect(app.writesSent).toEqual([]);
  });

  it('says what HighLevel takes for a new contact only, and writes the rest', async () => {
    add({ email: EMAIL, companyName: 'Reyes Property Group' });
    expect(
      await upsert({ email: EMAIL, city: 'Salem', companyName: 'Harbor Homes', gender: 'female' }),
    ).toMatchObject({ changed: ['city'], ignoredFields: ['Company Name', 'Gender'] });
    expect(await upsert({ email: EMAIL, companyName: 'Reyes Property Group' })).toMatchObject({
      changed: [],
      ignoredFields: [],
    });
  });

  it('writes nothing when email and phone belong to two people and the step is to stop', async () => {
    add({ email: EMAIL });
    add({ phone: PHONE });
    const failure = await app.failure(() =>
      upsert({ email: EMAIL, phone: PHONE, city: 'Salem', ifUnusable: 'stop' }),
    );
    expect(failure).toMatchObject({
      kind: 'halted',
      message:
        'The email belongs to one contact in HighLevel and the phone to another one. Merge the two contacts in HighLevel, or leave one of the two fields blank.',
    });
    expect(app.writesSent).toEqual([]);
  });

  describe('with another email for the phone’s owner', () => {
    const NEW_EMAIL = 'dana@new.example.com';
    let id: string;

    beforeEach(() => {
      id = add({ email: EMAIL, phone: PHONE, additionalEmails: ['second@example.com'] });
    });

    it('stops before the old one is lost when asked to', async () => {
      const input = { email: NEW_EMAIL, phone: PHONE, city: 'Salem', otherEmail: 'stop' };
      const failure = await app.failure(() => upsert(input));
      expect(failure).toMatchObject({
        kind: 'halted',
        message:
          'HighLevel has this contact with another main email, which an update would lose. Choose under “If the Phone Matches but the Email Differs” whether to keep or to replace it.',
      });
      expect(app.writesSent).toEqual([]);
    });

    it.each([undefined, 'keep'])('keeps the old one and says so (%s)', async (otherEmail) => {
      const input = { email: NEW_EMAIL, phone: PHONE, city: 'Salem', otherEmail };
      expect(await upsert(input)).toMatchObject({
        id,
        email: EMAIL,
        changed: ['city'],
        ignoredFields: ['Email'],
      });
    });

    it('refuses an answer that it does not offer', async () => {
      const input = { email: NEW_EMAIL, phone: PHONE, otherEmail: 'both' };
      const failure = await app.failure(() => upsert(input));
      expect(failure.message).toMatch(
        /Email Differs” takes “Update the contact and keep its email”, .* got “both”\.$/,
      );
      expect(app.sandbox.requests).toEqual([]);
    });

    it('replaces it when asked to', async () => {
      const input = { email: NEW_EMAIL, phone: PHONE, otherEmail: 'replace' };
      expect(await upsert(input)).toMatchObject({ id, email: NEW_EMAIL, changed: ['email'] });
    });

    it('does not make an additional email the main one unasked', async () => {
      const result = await upsert({ email: 'second@example.com', city: 'Salem' });
      expect(result).toMatchObject({ id, email: EMAIL, city: 'Salem', ignoredFields: [] });
      expect(held(id)?.email).toBe(EMAIL);
    });
  });

  it('needs an email or a phone', async () => {
    const failure = await app.failure(() => upsert({ firstName: 'Dana' }));
    expect(failure).toMatchObject({
      kind: 'halted',
      message:
        'Fill in an Email or a Phone: HighLevel recognizes an existing contact by one of them. For a contact with neither, use Create Contact.',
    });
    expect(app.sandbox.requests).toEqual([]);
  });

  it.each(['resetBefore', 'resetAfter', 'halfBody'] as const)(
    'makes one contact although the connection fails (%s)',
    async (kind) => {
      holdClock();
      app.sandbox.addFault({ kind, times: 1, match: { path: '/contacts/upsert$' } });
      const { id, wasCreated } = await upsert({ email: EMAIL, tags: ['vip'] });
      expect(wasCreated).toBe(true);
      const { contacts } = app.sandbox.world.location(app.location.id);
      expect([...contacts.values()].filter(({ email }) => email === EMAIL)).toMatchObject([
        { id, tags: ['vip'] },
      ]);
    },
  );
});
