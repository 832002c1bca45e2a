import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import type { Fields, TestApp } from '../../../harness/app.ts';
import { factsOf, inputOf, thereIn } from '../../../harness/facts.ts';
import { hostileKinds } from '../../../harness/foreign-host.ts';
import { insideCore } from '../../../harness/inside-core.ts';
import { Lab } from '../../../harness/lab/lab.ts';
import { CONTACT } from '../../../harness/lab/records.ts';
import { operationsIn } from '../../../harness/lab/tried-operations.ts';
import type { Written } from '../../../harness/lab/tried-operations.ts';
import { findRoute } from '../../../harness/routes.ts';
import definition from '../../../index.ts';
import { signRequest } from '../../../lib/zapier/platform/middleware.ts';
import { Failure } from '../../../zap-runner/failure.ts';

let lab: Lab;
let app: TestApp;

beforeAll(async () => {
  lab = await Lab.open();
  app = lab.reset();
});

afterEach(() => {
  app.sandbox.clearFaults();
  app.sandbox.clearRequests();
  lab.sandbox.limits.reset();
});

afterAll(() => lab.close());

const field = z.looseObject({
  key: z.string(),
  list: z.optional(z.boolean()),
  choices: z.optional(z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())])),
});

/** Fields that take an id: those with a dropdown of HighLevel's records. */
const idFieldsOf = ({
  registry,
  key: operation,
}: Written): { key: string; list: boolean; index: number }[] => {
  const entry = Object(Object(definition[registry])[operation]);
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

const OPERATIONS = operationsIn(definition);

const usualInput = ({ key }: Written): Fields =>
  inputOf(factsOf(key).ways[0].input, thereIn(lab.sandbox, app.location.id));

const perform = ({ name }: Written, input: Fields) =>
  outcomeOf(() => app.call(`${name}.operation.perform`, input));

describe.each(OPERATIONS.filter((operation) => idFieldsOf(operation).length > 0))(
  'an id of $name',
  (operation) => {
    beforeAll(() => {
      app = lab.reset();
    });

    it.each(idFieldsOf(operation))('in $key leads nowhere else', async ({ key, list, index }) => {
      for (const hostile of turn(hostileKinds(lab.foreignHost), index)) {
        const input = { ...usualInput(operation), [key]: list ? [hostile] : hostile };
        const outcome = await perform(operation, input);
        expect([hostile, outcome]).toEqual([hostile, expect.stringMatching(/^(result|halted)$/)]);
        expect([hostile, complaints()]).toEqual([hostile, []]);
        app.sandbox.clearRequests();
        app.sandbox.limits.reset();
      }
      expect(lab.foreignHost.heard).toBe('');
    });
  },
);

it.each([
  ['authentication.oauth2Config.getAccessToken', 'throttled'],
  ['authentication.oauth2Config.refreshAccessToken', 'throttled'],
  ['authentication.test', 'halted'],
])('%s takes its secrets to no redirect', async (method, outcome) => {
  app = lab.reset();
  const { authData } = app;
  for (const status of [301, 302, 303, 307, 308]) {
    app.sandbox.addFault({
      kind: 'redirect',
      status,
      location: `http://${lab.foreignHost.host}/x`,
    });
    // Of one refresh token, only one renewal is under way at a time.
    app.authData = { ...authData, refresh_token: `rt-${status}` };
    const input = { code: 'code-1', redirect_uri: 'https://zapier.com/' };
    expect([status, await outcomeOf(() => app.call(method, input))]).toEqual([status, outcome]);
    expect(app.sandbox.requests).toHaveLength(1);
    expect(lab.foreignHost.heard).toBe('');
    app.sandbox.clearFaults();
    app.sandbox.clearRequests();
  }
  app.authData = authData;
});

it('an id that a list is narrowed by, or a page of it, leads nowhere else', async () => {
  app = lab.reset();
  const lists = new Map(
    OPERATIONS.flatMap((operation) =>
      idFieldsOf(operation).map(
        ({ key, index }) =>
          [key, `${operation.name}.operation.inputFields.${index}.choices.perform`] as const,
      ),
    ),
  );
  expect(lists.size).toBeGreaterThan(8);
  let requests = 0;
  for (const method of lists.values()) {
    for (const hostile of hostileKinds(lab.foreignHost)) {
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
      app.sandbox.limits.reset();
    }
  }
  expect(requests).toBeGreaterThan(20);
  expect(lab.foreignHost.heard).toBe('');
});

it.each(Object.keys(definition.hydrators ?? {}))(
  'an id in a pointer to %s leads nowhere else',
  async (hydrator) => {
    app = lab.reset();
    for (const hostile of hostileKinds(lab.foreignHost)) {
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
    expect(lab.foreignHost.heard).toBe('');
  },
);

describe.each(OPERATIONS)('$name', (operation) => {
  it('follows no redirect', async () => {
    app = lab.reset();
    for (const [status, location] of [
      [302, `//${lab.foreignHost.host}/x`],
      [307, `http://services.leadconnectorhq.com@${lab.foreignHost.host}/contacts/`],
    ] as const) {
      app.sandbox.addFault({ kind: 'redirect', status, location });
      const outcome = await perform(operation, usualInput(operation));
      expect([status, outcome]).toEqual([status, 'halted']);
      expect(complaints()).toEqual([]);
      expect(app.sandbox.requests).not.toHaveLength(0);
      app.sandbox.clearFaults();
      app.sandbox.clearRequests();
    }
    expect(lab.foreignHost.heard).toBe('');
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
      `http://${lab.foreignHost.host}/contacts/1`,
      `http://127.0.0.1:${port}@${lab.foreignHost.host}/contacts/1`,
      `http://${lab.foreignHost.host}/?127.0.0.1:${port}`,
    ]) {
      await ask(url);
    }
    expect(lab.foreignHost.heard.match(/^GET /gm)).toHaveLength(3);
    expect(lab.foreignHost.heard).not.toContain('the-token');
    expect(lab.foreignHost.heard).not.toMatch(/authorization: Bearer/i);
  });
});
