import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { Fields, TestApp } from '../../../../harness/app.ts';
import type { Contact } from '../../../../sandbox/world.ts';

let app: TestApp;
let count = 0;

beforeAll(async () => {
  app = await openApp({ contacts: 1, rateLimit: false });
});

afterEach(() => {
  app.sandbox.clearFaults();
  app.clearRequests();
});

afterAll(async () => {
  await app.close();
});

/** Nobody has this yet. */
const freshPhone = (): string => {
  count += 1;
  return `+1202555${String(1000 + count)}`;
};

const freshEmail = (): string => {
  count += 1;
  return `lead${count}@example.com`;
};

const add = (contact: Partial<Contact>): string =>
  app.sandbox.world.addContact(app.location.id, contact).id;

const held = (id: unknown) => app.sandbox.world.location(app.location.id).contacts.get(String(id));

const upsert = (input: Fields) => app.create('upsert_contact', input);

describe('a lead with the phone of somebody else', () => {
  const ANA = { firstName: 'Ana', lastName: 'Reyes', city: 'Boston', tags: ['vip'] };
  let phone: string;
  let id: string;
  let lead: Fields;

  beforeEach(() => {
    phone = freshPhone();
    id = add({ ...ANA, phone });
    lead = {
      phone,
      email: freshEmail(),
      firstName: 'Tom',
      lastName: 'Reyes',
      city: 'Salem',
      gender: 'male',
      tags: ['hot lead'],
      [app.inputFor('Lead Score')]: '85',
    };
  });

  it('leaves the contact as it is, goes on and says so', async () => {
    const before = structuredClone(held(id));
    const result = await upsert(lead);
    expect(result).toMatchObject({
      id,
      firstName: 'Ana',
      wasCreated: false,
      matchedBy: 'phone',
      nameDiffers: true,
      changed: [],
      ignoredReasons:
        'The contact with this phone has another first name, so it was left as it is.',
    });
    expect(new Set(Object.values(result['ignoredFields'] ?? {}))).toEqual(
      new Set(['First Name', 'Email', 'City', 'Gender', 'Tags', 'Lead Score']),
    );
    expect(held(id)).toEqual(before);
    expect(app.writesSent).toEqual([]);
  });

  it('notes what was typed where the step says so', async () => {
    await upsert({ ...lead, ifUnusable: 'note' });
    const notes = [...app.sandbox.world.location(app.location.id).notes.values()];
    const note = notes.find(({ contactId }) => contactId === id);
    expect(note?.body).toContain('First Name: Tom');
    expect(note?.body).toContain('City: Salem');
  });

  it('updates all but the name', async () => {
    const result = await upsert({ ...lead, otherName: 'keep', otherEmail: 'replace' });
    expect(result).toMatchObject({
      id,
      name: 'Ana Reyes',
      city: 'Salem',
      email: lead['email'],
      tags: ['vip', 'hot lead'],
      nameDiffers: true,
      ignoredFields: expect.arrayContaining(['First Name', 'Last Name']),
    });
    expect(held(id)).toMatchObject({ firstName: 'Ana', city: 'Salem' });
  });

  it('updates all', async () => {
    expect(await upsert({ ...lead, otherName: 'replace' })).toMatchObject({
      id,
      firstName: 'Tom',
      city: 'Salem',
      nameDiffers: true,
    });
  });

  it('stops', async () => {
    const failure = await app.failure(() => upsert({ ...lead, otherName: 'stop' }));
    expect(failure).toMatchObject({
      kind: 'halted',
      message: expect.stringContaining('“If the Name Differs”'),
    });
    expect(app.writesSent).toEqual([]);
  });

  it('says so where the sub-account allows no second contact with the phone', async () => {
    const result = await upsert({ ...lead, otherName: 'separate' });
    expect(result).toMatchObject({
      id,
      wasCreated: false,
      nameDiffers: true,
      ignoredReasons: expect.stringContaining('does not allow a second contact'),
    });
    expect(app.writesSent).toEqual([]);
  });
});

it('finds its own contact among those that share a phone', async () => {
  const phone = freshPhone();
  add({ firstName: 'Ana', phone });
  const tom = add({ firstName: 'Tom', phone });
  expect(await upsert({ phone, firstName: 'Thomas', city: 'Salem' })).toMatchObject({
    id: tom,
    changed: ['firstName', 'city'],
  });
});

describe('the same person, by phone', () => {
  it.each<[string, Partial<Contact>, Fields]>([
    ['a caller id', { firstName: 'WIRELESS', lastName: 'CALLER' }, { firstName: 'Tom' }],
    ['no name', {}, { firstName: 'Tom', lastName: 'Reyes' }],
    ['a number for a name', { firstName: '+1 202 555 0147' }, { name: 'Tom Reyes' }],
    ['another last name', { firstName: 'Tom', lastName: 'Moss' }, { firstName: 'Tom' }],
    ['a nickname', { firstName: 'Robert' }, { firstName: 'Bob' }],
    ['names the other way round', { firstName: 'Reyes', lastName: 'Tom' }, { name: 'Tom Reyes' }],
    ['an initial', { firstName: 'T.' }, { firstName: 'Tom' }],
    ['other case and accents', { firstName: 'JOSÉ' }, { firstName: 'jose' }],
  ])('completes a contact with %s', async (_what, contact, name) => {
    const phone = freshPhone();
    const id = add({ ...contact, phone });
    const result = await upsert({ phone, ...name, city: 'Salem' });
    expect(result).toMatchObject({ id, city: 'Salem', wasCreated: false });
    expect(result).not.toHaveProperty('nameDiffers');
    expect(held(id)).toMatchObject({
      city: 'Salem',
      firstName: String(Object.values(name)[0]).split(' ')[0],
    });
  });

  it('keeps the main email and says so', async () => {
    const phone = freshPhone();
    const email = freshEmail();
    const id = add({ firstName: 'Tom', phone, email });
    expect(
      await upsert({ phone, firstName: 'Tom', email: freshEmail(), city: 'Salem' }),
    ).toMatchObject({
      id,
      email,
      city: 'Salem',
      changed: ['city'],
      ignoredFields: ['Email'],
      ignoredReasons: 'The contact keeps its main email, which differs.',
    });
  });
});

