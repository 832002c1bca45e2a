import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { Fields, TestApp } from '../../harness/app.ts';
import { FOREIGN_RECORD } from '../../harness/contact-mistakes.ts';
import { factsFile } from '../../harness/facts-file.ts';
import { factsOf, inputOf, thereIn } from '../../harness/facts.ts';
import type { OperationFacts, There } from '../../harness/facts.ts';
import { FEW_FIXTURES } from '../../harness/lab/fixtures.ts';
import { Lab } from '../../harness/lab/lab.ts';
import { operationsIn } from '../../harness/lab/tried-operations.ts';
import type { Written } from '../../harness/lab/tried-operations.ts';
import { routeNamed } from '../../harness/routes.ts';
import definition from '../../index.ts';
import { AREAS_FIELD, AREA_LABELS, scopesFor } from '../../lib/ghl/client/scopes.ts';
import type { Fault } from '../../sandbox/index.ts';
import type { FailureKind } from '../../zap-runner/failure.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.open();
});

afterAll(() => lab.close());

const RECONNECT =
  'Reconnect HighLevel: in Zapier open Apps, choose Protiv and press Reconnect, then run the Zap again.';

/** What a read-only connection says of an action, by what that changes. */
const readOnly = (what: string): string =>
  `This HighLevel connection is read only, so it is not allowed to ${what}. Add a new connection for Protiv, choose “Read and write” as its access, and select it in this step.`;

/** What a route is about, in the words of a sentence. */
const thingsOf = (route = ''): string => {
  if (/\/calendars\/(?!events|appointments)/.test(route)) return 'calendars';
  if (route.includes('/opportunities/')) return 'opportunities';
  const [, thing] = /\/(task|note|tag|appointment)s\b/.exec(route) ?? [];
  return `${thing ?? (route.includes('/calendars/') ? 'appointment' : 'contact')}s`;
};

/** What a list is of, where not the whole resource is meant. */
const LISTS: Readonly<Record<string, string>> = {
  'GET /locations/{locationId}/tags': 'the list of tags',
  'GET /users/search': 'users',
  'GET /businesses/': 'companies',
  'GET /workflows/': 'workflows',
  'GET /locations/{locationId}/customFields': 'custom fields',
  'GET /campaigns/': 'campaigns',
};

/** What takes a connection for sales and messages, by its permission. */
const SALES: Readonly<Record<string, string>> = {
  'conversations.readonly': 'conversations',
  'conversations/message.readonly': 'messages',
  'forms.readonly': 'forms',
  'surveys.readonly': 'surveys',
};

/** What an action does to HighLevel, where it is none of those. */
const DEEDS: Readonly<Record<string, string>> = {
  'POST /businesses/': 'change companies',
  'PUT /businesses/{businessId}': 'change companies',
  'POST /forms/upload-custom-files': 'upload files',
};

/** What a write does, in the words of a sentence. */
const deedOf = (route = ''): string =>
  DEEDS[route] ??
  (route.includes('/conversations/') ? 'send messages' : `change ${thingsOf(route)}`);

/** The route of the write of an action, as its facts know it. */
const writeOf = ({ ways: [usual] }: OperationFacts): string | undefined =>
  usual.requests.flat().find((route) => !/^GET |\/search$/.test(route));

/** Whether it reads nothing before it writes, so that half an answer comes too late to stop it. */
const writesAtOnce = (own: OperationFacts): boolean =>
  own.ways[0].requests[0]?.[0] === writeOf(own);

/** Whether Zapier tries again by itself what no clear answer came to. */
const mayRepeat = (own: OperationFacts): boolean => own.isAtMostOnce !== true || !writesAtOnce(own);

interface Trouble {
  what: string;
  fault?: Omit<Fault, 'match'>;
  connect?: (app: TestApp) => void;
  kind: FailureKind;
  message: string | ((own: OperationFacts) => string);
  retryAfter?: number;
  /** That nothing was asked of HighLevel at all. */
  sendsNothing?: boolean;
  /** The operations that this can happen to; all by default. */
  happensTo?: (own: OperationFacts, operation: Written) => boolean;
}

const UNREACHABLE =
  'HighLevel did not answer in time. Zapier tries this step again by itself in a minute or so; if it keeps failing, check status.gohighlevel.com.';
