import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { at, openApi, textAt } from './api.ts';
import type { Api } from './api.ts';

let api: Api;
let now = Date.parse('2026-03-02T09:00:00Z');
let turn = 0;

beforeAll(async () => {
  api = await openApi({ contacts: 0, now: () => now });
});

afterAll(async () => {
  await api.sandbox.close();
});

/** An e-mail that nobody has yet. */
const newEmail = (): string => {
  turn += 1;
  return `person${turn}@example.com`;
};

const fieldId = (key: string): string =>
  api.sandbox.world.location(api.own.id).customFields.find(({ fieldKey }) => fieldKey === key)
    ?.id ?? '';

describe('creating a contact', () => {
  it('stores it as GHL does', async () => {
    const answer = await api.create({
      name: 'Ana de la Cruz',
      email: 'Ana.Cruz@Example.com',
      phone: '(202) 555-0143',
      tags: [' VIP ', 'vip', 'Brand New'],
      dateOfBirth: '09/25/1990',
      dnd: true,
      dndSettings: { SMS: { status: 'active' } },
    });

    expect(answer.status).toBe(201);
    expect(at(answer.body, 'contact')).toMatchObject({
      firstName: 'Ana',
      lastName: 'de la Cruz',
      email: 'ana.cruz@example.com',
      phone: '+12025550143',
      tags: ['vip', 'brand new'],
      dateOfBirth: '1990-09-25',
      dndSettings: { SMS: { status: 'active' } },
      dateAdded: '2026-03-02T09:00:00.000Z',
    });
    const { body } = await api.ask('GET', `/locations/${api.own.id}/tags`);
    expect(at(body, 'tags')).toContainEqual(expect.objectContaining({ name: 'brand new' }));
  });

  it.each<[Record<string, unknown>, string]>([
    [{ email: 'ana@' }, 'email must be an email'],
    [{ phone: '12' }, 'phone must be a valid phone number'],
    [{ phone: 'call me' }, 'phone must be a valid phone number'],
    [{ country: 'Wonderland' }, 'country must be a valid ISO31661 Alpha2 code'],
    [{ timezone: 'Mars/Olympus' }, 'timezone must be a valid IANA time zone'],
    [{ dateOfBirth: '1990-02-31' }, 'dateOfBirth must be a valid date'],
    [{ dateOfBirth: 'spring' }, 'dateOfBirth must be a valid date'],
    [{ tags: 'vip' }, 'tags must be an array of strings'],
    [{ firstName: 7 }, 'firstName must be a string'],
    [{ postalCode: null }, 'postalCode must be a string'],
    [{ contactId: 'x' }, 'property contactId should not exist'],
    [
      { dndSettings: { SMS: { status: 'sometimes' } } },
      'dndSettings.SMS.status must be one of the following values: active, inactive, permanent',
    ],
    [
      { dndSettings: { Pigeon: { status: 'active' } } },
      'dndSettings.property Pigeon should not exist',
    ],
    [{}, 'At least one of the contact fields is required'],
  ])('refuses %j and writes nothing', async (json, message) => {
    const { writes } = api.sandbox;
    const answer = await api.create(json);

    expect(answer).toMatchObject({ status: 422, body: { message: [message] } });
    expect(api.sandbox.writes).toBe(writes);
  });

  it('names the contact that would be doubled', async () => {
    const email = newEmail();
    const contactId = textAt(await api.create({ email, phone: '+12025550101' }), 'contact', 'id');

    expect(await api.create({ email: email.toUpperCase(), phone: '+12025550102' })).toMatchObject({
      status: 400,
      body: {
        message: 'This location does not allow duplicated contacts.',
        meta: { contactId, matchingField: 'email' },
      },
    });
    expect(await api.create({ email: newEmail(), phone: '202-555-0101' })).toMatchObject({
      status: 400,
      body: { meta: { contactId, matchingField: 'phone' } },
    });
  });
});

