import type { Fields, TestApp } from '../../../harness/app.ts';
import { factsOf, inputOf, thereIn } from '../../../harness/facts.ts';
import { hostileIds, hostileKinds } from '../../../harness/foreign-host.ts';
import type { ForeignHost } from '../../../harness/foreign-host.ts';
import { inLab } from '../../../harness/lab/lab.ts';
import type { Lab } from '../../../harness/lab/lab.ts';
import { findRoute } from '../../../harness/routes.ts';
import definition from '../../../index.ts';
import { inputField } from '../../../zap-runner/definition.ts';
import { Failure } from '../../../zap-runner/failure.ts';
import type { Section } from '../section.ts';

interface Input {
  key: string;
  list: boolean;
  /** Whether it takes the id of a record: it has a dropdown of HighLevel's records. */
  isId: boolean;
}

/** Fields that take text: all but notes for the reader, and yes or no. */
const inputsOf = (operation: string): Input[] => {
  const [kind = '', key = ''] = operation.split('.');
  const entry = Object(Object(Object(definition)[kind])[key]);
  const fields: unknown[] = Object(entry.operation).inputFields;
  return fields.flatMap((candidate) => {
    const { data } = inputField.safeParse(candidate);
    if (!data || data.type === 'copy' || data.type === 'boolean') return [];
    const { choices } = data;
    const isId = typeof choices === 'object' && choices !== null && 'perform' in choices;
    return [{ key: data.key, list: data.list === true, isId }];
  });
};

const CONNECTION_METHODS = [
  'authentication.oauth2Config.getAccessToken',
  'authentication.oauth2Config.refreshAccessToken',
  'authentication.test',
] as const;

type ConnectionMethod = (typeof CONNECTION_METHODS)[number];

const isConnectionMethod = (name: string): name is ConnectionMethod =>
  CONNECTION_METHODS.some((method) => method === name);

interface Tally {
  inputs: number;
  tried: number;
  requests: number;
  redirects: number;
  complaints: Set<string>;
}

const REDIRECTS = [301, 302, 303, 307, 308] as const;

/** Where a redirect might point. */
const locations = ({ host }: ForeignHost): string[] => [
  `http://${host}/contacts/`,
  `//${host}/x`,
  `\\\\${host}\\x`,
  `http://services.leadconnectorhq.com@${host}/`,
];

/** Tries to lead the requests of every operation somewhere else. */
export const origins = (): Promise<Section[]> =>
  inLab([], async (lab) => {
    const rows: string[][] = [];
    const failures: string[] = [];
    const { foreignHost } = lab;
    const note = (name: string, tally: Tally): void => {
      const heard = foreignHost.heard === '' ? 'nothing' : 'something';
      if (heard !== 'nothing') tally.complaints.add('something reached the other server');
      failures.push(...[...tally.complaints].map((complaint) => `${name}: ${complaint}.`));
      rows.push([
        `\`${labelOf(name)}\``,
        String(tally.inputs),
        String(tally.tried),
        String(tally.requests),
        String(tally.redirects),
        heard,
      ]);
    };
    for (const method of CONNECTION_METHODS) {
      note(method, await tryConnection(lab.reset(), foreignHost, method));
    }
    for (const operation of lab.written()) {
      note(operation.name, await tryOperation(lab, operation.name));
    }
    return sectionsOf(foreignHost, rows, failures);
  });

const sectionsOf = (
  foreignHost: ForeignHost,
  rows: readonly string[][],
  failures: readonly string[],
): Section[] => [
  {
    title: 'Where the token goes',
    introduction: `A second server on another port writes down whatever reaches it. Every field that takes an id gets ${hostileIds(foreignHost).length} values that would lead a request foreignHost if they were taken as they are (\`//host\`, \`\\\\host\`, \`@host\`, \`..\`, line breaks, encoded and in other spellings); every other field that takes text gets one of each kind. Then HighLevel answers with redirects to that server, also where a connection is made, renewed or tested: those requests carry the client secret and the refresh token. Expected: nothing reaches it; each request that HighLevel gets is for a route that it has, carries the token in its header and nowhere else; and the operation gives a result or stops with a sentence.`,
    columns: [
      'operation',
      'fields',
      'values tried',
      'requests to HighLevel',
      'redirects not followed',
      'the other server heard',
    ],
    rows,
    notes: [
      'Look-alike hosts (`services.leadconnectorhq.com.evil.example`, other ports and schemes, `user@host`, letters that look the same) are in `test/labs/reliability/origin.test.ts`: the middleware that signs requests is asked for each.',
    ],
    failures,
  },
];

