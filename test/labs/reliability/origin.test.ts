import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import { openApp } from '../../../harness/app.ts';
import type { Fields, TestApp } from '../../../harness/app.ts';
import { hostileKinds, openForeignHost } from '../../../harness/foreign-host.ts';
import type { ForeignHost } from '../../../harness/foreign-host.ts';
import { insideCore } from '../../../harness/inside-core.ts';
import { CONTACT, WORKING_INPUT, addNamedRecords } from '../../../harness/working-input.ts';
import definition from '../../../index.ts';
import { signRequest } from '../../../lib/zapier/platform/middleware.ts';
import { findRoute } from '../../../scripts/reference/routes.ts';
import { Failure } from '../../../zap-runner/failure.ts';

let app: TestApp;
let foreignHost: ForeignHost;

beforeAll(async () => {
  foreignHost = await openForeignHost();
  app = await openApp({ contacts: 5, rateLimit: false });
  addNamedRecords(app);
});

afterEach(() => {
  app.sandbox.clearFaults();
  app.sandbox.clearRequests();
});

afterAll(async () => {
  await app.sandbox.close();
  await foreignHost.close();
});

const field = z.looseObject({
  key: z.string(),
  list: z.optional(z.boolean()),
  choices: z.optional(z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())])),
});

/** Fields that take an id: those with a dropdown of HighLevel's records. */
const idFieldsOf = (operation: string): { key: string; list: boolean; index: number }[] => {
  const [kind = '', key = ''] = operation.split('.');
  const entry = Object(Object(Object(definition)[kind])[key]);
  const fields: unknown[] = Object(entry.operation).inputFields;
  return fields.flatMap((candidate, index) => {
    const { data } = field.safeParse(candidate);
    const choices = data?.choices;
    if (!data || !choices || Array.isArray(choices) || !('perform' in choices)) return [];
    return [{ key: data.key, list: data.list === true, index }];
  });
};

/** Two of them; all take turns. `npm run reliability` tries each in each field. */
const turn = (kinds: readonly string[], index: number): string[] =>
  [index, index + 1].flatMap((at) => kinds[at % kinds.length] ?? []);

/** What a call gave, or the way in which it failed. */
const outcomeOf = async (call: () => Promise<unknown>): Promise<string> => {
  try {
    await call();
    return 'result';
  } catch (error) {
    if (error instanceof Failure) return error.kind;
    throw error;
  }
};

/** What is wrong with the requests that a call sent. */
const complaints = (): string[] =>
  app.sandbox.requests.flatMap(({ method, path, query, headers, rawBody }) => [
    ...(findRoute({ method, path }) ? [] : [`left its route: ${method} ${path}`]),
    ...(headers['authorization'] === `Bearer ${app.location.accessToken}` ? [] : ['not signed']),
    ...(`${path}${JSON.stringify(query)}${rawBody}`.includes(app.location.accessToken)
      ? ['the token outside of its header']
      : []),
    ...(headers['host'] === new URL(app.sandbox.url).host ? [] : [`host ${headers['host']}`]),
  ]);

const OPERATIONS = Object.keys(WORKING_INPUT);

const perform = (operation: string, input: Fields) =>
  outcomeOf(() => app.call(`${operation}.operation.perform`, input));

describe.each(OPERATIONS.filter((operation) => idFieldsOf(operation).length > 0))(
  'an id of %s',
  (operation) => {
    it.each(idFieldsOf(operation))('in $key leads nowhere else', async ({ key, list, index }) => {
      for (const hostile of turn(hostileKinds(foreignHost), index)) {
        const input = { ...WORKING_INPUT[operation], [key]: list ? [hostile] : hostile };
        const outcome = await perform(operation, input);
        expect([hostile, outcome]).toEqual([hostile, expect.stringMatching(/^(result|halted)$/)]);
        expect([hostile, complaints()]).toEqual([hostile, []]);
        app.sandbox.clearRequests();
      }
      expect(foreignHost.heard).toBe('');
    });
  },
);

it.each([
  ['authentication.oauth2Config.getAccessToken', 'throttled'],
  ['authentication.oauth2Config.refreshAccessToken', 'throttled'],
  ['authentication.test', 'halted'],
])('%s takes its secrets to no redirect', async (method, outcome) => {
  const { authData } = app;
  for (const status of [301, 302, 303, 307, 308]) {
    app.sandbox.addFault({ kind: 'redirect', status, location: `http://${foreignHost.host}/x` });
    // Of one refresh token, only one renewal is under way at a time.
    app.authData = { ...authData, refresh_token: `rt-${status}` };
    const input = { code: 'code-1', redirect_uri: 'https://zapier.com/' };
    expect([status, await outcomeOf(() => app.call(method, input))]).toEqual([status, outcome]);
    expect(app.sandbox.requests).toHaveLength(1);
    expect(foreignHost.heard).toBe('');
    app.sandbox.clearFaults();
    app.sandbox.clearRequests();
  }
  app.authData = authData;
});