describe('a contact keeps', () => {
  const createdWith = async (json: Readonly<Record<string, unknown>>): Promise<string> =>
    textAt(await api.create({ email: newEmail(), ...json }), 'contact', 'id');

  const contactOf = async (id: string): Promise<unknown> =>
    at((await api.ask('GET', `/contacts/${id}`)).body, 'contact');

  it.each([
    ['(202) 555-0164', '+12025550164'],
    ['+12345', '+12345'],
    ['+1 202 555 01649999', '+120255501649999'],
    ['72000', '72000'],
    ['555-0164', '5550164'],
  ])('a phone that is odd as it was given: %s', async (phone, kept) => {
    const id = await createdWith({ phone });
    expect(await contactOf(id)).toMatchObject({ phone: kept });
    const found = await api.ask('GET', '/contacts/search/duplicate', {
      query: { locationId: api.own.id, number: phone },
    });
    expect(at(found.body, 'contact', 'id')).toBe(id);
  });

  it('its gender, by id and in search', async () => {
    const id = await createdWith({ gender: 'female' });
    expect(await contactOf(id)).toMatchObject({ gender: 'female' });
    const found = await api.search({ filters: [{ field: 'id', operator: 'eq', value: id }] });
    expect(at(found.body, 'contacts', 0)).toMatchObject({ gender: 'female' });
  });

  it('the channel RCS among those that must not be used', async () => {
    const id = await createdWith({ dndSettings: { RCS: { status: 'active' } } });
    expect(await contactOf(id)).toMatchObject({ dndSettings: { RCS: { status: 'active' } } });
  });

  it('how it came first and last, with what no app should pass on', async () => {
    const first = {
      url: 'https://example.com/roof',
      sessionSource: 'Paid Search',
      campaign: 'spring',
      utmSource: 'google',
      gclid: 'abc',
      ip: '192.0.2.7',
      userAgent: 'Mozilla/5.0',
    };
    const last = { url: 'https://example.com/thanks', sessionSource: 'Direct traffic' };
    const { id } = api.sandbox.world.addContact(api.own.id, {
      attributionSource: first,
      lastAttributionSource: last,
    });
    expect(await contactOf(id)).toMatchObject({
      attributionSource: first,
      lastAttributionSource: last,
    });
    const found = await api.search({ filters: [{ field: 'id', operator: 'eq', value: id }] });
    expect(at(found.body, 'contacts', 0, 'attributions')).toMatchObject([
      {
        isFirst: true,
        pageUrl: first.url,
        utmSessionSource: 'Paid Search',
        utmCampaign: 'spring',
        utmSource: 'google',
        ip: '192.0.2.7',
      },
      { isLast: true, pageUrl: last.url },
    ]);
  });
});

describe('changing a contact', () => {
  it('replaces tags, keeps other custom fields, and empties what is null', async () => {
    const [budget, stage] = [fieldId('contact.budget'), fieldId('contact.stage')];
    const id = textAt(
      await api.create({
        email: newEmail(),
        city: 'Albany',
        tags: ['a', 'b'],
        customFields: [
          { id: budget, field_value: 100 },
          { id: stage, field_value: 'Won' },
        ],
      }),
      'contact',
      'id',
    );
    now += 1000;
    const answer = await api.ask('PUT', `/contacts/${id}`, {
      json: { city: null, tags: ['c'], customFields: [{ key: 'stage', field_value: 'Lost' }] },
    });

    expect(answer).toMatchObject({ status: 200, body: { succeded: true } });
    const { body } = await api.ask('GET', `/contacts/${id}`);
    expect(at(body, 'contact')).toMatchObject({
      tags: ['c'],
      customFields: [
        { id: budget, value: 100 },
        { id: stage, value: 'Lost' },
      ],
      dateUpdated: new Date(now).toISOString(),
    });
    expect(at(body, 'contact')).not.toHaveProperty('city');
  });

  it('does not declare what only a creation takes', async () => {
    const { id } = api.sandbox.world.addContact(api.own.id, { firstName: 'Ana' });
    const answer = await api.ask('PUT', `/contacts/${id}`, {
      json: { locationId: api.own.id, gender: 'female', companyName: 'Cruz' },
    });

    expect(answer).toMatchObject({
      status: 422,
      body: {
        message: [
          'property locationId should not exist',
          'property gender should not exist',
          'property companyName should not exist',
        ],
      },
    });
  });

  it('may not take the e-mail of another contact', async () => {
    const [first, second] = [newEmail(), newEmail()];
    await api.create({ email: first });
    const id = textAt(await api.create({ email: second }), 'contact', 'id');

    expect(await api.ask('PUT', `/contacts/${id}`, { json: { email: first } })).toMatchObject({
      status: 400,
      body: { meta: { matchingField: 'email' } },
    });
    expect(await api.ask('PUT', `/contacts/${id}`, { json: { email: second } })).toMatchObject({
      status: 200,
    });
  });
});

