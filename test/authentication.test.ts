import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import definition from '../index.ts';
import type { Fault } from '../sandbox/index.ts';
import { connect } from '../zap-runner/connect.ts';
import { Connection } from '../zap-runner/connection.ts';
import { createPlatform, newTrace } from '../zap-runner/platform.ts';
import { environmentOf, openApp } from '../harness/app.ts';
import type { Fields, TestApp } from '../harness/app.ts';
import { insideCore } from '../harness/inside-core.ts';
import { nock } from '../harness/nocked.ts';
import { sparingHandlerFor } from '../harness/reduced-app.ts';
import { holdClock } from '../harness/time.ts';
import { scopeMissing } from '../lib/ghl/client/connection-errors.ts';
import type { Scope } from '../lib/ghl/client/scopes.ts';
import { refreshTokens } from '../lib/ghl/oauth.ts';

const READ = [
  'contacts.readonly',
  'locations.readonly',
  'locations/tags.readonly',
  'locations/customFields.readonly',
  'locations/tasks.readonly',
  'calendars.readonly',
  'calendars/events.readonly',
  'users.readonly',
  'businesses.readonly',
  'workflows.readonly',
  'campaigns.readonly',
];

const CONTACTS_WRITE = ['contacts.write', 'locations/tags.write', 'calendars/events.write'];

const WRITE = [...READ, ...CONTACTS_WRITE];

const SALES_READ = [
  ...READ,
  'opportunities.readonly',
  'conversations.readonly',
  'conversations/message.readonly',
  'forms.readonly',
  'surveys.readonly',
];

const SALES_WRITE = [
  ...CONTACTS_WRITE,
  'opportunities.write',
  'conversations/message.write',
  'forms.write',
  'businesses.write',
];

const EVERYTHING_READ = [
  ...SALES_READ,
  'objects/schema.readonly',
  'objects/record.readonly',
  'associations.readonly',
  'associations/relation.readonly',
  'invoices.readonly',
  'payments/orders.readonly',
  'payments/transactions.readonly',
  'products.readonly',
  'products/prices.readonly',
  'locations/customValues.readonly',
  'socialplanner/account.readonly',
];

const EVERYTHING_WRITE = [
  ...SALES_WRITE,
  'objects/record.write',
  'associations/relation.write',
  'invoices.write',
  'payments/orders.write',
  'locations/customValues.write',
  'medias.write',
  'links.write',
  'socialplanner/post.write',
];

const RECONNECT =
  'Reconnect HighLevel: in Zapier open Apps, choose Protiv and press Reconnect, then run the Zap again.';

const REFUSED = `HighLevel did not accept this connection: its permission was used up or taken back. ${RECONNECT}`;

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 3 });
});

afterEach(async () => {
  jest.restoreAllMocks();
  for (const name of ['GHL_ACCESS', 'GHL_AREAS', 'GHL_LOCATION']) delete process.env[name];
  await app.close();
});

const refresh = () => app.call('authentication.oauth2Config.refreshAccessToken', {});

const exchange = (input: Fields = { code: 'code-1', redirect_uri: 'https://zapier.com/return' }) =>
  app.call('authentication.oauth2Config.getAccessToken', input);

const test = () => app.call('authentication.test', {});

const tokenFault = (fault: Omit<Fault, 'match'>) =>
  app.sandbox.addFault({ ...fault, match: { path: '^/oauth/token$' } });

const tokenAnswer = (changes: Fields = {}): Omit<Fault, 'match'> => ({
  kind: 'status',
  status: 200,
  body: {
    access_token: 'at-1',
    token_type: 'Bearer',
    expires_in: 86_399,
    refresh_token: 'rt-1',
    scope: 'contacts.readonly locations.readonly',
    userType: 'Location',
    locationId: 'location1',
    companyId: 'company1',
    userId: 'user1',
    ...changes,
  },
});

