import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as zod from 'zod/mini';

import { appLog, insideCore } from '../../../../harness/inside-core.ts';
import { nock } from '../../../../harness/nocked.ts';
import { holdClock } from '../../../../harness/time.ts';
import { Ghl } from '../../../../lib/ghl/client/client.ts';
import type { GhlRequest } from '../../../../lib/ghl/client/client.ts';
import { clock } from '../../../../lib/ghl/client/clock.ts';
import { path } from '../../../../lib/ghl/client/path.ts';

const API = 'https://services.leadconnectorhq.com';

const CONNECTION = {
  access_token: 'the-access-token',
  locationId: 'location1',
  companyId: 'company1',
  scope: 'contacts.readonly contacts.write',
};

let authData: Record<string, string | undefined>;
/** The app's own log lines of the last run. */
let log: Record<string, unknown>[];

beforeEach(() => {
  authData = CONNECTION;
});

afterEach(() => {
  jest.restoreAllMocks();
});

const run = async <Result>(work: (ghl: Ghl) => Result | Promise<Result>): Promise<Result> => {
  const ran = await insideCore(async (z, bundle) => work(new Ghl(z, bundle)), { authData });
  log = appLog(ran.log);
  if (ran.outcome.status === 'rejected') throw ran.outcome.reason;
  return ran.outcome.value;
};

const anything = zod.looseObject({});

type Part = Partial<GhlRequest<typeof anything>>;

const READ = {
  path: '/contacts/1',
  scope: 'contacts.readonly',
  version: '2021-07-28',
  answer: anything,
} as const;

const read = (part: Part = {}) => run((ghl) => ghl.read({ ...READ, ...part }));

const write = (part: Part = {}) =>
  run((ghl) =>
    ghl.write({ ...READ, method: 'POST', scope: 'contacts.write', body: { a: 1 }, ...part }),
  );

const codes = () => log.map(({ code }) => code);

describe('a request', () => {
  it('names the API’s version, asks for JSON and is signed', async () => {
    nock(API, { badheaders: ['content-type', 'cookie'] })
      .get('/contacts/1')
      .matchHeader('version', '2021-07-28')
      .matchHeader('accept', 'application/json')
      .matchHeader('user-agent', 'Zapier')
      .matchHeader('authorization', 'Bearer the-access-token')
      .reply(200, { contact: { id: '1' } });
    await expect(read()).resolves.toEqual({ contact: { id: '1' } });
  });

  it('names the version that its route is asked for', async () => {
    nock(API).get('/contacts/1').matchHeader('version', '2021-04-15').reply(200, {});
    await read({ version: '2021-04-15' });
    expect(nock.isDone()).toBe(true);
  });

  it('encodes its query, repeats a list and leaves out what is absent', async () => {
    const given: string[] = [];
    nock(API)
      .get(/.*/)
      .reply(200, (uri) => {
        given.push(uri);
        return {};
      });
    await read({
      path: path`/contacts/${'c1'}/notes`,
      query: { q: 'a b&c=d+e', list: ['1', '2'], none: undefined, n: 3, user: '{{bundle.x}}' },
    });
    expect(given).toEqual([
      '/contacts/c1/notes?q=a+b%26c%3Dd%2Be&list=1&list=2&n=3&user=%7B%7Bbundle.x%7D%7D',
    ]);
  });

  it.each([
    '{{bundle.inputData.secret}}',
    '{{process.env.CLIENT_SECRET}}',
    '{{{{bundle.x}}}} and {{{process.y}}}',
    'curly { { bundle.x } }',
    '\\{{bundle.x}} "{{" \n🏠 שלום <b>',
  ])('sends %j in its body just as it is', async (text) => {
    const given: unknown[] = [];
    nock(API)
      .post('/contacts/1')
      .matchHeader('content-type', 'application/json')
      .reply(201, (_uri, body) => {
        given.push(body);
        return {};
      });
    await write({ body: { text, list: [text], [text]: 1 } });
    expect(given).toEqual([{ text, list: [text], [text]: 1 }]);
  });

  it('carries a body with a DELETE, too', async () => {
    nock(API)
      .delete('/contacts/1', { tags: ['x'] })
      .reply(200, {});
    await write({ method: 'DELETE', body: { tags: ['x'] } });
    expect(nock.isDone()).toBe(true);
  });
});

