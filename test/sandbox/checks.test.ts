import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApi } from './api.ts';
import type { Api, Asked } from './api.ts';

const BAD_TOKEN = { status: 401, message: 'Invalid JWT' };
const NO_SCOPE = { status: 401, message: 'The token is not authorized for this scope.' };
const NO_VERSION = { status: 401, message: 'version header was not found.' };
const BAD_VERSION = { status: 401, message: 'version header is invalid' };
const FOREIGN = { status: 403, message: 'The token does not have access to this location.' };

describe('what is checked before a request is looked at', () => {
  let api: Api;

  beforeAll(async () => {
    api = await openApi();
  });

  afterAll(async () => {
    await api.sandbox.close();
  });

  it.each<[string, (api: Api) => Asked, { status: number; message: unknown }]>([
    ['the token first', ({ own }) => ({ token: 'x', version: null, json: own }), BAD_TOKEN],
    [
      'then the scope',
      ({ own, other }) => ({
        token: other.accessToken,
        version: null,
        json: { locationId: own.id, no: 1 },
      }),
      NO_SCOPE,
    ],
    [
      'then the version',
      ({ other }) => ({ version: null, json: { locationId: other.id, no: 1 } }),
      NO_VERSION,
    ],
    [
      'a version that was never published',
      ({ other }) => ({ version: '2020-01-01', json: { locationId: other.id } }),
      BAD_VERSION,
    ],
    ['then the location', ({ other }) => ({ json: { locationId: other.id, no: 1 } }), FOREIGN],
    [
      'then each property',
      ({ own }) => ({ json: { locationId: own.id, no: 1, email: 'x', dnd: 'yes' } }),
      {
        status: 422,
        message: [
          'property no should not exist',
          'email must be an email',
          'dnd must be a boolean value',
        ],
      },
    ],
  ])('%s', async (_, asked, { status, message }) => {
    const answer = await api.ask('POST', '/contacts/', asked(api));

    expect(answer).toMatchObject({ status, body: { statusCode: status, message } });
    expect(api.sandbox.writes).toBe(0);
  });

  it.each(['2021-04-15', '2021-07-28', '2023-02-21', 'v3'])('takes version %s', async (version) => {
    const { status } = await api.ask('GET', `/locations/${api.own.id}`, { version });

    expect(status).toBe(200);
  });

  it('forbids a contact of another location, and does not know one that is nowhere', async () => {
    const [foreign = ''] = api.sandbox.world.location(api.other.id).contacts.keys();

    expect(await api.ask('GET', `/contacts/${foreign}`)).toMatchObject({ status: 403 });
    expect(await api.ask('GET', '/contacts/nowhere')).toMatchObject({
      status: 400,
      body: { message: 'Contact not found for id:nowhere' },
    });
  });

  it('forbids a list that names no location', async () => {
    expect(await api.ask('GET', '/contacts/')).toMatchObject({ status: 403 });
  });

  it('does not read a body that does not call itself JSON', async () => {
    const response = await fetch(new URL('/contacts/', api.sandbox.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${api.own.accessToken}`, version: '2021-07-28' },
      body: JSON.stringify({ locationId: api.own.id, firstName: 'Ana' }),
    });

    expect(response.status).toBe(422);
  });

  it('has no route without its slash, nor in other letters', async () => {
    expect(await api.ask('GET', '/Contacts/')).toMatchObject({ status: 404 });
    expect(await api.ask('POST', '/contacts', { json: {} })).toMatchObject({ status: 404 });
  });

  it('spells `succeeded` right for v3, beside the old word', async () => {
    const { id } = api.sandbox.world.addContact(api.own.id, { firstName: 'Ana' });
    const answer = await api.ask('DELETE', `/contacts/${id}`, { version: 'v3' });

    expect(answer.body).toEqual({ succeded: true, succeeded: true });
  });
});
