import { request } from 'node:http';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { at, listAt, openApi, textAt } from './api.ts';
import type { Api } from './api.ts';

const REDIRECT = 'https://app.example.com/return';

let api: Api;

beforeEach(async () => {
  api = await openApi({ contacts: 3 });
});

afterEach(async () => {
  await api.sandbox.close();
});

const control = async (
  path: string,
  json?: unknown,
): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${api.sandbox.url}/__sandbox/${path}`, {
    ...(json !== undefined && { method: 'POST', body: JSON.stringify(json) }),
  });
  return { status: response.status, body: await response.json() };
};

const users = (query: Readonly<Record<string, string>> = {}) =>
  api.ask('GET', '/users/search', {
    query: { companyId: api.own.companyId, locationId: api.own.id, ...query },
  });

describe('an oddity', () => {
  it('is off unless asked for, and is switched from outside', async () => {
    expect(await control('oddities')).toMatchObject({ body: { lowerCaseNames: false } });
    expect(await control('oddities', { lowerCaseNames: true })).toMatchObject({
      body: { lowerCaseNames: true, usersPerPage: 0 },
    });
    expect(await control('oddities', { lowerCaseNames: false })).toMatchObject({
      body: { lowerCaseNames: false },
    });
  });

  it.each([[{ lowerCase: true }], [{ usersPerPage: 'two' }], [{ usersPerPage: -1 }], [[]]])(
    'that is none is refused: %j',
    async (json) => {
      expect(await control('oddities', json)).toMatchObject({ status: 422 });
    },
  );

  it('can leave search nothing but names in lower case', async () => {
    await api.create({ firstName: 'Zoë', lastName: 'McArthur', email: 'zoe@example.com' });
    api.sandbox.setOddities({ lowerCaseNames: true });

    const found = await api.search({
      filters: [{ field: 'email', operator: 'eq', value: 'zoe@example.com' }],
    });
    expect(at(found.body, 'contacts', 0)).toMatchObject({
      firstName: null,
      lastName: null,
      firstNameLowerCase: 'zoë',
      lastNameLowerCase: 'mcarthur',
    });
    const id = textAt(found, 'contacts', 0, 'id');
    expect(await api.ask('GET', `/contacts/${id}`)).toMatchObject({
      body: { contact: { firstName: 'Zoë' } },
    });
  });

  it('can give fewer users than were asked for', async () => {
    const all = listAt(await users({ limit: '100' }), 'users');
    api.sandbox.setOddities({ usersPerPage: 2 });

    const pages = [];
    for (let skip = 0; skip < all.length; skip += 2) {
      pages.push(...listAt(await users({ limit: '100', skip: String(skip) }), 'users'));
    }
    expect(listAt(await users({ limit: '100' }), 'users')).toHaveLength(2);
    expect(pages).toEqual(all);
  });

  it('can list a user who has left, who still owns a contact', async () => {
    expect(listAt(await users(), 'users')).not.toContainEqual(
      expect.objectContaining({ deleted: true }),
    );
    api.sandbox.setOddities({ deletedUsers: true });
    api.sandbox.setOddities({ deletedUsers: true });

    const gone = listAt(await users(), 'users').filter((user) => at(user, 'deleted') === true);
    expect(gone).toHaveLength(1);
    const owned = await api.search({
      filters: [{ field: 'assignedTo', operator: 'eq', value: at(gone, 0, 'id') }],
    });
    expect(listAt(owned, 'contacts')).toHaveLength(1);
  });

  it('can list events that were deleted, and comes back after a reset', async () => {
    api.sandbox.setOddities({ deletedEvents: true });
    api.sandbox.reset();

    const [calendar] = api.sandbox.world.location(api.own.id).calendars;
    const events = await api.ask('GET', '/calendars/events', {
      query: {
        locationId: api.own.id,
        calendarId: calendar?.id ?? '',
        startTime: '0',
        endTime: '9999999999999',
      },
      version: '2021-04-15',
    });
    const deleted = listAt(events, 'events').filter((event) => at(event, 'deleted') === true);
    expect(deleted).toHaveLength(1);
    const contactId = String(at(deleted, 0, 'contactId'));
    expect(await api.ask('GET', `/contacts/${contactId}/appointments`)).toMatchObject({
      body: { events: expect.arrayContaining([expect.objectContaining({ deleted: true })]) },
    });
  });

  it('can have a value of a custom field that is gone', async () => {
    api.sandbox.setOddities({ orphanedCustomFields: true });

    const fields = await api.ask('GET', `/locations/${api.own.id}/customFields`);
    const known = new Set(listAt(fields, 'customFields').map((field) => at(field, 'id')));
    const found = await api.search({});
    const orphans = listAt(found, 'contacts').flatMap((contact) => {
      const values = at(contact, 'customFields');
      return Array.isArray(values) ? values.filter((value) => !known.has(at(value, 'id'))) : [];
    });
    expect(orphans).toHaveLength(1);
  });

  it('can have a task without a contact', async () => {
    api.sandbox.setOddities({ tasksWithoutContact: true });

    const found = await api.ask('POST', `/locations/${api.own.id}/tasks/search`, {
      json: { limit: 100 },
    });
    const lone = listAt(found, 'tasks').filter((task) => at(task, 'contactId') === undefined);
    expect(lone).toHaveLength(1);
  });
});

describe('an agency’s token', () => {
  const asked = () => ({
    client_id: api.sandbox.clientId,
    redirect_uri: REDIRECT,
    scope: 'contacts.readonly locations.readonly oauth.write',
    location_id: api.own.id,
    decision: 'allow',
  });

  const connected = async () => {
    const allowed = await api.post('/v2/oauth/chooselocation', asked());
    const code = new URL(allowed.headers.get('location') ?? '').searchParams.get('code') ?? '';
    return api.token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
  };

  const locationToken = async (
    token: string,
    form: Readonly<Record<string, string>>,
    version = '2021-07-28',
  ) => {
    const response = await fetch(`${api.sandbox.url}/oauth/locationToken`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...(version && { version }) },
      body: new URLSearchParams(form),
    });
    const body: unknown = await response.json();
    return { status: response.status, headers: response.headers, body };
  };

  it('comes for one chosen sub-account where the app allows bulk installation', async () => {
    api.sandbox.setOddities({ bulkInstallation: true });
    const agency = await connected();

    expect(agency.body).toMatchObject({
      userType: 'Company',
      isBulkInstallation: true,
      companyId: api.own.companyId,
      approvedLocations: [api.own.id],
    });
    expect(agency.body).not.toHaveProperty('locationId');
    const token = textAt(agency, 'access_token');
    expect(await api.ask('GET', `/locations/${api.own.id}`, { token })).toMatchObject({
      status: 403,
    });

    const renewed = await api.token({
      grant_type: 'refresh_token',
      refresh_token: textAt(agency, 'refresh_token'),
    });
    expect(renewed.body).toMatchObject({ approvedLocations: [api.own.id] });
  });

  it('gets the token of an approved location, and of no other', async () => {
    api.sandbox.setOddities({ bulkInstallation: true });
    const token = textAt(await connected(), 'access_token');
    const { companyId } = api.own;
    const form = { companyId, locationId: api.own.id };

    const answer = await locationToken(token, form);
    expect(answer).toMatchObject({ status: 200, body: { locationId: api.own.id } });
    expect(textAt(answer, 'scope')).toBe('contacts.readonly locations.readonly');
    expect(
      await api.ask('GET', `/locations/${api.own.id}`, { token: textAt(answer, 'access_token') }),
    ).toMatchObject({ status: 200 });

    expect(await locationToken(token, { ...form, locationId: api.other.id })).toMatchObject({
      status: 403,
    });
    expect(await locationToken(token, { companyId })).toMatchObject({
      status: 422,
      body: { message: ['locationId should not be empty'] },
    });
    expect(await locationToken(token, form, '')).toMatchObject({ status: 401 });
    expect(await locationToken(api.own.accessToken, form)).toMatchObject({ status: 401 });
    expect(await locationToken('none', form)).toMatchObject({ status: 401 });
    expect(
      await locationToken(api.sandbox.agencyToken, { ...form, locationId: api.other.id }),
    ).toMatchObject({ status: 200 });
  });

  it('is none where bulk installation is off', async () => {
    expect((await connected()).body).toMatchObject({
      userType: 'Location',
      locationId: api.own.id,
      isBulkInstallation: false,
    });
  });
});

describe('the sandbox answers to its own machine', () => {
  const statusFor = (headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request(`${api.sandbox.url}/__sandbox/state`, { headers })
        .on('response', (response) => {
          response.resume();
          resolve(response.statusCode);
        })
        .on('error', reject)
        .end();
    });

  it.each([
    [{ host: 'evil.example' }],
    [{ host: '127.0.0.1.evil.example' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:1' }],
  ])('and refuses %j', async (headers) => {
    expect(await statusFor(headers)).toBe(403);
  });

  it('under each of its names', async () => {
    const { host, origin, port } = new URL(api.sandbox.url);
    expect(await statusFor({})).toBe(200);
    expect(await statusFor({ host, origin })).toBe(200);
    const local = `localhost:${port}`;
    expect(await statusFor({ host: local, origin: `http://${local}` })).toBe(200);
  });

  it('refuses a body over a megabyte and takes one below', async () => {
    const body = (length: number) => ({ firstName: 'x'.repeat(length), email: 'long@example.com' });
    const before = api.sandbox.writes;
    expect(await api.create(body(1024 * 1024))).toMatchObject({
      status: 413,
      body: { statusCode: 413, message: expect.any(String) },
    });
    expect(api.sandbox.writes).toBe(before);
    expect(await api.create(body(1_000_000))).toMatchObject({ status: 201 });
  });
});

describe('an answer to a write', () => {
  it('can be thin', async () => {
    const { id } = api.sandbox.world.addContact(api.own.id, { firstName: 'Ana', city: 'Köln' });
    api.sandbox.addFault({ kind: 'thinAnswer', match: { method: 'PUT' }, times: 1 });

    const put = () => api.ask('PUT', `/contacts/${id}`, { json: { lastName: 'Cruz' } });
    expect((await put()).body).toEqual({ succeded: true, contact: { id, firstName: 'Ana' } });
    expect(at((await put()).body, 'contact')).toMatchObject({ city: 'Köln', lastName: 'Cruz' });
  });
});
