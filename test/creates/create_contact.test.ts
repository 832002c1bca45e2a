import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock, passMinutes } from '../../harness/time.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';
import type { Fault } from '../../sandbox/index.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const create = (input: Fields) => app.create('create_contact', input);

const contacts = () => [...app.sandbox.world.location(app.location.id).contacts.values()];

const DANA = { email: 'dana.reyes@example.com', phone: '+12025550147', firstName: 'Dana' };

describe('Create Contact', () => {
  it('takes every field and answers Protiv-shaped', async () => {
    const owner = app.sandbox.world.location(app.location.id).users[0]?.id;
    const { wasCreated, ignoredFields, ...contact } = await create({
      ...DANA,
      phone: ' (202) 555-0147 ',
      lastName: 'Reyes',
      source: 'website form',
      assignedTo: owner,
      address1: '12 Harbor Street',
      city: 'Toronto',
      state: 'ON',
      postalCode: 'M5V 2T6',
      country: 'Canada',
      website: 'https://example.com/dana',
      timezone: 'America/Toronto',
      dateOfBirth: '07/24/1985',
      dnd: 'yes',
      companyName: 'Reyes Property Group',
      gender: 'female',
      tags: ['VIP ', 'Hot Lead'],
    });
    expect({ wasCreated, ignoredFields }).toEqual({ wasCreated: true, ignoredFields: [] });
    expect(contactSchema.parse(contact)).toMatchObject({
      id: expect.any(String),
      contactId: contact['id'],
      name: 'Dana Reyes',
      firstName: 'Dana',
      lastName: 'Reyes',
      email: 'dana.reyes@example.com',
      phone: '+12025550147',
      source: 'website form',
      assignedTo: owner,
      address1: '12 Harbor Street',
      city: 'Toronto',
      state: 'ON',
      postalCode: 'M5V 2T6',
      country: 'CA',
      website: 'https://example.com/dana',
      timezone: 'America/Toronto',
      dateOfBirth: '1985-07-24',
      dnd: true,
      companyName: 'Reyes Property Group',
      tags: ['vip', 'hot lead'],
    });
    expect(contacts().find(({ id }) => id === contact['id'])).toMatchObject({ gender: 'female' });
    expect(app.sandbox.writes).toBe(1);
  });

  it('takes custom fields of every type and gives them back by name', async () => {
    const { ignoredFields, customFields } = await create({
      ...DANA,
      [app.inputFor('Lead Score')]: '85',
      [app.inputFor('Budget')]: '$12,500.50',
      [app.inputFor('Project')]: 'Kitchen {{bundle.inputData.x}} 🏠',
      [app.inputFor('Site Notes')]: 'Gate on the left.\nMind the dog.',
      [app.inputFor('Second Phone')]: '(202) 555-0199',
      [app.inputFor('Interested In')]: ['roof', 'Solar'],
      [app.inputFor('Stage')]: 'quoted',
      [app.inputFor('Materials')]: 'Metal, galvanised',
      [app.inputFor('Owns the House?')]: 'Yes',
      [app.inputFor('Wanted By')]: '2027-05-01T00:00:00-04:00',
      [`${app.inputFor('Dimensions')}-Width`]: '120 cm',
    });
    expect(ignoredFields).toEqual([]);
    expect(customFields).toEqual({
      lead_score: 85,
      budget: 12500.5,
      project: 'Kitchen {{bundle.inputData.x}} 🏠',
      site_notes: 'Gate on the left.\nMind the dog.',
      second_phone: '+12025550199',
      interested_in: ['Roof', 'Solar'],
      stage: 'Quoted',
      materials: ['Metal, galvanised'],
      owns_the_house: 'Yes',
      wanted_by: '2027-05-01',
      dimensions: { Width: '120 cm' },
    });
  });

  it('reads neither the location nor its custom fields when no phone or custom field is given', async () => {
    await create({ email: DANA.email });
    expect(app.sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /contacts/search/duplicate',
      'POST /contacts/',
    ]);
  });

  it('takes a name in one piece, unless its parts are given', async () => {
    const fields = await app.inputFields('creates.create_contact');
    expect(fields).toContainEqual(expect.objectContaining({ key: 'name', label: 'Full Name' }));
    expect(await create({ name: ' Dana de la Cruz ' })).toMatchObject({
      name: 'Dana de la Cruz',
      firstName: 'Dana',
      lastName: 'de la Cruz',
      wasCreated: true,
      ignoredFields: [],
    });
    expect(await create({ name: 'Dana de la Cruz' })).toMatchObject({ wasCreated: false });
    await create({ name: 'Somebody Else', lastName: 'Ortiz' });
    expect(app.writesSent.map(({ body }) => body)).toEqual([
      { name: 'Dana de la Cruz', locationId: app.location.id },
      { lastName: 'Ortiz', locationId: app.location.id },
    ]);
  });

  it('leaves out what is blank in any of the ways Zapier writes it', async () => {
    const { id } = await create({ ...DANA, lastName: '', city: null, tags: [], source: '  ' });
    expect(app.writesSent.map(({ body }) => body)).toEqual([
      { ...DANA, locationId: app.location.id },
    ]);
    expect(id).toEqual(expect.any(String));
  });

  it('lists a custom field that the location does not know, instead of dropping it silently', async () => {
    const { ignoredFields } = await create({ ...DANA, customField_goneForEver: 'x' });
    expect(ignoredFields).toEqual(['customField_goneForEver']);
  });

  it('goes without custom fields when the connection may not read them, and says so', async () => {
    const scopes = app.location.scopes.filter((scope) => !scope.includes('customFields'));
    app.authData = { ...app.authData, scope: scopes.join(' ') };
    const { ignoredFields, ...contact } = await create({ ...DANA, [app.inputFor('Stage')]: 'New' });
    expect(ignoredFields).toEqual([app.inputFor('Stage')]);
    expect(contact).not.toHaveProperty('customFields');
    const fields = await app.inputFields('creates.create_contact');
    expect(fields.some(({ key }) => String(key).startsWith('customField_'))).toBe(false);
  });

  it('reads the contact again before it calls a field ignored', async () => {
    const held = app.sandbox.world.addContact(app.location.id, { ...DANA, city: 'Salem' });
    app.sandbox.addFault({
      kind: 'status',
      status: 201,
      body: { contact: { id: held.id } },
      match: { method: 'POST', path: '^/contacts/$' },
    });
    const { ignoredFields } = await create({ firstName: 'Dana', city: 'Oslo' });
    expect(ignoredFields).toEqual(['City']);
  });

  it('stands by a contact that cannot be read again: a later run would find it taken', async () => {
    app.sandbox.addFault({ kind: 'status', status: 429, match: { path: '^/contacts/\\w{20}$' } });
    const created = await create({ ...DANA, timezone: 'America/New_York' });
    expect(created).toMatchObject({ email: DANA.email, wasCreated: true, ignoredFields: [] });
    expect(app.logCodes).toContain('write.unread');
  });

  describe('for a person who is there already', () => {
    let held: string;

    beforeEach(() => {
      held = app.sandbox.world.addContact(app.location.id, {
        ...DANA,
        dateAdded: '2026-01-02T03:04:05.000Z',
      }).id;
    });

    it.each([
      ['email in another case', { email: 'DANA.Reyes@Example.com' }],
      ['phone in another format', { phone: '202.555.0147' }],
      ['email, though the phone is new', { email: DANA.email, phone: '+12025550188' }],
    ])('recognises the %s and stops', async (_what, input) => {
      const failure = await app.failure(() => create({ lastName: 'New', ...input }));
      expect(failure.kind).toBe('halted');
      expect(failure.message).toBe(
        'HighLevel already has a contact with this email or phone. Use the Create or Update Contact action instead, or choose “Return the existing contact unchanged” under If the Contact Exists Already.',
      );
      expect(app.sandbox.writes).toBe(0);
    });

    it('returns them unchanged when asked to', async () => {
      const input = { ...DANA, lastName: 'New', ifExists: 'return' };
      expect(await create(input)).toMatchObject({ id: held, wasCreated: false, ignoredFields: [] });
      expect(app.writesSent).toEqual([]);
    });

    it('refuses an answer that it does not offer', async () => {
      const failure = await app.failure(() => create({ ...DANA, ifExists: 'merge' }));
      expect(failure.message).toBe(
        '“If the Contact Exists Already” takes “Stop with an error” or “Return the existing contact unchanged”, but got “merge”.',
      );
      expect(app.sandbox.requests).toEqual([]);
    });

    it('notices also what only HighLevel’s refusal shows', async () => {
      app.sandbox.addFault({
        kind: 'status',
        status: 200,
        body: {},
        match: { path: '/search/duplicate$' },
      });
      const failure = await app.failure(() => create(DANA));
      expect(failure.message).toMatch(/already has a contact/);
      const input = { ...DANA, ifExists: 'return' };
      expect(await create(input)).toMatchObject({ id: held, wasCreated: false });
      expect(app.sandbox.writes).toBe(0);
    });
  });

  describe('replayed by Zapier', () => {
    it.each([
      ['with an email', DANA],
      ['with a phone only', { phone: DANA.phone, lastName: 'Reyes' }],
      ['without email and phone', { firstName: 'Dana', lastName: 'Reyes' }],
      ['without a person', { companyName: 'Reyes Property Group' }],
    ])('creates one contact %s', async (_what, input) => {
      const first = await create(input);
      const again = await create(input);
      expect(again).toEqual({ ...first, wasCreated: false });
      expect(app.sandbox.writes).toBe(1);
    });

    it('creates two people of the same name', async () => {
      const first = await create({ firstName: 'Dana', lastName: 'Reyes', city: 'Oslo' });
      const second = await create({ firstName: 'Dana', lastName: 'Reyes', city: 'Bergen' });
      expect(second['id']).not.toBe(first['id']);
    });

    it('is no replay after ten minutes', async () => {
      const person = { firstName: 'Dana', lastName: 'Reyes' };
      const first = await create(person);
      await create(DANA);
      passMinutes(11);
      expect((await create(person))['id']).not.toBe(first['id']);
      expect((await app.failure(() => create(DANA))).message).toMatch(/already has a contact/);
    });
  });

  describe('while search lags behind', () => {
    const person = { firstName: 'Dana', lastName: 'Reyes' };

    beforeEach(async () => {
      await app.close();
      app = await openApp({ contacts: 3, searchLagMs: 10_000, now: () => clock.now() });
    });

    it('creates one contact without email and phone, however often the step is replayed', async () => {
      const first = await create(person);
      expect(await create(person)).toEqual({ ...first, wasCreated: false });
      expect(app.sandbox.writes).toBe(1);
    });

    it('knows the contact again also when a later step has changed it', async () => {
      const { id } = await create(person);
      app.sandbox.world.changeContact(app.location.id, String(id), { lastName: 'Marsh' });
      expect(await create(person)).toMatchObject({ id, lastName: 'Marsh', wasCreated: false });
    });

    it('creates it again when it was deleted meanwhile', async () => {
      const { id } = await create(person);
      app.sandbox.world.location(app.location.id).deleteContact(String(id));
      const again = await create(person);
      expect(again['wasCreated']).toBe(true);
      expect(again['id']).not.toBe(id);
    });

    it('leaves an answer that got lost to Zapier’s next try, which finds the contact', async () => {
      const match = { method: 'POST', path: '^/contacts/$' };
      app.sandbox.addFault({ kind: 'resetAfter', times: 1, match });
      const failure = await app.failure(() => create(person));
      expect(failure).toMatchObject({ kind: 'throttled', retryAfter: 60 });
      expect(app.logCodes).toContain('write.ambiguous');
      passMinutes(1);
      expect(await create(person)).toMatchObject({ ...person, wasCreated: false });
      expect(app.sandbox.writes).toBe(1);
    });
  });

  describe('when the connection fails', () => {
    const creation = { method: 'POST', path: '^/contacts/$' };
    const during = (fault: Omit<Fault, 'match'>) =>
      app.sandbox.addFault({ ...fault, match: creation });

    it.each(['resetAfter', 'timeoutAfter', 'halfBody', 'wrongType', 'emptyBody'] as const)(
      'after the contact was created (%s), finds it again',
      async (kind) => {
        holdClock();
        during({ kind, times: 1 });
        expect(await create(DANA)).toMatchObject({ email: DANA.email, wasCreated: true });
        expect(app.sandbox.writes).toBe(1);
        expect(app.logCodes).toContain('write.ambiguous');
      },
    );

    it.each([
      { kind: 'resetBefore' },
      { kind: 'timeoutBefore' },
      { kind: 'status', status: 500 },
      { kind: 'html', status: 502 },
    ] as const)('before it was created (%j), tries once more', async (fault) => {
      holdClock();
      during({ ...fault, times: 1 });
      expect(await create(DANA)).toMatchObject({ email: DANA.email, wasCreated: true });
      expect(app.writesSent).toHaveLength(2);
      expect(app.sandbox.writes).toBe(1);
    });

    it('finds a contact without email and phone again, too', async () => {
      during({ kind: 'resetAfter', times: 1 });
      expect(await create({ firstName: 'Dana' })).toMatchObject({ wasCreated: true });
      expect(app.sandbox.writes).toBe(1);
    });

    it('gives up after the second try and lets Zapier try again later', async () => {
      during({ kind: 'status', status: 503 });
      const failure = await app.failure(() => create(DANA));
      expect(failure).toMatchObject({ kind: 'throttled', retryAfter: 60 });
      expect(app.writesSent).toHaveLength(2);
    });

    it('does not repeat what was refused', async () => {
      during({ kind: 'status', status: 429 });
      expect((await app.failure(() => create(DANA))).kind).toBe('throttled');
      expect(app.writesSent).toHaveLength(1);
    });
  });

  it('has typed input fields for the location’s custom fields', async () => {
    const fields = await app.inputFields('creates.create_contact');
    const custom = fields.filter(({ key }) => String(key).startsWith('customField_'));
    expect(
      custom.map(({ label, type, list, choices }) => ({ label, type, list, choices })),
    ).toEqual([
      { label: 'Lead Score', type: 'string' },
      { label: 'Budget', type: 'string' },
      { label: 'Project', type: 'string' },
      { label: 'Site Notes', type: 'text' },
      { label: 'Second Phone', type: 'string' },
      {
        label: 'Interested In',
        type: 'string',
        list: true,
        choices: ['Roof', 'Windows', 'Solar'],
      },
      { label: 'Stage', type: 'string', choices: ['New', 'Quoted', 'Won', 'Lost'] },
      {
        label: 'Materials',
        type: 'string',
        list: true,
        choices: ['Wood', 'Metal, galvanised', 'Brick'],
      },
      { label: 'Owns the House?', type: 'string', choices: ['Yes', 'No'] },
      { label: 'Wanted By', type: 'string' },
      { label: 'Dimensions: Width', type: 'string' },
      { label: 'Dimensions: Height', type: 'string' },
    ]);
  });

  it('has labels for the location’s custom fields in its output', async () => {
    const method = 'creates.create_contact.operation.outputFields';
    const fields = await app.call(method, {});
    expect(fields).toEqual(
      expect.arrayContaining([
        { key: 'customFields__lead_score', label: 'Lead Score', type: 'number' },
        { key: 'customFields__photos[]url', label: 'Photos: File URL', type: 'string' },
      ]),
    );
  });

  it('notices a custom field that was made within the last hour', async () => {
    await create({ email: 'first@example.com', [app.inputFor('Lead Score')]: '1' });
    app.sandbox.world.location(app.location.id).customFields.push({
      id: 'newField',
      name: 'Referred By',
      fieldKey: 'contact.referred_by',
      dataType: 'TEXT',
      position: 999,
      model: 'contact',
    });
    const { ignoredFields } = await create({ ...DANA, customField_newField: 'Ana' });
    expect(ignoredFields).toEqual([]);
    expect(contacts().at(-1)?.customFields).toEqual([{ id: 'newField', value: 'Ana' }]);
  });

  it('holds other steps for the same person back with its lock', () => {
    expect(app.platform.definition.creates?.['create_contact']?.operation.lock).toEqual({
      key: 'contact:{{bundle.inputData.email}}:{{bundle.inputData.phone}}',
      scope: ['auth'],
    });
  });
});
