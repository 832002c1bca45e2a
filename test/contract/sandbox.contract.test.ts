import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { createClient, textIn } from '../../harness/contract/client.ts';
import type { Client } from '../../harness/contract/client.ts';
import { openContract } from '../../harness/contract/openapi/contract.ts';
import type { Exchange } from '../../harness/contract/openapi/contract.ts';
import { describeContract } from '../../harness/contract/openapi/describe-contract.ts';
import { EXCEPTIONS } from '../../harness/contract/openapi/exceptions.ts';
import { contractViolations, routesReached } from '../../harness/contract/openapi/recorder.ts';
import { createRouteMatcher } from '../../harness/contract/openapi/routes.ts';
import { PERSON, REFUSALS, UNKNOWN_ID } from '../../harness/contract/refusals.ts';
import type { Situation } from '../../harness/contract/refusals.ts';
import { sampleExchanges, successOf } from '../../harness/contract/samples.ts';
import { USED_ROUTES } from '../../harness/contract/used-routes.ts';
import { walk } from '../../harness/contract/walk.ts';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';

const facts = ({
  method,
  path,
  query,
  body,
  status,
  responseBody,
}: Exchange): Partial<Exchange> => ({
  method,
  path,
  query,
  body,
  status,
  responseBody,
});

describeContract('the sandbox', (contract) => {
  let sandbox: Sandbox;
  let client: Client;
  let situation: Situation;
  let walked: readonly Exchange[];

  beforeAll(async () => {
    sandbox = await startSandbox({ rateLimit: false });
    const [own, readOnly] = sandbox.locations;
    if (own === undefined || readOnly === undefined)
      throw new Error('There must be two locations.');
    const { clientId, clientSecret, agencyToken } = sandbox;
    client = createClient(sandbox.url, own.accessToken);
    await walk(client.send, {
      locationId: own.id,
      refreshToken: own.refreshToken,
      clientId,
      clientSecret,
      agencyToken,
    });
    walked = [...client.exchanges];
    const noor = await client.send('GET', '/contacts/search/duplicate', {
      query: { locationId: own.id, email: PERSON.email },
    });
    situation = {
      send: client.send,
      own,
      readOnly,
      contactId: textIn(noor, 'contact', 'id'),
      form: {
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'refresh_token',
        refresh_token: readOnly.refreshToken,
      },
    };
  });

  afterAll(async () => {
    await sandbox.close();
  });

  it('answers every well-behaved request with success', () => {
    const refused = walked
      .filter(({ status }) => status >= 300)
      .map((e) => `${e.method} ${e.path} ${e.status} ${JSON.stringify(e.responseBody)}`);
    expect(refused).toEqual([]);
  });

  it('answers as the official files say', () => {
    expect(contractViolations(walked)).toEqual([]);
  });

  it('has every route in use', () => {
    expect(routesReached(walked)).toEqual(USED_ROUTES.toSorted());
  });

  it('has no route that is not walked', async () => {
    const used = contract.routes.filter(({ name }) => USED_ROUTES.some((route) => route === name));
    const matchUsed = createRouteMatcher(used);
    const answered: string[] = [];
    for (const { name, method, template } of contract.routes) {
      const path = template.replaceAll(/\{\w+\}/g, UNKNOWN_ID);
      if (matchUsed(method, path) !== undefined) continue;
      if ((await situation.send(method, path)).status !== 404) answered.push(name);
    }
    expect(answered).toEqual([]);
  });

  it('records what went over the wire', () => {
    expect(sandbox.requests.slice(0, walked.length).map(facts)).toEqual(walked.map(facts));
  });

  it.each(REFUSALS)('refuses %s with %i', async (_, status, request) => {
    const exchange = await request(situation);

    expect(exchange.status).toBe(status);
    expect(contract.checkAnswer(exchange)).toEqual([]);
  });

  it('names the contact that a duplicate would double', async () => {
    const exchange = await situation.send('POST', '/contacts/', {
      json: { locationId: situation.own.id, ...PERSON },
    });

    expect(textIn(exchange, 'meta', 'contactId')).not.toBe('');
    expect(textIn(exchange, 'meta', 'matchingField')).toBe('email');
  });

  it('needs every exception that loosens the official files', () => {
    const used = contract.routes.filter(({ name }) => USED_ROUTES.some((route) => route === name));
    const sent = client.exchanges.map((exchange) => {
      const { method, path } = exchange;
      return { exchange, file: contract.matchRoute(method, path)?.route.file ?? '' };
    });
    const unused = EXCEPTIONS.filter((exception) => {
      const without = openContract(EXCEPTIONS.filter((other) => other !== exception));
      const refused = (exchange: Exchange): boolean =>
        without === undefined || without.checkExchange(exchange).length > 0;
      // What another file says of its routes stays as it is.
      const files = new Set(exception.changes.map(({ at: [file = ''] }) => file));
      const loosens = used
        .filter(({ file }) => files.has(file))
        .flatMap((route) => [successOf(route), 400].map((status) => ({ route, status })))
        .some(({ route, status }) => sampleExchanges(contract, route, status).some(refused));
      return loosens && !sent.some(({ exchange, file }) => files.has(file) && refused(exchange));
    });
    expect(unused.map(({ id }) => id)).toEqual([]);
  });

  it('says that there were too many requests', async () => {
    const limited = await startSandbox();
    const { send } = createClient(limited.url, limited.locations[0]?.accessToken ?? '');
    const path = `/locations/${limited.locations[0]?.id ?? ''}`;
    const answers = await Promise.all(Array.from({ length: 101 }, () => send('GET', path)));
    await limited.close();

    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    expect([...new Set(answers.flatMap((answer) => contract.checkAnswer(answer)))]).toEqual([]);
  });
});