/** Operations by their key; `authentication.test` by both parts. */
const labelOf = (name: string): string =>
  isConnectionMethod(name) ? name.replace('oauth2Config.', '') : (name.split('.')[1] ?? name);

const emptyTally = (inputs: number): Tally => ({
  inputs,
  tried: 0,
  requests: 0,
  redirects: 0,
  complaints: new Set(),
});

/**
 * Has HighLevel answer with each redirect to the other server.
 *
 * @param send sends something and says how it ended
 * @param refusals how it may end
 */
const tryRedirects = async (
  { sandbox }: TestApp,
  foreignHost: ForeignHost,
  tally: Tally,
  send: (turn: string) => Promise<string>,
  refusals: readonly string[],
): Promise<void> => {
  for (const status of REDIRECTS) {
    for (const location of locations(foreignHost)) {
      sandbox.addFault({ kind: 'redirect', status, location });
      const end = await send(`${status}-${location}`);
      sandbox.clearFaults();
      if (refusals.includes(end)) tally.redirects += 1;
      else tally.complaints.add(`a redirect (${status}) ended as ${end}`);
    }
  }
};

/** Leads the requests of making, renewing and testing a connection somewhere else. */
const tryConnection = async (
  app: TestApp,
  foreignHost: ForeignHost,
  method: ConnectionMethod,
): Promise<Tally> => {
  const tally = emptyTally(0);
  const { authData } = app;
  const input = { code: 'code-1', redirect_uri: 'https://zapier.com/' };
  const send = async (turn: string): Promise<string> => {
    app.clearRequests();
    // Of one refresh token, only one renewal is under way at a time.
    app.authData = { ...authData, refresh_token: `rt-${turn}` };
    const end = await endOf(() => app.call(method, input));
    tally.requests += app.sandbox.requests.length;
    if (app.sandbox.requests.length !== 1) tally.complaints.add('it did not send one request');
    return end;
  };
  await tryRedirects(app, foreignHost, tally, send, ['halted', 'throttled']);
  app.authData = authData;
  return tally;
};

const tryOperation = async (lab: Lab, operation: string): Promise<Tally> => {
  const app = lab.reset();
  const { foreignHost } = lab;
  const inputs = inputsOf(operation);
  const tally = emptyTally(inputs.length);
  const [{ input }] = factsOf(operation).ways;
  const working = inputOf(input, thereIn(lab.sandbox, app.location.id));

  for (const { key, list, isId } of inputs) {
    for (const hostile of isId ? hostileIds(foreignHost) : hostileKinds(foreignHost)) {
      tally.tried += 1;
      await run(app, operation, { ...working, [key]: list ? [hostile] : hostile }, tally);
    }
  }
  const send = (): Promise<string> => run(app, operation, working, tally);
  await tryRedirects(app, foreignHost, tally, send, ['halted']);
  return tally;
};

/** Runs an operation once, and looks at what it sent. */
const run = async (
  app: TestApp,
  operation: string,
  input: Fields,
  tally: Tally,
): Promise<string> => {
  app.sandbox.clearRequests();
  const end = await endOf(() => app.call(`${operation}.operation.perform`, input));
  if (end !== 'result' && end !== 'halted') tally.complaints.add(`it ended as ${end}`);
  const { accessToken } = app.location;
  for (const { method, path, query, headers, rawBody } of app.sandbox.requests) {
    tally.requests += 1;
    if (!findRoute({ method, path })) tally.complaints.add(`it left its route: ${method} ${path}`);
    if (headers['authorization'] !== `Bearer ${accessToken}`) tally.complaints.add('not signed');
    if (`${path}${JSON.stringify(query)}${rawBody}`.includes(accessToken)) {
      tally.complaints.add('the token was outside of its header');
    }
  }
  return end;
};

const endOf = async (call: () => Promise<unknown>): Promise<string> => {
  try {
    await call();
    return 'result';
  } catch (error) {
    if (error instanceof Failure) return error.kind;
    throw error;
  }
};
