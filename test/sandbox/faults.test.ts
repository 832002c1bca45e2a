import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { Fault } from '../../sandbox/index.ts';
import { at, listAt, openApi } from './api.ts';
import type { Api } from './api.ts';

let api: Api;

beforeEach(async () => {
  api = await openApi({ contacts: 3 });
});

afterEach(async () => {
  await api.sandbox.close();
});

const arm = (fault: Fault): Promise<unknown> =>
  api.ask('POST', '/__sandbox/faults', { json: fault });

const create = () => api.create({ firstName: 'Ana' });

describe('a fault', () => {
  it('answers in place of the API, so often and so late as it is told', async () => {
    await arm({
      kind: 'status',
      match: { method: 'POST', path: '^/contacts/$' },
      skip: 1,
      times: 1,
      status: 503,
      headers: { 'retry-after': '7' },
      body: { message: 'later' },
    });
    const other = await api.search({});
    const [first, second, third] = [await create(), await create(), await create()];

    expect([other.status, first.status, second.status, third.status]).toEqual([200, 201, 503, 201]);
    expect(second.body).toEqual({ message: 'later' });
    expect(second.headers.get('retry-after')).toBe('7');
    expect(api.sandbox.writes).toBe(2);
    expect(api.sandbox.requests.map(({ fault }) => fault)).toEqual([
      undefined,
      undefined,
      'status',
      undefined,
    ]);
  });

  it.each<[Fault['kind'], number]>([
    ['resetBefore', 0],
    ['resetAfter', 1],
    ['halfBody', 1],
  ])('%s breaks the connection, with %i writes done', async (kind, writes) => {
    await arm({ kind, times: 1 });

    await expect(create()).rejects.toThrow(/fetch failed|terminated/);
    expect(api.sandbox.writes).toBe(writes);
    expect(await create()).toMatchObject({ status: 201 });
  });

  it.each<[Fault['kind'], number]>([
    ['timeoutBefore', 0],
    ['timeoutAfter', 1],
  ])('%s never answers, with %i writes done', async (kind, writes) => {
    api.sandbox.addFault({ kind });
    const hanging = fetch(new URL('/contacts/', api.sandbox.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${api.own.accessToken}`,
        version: '2021-07-28',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ locationId: api.own.id, firstName: 'Ana' }),
      signal: AbortSignal.timeout(200),
    });

    await expect(hanging).rejects.toThrow('aborted due to timeout');
    expect(api.sandbox.writes).toBe(writes);
  });

  it.each<[Fault, number]>([
    [{ kind: 'statusAfter', status: 503 }, 503],
    [{ kind: 'htmlAfter' }, 502],
  ])('%j answers with an error what was done', async (fault, status) => {
    await arm({ ...fault, times: 1 });
    expect((await create()).status).toBe(status);
    expect(api.sandbox.writes).toBe(1);
  });

  it('cutShort gives half of the answer as if it were all', async () => {
    await arm({ kind: 'cutShort', times: 1 });
    const broken = await create();
    expect(broken.status).toBe(201);
    expect(String(broken.body)).toMatch(/^\{"contact":\{.*[^}]$/);
    expect(api.sandbox.writes).toBe(1);
  });

  it('halfBody can hold the rest back', async () => {
    await arm({ kind: 'halfBody', latencyMs: 60_000 });
    const response = await fetch(new URL(`/locations/${api.own.id}`, api.sandbox.url), {
      headers: { authorization: `Bearer ${api.own.accessToken}`, version: '2021-07-28' },
      signal: AbortSignal.timeout(200),
    });

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('aborted due to timeout');
  });

  it('latency delays, and no more', async () => {
    await arm({ kind: 'latency', latencyMs: 50 });
    const start = performance.now();

    expect(await create()).toMatchObject({ status: 201 });
    expect(performance.now() - start).toBeGreaterThan(45);
  });

  it('emptyBody and html answer what is no JSON', async () => {
    await arm({ kind: 'emptyBody', times: 1 });
    expect(await create()).toMatchObject({ status: 201, body: '' });
    await arm({ kind: 'html', times: 1 });
    expect(await create()).toMatchObject({
      status: 502,
      body: expect.stringContaining('<h1>502 Bad Gateway</h1>'),
    });
    expect(api.sandbox.writes).toBe(1);
  });

  it('wrongType gives another type to the outermost properties, or to those that it names', async () => {
    await arm({ kind: 'wrongType', times: 1 });
    expect(await api.search({})).toMatchObject({
      body: { contacts: 'not what was promised', total: { was: 3 } },
    });
    await arm({ kind: 'wrongType', times: 1, fields: ['tags', 'dateAdded'] });
    const [row] = listAt(await api.search({}), 'contacts');

    expect(at(row, 'tags')).toBe('not what was promised');
    expect(at(row, 'dateAdded', 'was')).toMatch(/^\d{4}-/);
    expect(at(row, 'locationId')).toBe(api.own.id);
  });

  it('contentType gives the right answer another name', async () => {
    await arm({ kind: 'contentType', times: 2 });
    const asHtml = await api.search({});
    await api.ask('DELETE', '/__sandbox/faults');
    await arm({ kind: 'contentType', headers: { 'content-type': 'text/plain' } });
    const asText = await create();

    expect(asHtml.headers.get('content-type')).toBe('text/html');
    expect(asText.headers.get('content-type')).toBe('text/plain');
    expect(asText.status).toBe(201);
    expect(api.sandbox.writes).toBe(1);
    expect(at(asHtml, 'body')).toMatchObject({ total: 3 });
  });

  it('repeatPage gives the first page again and again', async () => {
    const [first] = listAt(await api.search({ page: 1, pageLimit: 1 }), 'contacts');
    await arm({ kind: 'repeatPage', match: { path: '/search$' } });
    const pages = [];
    for (const page of [1, 2, 3]) pages.push(await api.search({ page, pageLimit: 1 }));

    expect(pages.flatMap((page) => listAt(page, 'contacts'))).toEqual([first, first, first]);
    expect(api.sandbox.faultsInjected).toBe(3);
  });

  it('endlessPages fills each page with rows that nobody has seen', async () => {
    await arm({ kind: 'endlessPages' });
    const pages = [];
    for (const page of [1, 2, 3]) pages.push(await api.search({ page, pageLimit: 4 }));
    const ids = pages.flatMap((page) => listAt(page, 'contacts').map((row) => at(row, 'id')));

    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(12);
    expect(pages[2]).toMatchObject({ body: { total: 1_000_000, hasMore: true } });
  });

  it.each<[Fault, number]>([
    [{ kind: 'timeoutBefore' }, 1],
    [{ kind: 'timeoutAfter' }, 1],
    [{ kind: 'halfBody', latencyMs: 60_000 }, 1],
    [{ kind: 'halfBody' }, 1],
    [{ kind: 'resetAfter' }, 0],
  ])('%j tells whoever holds the clock that a client waits: %i', async (fault, times) => {
    let heard = 0;
    const patience = new AbortController();
    const onSilence = () => {
      heard += 1;
      patience.abort();
    };
    const silent = await openApi({ contacts: 1, onSilence });
    silent.sandbox.addFault(fault);
    const hanging = fetch(new URL(`/locations/${silent.own.id}`, silent.sandbox.url), {
      headers: { authorization: `Bearer ${silent.own.accessToken}`, version: '2021-07-28' },
      signal: patience.signal,
    }).then((response) => response.text());

    await expect(hanging).rejects.toThrow(/aborted|terminated|fetch failed/);
    expect(heard).toBe(times);
    await silent.sandbox.close();
  });

  it('redirect points elsewhere', async () => {
    await arm({ kind: 'redirect', location: 'http://127.0.0.1:1/else' });
    const answer = await create();

    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('http://127.0.0.1:1/else');
  });

  it('goes away', async () => {
    await arm({ kind: 'status' });
    expect((await create()).status).toBe(500);
    await api.ask('DELETE', '/__sandbox/faults');
    expect((await create()).status).toBe(201);
  });

  it.each([
    [{}, 'kind: Invalid option: expected one of "status"'],
    [{ kind: 'status', times: 'often' }, 'times: Invalid input: expected number'],
    [{ kind: 'status', match: '/contacts/' }, 'match: Invalid input: expected object'],
    [{ kind: 'status', match: { path: '(' } }, 'match.path: must be a regular expression'],
    [{ kind: 'status', after: 1 }, 'Unrecognized key: "after"'],
  ])('is refused: %j', async (json, problem) => {
    const answer = await api.ask('POST', '/__sandbox/faults', { json });

    expect(answer).toMatchObject({
      status: 422,
      body: { message: [expect.stringContaining(problem)] },
    });
  });

  it.each(['garbage', '{"kind": ', ''])(
    'that is no JSON is refused with a sentence: %j',
    async (body) => {
      const response = await fetch(new URL('/__sandbox/faults', api.sandbox.url), {
        method: 'POST',
        body,
      });

      expect({ status: response.status, body: await response.json() }).toMatchObject({
        status: 400,
        body: { message: expect.stringMatching(/^This takes JSON, such as \{"kind"/) },
      });
    },
  );
});

describe('the controls', () => {
  it('tell the state and the requests', async () => {
    await create();

    expect(await api.ask('GET', '/__sandbox/state')).toMatchObject({
      body: { writes: 1, requests: 1, locations: [{ id: api.own.id, contacts: 4 }, {}] },
    });
    expect((await api.ask('GET', '/__sandbox/requests')).body).toMatchObject([
      {
        method: 'POST',
        path: '/contacts/',
        body: { firstName: 'Ana' },
        status: 201,
        responseBody: { contact: { firstName: 'Ana' } },
      },
    ]);
    await api.ask('DELETE', '/__sandbox/requests');
    expect(api.sandbox.requests).toEqual([]);
  });

  it('put everything back, and leave tokens alive', async () => {
    const before = [...api.sandbox.world.location(api.own.id).contacts.keys()];
    await create();
    await arm({ kind: 'status' });
    await api.ask('POST', '/__sandbox/reset');

    expect([...api.sandbox.world.location(api.own.id).contacts.keys()]).toEqual(before);
    expect(api.sandbox.writes).toBe(0);
    expect(await create()).toMatchObject({ status: 201 });
  });
});