describe('custom fields', () => {
  it.each<[string, unknown, string]>([
    ['contact.lead_score', '85', 'must be a number'],
    ['contact.budget', [100], 'must be a number'],
    ['contact.project', 7, 'must be a string'],
    ['contact.materials', 'Wood', 'must be an array of strings'],
    ['contact.wanted_by', 'soon', 'must be a valid date'],
    ['contact.dimensions', 'wide', 'must be an object'],
  ])('refuse for %s the value %j', async (key, value, problem) => {
    const answer = await api.create({
      email: newEmail(),
      customFields: [{ id: fieldId(key), field_value: value }],
    });

    expect(answer).toMatchObject({
      status: 422,
      body: { message: [`customFields.0.field_value ${problem}`] },
    });
  });

  it('leave out without a word what they do not offer', async () => {
    const answer = await api.create({
      email: newEmail(),
      customFields: [
        { id: 'nowhere', field_value: 'x' },
        { id: fieldId('contact.stage'), field_value: 'Somewhere' },
        { id: fieldId('contact.materials'), field_value: ['Wood', 'Gold'] },
      ],
    });

    expect(at(answer.body, 'contact', 'customFields')).toEqual([
      { id: fieldId('contact.materials'), value: ['Wood'] },
    ]);
  });

  it.each(['2021-07-28', 'v3'])('take `fieldValue` beside `field_value` in %s', async (version) => {
    const json = {
      locationId: api.own.id,
      email: newEmail(),
      customFields: [{ id: fieldId('contact.project'), fieldValue: 'Roof' }],
    };

    expect(await api.ask('POST', '/contacts/', { json, version })).toMatchObject({
      status: 201,
      body: { contact: { customFields: [{ value: 'Roof' }] } },
    });
  });
});

describe('an upsert', () => {
  const upsert = (json: Readonly<Record<string, unknown>>) =>
    api.ask('POST', '/contacts/upsert', { json: { locationId: api.own.id, ...json } });

  it('creates, then changes the same contact', async () => {
    const email = newEmail();
    const first = await upsert({ email, firstName: 'Ana' });
    const second = await upsert({ email, lastName: 'Cruz' });

    expect(first).toMatchObject({ status: 200, body: { new: true } });
    expect(second).toMatchObject({
      status: 200,
      body: { new: false, contact: { firstName: 'Ana', lastName: 'Cruz' } },
    });
    expect(textAt(second, 'contact', 'id')).toBe(textAt(first, 'contact', 'id'));
  });

  it('changes the owner of the e-mail and ignores a phone that is another’s (#37)', async () => {
    const email = newEmail();
    const byEmail = textAt(await api.create({ email }), 'contact', 'id');
    await api.create({ phone: '+12025550188' });
    const answer = await upsert({ email, phone: '+12025550188' });

    expect(textAt(answer, 'contact', 'id')).toBe(byEmail);
    expect(at(answer.body, 'contact')).not.toHaveProperty('phone');
  });

  it('drops the main e-mail when it matches a secondary one (#337)', async () => {
    const [main, second] = [newEmail(), newEmail()];
    const { id } = api.sandbox.world.addContact(api.own.id, {
      email: main,
      additionalEmails: [second],
    });
    const answer = await upsert({ email: second });

    expect(at(answer.body, 'contact')).toMatchObject({ id, email: second });
    const { body } = await api.ask('GET', `/contacts/${id}`);
    expect(JSON.stringify(body)).not.toContain(main);
  });

  it('creates a duplicate where the location allows it and the app asks for it', async () => {
    const { other } = api;
    const token = await api.connect(other.id);
    const ask = (json: Readonly<Record<string, unknown>>) =>
      api.ask('POST', '/contacts/upsert', { token, json: { locationId: other.id, ...json } });
    const email = newEmail();
    await ask({ email });

    expect(await ask({ email })).toMatchObject({ body: { new: false } });
    expect(await ask({ email, createNewIfDuplicateAllowed: true })).toMatchObject({
      body: { new: true },
    });
    await upsert({ email });
    expect(await upsert({ email, createNewIfDuplicateAllowed: true })).toMatchObject({
      body: { new: false },
    });
  });
});