describe('the consent page’s address', () => {
  it.each([
    ['read', undefined, READ],
    ['write', undefined, WRITE],
    ['read', 'write', READ],
    [undefined, 'write', WRITE],
    ['', 'write', WRITE],
    [undefined, 'read', READ],
    [undefined, undefined, READ],
    ['all', undefined, READ],
  ])('for access %j and GHL_ACCESS %j asks for one set of scopes', async (access, env, scopes) => {
    delete process.env['GHL_MARKETPLACE_URL'];
    const platform = await createPlatform(sparingHandlerFor(definition), {
      environment: { CLIENT_ID: 'client-1', ...(env !== undefined && { GHL_ACCESS: env }) },
    });
    const url = await platform.call(
      'authentication.oauth2Config.authorizeUrl',
      { inputData: { access, state: 'state 1', redirect_uri: 'https://zapier.com/return/?a=b' } },
      newTrace(),
    );
    const { origin, pathname, searchParams } = new URL(String(url));
    expect(origin).toBe('https://marketplace.leadconnectorhq.com');
    expect(pathname).toBe('/v2/oauth/chooselocation');
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: 'client-1',
      redirect_uri: 'https://zapier.com/return/?a=b',
      state: 'state 1',
      scope: scopes.join(' '),
    });
  });
});

describe('what Zaps may work with', () => {
  const askedFor = async (input: Fields, environment: Record<string, string> = {}) => {
    const platform = await createPlatform(sparingHandlerFor(definition), {
      environment: { CLIENT_ID: 'client-1', ...environment },
    });
    const url = await platform.call(
      'authentication.oauth2Config.authorizeUrl',
      { inputData: { ...input, state: 's', redirect_uri: 'https://zapier.com/return' } },
      newTrace(),
    );
    return new URL(String(url)).searchParams.get('scope')?.split(' ');
  };

  // Every user would have to reconnect if one of these changed: they stand here in full.
  it.each([
    ['contacts', 'read', READ],
    ['contacts', 'write', WRITE],
    ['sales', 'read', SALES_READ],
    ['sales', 'write', [...SALES_READ, ...SALES_WRITE]],
    ['everything', 'read', EVERYTHING_READ],
    ['everything', 'write', [...EVERYTHING_READ, ...EVERYTHING_WRITE]],
  ])('is one of six sets of scopes for good: %s, %s', async (areas, access, scopes) => {
    expect(await askedFor({ scopes: areas, access })).toEqual(scopes);
    const environment = { GHL_AREAS: areas, GHL_ACCESS: access };
    expect(await askedFor({}, environment)).toEqual(scopes);
  });

  it.each(['', 'all', undefined])('is contacts for %j', async (areas) => {
    expect(await askedFor({ scopes: areas, access: 'read' })).toEqual(READ);
  });

  it('does not blacken the logs: core censors values of a connection in them', async () => {
    const { connection } = await connect(app.platform, { access: 'write' });
    app.authData = connection.authData;
    await app.search('find_many_contacts', { limit: 1 });
    expect(app.trace.requests.map(({ url }) => new URL(url).pathname)).toContain(
      '/contacts/search',
    );
  });

  it('is shown by the consent page, one permission after the other', async () => {
    const { connection } = await connect(app.platform, { access: 'write', scopes: 'everything' });
    expect(String(connection.authData['scope']).split(' ')).toEqual([
      ...EVERYTHING_READ,
      ...EVERYTHING_WRITE,
    ]);
  });
});