describe('by email, with another phone', () => {
  it('replaces the phone, and the old one stands in the output', async () => {
    const email = freshEmail();
    const [before, after] = [freshPhone(), freshPhone()];
    add({ firstName: 'Tom', email, phone: before });
    const result = await upsert({ email, phone: after, firstName: 'Anyone' });
    expect(result).toMatchObject({ phone: after, previousPhone: before, firstName: 'Anyone' });
    expect(await upsert({ email, phone: after })).not.toHaveProperty('previousPhone');
  });

  it('keeps it where the step says so', async () => {
    const email = freshEmail();
    const before = freshPhone();
    add({ firstName: 'Tom', email, phone: before });
    const result = await upsert({ email, phone: freshPhone(), otherPhone: 'keep', city: 'Salem' });
    expect(result).toMatchObject({ phone: before, city: 'Salem', ignoredFields: ['Phone'] });
    expect(result).not.toHaveProperty('previousPhone');
  });

  it('goes by the email when the phone is somebody else’s, and takes nobody’s phone', async () => {
    const email = freshEmail();
    const phone = freshPhone();
    const id = add({ firstName: 'Tom', email });
    const other = add({ firstName: 'Ana', phone });
    expect(await upsert({ email, phone, city: 'Salem' })).toMatchObject({
      id,
      city: 'Salem',
      matchedBy: 'email',
      ignoredFields: ['Phone'],
      ignoredReasons: 'The email belongs to one contact in HighLevel and the phone to another one.',
    });
    expect(held(other)).toMatchObject({ firstName: 'Ana', phone });
  });

  it('sees no conflict in a phone that both hold already', async () => {
    const email = freshEmail();
    const phone = freshPhone();
    add({ firstName: 'Ana', phone });
    const id = add({ firstName: 'Tom', email, phone });
    expect(await upsert({ email, phone, city: 'Salem' })).toMatchObject({
      id,
      changed: ['city'],
      ignoredFields: [],
    });
  });
});

describe('a thin answer', () => {
  const FULL = {
    lastName: 'Reyes',
    source: 'referral',
    assignedTo: 'somebody00000000000x',
    dateOfBirth: '1985-07-24',
    city: 'Boston',
    timezone: 'America/New_York',
    tags: ['vip'],
  };

  it.each<[string, Fields]>([
    ['update_contact', {}],
    ['upsert_contact', {}],
  ])('loses nothing in %s', async (step) => {
    const email = freshEmail();
    const id = add({ ...FULL, firstName: 'Tom', email });
    app.sandbox.world.changeContact(app.location.id, id, {
      customFields: [{ id: app.customFieldId('Lead Score'), value: 85 }],
    });
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: {
        succeded: true,
        contact: { id, firstName: 'Thomas', city: null, tags: [], source: '' },
      },
      match: { method: 'PUT' },
    });
    const identity = step === 'update_contact' ? { contactId: id } : { email };
    const result = await app.create(step, { ...identity, firstName: 'Thomas' });
    expect(result).toMatchObject({
      ...FULL,
      id,
      firstName: 'Thomas',
      email,
      changed: ['firstName'],
      ignoredFields: [],
      customFields: { lead_score: 85 },
    });
  });
});

describe('where the sub-account allows two contacts with one phone', () => {
  let open: TestApp;

  beforeAll(async () => {
    open = await openApp({ contacts: 1, rateLimit: false, allowDuplicateContact: true });
  });

  afterAll(async () => {
    await open.close();
  });

  it.each<[string, Fields]>([
    ['with an email of its own', { email: 'tom@example.com' }],
    ['with the phone alone', {}],
  ])('makes a separate one, once, %s', async (_what, more) => {
    const phone = freshPhone();
    const { id } = open.sandbox.world.addContact(open.location.id, { firstName: 'Ana', phone });
    const lead = { phone, firstName: 'Tom', tags: ['hot lead'], otherName: 'separate', ...more };
    const made = await open.create('upsert_contact', lead);
    expect(made).toMatchObject({ phone, firstName: 'Tom', tags: ['hot lead'], wasCreated: true });
    expect(made['id']).not.toBe(id);
    const again = await open.create('upsert_contact', lead);
    expect(again).toMatchObject({ id: made['id'], wasCreated: false });
    const { contacts } = open.sandbox.world.location(open.location.id);
    expect([...contacts.values()].filter((contact) => contact.phone === phone)).toHaveLength(2);
    expect(contacts.get(id)).toMatchObject({ firstName: 'Ana', tags: [] });
  });
});