describe('before anything is sent', () => {
  it.each([
    [
      'read',
      () => read({ scope: 'users.readonly' }),
      /^This HighLevel connection is not allowed to read users\. Reconnect HighLevel: .* allow all of them\.$/,
    ],
    [
      'write',
      () => write({ scope: 'calendars/events.write' }),
      /^This HighLevel connection is read only, so it is not allowed to change appointments\. Add a new connection/,
    ],
  ])('a missing scope stops a %s', async (_what, call, message) => {
    await expect(call()).rejects.toMatchObject({
      kind: 'halted',
      code: 'scope_missing',
      message: expect.stringMatching(message),
    });
    expect(codes()).toEqual(['auth.scope_missing']);
  });

  it('a scope is not granted by one that starts like it', async () => {
    authData = { ...CONNECTION, scope: 'contacts.readonlyish xcontacts.readonly' };
    await expect(read()).rejects.toMatchObject({ code: 'scope_missing' });
  });

  it.each([
    'users.readonly contacts.readonly',
    'users.readonly,contacts.readonly',
    'users.readonly+contacts.readonly',
    'users.readonly%20contacts.readonly',
  ])('scopes are understood however they are joined: %s', async (scope) => {
    authData = { ...CONNECTION, scope };
    nock(API).get('/contacts/1').reply(200, {});
    await expect(read()).resolves.toEqual({});
  });

  it.each([
    [path`/contacts/${'c1'}/tasks`, 'read tasks'],
    [path`/contacts/${'c1'}/notes`, 'read notes'],
    [path`/contacts/${'c1'}/appointments`, 'read appointments'],
    [path`/contacts/${'c1'}`, 'read contacts'],
  ])('a missing scope is named after what is read: %s', async (asked, phrase) => {
    authData = { ...CONNECTION, scope: 'users.readonly' };
    await expect(read({ path: asked })).rejects.toThrow(`is not allowed to ${phrase}. `);
  });

  it.each([
    ['Task', 'tasks'],
    ['Note', 'notes'],
    ['Tag', 'tags'],
    ['Contact', 'contacts'],
    ['Appointment', 'appointments'],
  ])(
    'an action on a %s stops before its first read where it may not write',
    async (noun, things) => {
      authData = { ...CONNECTION, scope: 'contacts.readonly' };
      const acting = run(async (ghl) => {
        ghl.checkMayChange(noun);
        await ghl.read(READ);
      });
      await expect(acting).rejects.toThrow(`is not allowed to change ${things}. `);
    },
  );

  it.each([{ locationId: '' }, { locationId: undefined }])(
    'a connection without a sub-account is none: %j',
    async (given) => {
      authData = { ...CONNECTION, ...given };
      await expect(read()).rejects.toMatchObject({ kind: 'reconnect', code: 'no_location' });
    },
  );

  it('no connection at all is said to be none', async () => {
    authData = {};
    await expect(read()).rejects.toMatchObject({ kind: 'reconnect', code: 'not_connected' });
  });

  it('nothing is sent when the operation’s time is used up', async () => {
    const started = clock.now();
    const now = jest.spyOn(clock, 'now');
    await expect(
      run((ghl) => {
        now.mockReturnValue(started + 60_000);
        expect(ghl.timeLeft()).toBe(0);
        return ghl.read(READ);
      }),
    ).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('a read', () => {
  it('is tried three times, with growing pauses, and says so in the log', async () => {
    const slept: number[] = [];
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    jest.spyOn(clock, 'sleep').mockImplementation((ms) => {
      slept.push(ms);
      return Promise.resolve();
    });
    nock(API).get('/contacts/1').reply(500, {});
    nock(API).get('/contacts/1').replyWithError('socket hang up');
    nock(API).get('/contacts/1').reply(200, { ok: true });
    await expect(read()).resolves.toEqual({ ok: true });
    expect(slept).toEqual([200, 400]);
    const line = { code: 'request.retried', locationId: 'location1' };
    expect(log).toEqual([
      { ...line, reason: 'server_trouble', attemptsMade: 1, status: 500 },
      { ...line, reason: 'unreachable', attemptsMade: 2, status: 0 },
    ]);
  });

  it('by POST is tried again just so', async () => {
    holdClock();
    nock(API).post('/contacts/1').reply(502).post('/contacts/1').reply(200, {});
    await expect(read({ method: 'POST', body: {} })).resolves.toEqual({});
  });

  it('gives up after the third failure', async () => {
    holdClock();
    nock(API).get('/contacts/1').times(3).reply(503, {});
    await expect(read()).rejects.toMatchObject({ kind: 'throttled', code: 'server_trouble' });
  });

  it('shares its time among its attempts, at most eight seconds each', async () => {
    let now = clock.now();
    jest.spyOn(clock, 'now').mockImplementation(() => now);
    const given: number[] = [];
    jest.spyOn(clock, 'alarm').mockImplementation((ms, ring) => {
      given.push(ms);
      now += ms;
      ring();
      return { off: () => undefined };
    });
    jest.spyOn(clock, 'sleep').mockImplementation((ms) => {
      now += ms;
      return Promise.resolve();
    });
    jest.spyOn(Math, 'random').mockReturnValue(1);
    await expect(read()).rejects.toMatchObject({ kind: 'throttled', code: 'unreachable' });
    expect(given).toEqual([8_000, 8_000, 7_800]);
  });

  it.each([400, 403, 404, 422, 429])('is not repeated after a %i', async (status) => {
    nock(API).get('/contacts/1').reply(status, { message: 'no' });
    await expect(read()).rejects.toMatchObject({ details: { status } });
  });
});

describe('a write', () => {
  it.each([
    ['a 5xx', 502, 'server_trouble'],
    ['an HTML page', 200, 'unreadable_answer'],
  ])('is sent once; after %s its outcome is unknown', async (_what, status, code) => {
    nock(API).post('/contacts/1').reply(status, '<html></html>');
    await expect(write()).rejects.toMatchObject({ code, details: { outcomeUnknown: true } });
  });

  it('has eight seconds', async () => {
    const alarm = jest.spyOn(clock, 'alarm');
    nock(API).post('/contacts/1').reply(201, {});
    await write();
    expect(alarm.mock.calls.map(([ms]) => ms)).toEqual([8_000]);
  });
});

const urlOf = (server: Server): string => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return `http://127.0.0.1:${address.port}`;
};

describe('an answer', () => {
  it('is refused when it is a redirect: nothing follows it to another host', async () => {
    nock(API).get('/contacts/1').reply(302, '', { location: 'https://evil.com/contacts/1' });
    await expect(read()).rejects.toMatchObject({ kind: 'halted', code: 'redirected' });
  });

  it('with a 401 makes Zapier renew the token', async () => {
    nock(API).get('/contacts/1').reply(401, { message: 'Invalid JWT' });
    await expect(read()).rejects.toMatchObject({ name: 'RefreshAuthError' });
  });

  it('that is long gives its connection back, although a 401 leaves it unread', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(401).end(JSON.stringify({ message: 'x'.repeat(500_000) }));
    });
    const closed = new Promise((close) => {
      server.once('connection', (socket) => {
        socket.on('error', () => undefined).on('close', () => close('closed'));
      });
    });
    server.keepAliveTimeout = 60_000;
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const environment = { GHL_API_BASE_URL: urlOf(server), GHL_MARKETPLACE_URL: '' };
    // It reads what passes through it, whether or not the app does.
    nock.restore();
    try {
      const { outcome } = await insideCore(
        (z, bundle) => new Ghl(z, bundle).read({ ...READ, isLong: true }),
        { authData, environment },
      );
      expect(outcome).toMatchObject({ reason: { name: 'RefreshAuthError' } });
      await expect(closed).resolves.toBe('closed');
    } finally {
      nock.activate();
      server.closeAllConnections();
      server.close();
    }
  });

  it.each([
    [{ message: ['a must be b', 'c should not exist'] }, 'a must be b; c should not exist'],
    [{ message: 'plain' }, 'plain'],
    [{ error: { code: 'x', message: 'as v3 has it' } }, 'as v3 has it'],
    [{ error: 'short' }, 'short'],
    [{ message: [1, 'x'] }, 'x'],
  ])('says why in its own words: %j', async (body, words) => {
    nock(API).get('/contacts/1').reply(422, body);
    await expect(read()).rejects.toThrow(`a value of this step: “${words}”.`);
  });

  it('without words is told without words', async () => {
    nock(API).get('/contacts/1').reply(422, {});
    await expect(read()).rejects.toThrow('a value of this step. Check the fields');
  });

  it.each([
    ['a gap', { contact: 1 }],
    ['a list', []],
    ['a text', '"ok"'],
    ['nothing', ''],
  ])('that holds %s where something is promised cannot be read', async (_what, body) => {
    holdClock();
    nock(API).get('/contacts/1').times(3).reply(200, body);
    const answer = zod.looseObject({ tags: zod.array(zod.string()) });
    await expect(run((ghl) => ghl.read({ ...READ, answer }))).rejects.toMatchObject({
      kind: 'throttled',
      code: 'unreadable_answer',
    });
  });

  it.each(['<html></html>', '', '[]', '"ok"'])(
    'that is no JSON object is none, whatever the endpoint asks for: %j',
    async (body) => {
      holdClock();
      nock(API).get('/contacts/1').reply(200, body).get('/contacts/1').reply(200, { ok: true });
      nock(API).post('/contacts/1').reply(201, body);
      const answer = zod.unknown();
      await expect(run((ghl) => ghl.read({ ...READ, answer }))).resolves.toEqual({ ok: true });
      await expect(
        run((ghl) =>
          ghl.write({ ...READ, method: 'POST', scope: 'contacts.write', body: {}, answer }),
        ),
      ).rejects.toMatchObject({ code: 'unreadable_answer', details: { outcomeUnknown: true } });
    },
  );

  it.each([
    [{ 'X-RateLimit-Limit-Daily': '200000', 'X-RateLimit-Daily-Remaining': '19999' }, true],
    [{ 'X-RateLimit-Limit-Daily': '200000', 'X-RateLimit-Daily-Remaining': '0' }, true],
    [{ 'X-RateLimit-Limit-Daily': '200000', 'X-RateLimit-Daily-Remaining': '20000' }, false],
    [{ 'X-RateLimit-Limit-Daily': '200000' }, false],
    [{}, false],
  ])('with %j says in the log whether the day’s allowance runs low: %j', async (headers, low) => {
    nock(API).get('/contacts/1').reply(200, {}, headers);
    await read();
    expect(log).toEqual(
      low
        ? [
            {
              code: 'ratelimit.low',
              remaining: Number(Object(headers)['X-RateLimit-Daily-Remaining']),
              limit: 200_000,
              locationId: 'location1',
            },
          ]
        : [],
    );
  });
});

describe('records', () => {
  const schema = zod.looseObject({ id: zod.string(), name: zod.nullish(zod.string()) });

  it('keep what can be read, and the log names the rest without its values', async () => {
    const rows = [{ id: '1', name: 'Ana' }, { id: '2', name: { odd: 1 } }, { name: 'x' }, 7];
    const found = await run((ghl) => ghl.records(schema, rows));
    expect(found).toEqual([{ id: '1', name: 'Ana' }, { id: '2' }]);
    expect(log).toEqual([
      {
        code: 'record.partial',
        locationId: 'location1',
        fields: expect.arrayContaining(['name', 'id']),
        rowsLeftOut: 2,
      },
    ]);
  });

  it('that are one cannot do without it', async () => {
    await expect(run((ghl) => ghl.record(schema, null))).rejects.toMatchObject({
      code: 'unreadable_answer',
    });
  });
});