describe('a right that the connection lacks', () => {
  const sentenceFor = (scope: Scope, granted: readonly string[]): string =>
    scopeMissing('do this', scope, new Set(granted)).message;

  const NOT_ALLOWED = 'This HighLevel connection is not allowed to do this.';
  const ADD = 'Add a new connection for Protiv, choose';
  const SELECT = 'and select it in this step.';

  it.each<[Scope, readonly string[], string]>([
    [
      'contacts.write',
      READ,
      `This HighLevel connection is read only, so it is not allowed to do this. ${ADD} “Read and write” as its access, ${SELECT}`,
    ],
    [
      'opportunities.readonly',
      WRITE,
      `${NOT_ALLOWED} ${ADD} “Contacts, sales and messages” under “What Zaps May Work With”, ${SELECT}`,
    ],
    [
      'conversations/message.write',
      READ,
      `${NOT_ALLOWED} ${ADD} “Contacts, sales and messages” under “What Zaps May Work With” and “Read and write” as its access, ${SELECT}`,
    ],
    [
      'opportunities.write',
      SALES_READ,
      `This HighLevel connection is read only, so it is not allowed to do this. ${ADD} “Read and write” as its access, ${SELECT}`,
    ],
    [
      'invoices.readonly',
      SALES_READ,
      `${NOT_ALLOWED} ${ADD} “All of these, and invoices, orders and custom objects” under “What Zaps May Work With”, ${SELECT}`,
    ],
    [
      'users.readonly',
      [],
      `${NOT_ALLOWED} ${RECONNECT} When HighLevel asks for permissions, allow all of them.`,
    ],
  ])('is asked for by what to choose when connecting: %s', (scope, granted, sentence) => {
    expect(sentenceFor(scope, granted)).toBe(sentence);
  });
});