const UNREADABLE =
  'HighLevel sent an answer that could not be read, which usually means it is down for a moment. Zapier tries this step again by itself in a minute or so; if it keeps failing, check status.gohighlevel.com.';
const SERVER_TROUBLE =
  'HighLevel has trouble right now and could not carry out this step. Zapier tries this step again by itself in a minute or so; if it keeps failing, check status.gohighlevel.com.';

const withAuthData = (changes: Fields) => (app: TestApp) => {
  app.authData = { ...app.authData, ...changes };
};

const TROUBLE: readonly Trouble[] = [
  {
    // The first of all: what a call before it left under way would count as sent.
    what: 'a read-only connection',
    sendsNothing: true,
    connect: (app) => app.connect(({ scopes }) => !scopes.includes('contacts.write')),
    kind: 'halted',
    message: (own) => readOnly(deedOf(writeOf(own))),
    happensTo: (_own, { registry }) => registry === 'creates',
  },
  {
    what: 'an expired or revoked token, which Zapier then renews',
    connect: withAuthData({ access_token: 'spent' }),
    kind: 'refresh',
    message: '',
  },
  {
    what: 'a connection without a permission',
    connect: withAuthData({ scope: 'links.write' }),
    kind: 'halted',
    message: ({ permission, ways: [{ requests }] }) => {
      // Of several requests at the same time, the first one to be sent.
      const first =
        requests[0]?.find((route) => routeNamed(route).scope === permission) ?? requests[0]?.[0];
      const refused = `not allowed to read ${SALES[permission] ?? LISTS[first ?? ''] ?? thingsOf(first)}`;
      return scopesFor('read', 'contacts').includes(permission)
        ? `This HighLevel connection is ${refused}. ${RECONNECT} When HighLevel asks for permissions, allow all of them.`
        : `This HighLevel connection is ${refused}. Add a new connection for Protiv, choose “${AREA_LABELS.sales}” under “${AREAS_FIELD}”, and select it in this step.`;
    },
    happensTo: (_own, { registry }) => registry !== 'creates',
  },
  {
    what: 'a connection without a sub-account',
    connect: withAuthData({ locationId: '' }),
    kind: 'reconnect',
    message: `This connection does not name a HighLevel sub-account. ${RECONNECT}`,
  },
  {
    what: 'a record that the token may not open',
    fault: {
      kind: 'status',
      status: 403,
      body: { statusCode: 403, message: 'The token does not have access to this location.' },
    },
    kind: 'halted',
    message: FOREIGN_RECORD,
  },
  {
    what: 'HTML instead of JSON',
    fault: { kind: 'html', status: 200 },
    kind: 'throttled',
    message: UNREADABLE,
    retryAfter: 60,
    happensTo: mayRepeat,
  },
  {
    what: 'an HTML page that refuses',
    fault: { kind: 'html', status: 403 },
    kind: 'throttled',
    message: UNREADABLE,
    retryAfter: 60,
    happensTo: mayRepeat,
  },
  {
    what: 'an HTML page of a gateway',
    fault: { kind: 'html', status: 502 },
    kind: 'throttled',
    message: SERVER_TROUBLE,
    retryAfter: 60,
    happensTo: mayRepeat,
  },
  {
    what: 'an empty body',
    fault: { kind: 'emptyBody' },
    kind: 'throttled',
    message: UNREADABLE,
    retryAfter: 60,
    happensTo: (own) => !writesAtOnce(own),
  },
  {
    what: 'JSON that is not what was asked for',
    fault: { kind: 'status', status: 200, body: ['odd'] },
    kind: 'throttled',
    message: UNREADABLE,
    retryAfter: 60,
    happensTo: mayRepeat,
  },
  {
    what: 'half a body',
    fault: { kind: 'halfBody' },
    kind: 'throttled',
    message: UNREACHABLE,
    retryAfter: 60,
    happensTo: (own) => !writesAtOnce(own),
  },
  {
    what: 'no answer',
    fault: { kind: 'timeoutBefore' },
    kind: 'throttled',
    message: UNREACHABLE,
    retryAfter: 60,
    happensTo: mayRepeat,
  },
  {
    what: 'a broken connection',
    fault: { kind: 'resetBefore' },
    kind: 'throttled',
    message: UNREACHABLE,
    retryAfter: 60,
    happensTo: mayRepeat,
  },
  {
    what: 'trouble at HighLevel',
    fault: { kind: 'status', status: 500 },
    kind: 'throttled',
    message: SERVER_TROUBLE,
    retryAfter: 60,
    happensTo: mayRepeat,
  },
  {
    what: 'a burst of requests',
    fault: {
      kind: 'status',
      status: 429,
      headers: { 'X-RateLimit-Interval-Milliseconds': '10000' },
    },
    kind: 'throttled',
    message:
      'HighLevel takes no more requests for a few seconds. Zapier tries this step again by itself.',
    retryAfter: 10,
  },
  {
    what: 'the day’s allowance used up',
    fault: { kind: 'status', status: 429, headers: { 'X-RateLimit-Daily-Remaining': '0' } },
    kind: 'throttled',
    message:
      'HighLevel’s allowance of requests for today is used up. Zapier tries this step again later; to use fewer requests, narrow the Zap’s filters.',
    retryAfter: 3600,
  },
  {
    what: 'a redirect',
    fault: { kind: 'redirect', location: 'https://example.com/elsewhere' },
    kind: 'halted',
    message:
      'HighLevel’s answer pointed to another address, which Protiv does not follow to keep your connection safe. Try again later; if it goes on, send the time of this run to whoever invited you to Protiv.',
  },
  {
    what: 'an answer that nobody expected',
    fault: { kind: 'status', status: 418, body: { message: 'I am a teapot' } },
    kind: 'halted',
    message:
      'HighLevel refused this step: “I am a teapot”. Check the fields of the step and try again.',
  },
];

