import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ZObject } from 'zapier-platform-core';

import { openApp } from '../../../harness/app.ts';
import type { Fields, TestApp } from '../../../harness/app.ts';
import { appWithHonestCache, honestCache } from '../../../harness/honest-cache.ts';
import { appLog, insideCore } from '../../../harness/inside-core.ts';
import definition from '../../../index.ts';
import { clock } from '../../../lib/ghl/client/clock.ts';
import { reconnectNeeded } from '../../../lib/ghl/client/connection-errors.ts';
import { GhlError } from '../../../lib/ghl/client/errors.ts';
import { withRefreshLock } from '../../../lib/zapier/platform/refresh-lock.ts';
import type { Fault } from '../../../sandbox/index.ts';
import { Connection } from '../../../zap-runner/connection.ts';
import { handlerFor } from '../../../zap-runner/handler.ts';
import { createPlatform, newTrace } from '../../../zap-runner/platform.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 3 });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const REFRESH = 'authentication.oauth2Config.refreshAccessToken';

const refresh = () => app.call(REFRESH, {});

/** As half a minute later, when nobody holds the renewal any more. */
const claimIsOver = () => app.platform.cache.evict();

const works = async (authData: Fields): Promise<boolean> => {
  app.authData = authData;
  return Object(await app.call('authentication.test', {}))['id'] === app.location.id;
};

const tokenFault = (fault: Omit<Fault, 'match'>) =>
  app.sandbox.addFault({ ...fault, match: { path: '^/oauth/token$' } });

const renewals = () => app.sandbox.requests.filter(({ path }) => path === '/oauth/token');

const RECONNECT = /\. Reconnect HighLevel: in Zapier open Apps, choose Protiv and press Reconnect/;

describe('a refresh token that works once', () => {
  it('is spent once when many steps meet the expired connection at the same time', async () => {
    app.sandbox.expireAccessTokens();
    const connection = new Connection(app.platform, app.authData);
    const search = () =>
      connection.call(
        'searches.find_contact.operation.perform',
        { inputData: { email: 'nobody@example.com' } },
        newTrace(),
      );
    expect(await Promise.all(Array.from({ length: 10 }, search))).toEqual(
      Array.from({ length: 10 }, () => []),
    );
    expect(renewals()).toHaveLength(1);
  });

  it('is spent by one of two renewals at once; the other step is told to wait, and then works', async () => {
    await app.close();
    app = await openApp({ contacts: 3 }, appWithHonestCache());
    const { authData } = app;
    const outcomes = await Promise.allSettled([1, 2].map(() => refresh()));
    expect(renewals()).toHaveLength(1);
    const [renewed] = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const [told] = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(told).toMatchObject({
      kind: 'throttled',
      retryAfter: 20,
      message: expect.stringMatching(/^Another step is renewing this HighLevel connection\./),
    });
    expect(await works({ ...authData, ...Object(renewed) })).toBe(true);
  });

  it('asks to reconnect once the answer that held its successor was lost', async () => {
    tokenFault({ kind: 'resetAfter', times: 1 });
    expect(await app.failure(refresh)).toMatchObject({ kind: 'throttled', retryAfter: 60 });
    claimIsOver();
    const failure = await app.failure(refresh);
    expect(failure.kind).toBe('reconnect');
    expect(failure.message).toMatch(RECONNECT);
    expect(renewals()).toHaveLength(2);
  });

  it('goes on working when the request was lost before HighLevel saw it', async () => {
    const { authData } = app;
    tokenFault({ kind: 'resetBefore', times: 1 });
    expect((await app.failure(refresh)).kind).toBe('throttled');
    claimIsOver();
    expect(await works({ ...authData, ...Object(await refresh()) })).toBe(true);
  });

  it.each<[string, () => void | Promise<unknown>]>([
    ['spent', () => refresh().then(claimIsOver)],
    ['revoked', () => app.sandbox.revokeToken(app.location.refreshToken)],
    [
      'missing',
      () => {
        app.authData = { ...app.authData, refresh_token: '' };
      },
    ],
    [
      'one of a whole agency',
      () =>
        tokenFault({
          kind: 'status',
          status: 200,
          body: { access_token: 'at', refresh_token: 'rt', userType: 'Company', companyId: 'c' },
        }),
    ],
  ])('asks to reconnect when it is %s', async (_how, prepare) => {
    await prepare();
    const failure = await app.failure(refresh);
    expect(failure.kind).toBe('reconnect');
    expect(failure.message).toMatch(RECONNECT);
    expect(app.logCodes).toEqual(['auth.refresh_failed']);
  });

  it('says in the log why it could not be renewed, and for which sub-account', async () => {
    app.sandbox.revokeToken(app.location.refreshToken);
    await app.failure(refresh);
    expect(appLog(app.trace.log)).toEqual([
      {
        code: 'auth.refresh_failed',
        reason: 'grant_refused',
        status: 400,
        locationId: app.location.id,
      },
    ]);
  });
});