describe('connecting', () => {
  it.each([
    ['read', READ],
    ['write', WRITE],
  ] as const)(
    'with access “%s” gives a connection with just those scopes',
    async (access, scopes) => {
      const [, second] = app.sandbox.locations;
      const { connection, label } = await connect(app.platform, {
        access,
        locationId: second?.id ?? '',
      });
      expect(label).toBe(`${second?.name} (${second?.id})`);
      expect(connection.authData).toEqual({
        access,
        scopes: 'contacts',
        access_token: expect.stringMatching(/^at-/),
        refresh_token: expect.stringMatching(/^rt-/),
        locationId: second?.id,
        companyId: second?.companyId,
        userId: second?.userId,
        scope: scopes.join(' '),
        clientKeyId: app.sandbox.clientId,
      });
    },
  );

  it('asks for a sub-account’s tokens with the app’s own credentials, signed by nothing else', async () => {
    tokenFault(tokenAnswer());
    await exchange();
    expect(app.sandbox.requests).toMatchObject([
      {
        method: 'POST',
        path: '/oauth/token',
        body: {
          grant_type: 'authorization_code',
          user_type: 'Location',
          client_id: app.sandbox.clientId,
          client_secret: app.sandbox.clientSecret,
          code: 'code-1',
          redirect_uri: 'https://zapier.com/return',
        },
      },
    ]);
    expect(app.sandbox.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(app.sandbox.requests[0]?.headers).not.toHaveProperty('version');
  });

  it('keeps no more of the answer than it needs: a kept “Location” would blacken the logs', async () => {
    tokenFault(tokenAnswer());
    expect(await exchange()).toEqual({
      access_token: 'at-1',
      refresh_token: 'rt-1',
      scope: 'contacts.readonly locations.readonly',
      locationId: 'location1',
      companyId: 'company1',
      userId: 'user1',
      clientKeyId: app.sandbox.clientId,
    });
  });

  it('does not take a code twice', async () => {
    const failure = await app.failure(() => exchange());
    expect(failure).toMatchObject({ kind: 'reconnect', message: REFUSED });
  });

  it.each([
    [{ locationId: undefined, userType: 'Company' }],
    [{ locationId: '' }],
    [{ locationId: null }],
  ])('asks to choose a sub-account when the token is an agency’s (%j)', async (changes) => {
    tokenFault(tokenAnswer(changes));
    expect(await app.failure(() => exchange())).toMatchObject({
      kind: 'reconnect',
      message: expect.stringMatching(
        /^HighLevel connected a whole agency, .+ bulk installation .+ as a user of the sub-account\. Reconnect/,
      ),
    });
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('keeps the tokens of an answer without a refresh token, a company or scopes', async () => {
    tokenFault({
      kind: 'status',
      status: 200,
      body: { access_token: 'at-1', locationId: 'location1' },
    });
    expect(await exchange()).toMatchObject({
      access_token: 'at-1',
      refresh_token: '',
      locationId: 'location1',
      scope: '',
    });
  });
});

describe('connecting an agency where the app is set up for that', () => {
  const agencyAnswer = (changes: Fields = {}): Omit<Fault, 'match'> =>
    tokenAnswer({
      access_token: 'at-agency',
      refresh_token: 'rt-agency',
      userType: 'Company',
      locationId: undefined,
      isBulkInstallation: true,
      approvedLocations: ['location7'],
      ...changes,
    });

  const locationAnswer = (body: Fields) =>
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body,
      match: { path: '^/oauth/locationToken$' },
    });

  /** A platform of the app whose environment says so. */
  const ask = async (
    method: string,
    authData: Fields = {},
    { input = {}, location = '' }: { input?: Fields; location?: string } = {},
  ): Promise<unknown> => {
    const platform = await createPlatform(sparingHandlerFor(definition), {
      environment: {
        CLIENT_ID: 'client-1',
        GHL_AGENCY: '1',
        GHL_API_BASE_URL: app.sandbox.url,
        GHL_LOCATION: location,
      },
    });
    const inputData = { code: 'code-1', redirect_uri: 'https://zapier.com/return', ...input };
    return platform.call(
      `authentication.oauth2Config.${method}`,
      { authData, inputData },
      newTrace(),
    );
  };

  it('asks for the agency’s scope besides', async () => {
    const url = new URL(String(await ask('authorizeUrl')));
    expect(url.searchParams.get('scope')).toBe([...READ, 'oauth.write'].join(' '));
  });

  it.each([
    [{}],
    [{ approvedLocations: undefined, locations: ['location7'] }],
    [{ approvedLocations: undefined, locations: [{ _id: 'location7', name: 'Harbor' }] }],
    [{ approvedLocations: ['location7', 'location7'], userType: undefined }],
  ])('trades its token for that of the one sub-account it approved: %j', async (changes) => {
    tokenFault(agencyAnswer(changes));
    locationAnswer({
      access_token: 'at-7',
      refresh_token: 'rt-7',
      locationId: 'location7',
      scope: 'contacts.readonly',
    });
    expect(await ask('getAccessToken')).toEqual({
      access_token: 'at-7',
      refresh_token: 'rt-7',
      locationId: 'location7',
      companyId: 'company1',
      userId: 'user1',
      scope: 'contacts.readonly',
      clientKeyId: 'client-1',
    });
    expect(app.sandbox.requests[1]).toMatchObject({
      method: 'POST',
      path: '/oauth/locationToken',
      body: { companyId: 'company1', locationId: 'location7' },
      headers: { authorization: 'Bearer at-agency', version: '2021-07-28' },
    });
  });

  it.each([
    ['two sub-accounts', { approvedLocations: ['location7', 'location8'] }, '“Sub-Account”'],
    ['none', { approvedLocations: [] }, '“Sub-Account”'],
    ['one of an agency that it does not name', { companyId: undefined }, 'bulk installation'],
  ])('does not guess when the answer names %s', async (_what, changes, wayOut) => {
    tokenFault(agencyAnswer(changes));
    const failure = await app.failure(() => ask('getAccessToken'));
    expect(failure.kind).toBe('reconnect');
    expect(failure.message).toContain(wayOut);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it.each([
    ['field', { input: { accountId: ' location8 ' } }],
    ['environment', { location: 'location8' }],
  ])('takes of several the one that was named in the %s', async (_where, named) => {
    tokenFault(agencyAnswer({ approvedLocations: ['location7', 'location8'] }));
    locationAnswer({ access_token: 'at-8' });
    expect(await ask('getAccessToken', {}, named)).toMatchObject({
      access_token: 'at-8',
      locationId: 'location8',
    });
  });

  it('stops where another sub-account was chosen than the one that was named', async () => {
    tokenFault(tokenAnswer());
    const named = { input: { accountId: 'location8' } };
    expect(await app.failure(() => ask('getAccessToken', {}, named))).toMatchObject({
      kind: 'reconnect',
      message: expect.stringContaining('is not the one named under “Sub-Account”'),
    });
  });

  it('asks again where HighLevel stumbles: the agency’s refresh token is spent already', async () => {
    holdClock();
    tokenFault(agencyAnswer());
    app.sandbox.addFault({
      kind: 'status',
      status: 503,
      times: 2,
      match: { path: '^/oauth/locationToken$' },
    });
    locationAnswer({ access_token: 'at-7' });
    const before = { refresh_token: 'rt-0', locationId: 'location7' };
    expect(await ask('refreshAccessToken', before)).toMatchObject({
      access_token: 'at-7',
      refresh_token: 'rt-agency',
    });
    expect(app.sandbox.requests).toHaveLength(4);
  });

  it('renews with the agency’s refresh token where the sub-account was given none', async () => {
    tokenFault(agencyAnswer({ approvedLocations: ['location7', 'location8'] }));
    locationAnswer({ access_token: 'at-7' });
    const before = { refresh_token: 'rt-0', locationId: 'location8', scope: 'contacts.readonly' };
    expect(await ask('refreshAccessToken', before)).toEqual({
      access_token: 'at-7',
      refresh_token: 'rt-agency',
      locationId: 'location8',
      companyId: 'company1',
      userId: 'user1',
      scope: 'contacts.readonly locations.readonly',
      clientKeyId: 'client-1',
    });
  });
});

describe('an agency’s user on HighLevel’s page', () => {
  const agencyPlatform = (flag = '1') =>
    createPlatform(sparingHandlerFor(definition), {
      environment: { ...environmentOf(app.sandbox), GHL_AGENCY: flag },
    });
  const ids = () => app.sandbox.locations.map(({ id }) => id);

  it('connects the one sub-account that was approved, which reads, expires and is renewed', async () => {
    app.sandbox.setOddities({ bulkInstallation: true });
    const [, second] = ids();
    const platform = await agencyPlatform();
    const { connection } = await connect(platform, { access: 'read', locationId: second ?? '' });
    expect(connection.authData).toMatchObject({ locationId: second });
    app.sandbox.expireAccessTokens();
    const found = await connection.call(
      'searches.find_many_contacts.operation.perform',
      { inputData: { limit: 1 } },
      newTrace(),
    );
    expect(found).toHaveLength(1);
    expect(connection.authData).toMatchObject({ locationId: second });
  });

  it('connects of the whole agency the sub-account that was named, and says what to do where none or a wrong one was', async () => {
    const [first = '', second = ''] = ids();
    const { companyId } = app.location;
    const platform = await agencyPlatform();
    const whole = { access: 'read', locationId: companyId } as const;
    const { connection } = await connect(platform, { ...whole, accountId: second });
    expect(connection.authData).toMatchObject({ locationId: second, accountId: second });
    expect(await app.failure(() => connect(platform, whole))).toMatchObject({
      kind: 'reconnect',
      message: expect.stringContaining('put the ID of the sub-account into “Sub-Account”'),
    });
    const wrong = { ...whole, accountId: `${first.slice(0, -1)}x` };
    expect(await app.failure(() => connect(platform, wrong))).toMatchObject({
      kind: 'reconnect',
      message: expect.stringContaining('the sub-account that is named under “Sub-Account”'),
    });
  });

  it('is told of bulk installation where the app is not set up for agencies', async () => {
    app.sandbox.setOddities({ bulkInstallation: true });
    const platform = await agencyPlatform('');
    expect(await app.failure(() => connect(platform, { access: 'read' }))).toMatchObject({
      kind: 'reconnect',
      message: expect.stringContaining('allows bulk installation'),
    });
  });
});

describe('refreshing', () => {
  it('trades the refresh token for a new pair, which works, and spends the old one', async () => {
    const before = app.authData;
    const fresh = Object(await refresh());
    expect(fresh).toMatchObject({
      locationId: before['locationId'],
      companyId: before['companyId'],
      userId: before['userId'],
      scope: before['scope'],
    });
    expect(fresh).not.toHaveProperty('userType');
    expect(fresh['access_token']).not.toBe(before['access_token']);
    expect(fresh['refresh_token']).not.toBe(before['refresh_token']);
    expect(app.logCodes).toEqual(['auth.refreshed']);

    // As half a minute later, when nobody holds the renewal any more.
    app.platform.cache.evict();
    expect(await app.failure(refresh)).toMatchObject({ kind: 'reconnect', message: REFUSED });
    expect(app.logCodes).toEqual(['auth.refresh_failed']);
    app.authData = { ...before, ...fresh };
    await expect(test()).resolves.toMatchObject({ id: app.location.id });
  });

  it('happens by itself when the access token has expired', async () => {
    app.sandbox.expireAccessTokens();
    const connection = new Connection(app.platform, app.authData);
    const found = await connection.call(
      'searches.find_many_contacts.operation.perform',
      {
        inputData: {},
      },
      newTrace(),
    );
    expect(found).toHaveLength(1);
    expect(connection.authData['access_token']).not.toBe(app.authData['access_token']);
  });

  it.each<[string, (app: TestApp) => void]>([
    ['revoked', ({ sandbox, location }) => sandbox.revokeToken(location.refreshToken)],
    ['refused with a 401', () => tokenFault({ kind: 'status', status: 401 })],
    ['refused in another way', () => tokenFault({ kind: 'status', status: 403 })],
  ])('asks to reconnect when the refresh token is %s', async (_how, prepare) => {
    prepare(app);
    const failure = await app.failure(refresh);
    expect(failure.kind).toBe('reconnect');
    expect(failure.message).toMatch(/^HighLevel .+ this connection.*\. Reconnect HighLevel: /);
    expect(app.logCodes).toEqual(['auth.refresh_failed']);
  });

  it.each<Omit<Fault, 'match'>>([
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429 },
    { kind: 'html', status: 200 },
    { kind: 'html', status: 403 },
    { kind: 'html', status: 502 },
    { kind: 'redirect', location: 'https://example.com/' },
    { kind: 'resetBefore' },
    { kind: 'timeoutBefore' },
    { kind: 'halfBody' },
    { kind: 'cutShort' },
    { kind: 'emptyBody' },
    tokenAnswer({ access_token: '' }),
    tokenAnswer({ access_token: 7 }),
  ])('lets Zapier try again later after %j', async (fault) => {
    holdClock();
    tokenFault(fault);
    expect(await app.failure(refresh)).toMatchObject({ kind: 'throttled', retryAfter: 60 });
    expect(app.logCodes).toEqual(['auth.refresh_failed']);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it.each([
    [{}],
    [{ refresh_token: null, scope: null, companyId: null, userId: null, locationId: null }],
    [{ refresh_token: '', scope: '', companyId: '', userId: '', locationId: '' }],
    [{ scope: [], companyId: {}, userId: [], locationId: false, refresh_token: 7 }],
    [{ userType: 'Location' }],
  ])('keeps what the answer says nothing of: %j', async (rest) => {
    tokenFault({ kind: 'status', status: 200, body: { access_token: 'at-2', ...rest } });
    expect(await refresh()).toEqual({
      access_token: 'at-2',
      refresh_token: app.authData['refresh_token'],
      locationId: app.authData['locationId'],
      companyId: app.authData['companyId'],
      userId: app.authData['userId'],
      scope: app.authData['scope'],
      clientKeyId: app.sandbox.clientId,
    });
    expect(app.logCodes).toEqual(['auth.refreshed']);
  });

  it.each<[string, unknown]>([
    ['blanks', 'contacts.readonly locations/tags.readonly'],
    ['commas', 'contacts.readonly,locations/tags.readonly'],
    ['commas and blanks', 'contacts.readonly, locations/tags.readonly'],
    ['plus signs', 'contacts.readonly+locations/tags.readonly'],
    ['encoded blanks', 'contacts.readonly%20locations%2Ftags.readonly'],
    ['a list', ['contacts.readonly', 'locations/tags.readonly']],
    ['a list as text', '["contacts.readonly","locations/tags.readonly"]'],
  ])('reads scopes joined by %s', async (_how, scope) => {
    tokenFault(tokenAnswer({ scope, locationId: app.location.id }));
    expect(await refresh()).toMatchObject({ scope: 'contacts.readonly locations/tags.readonly' });
  });

  it('takes numbers for ids', async () => {
    app.authData = { ...app.authData, locationId: '12345' };
    tokenFault(tokenAnswer({ locationId: 12_345, companyId: 678, userId: 9 }));
    expect(await refresh()).toMatchObject({ locationId: '12345', companyId: '678', userId: '9' });
  });

  it.each([
    (tokens: Fields) => tokens,
    (tokens: Fields) => ({ data: tokens, traceId: 'trace-1' }),
    (tokens: Fields) => ({ success: true, result: tokens }),
  ])('reads the spelling of v3, wrapped or not (%#)', async (wrapped) => {
    const body = wrapped({
      accessToken: 'at-3',
      tokenType: 'Bearer',
      expiresIn: 86_399,
      refreshToken: 'rt-3',
      scope: 'contacts.readonly',
      userType: 'Location',
      locationId: app.location.id,
      companyId: 'company3',
      userId: 'user3',
    });
    tokenFault({ kind: 'status', status: 200, body });
    expect(await refresh()).toEqual({
      access_token: 'at-3',
      refresh_token: 'rt-3',
      locationId: app.location.id,
      companyId: 'company3',
      userId: 'user3',
      scope: 'contacts.readonly',
      clientKeyId: app.sandbox.clientId,
    });
  });

  it('reads an answer that begins with a byte order mark', async () => {
    const tokens = { access_token: 'at-4', refresh_token: 'rt-4', locationId: 'location1' };
    nock('https://services.leadconnectorhq.com')
      .post('/oauth/token')
      .reply(200, `\uFEFF${JSON.stringify(tokens)}`);
    const authData = { refresh_token: 'rt-1', locationId: 'location1' };
    const { outcome } = await insideCore((z, bundle) => refreshTokens(z, bundle.authData), {
      authData,
    });
    expect(outcome).toMatchObject({ status: 'fulfilled', value: tokens });
  });

  it('stops a connection that would become one of another sub-account, and says so in the log', async () => {
    tokenFault(tokenAnswer({ locationId: 'anotherLocation' }));
    expect(await app.failure(refresh)).toMatchObject({
      kind: 'reconnect',
      message: `HighLevel renewed this connection for another sub-account than the one it was made for, so Protiv stopped before anything went there. ${RECONNECT}`,
    });
    expect(app.logCodes).toEqual(['auth.location_changed', 'auth.refresh_failed']);
    expect(app.trace.log).toContain(
      JSON.stringify({
        code: 'auth.location_changed',
        locationId: app.location.id,
        to: 'anotherLocation',
      }),
    );
  });

  it('writes no token into its own log lines', async () => {
    const { access_token, refresh_token } = Object(await refresh());
    const lines = app.trace.log.join('\n');
    for (const secret of [
      access_token,
      refresh_token,
      app.location.accessToken,
      app.location.refreshToken,
      app.sandbox.clientSecret,
    ]) {
      expect(lines).not.toContain(secret);
    }
  });
});

describe('testing a connection', () => {
  it('costs one request and yields what the label shows', async () => {
    const { id, name } = app.location;
    expect(await test()).toEqual({ id, name, label: `${name} (${id})` });
    expect(app.sandbox.requests.map(({ path }) => path)).toEqual([`/locations/${id}`]);
    expect(definition.authentication?.connectionLabel).toBe('{{label}}');
  });

  it('works with a read-only connection', async () => {
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    await expect(test()).resolves.toMatchObject({ id: app.location.id, name: app.location.name });
  });

  it.each([undefined, null, '', '  '])('shows a sub-account named %j by its id', async (name) => {
    const { id } = app.location;
    app.sandbox.addFault({ kind: 'status', status: 200, body: { location: { id, name } } });
    await expect(test()).resolves.toEqual({ id, name: id, label: id });
  });

  it('has Zapier renew a spent token', async () => {
    app.sandbox.expireAccessTokens();
    expect((await app.failure(test)).kind).toBe('refresh');
  });

  it('asks to reconnect a connection without a sub-account', async () => {
    app.authData = { ...app.authData, locationId: '' };
    expect(await app.failure(test)).toMatchObject({
      kind: 'reconnect',
      message: `This connection does not name a HighLevel sub-account. ${RECONNECT}`,
    });
  });
});

describe('the access token', () => {
  /** Asks for any address from inside an operation, to see what the app adds to its request. */
  const ask = async (url: string): Promise<void> => {
    const authData = { access_token: 'the-token' };
    const { outcome } = await insideCore((z) => z.request({ url }), { authData });
    expect(outcome.status).toBe('fulfilled');
  };

  const listening = (origin: string, path: string, location?: string) => {
    const seen: Record<string, unknown>[] = [];
    nock(origin)
      .get(path)
      .reply(function reply() {
        seen.push(this.req.headers);
        return location === undefined ? [200, {}] : [302, '', { location }];
      });
    return seen;
  };

  it.each([
    ['https://services.leadconnectorhq.com/contacts/1', 'https://services.leadconnectorhq.com'],
    ['https://services.leadconnectorhq.com:443/contacts/1', 'https://services.leadconnectorhq.com'],
  ])('goes to HighLevel’s API: %s', async (url, origin) => {
    const seen = listening(origin, '/contacts/1');
    await ask(url);
    expect(seen).toMatchObject([{ authorization: 'Bearer the-token' }]);
  });

  it.each([
    [
      'https://services.leadconnectorhq.com.evil.com/x',
      'https://services.leadconnectorhq.com.evil.com',
    ],
    ['https://services.leadconnectorhq.com@evil.com/x', 'https://evil.com'],
    ['https://evil.com/x?services.leadconnectorhq.com', 'https://evil.com'],
    ['https://evil.com/x#@services.leadconnectorhq.com', 'https://evil.com'],
    ['http://services.leadconnectorhq.com/x', 'http://services.leadconnectorhq.com'],
    ['https://services.leadconnectorhq.com:8443/x', 'https://services.leadconnectorhq.com:8443'],
    ['https://marketplace.leadconnectorhq.com/x', 'https://marketplace.leadconnectorhq.com'],
    ['https://leadconnectorhq.com/x', 'https://leadconnectorhq.com'],
  ])('goes nowhere else: %s', async (url, origin) => {
    const { pathname, search } = new URL(url);
    const seen = listening(origin, pathname + search);
    await ask(url);
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain('the-token');
  });

  it('does not go to the token endpoint', async () => {
    const seen = listening('https://services.leadconnectorhq.com', '/oauth/token');
    await ask('https://services.leadconnectorhq.com/oauth/token');
    expect(seen).toHaveLength(1);
    expect(seen[0]).not.toHaveProperty('authorization');
  });

  it('does not travel along a redirect', async () => {
    const first = listening(
      'https://services.leadconnectorhq.com',
      '/contacts/1',
      'https://evil.com/x',
    );
    const second = listening('https://evil.com', '/x');
    await ask('https://services.leadconnectorhq.com/contacts/1');
    expect(first).toMatchObject([{ authorization: 'Bearer the-token' }]);
    expect(second).toHaveLength(1);
    expect(JSON.stringify(second)).not.toContain('the-token');
  });
});