describe.each(operationsIn(definition))('$name', (operation) => {
  const { key, name, registry } = operation;
  const method = `${name}.operation.perform`;
  let app: TestApp;
  let there: There;

  beforeAll(async () => {
    app = lab.reset({ ...FEW_FIXTURES, inBoth: true });
    await lab.fillCache(app);
    there = thereIn(lab.sandbox, app.location.id);
  });

  afterEach(() => {
    app.sandbox.clearFaults();
    app.connect(({ scopes }) => scopes.includes('contacts.write'));
  });

  const failureOf = async (input: Fields): Promise<{ message: string }> => {
    app.clearRequests();
    const failure = await app.failure(() => app.call(method, input));
    expect(app.sandbox.writes).toBe(0);
    expect(failure.message).not.toMatch(/[\w.]+@(?!example\.com, or)[\w.]+|undefined|null|NaN/);
    return failure.toJSON();
  };

  it('says what is wrong with an input that cannot work', async () => {
    for (const { what, input, says } of factsOf(key).mistakes ?? []) {
      const failure = await failureOf(inputOf(input, there));
      expect({ what, ...failure }).toEqual({ what, kind: 'halted', message: says });
    }
  });

  it('says what to do where something goes wrong on the way', async () => {
    const own = factsOf(key);
    for (const { happensTo, ...trouble } of TROUBLE) {
      if (happensTo?.(own, operation) === false) continue;
      const { what, fault, connect, sendsNothing, message, ...expected } = trouble;
      connect?.(app);
      if (fault) app.sandbox.addFault(fault);
      const failure = await failureOf(inputOf(own.ways[0].input, there));
      const says = typeof message === 'string' ? message : message(own);
      expect({ what, ...failure }).toEqual({ what, message: says, ...expected });
      expect({ what, sent: sendsNothing ? app.sandbox.requests : [] }).toEqual({ what, sent: [] });
      app.sandbox.clearFaults();
      app.connect(({ scopes }) => scopes.includes('contacts.write'));
    }
  });

  it('sends a request with the usual input, and a write if it is an action', async () => {
    app = lab.reset();
    await app.call(method, inputOf(factsOf(key).ways[0].input, there));
    expect(app.sandbox.requests.length).toBeGreaterThan(0);
    const file = factsFile(key);
    expect({ file, writes: app.writesSent.length > 0 }).toEqual({
      file,
      writes: registry === 'creates',
    });
  });
});
