import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { nock } from '../../harness/nocked.ts';
import { holdClock } from '../../harness/time.ts';

let app: TestApp;
let contactId: string;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
});

beforeEach(() => {
  contactId = app.sandbox.world.addContact(app.location.id, { firstName: 'Dana' }).id;
});

afterEach(() => {
  app.connect(({ scopes }) => scopes.includes('contacts.write'));
  app.clearRequests();
  app.sandbox.reset();
});

afterAll(() => app.close());

const NOTIFICATION = { receiverType: 'contact', channel: 'email', notificationType: 'booked' };

const ask = (method: string, path: string, more: Fields = {}) =>
  app.create('api_request', { method, path, ...more });

const sent = () =>
  app.sandbox.requests.map(({ method, path, query, body }) => ({ method, path, query, body }));

describe('API Request', () => {
  it('reads, and gives what HighLevel answers as it is', async () => {
    expect(await ask('GET', `/contacts/${contactId}`)).toMatchObject({
      id: contactId,
      method: 'GET',
      path: `/contacts/${contactId}`,
      response: { contact: { id: contactId, firstName: 'Dana' } },
    });
  });

  it('sends query and body, with the sub-account’s ID in place of its placeholder', async () => {
    const { id: locationId } = app.location;
    await ask('get', 'https://Services.LeadConnectorHQ.com/calendars', {
      parameters: { locationId: '{locationId}', showDrafted: 'false', groupId: '' },
    });
    await ask('POST', '/contacts/search/', {
      jsonBody: '{"locationId": "{locationId}", "pageLimit": 1, "filters": []}',
    });
    await ask('GET', '/locations/{locationId}/tags');
    expect(sent()).toEqual([
      { method: 'GET', path: '/calendars/', query: { locationId, showDrafted: 'false' } },
      {
        method: 'POST',
        path: '/contacts/search',
        query: {},
        body: { locationId, pageLimit: 1, filters: [] },
      },
      { method: 'GET', path: `/locations/${locationId}/tags`, query: {} },
    ]);
  });

  it('puts the sub-account’s ID in at any depth, lists included', async () => {
    const { id: locationId } = app.location;
    await ask('POST', '/contacts/search', {
      jsonBody:
        '{"locationId":"{locationId}","pageLimit":1,"filters":[{"group":"AND","filters":[{"field":"id","operator":"eq","value":"{locationId}"}]}]}',
    });
    expect(sent()).toMatchObject([
      { body: { locationId, filters: [{ filters: [{ value: locationId }] }] } },
    ]);
  });

  it('takes and gives lists, and an answer that holds nothing', async () => {
    const path = '/calendars/aCalendar00000000001/notifications';
    const list = [{ _id: 'aNotification0000001' }];
    app.sandbox.addFault({ kind: 'status', status: 200, body: list, match: { path }, times: 2 });
    expect(await ask('GET', path)).toEqual({ id: path, method: 'GET', path, response: list });
    expect(await ask('POST', path, { jsonBody: JSON.stringify([NOTIFICATION]) })).toMatchObject({
      response: list,
    });
    expect(sent()).toMatchObject([{}, { body: [NOTIFICATION] }]);
    const note = `/contacts/${contactId}/notes/aNote000000000000001`;
    nock(app.sandbox.url).delete(note).reply(204);
    expect(await ask('DELETE', note)).toEqual({
      id: note,
      method: 'DELETE',
      path: note,
      response: {},
    });
    app.sandbox.clearRequests();
  });

  it('tells a message’s number in another system from a sub-account', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { success: true },
      match: { path: '/inbound' },
    });
    await ask('POST', '/conversations/messages/inbound', {
      jsonBody: `{"type":"SMS","contactId":"${contactId}","message":"Hi","altId":"61a1f1"}`,
    });
    expect(sent()).toHaveLength(1);
    app.sandbox.clearRequests();
  });

  it('sends what people wrote as it is, double braces included', async () => {
    const body = {
      body: 'Hi {{bundle.authData.access_token}} {{contact.first_name}}',
      pinned: true,
    };
    await ask('POST', `/contacts/${contactId}/notes`, { jsonBody: JSON.stringify(body) });
    expect(sent()).toMatchObject([{ body }]);
  });

  it('says what HighLevel refused in the words of every step', async () => {
    const { kind, message } = await app.failure(() => ask('GET', '/contacts/noSuchContact1'));
    expect(kind).toBe('halted');
    expect(message).toMatch(/no contact with this ID/);
  });

  it('never sends a change again where no answer came', async () => {
    holdClock();
    app.sandbox.addFault({ kind: 'resetAfter', match: { path: '/notes$' }, times: 1 });
    const path = `/contacts/${contactId}/notes`;
    const { kind, message } = await app.failure(() =>
      ask('POST', path, { jsonBody: '{"body":"Hi"}' }),
    );
    expect(kind).toBe('halted');
    expect(message).toMatch(/may have been carried out all the same, so Protiv does not send it/);
    expect(app.writesSent).toHaveLength(1);
  });

  it('reads again where no answer came', async () => {
    holdClock();
    app.sandbox.addFault({ kind: 'resetBefore', match: { path: '/contacts/' }, times: 1 });
    expect(await ask('GET', `/contacts/${contactId}`)).toMatchObject({ id: contactId });
  });

  it('refuses an answer that Zapier would not take', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { contact: { id: contactId, text: 'x'.repeat(6_300_000) } },
      match: { path: '/contacts/' },
    });
    const { message } = await app.failure(() => ask('GET', `/contacts/${contactId}`));
    expect(message).toMatch(/larger than the 6 MB/);
    app.sandbox.clearRequests();
  });

  describe('refuses before anything is sent', () => {
    it.each([
      ['another host', 'GET', 'https://example.com/contacts/', /another place/],
      [
        'a host that begins like it',
        'GET',
        'https://services.leadconnectorhq.com.evil.example/',
        /another place/,
      ],
      ['a host without a protocol', 'GET', '//evil.example/contacts/', /another place/],
      ['a host after a backslash', 'GET', '\\\\evil.example', /another place/],
      ['a backslash in a path', 'GET', '/\\evil.example/x', /more than words and IDs/],
      ['a way up', 'GET', '/contacts/../oauth/token', /more than words and IDs/],
      ['an encoded way up', 'GET', '/contacts/%2e%2e/oauth/token', /more than words and IDs/],
      ['an encoded slash', 'GET', '/contacts/a%2Fb', /more than words and IDs/],
      ['an empty segment', 'GET', '/contacts//tasks', /more than words and IDs/],
      ['a line break', 'GET', '/contacts/a\nb', /more than words and IDs/],
      ['a query in the path', 'GET', '/contacts/?limit=1', /question mark or a hash/],
      ['a placeholder', 'GET', '/contacts/{id}', /still holds a placeholder/],
      ['no slash', 'GET', 'contacts', /must begin with a slash/],
      ['the connection', 'POST', '/oauth/token', /the connection itself/],
      ['the connection in capitals', 'POST', '/OAuth/locationToken', /the connection itself/],
      ['money', 'POST', '/invoices/abcDEF123/record-payment', /about money/],
      ['money in texts', 'POST', '/invoices/text2pay', /about money/],
      ['orders', 'GET', '/payments/orders', /about money/],
      ['a route that there is not', 'GET', '/pigeons/', /no route GET \/pigeons\//],
      ['a method that it lacks', 'DELETE', '/contacts/search', /no route DELETE/],
      [
        'a right that nobody has',
        'DELETE',
        '/locations/{locationId}',
        /no route DELETE \/locations\/…/,
      ],
      ['a method that there is not', 'TRACE', '/contacts/', /“Method” takes “GET”/],
    ])('%s', async (_what, method, path, sentence) => {
      const { kind, message } = await app.failure(() => ask(method, path));
      expect(kind).toBe('halted');
      expect(message).toMatch(sentence);
      expect(app.sandbox.requests).toEqual([]);
    });

    it.each([
      ['the path', 'GET', '/locations/anotherLocation00001/tags', {}],
      ['the query', 'GET', '/calendars/', { parameters: { locationId: 'anotherLocation00001' } }],
      [
        'the body',
        'POST',
        '/contacts/search',
        { jsonBody: '{"locationId":"anotherLocation00001"}' },
      ],
      ['the depth of a body', 'POST', '/contacts/', { jsonBody: '{"a":[{"location_id":"x"}]}' }],
      [
        'another spelling',
        'GET',
        '/opportunities/search',
        { parameters: { altId: 'x', altType: 'location' } },
      ],
    ])('another sub-account in %s', async (_where, method, path, more) => {
      const { message } = await app.failure(() => ask(method, path, more));
      expect(message).toMatch(/names another sub-account than the connected one/);
      expect(app.sandbox.requests).toEqual([]);
    });

    it('what a read-only connection may not, and nothing else', async () => {
      app.connect(({ scopes }) => !scopes.includes('contacts.write'));
      const { id } = app.sandbox.world.addContact(app.location.id);
      for (const [method, path] of [
        ['POST', `/contacts/${id}/tags`],
        ['PUT', `/contacts/${id}`],
        ['DELETE', `/contacts/${id}`],
      ] as const) {
        const { message } = await app.failure(() => ask(method, path, { jsonBody: '{}' }));
        expect(message).toMatch(/read only, so it is not allowed to change/);
      }
      expect(app.sandbox.requests).toEqual([]);
      const body = '{"locationId":"{locationId}","pageLimit":1}';
      expect(await ask('POST', '/contacts/search', { jsonBody: body })).toMatchObject({
        method: 'POST',
      });
      expect(await ask('GET', `/contacts/${id}`)).toMatchObject({ id });
    });

    it.each([
      ['tags=vip', /cannot be read as one\. Nothing was sent/],
      ['"text"', /cannot be read as one\. Nothing was sent/],
      ['{"name": “Ana”}', /cannot be read as one, because of the character “\. Nothing/],
      ['{\n  "name": "Ana",\n}', /cannot be read as one: look at line 3, character 1\. Nothing/],
    ])('a body that is no JSON: %s', async (body, sentence) => {
      const { message } = await app.failure(() => ask('POST', '/contacts/', { jsonBody: body }));
      expect(message).toMatch(sentence);
      expect(app.sandbox.requests).toEqual([]);
    });

    it.each([
      ['a body that GET does not have', { jsonBody: '{"limit": 1}' }, /GET sends none/],
      ['parameters without names', { parameters: 'limit=1' }, /a name and a value for each/],
    ])('%s', async (_what, more, sentence) => {
      const { message } = await app.failure(() => ask('GET', `/contacts/${contactId}`, more));
      expect(message).toMatch(sentence);
      expect(app.sandbox.requests).toEqual([]);
    });
  });
});