it('an id that a list is narrowed by, or a page of it, leads nowhere else', async () => {
  const lists = new Map(
    OPERATIONS.flatMap((operation) =>
      idFieldsOf(operation).map(
        ({ key, index }) =>
          [key, `${operation}.operation.inputFields.${index}.choices.perform`] as const,
      ),
    ),
  );
  expect(lists.size).toBeGreaterThan(8);
  let requests = 0;
  for (const method of lists.values()) {
    for (const hostile of hostileKinds(foreignHost)) {
      const input = { contactId: hostile, calendarId: hostile, assignedTo: hostile };
      for (const moment of [{}, { paging_token: hostile }]) {
        const outcome = await outcomeOf(() =>
          app.call(method, input, { isFillingDynamicDropdown: true, ...moment }),
        );
        expect([hostile, outcome]).toEqual([hostile, expect.stringMatching(/^(result|halted)$/)]);
      }
      expect([method, hostile, complaints()]).toEqual([method, hostile, []]);
      requests += app.sandbox.requests.length;
      app.sandbox.clearRequests();
    }
  }
  expect(requests).toBeGreaterThan(20);
  expect(foreignHost.heard).toBe('');
});

it.each(Object.keys(definition.hydrators ?? {}))(
  'an id in a pointer to %s leads nowhere else',
  async (hydrator) => {
    for (const hostile of hostileKinds(foreignHost)) {
      for (const input of [
        { contactId: hostile, id: hostile },
        { contactId: CONTACT, id: hostile },
      ]) {
        const outcome = await outcomeOf(() =>
          app.call(`hydrators.${hydrator}`, { has: 'core', include: ['tasks'], ...input }),
        );
        expect([hostile, outcome]).toEqual([hostile, expect.stringMatching(/^(result|halted)$/)]);
        expect([hostile, complaints()]).toEqual([hostile, []]);
        app.sandbox.clearRequests();
      }
    }
    expect(foreignHost.heard).toBe('');
  },
);

describe.each(OPERATIONS)('%s', (operation) => {
  it('follows no redirect', async () => {
    for (const [status, location] of [
      [302, `//${foreignHost.host}/x`],
      [307, `http://services.leadconnectorhq.com@${foreignHost.host}/contacts/`],
    ] as const) {
      app.sandbox.addFault({ kind: 'redirect', status, location });
      const outcome = await perform(operation, { ...WORKING_INPUT[operation] });
      expect([status, outcome]).toEqual([status, 'halted']);
      expect(complaints()).toEqual([]);
      expect(app.sandbox.requests).not.toHaveLength(0);
      app.sandbox.clearFaults();
      app.sandbox.clearRequests();
    }
    expect(foreignHost.heard).toBe('');
  });
});

describe('the access token', () => {
  const GHL = 'https://services.leadconnectorhq.com';

  /** What the app would send to an address. */
  const signed = async (url: string): Promise<boolean> => {
    const { outcome } = await insideCore(
      (core, bundle) => {
        const request = { url, method: 'GET' as const, headers: {} };
        return Promise.resolve(signRequest(request, core, bundle));
      },
      { authData: { access_token: 'the-token' } },
    );
    if (outcome.status === 'rejected') throw outcome.reason;
    return JSON.stringify(outcome.value).includes('the-token');
  };

  it.each([
    `${GHL}.evil.example/contacts/1`,
    `${GHL}:8443/contacts/1`,
    `${GHL}:80/contacts/1`,
    'http://services.leadconnectorhq.com/contacts/1',
    'http://services.leadconnectorhq.com:443/contacts/1',
    'https://services.leadconnectorhq.com@evil.example/contacts/1',
    'https://services.leadconnectorhq.com:443@evil.example/',
    'https://services.leadconnectorhq.com%2f@evil.example/',
    'https://evil.example\\@services.leadconnectorhq.com/',
    'https://evil.example/?services.leadconnectorhq.com/',
    'https://evil.example/#@services.leadconnectorhq.com/',
    'https://xservices.leadconnectorhq.com/',
    'https://services-leadconnectorhq.com/',
    'https://services.leadconnectorhq.com.',
    'https://services.leadconnectorhq.co',
    'https://services.leаdconnectorhq.com/',
    'https://marketplace.leadconnectorhq.com/',
    'https://leadconnectorhq.com/',
    'ftp://services.leadconnectorhq.com/',
    'https:/evil.example/https://services.leadconnectorhq.com/',
  ])('is not sent to %s', async (url) => {
    expect(await signed(url)).toBe(false);
  });

  it.each([
    `${GHL}/contacts/1`,
    `${GHL}:443/contacts/1`,
    'HTTPS://SERVICES.LEADCONNECTORHQ.COM/contacts/1',
    `${GHL}\\contacts\\1`,
  ])('is sent to HighLevel, however it is spelled: %s', async (url) => {
    expect(await signed(url)).toBe(true);
  });

  it('does not leave for another port of the same machine, by any name of it', async () => {
    const { port } = new URL(app.sandbox.url);
    const ask = (url: string) =>
      insideCore((core) => core.request({ url, skipThrowForStatus: true, redirect: 'manual' }), {
        authData: { access_token: 'the-token' },
        environment: { GHL_API_BASE_URL: app.sandbox.url },
      });
    for (const url of [
      `http://${foreignHost.host}/contacts/1`,
      `http://127.0.0.1:${port}@${foreignHost.host}/contacts/1`,
      `http://${foreignHost.host}/?127.0.0.1:${port}`,
    ]) {
      await ask(url);
    }
    expect(foreignHost.heard.match(/^GET /gm)).toHaveLength(3);
    expect(foreignHost.heard).not.toContain('the-token');
    expect(foreignHost.heard).not.toMatch(/authorization: Bearer/i);
  });
});