describe('looking for a duplicate', () => {
  const look = (query: Readonly<Record<string, string>>) =>
    api.ask('GET', '/contacts/search/duplicate', { query: { locationId: api.own.id, ...query } });

  it('asks the e-mail first, secondary ones too, then the phone', async () => {
    const [email, second] = [newEmail(), newEmail()];
    const { world } = api.sandbox;
    const { id } = world.addContact(api.own.id, { email, additionalEmails: [second] });
    const other = world.addContact(api.own.id, { phone: '+12025550177' });

    for (const query of [{ email }, { email: second }, { email, number: '+12025550177' }]) {
      expect(textAt(await look(query), 'contact', 'id')).toBe(id);
    }
    expect(textAt(await look({ number: '+1 202-555-0177' }), 'contact', 'id')).toBe(other.id);
    expect(await look({ email: 'nobody@example.com' })).toMatchObject({ status: 200, body: {} });
  });

  it('finds nothing for a plus sign that was not encoded', async () => {
    const url = `/contacts/search/duplicate?locationId=${api.own.id}&number=+12025550177`;
    const { body } = await api.ask('GET', url, {});

    expect(at(body, 'contact')).toBeUndefined();
  });
});

describe('deleting a contact', () => {
  it('takes its tasks, notes and appointments along', async () => {
    const { world } = api.sandbox;
    const { id } = world.addContact(api.own.id, { firstName: 'Ana' });
    const task = world.addTask(api.own.id, { contactId: id });
    const note = world.addNote(api.own.id, { contactId: id });

    expect(await api.ask('DELETE', `/contacts/${id}`)).toMatchObject({ body: { succeded: true } });
    expect(await api.ask('DELETE', `/contacts/${id}`)).toMatchObject({ status: 400 });
    const location = world.location(api.own.id);
    expect([location.tasks.has(task.id), location.notes.has(note.id)]).toEqual([false, false]);
  });
});

describe('what a contact belongs to', () => {
  it('gains and loses followers', async () => {
    const { id } = api.sandbox.world.addContact(api.own.id, { followers: ['u1'] });
    const path = `/contacts/${id}/followers`;

    expect(await api.ask('POST', path, { json: { followers: ['u1', 'u2'] } })).toMatchObject({
      status: 201,
      body: { followers: ['u1', 'u2'], followersAdded: ['u2'] },
    });
    expect(await api.ask('DELETE', path, { json: { followers: ['u1', 'u3'] } })).toMatchObject({
      status: 200,
      body: { followers: ['u2'], followersRemoved: ['u1'] },
    });
  });

  it('is linked to a business and unlinked, at most 50 at a time', async () => {
    const { world } = api.sandbox;
    const { id } = world.addContact(api.own.id);
    const [business] = world.location(api.own.id).businesses;
    const link = (ids: string[], businessId: string | null | undefined) =>
      api.ask('POST', '/contacts/bulk/business', {
        json: { locationId: api.own.id, ids, businessId },
      });

    expect(await link([id, 'nowhere'], business?.id)).toMatchObject({
      body: { success: true, ids: [id] },
    });
    expect(world.location(api.own.id).contactById(id).companyName).toBe(business?.name);
    await link([id], null);
    expect(world.location(api.own.id).contactById(id)).not.toHaveProperty('businessId');
    expect(
      await link(
        Array.from({ length: 51 }, () => id),
        null,
      ),
    ).toMatchObject({ status: 422 });
  });

  it('enters and leaves workflows and campaigns that exist', async () => {
    const { world } = api.sandbox;
    const location = world.location(api.own.id);
    const { id } = world.addContact(api.own.id);
    const [workflow] = location.workflows;
    const [campaign] = location.campaigns;
    const toWorkflow = `/contacts/${id}/workflow/${workflow?.id}`;
    const toCampaign = `/contacts/${id}/campaigns/${campaign?.id}`;

    await api.ask('POST', toWorkflow, { json: {} });
    await api.ask('POST', toCampaign, { json: {} });
    expect(location.contactById(id)).toMatchObject({
      workflows: [workflow?.id],
      campaigns: [campaign?.id],
    });
    await api.ask('DELETE', toWorkflow, { json: {} });
    await api.ask('DELETE', `/contacts/${id}/campaigns/removeAll`);
    expect(location.contactById(id)).toMatchObject({ workflows: [], campaigns: [] });
    expect(await api.ask('POST', `/contacts/${id}/workflow/x`, { json: {} })).toMatchObject({
      status: 422,
    });
  });
});