describe('a renewal', () => {
  const claim = async (prepare: (z: ZObject) => void, token = 'rt-1') => {
    const { outcome, log } = await insideCore((z) => {
      prepare(z);
      return withRefreshLock(z, { refresh_token: token }, () => Promise.resolve(true));
    });
    return { mine: outcome.status === 'fulfilled' && outcome.value, log: appLog(log) };
  };

  it('belongs to the first who claims it, until it must be over', async () => {
    let now = Date.now();
    jest.spyOn(clock, 'now').mockImplementation(() => now);
    const cache = honestCache();
    const withCache = (z: ZObject) => Object.assign(z.cache, cache);
    expect((await claim(withCache)).mine).toBe(true);
    expect((await claim(withCache)).mine).toBe(false);
    expect((await claim(withCache, 'rt-2')).mine).toBe(true);
    now += 30_000;
    expect((await claim(withCache)).mine).toBe(true);
  });

  it.each<[string, () => Error, boolean]>([
    ['refused', () => reconnectNeeded('grant_refused'), true],
    ['put off', () => new GhlError('throttled', 'x', 'Too much.', { status: 429 }), true],
    ['lost on its way', () => GhlError.unreachable(), false],
    ['met by trouble', () => new GhlError('throttled', 'x', 'Down.', { status: 503 }), false],
  ])(
    'that is %s can be tried again at once, unless its token may be used up',
    async (_how, failure, isFree) => {
      const cache = honestCache();
      const { outcome } = await insideCore((z) => {
        Object.assign(z.cache, cache);
        return withRefreshLock(z, { refresh_token: 'rt-1' }, () => Promise.reject(failure()));
      });
      expect(outcome.status).toBe('rejected');
      expect((await claim((z) => Object.assign(z.cache, cache))).mine).toBe(isFree);
    },
  );

  it('is anybody’s without a cache', async () => {
    const { mine, log } = await claim((z) => {
      z.cache.set = () => Promise.reject(new Error('no cache'));
    });
    expect(mine).toBe(true);
    expect(log).toEqual([{ code: 'cache.unavailable', name: 'renewal' }]);
  });
});

describe('a change of client keys', () => {
  const OLD = { id: 'sandbox-client', secret: 'sandbox-client-secret' };
  const NEW = { id: 'sandbox-client-new', secret: 'sandbox-client-new-secret' };

  /** The app with these keys in its environment, and a connection made with the old key. */
  const connectionWith = async (environment: Record<string, string>) =>
    new Connection(
      await createPlatform(await handlerFor(definition), {
        environment: { GHL_API_BASE_URL: app.sandbox.url, ...environment },
      }),
      { ...app.authData, clientKeyId: OLD.id },
    );

  const BOTH = {
    CLIENT_ID: NEW.id,
    CLIENT_SECRET: NEW.secret,
    PREVIOUS_CLIENT_ID: OLD.id,
    PREVIOUS_CLIENT_SECRET: OLD.secret,
  };

  beforeEach(() => {
    app.sandbox.clientKeys.set(NEW.id, NEW.secret);
  });

  // Core leaves an app's environment behind.
  afterEach(() => {
    for (const name of Object.keys(BOTH)) delete process.env[name];
  });

  it('leaves old connections working: each is renewed with the key it was made with', async () => {
    const connection = await connectionWith(BOTH);
    for (const _ of [1, 2]) {
      const trace = newTrace();
      await connection.refresh(trace);
      expect(appLog(trace.log)).toEqual([
        { code: 'auth.refreshed', locationId: app.location.id, previousKey: true },
      ]);
    }
    expect(renewals().map(({ body }) => Object(body)['client_id'])).toEqual([OLD.id, OLD.id]);
    expect(await works(connection.authData)).toBe(true);
  });

  it('renews with the new key once the old one is gone, where HighLevel lets it', async () => {
    await app.close();
    app = await openApp({ contacts: 3, renewsWithOwnKeyOnly: false });
    app.sandbox.clientKeys.set(NEW.id, NEW.secret);
    app.sandbox.clientKeys.delete(OLD.id);
    const connection = await connectionWith({ CLIENT_ID: NEW.id, CLIENT_SECRET: NEW.secret });
    await connection.refresh(newTrace());
    expect(connection.authData).toMatchObject({ clientKeyId: NEW.id });
    expect(await works(connection.authData)).toBe(true);
  });

  it('asks to reconnect once the old key is gone, where HighLevel does not', async () => {
    app.sandbox.clientKeys.delete(OLD.id);
    const connection = await connectionWith({ CLIENT_ID: NEW.id, CLIENT_SECRET: NEW.secret });
    await expect(connection.refresh(newTrace())).rejects.toMatchObject({
      kind: 'reconnect',
      message: expect.stringMatching(RECONNECT),
    });
  });

  it('makes new connections with the new key', async () => {
    const { platform } = await connectionWith(BOTH);
    const url = await platform.call(
      'authentication.oauth2Config.authorizeUrl',
      { inputData: { access: 'read', state: 's', redirect_uri: 'https://zapier.com/return' } },
      newTrace(),
    );
    expect(new URL(String(url)).searchParams.get('client_id')).toBe(NEW.id);
  });
});
