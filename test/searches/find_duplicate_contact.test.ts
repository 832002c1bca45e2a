import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
});

afterEach(() => app.close());

const EMAIL = 'dana.reyes@example.com';
const PHONE = '+12025550147';

const add = (contact: Parameters<TestApp['sandbox']['world']['addContact']>[1]) =>
  app.sandbox.world.addContact(app.location.id, contact).id;

const find = (input: Fields) => app.search('find_duplicate_contact', input);

describe('Find Duplicate Contact', () => {
  it('finds the contact that has both, Protiv-shaped', async () => {
    const id = add({ firstName: 'Dana', email: EMAIL, phone: PHONE });
    const [row, ...others] = await find({ email: 'DANA.Reyes@example.com', phone: '202 555 0147' });
    const { matchedBy, twoContacts, emailContactId, phoneContactId, ...contact } = row ?? {};
    expect(others).toEqual([]);
    expect({ matchedBy, twoContacts, emailContactId, phoneContactId }).toEqual({
      matchedBy: 'email and phone',
      twoContacts: false,
      emailContactId: id,
      phoneContactId: id,
    });
    expect(contactSchema.parse(contact)).toMatchObject({ id, firstName: 'Dana', phone: PHONE });
  });

  it('says so when they belong to two people', async () => {
    const byEmail = add({ email: EMAIL });
    const byPhone = add({ phone: PHONE });
    expect(await find({ email: EMAIL, phone: PHONE })).toMatchObject([
      {
        id: byEmail,
        matchedBy: 'email',
        twoContacts: true,
        emailContactId: byEmail,
        phoneContactId: byPhone,
      },
    ]);
  });

  it.each([
    ['email', { email: EMAIL, phone: '+12025550188' }, 'emailContactId', 'phoneContactId'],
    ['phone', { email: 'new@example.com', phone: PHONE }, 'phoneContactId', 'emailContactId'],
    ['phone', { phone: PHONE }, 'phoneContactId', 'emailContactId'],
  ])('finds by %s alone %j', async (matchedBy, input, there, absent) => {
    const id = add({ email: EMAIL, phone: PHONE });
    const [row] = await find(input);
    expect(row).toMatchObject({ id, matchedBy, twoContacts: false, [there]: id });
    expect(row).not.toHaveProperty(absent);
  });

  it('does not read the location to check an email', async () => {
    expect(await find({ email: EMAIL })).toEqual([]);
    expect(app.sandbox.requests.map(({ path }) => path)).toEqual(['/contacts/search/duplicate']);
  });

  it.each([
    ['neither', {}, /Fill in an Email or a Phone/],
    ['blanks', { email: ' ', phone: null }, /Fill in an Email or a Phone/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => find(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it.each<Fields>([
    { email: 'dana' },
    { phone: 'call me' },
    { email: 'a@b.c&locationId=x y' },
    { email: 'n/a', phone: '-' },
  ])('finds nothing by %j, which is no error', async (input) => {
    add({ email: EMAIL, phone: PHONE });
    expect(await find(input)).toEqual([]);
    expect(app.sandbox.requests.filter(({ path }) => path.includes('duplicate'))).toEqual([]);
  });

  it('goes by the phone when the email is none', async () => {
    const id = add({ phone: PHONE });
    expect(await find({ email: 'n/a', phone: PHONE })).toMatchObject([{ id, matchedBy: 'phone' }]);
  });

  it('works with a read-only connection, and sees its own sub-account only', async () => {
    add({ email: EMAIL });
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    expect(await find({ email: EMAIL })).toEqual([]);
    const id = add({ email: EMAIL });
    expect(await find({ email: EMAIL })).toMatchObject([{ id }]);
  });
});
