import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { sparingHandlerFor } from '../../harness/reduced-app.ts';
import app from '../../index.ts';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import type { ZapTemplate } from '../../templates/template.ts';
import { connect } from '../../zap-runner/connect.ts';
import type { Connection } from '../../zap-runner/connection.ts';
import { Account } from '../../zap-runner/demo/account.ts';
import { addLeads, changeContacts } from '../../zap-runner/demo/activity.ts';
import { inventLeads } from '../../zap-runner/demo/people.ts';
import { openSandboxSession } from '../../zap-runner/demo/sandbox-session.ts';
import { createPlatform } from '../../zap-runner/platform.ts';
import { isWrite, requestsOf } from '../../zap-runner/report/requests.ts';
import { createZap } from '../../zap-runner/zap.ts';

const template = (
  trigger: string,
  fields: Record<string, string>,
  include: string[] = [],
): ZapTemplate => ({
  key: 'test',
  title: 'A test',
  description: 'For the tests.',
  steps: [
    {
      kind: 'trigger',
      id: 'trigger',
      operation: trigger,
      fields: include.length > 0 ? { include } : {},
    },
    {
      kind: 'create',
      id: 'update',
      operation: 'update_contact',
      fields: { contactId: '{{trigger.id}}', ...fields },
    },
  ],
  variations: [],
});

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0, seed: 1 });
});
afterEach(() => sandbox.close());

const open = async () => {
  const platform = await createPlatform(sparingHandlerFor(app), {
    environment: {
      GHL_API_BASE_URL: sandbox.url,
      GHL_MARKETPLACE_URL: sandbox.url,
      CLIENT_ID: sandbox.clientId,
      CLIENT_SECRET: sandbox.clientSecret,
    },
  });
  const [location] = sandbox.locations;
  if (!location) throw new Error('The sandbox has no sub-account.');
  const connected = await connect(platform, { access: 'write', locationId: location.id });
  const account = new Account({
    ...location,
    url: sandbox.url,
    world: sandbox.world,
    locationId: location.id,
  });
  return { ...connected, account, location };
};

const token = (connection: Connection): string => String(connection.authData['access_token']);

describe('connected to the sandbox', () => {
  it('has the name of the sub-account and the scopes that were asked for', async () => {
    const { connection, label, location } = await open();
    expect(label).toBe(`${location.name} (${location.id})`);
    expect(connection.authData).toMatchObject({ access: 'write', locationId: location.id });
    expect(connection.authData['scope']).toContain('contacts.write');
  });

  it('counts just the requests that the app sent', async () => {
    const { connection, trace, account } = await open();
    const zap = await createZap(template('new_contact', { city: 'Oslo' }), connection);
    const polls = [await zap.prime()];
    await addLeads(account, inventLeads(1, 2));
    polls.push(await zap.poll());

    const counted = [trace, zap.setupTrace].flatMap(({ requests }) => requests);
    const seen = sandbox.requests.filter(({ headers }) => headers['user-agent'] === 'Zapier');
    expect(
      [...counted, ...polls.flatMap(requestsOf)].map(({ url }) => new URL(url).pathname),
    ).toEqual(seen.map(({ path }) => path));
  });

  it('survives that its access token runs out, again and again', async () => {
    const { connection, location } = await open();
    const zap = await createZap(template('new_contact', { city: 'Oslo' }), connection);
    await zap.prime();
    const tokens = new Set([token(connection)]);
    for (const seed of [1, 2]) {
      const { url, world } = sandbox;
      const account = { url, world, locationId: location.id, accessToken: token(connection) };
      await addLeads(new Account(account), inventLeads(seed, 1));
      sandbox.expireAccessTokens();
      expect((await zap.poll()).runs).toMatchObject([{ outcome: 'finished' }]);
      tokens.add(token(connection));
    }
    expect(tokens.size).toBe(3);
  });
});

describe('a Zap that changes what sets it off', () => {
  it('does not run in circles: what it wrote fires once, changes nothing, and that is it', async () => {
    const { connection, account } = await open();
    const zap = await createZap(template('contact_updated', { source: 'checked' }), connection);
    await zap.prime();
    await changeContacts(account, { seed: 1, howMany: 2 });

    const polls = [await zap.poll(), await zap.poll(), await zap.poll()];
    expect(polls.map(({ runs }) => runs.length)).toEqual([2, 2, 0]);
    expect(polls.map((poll) => requestsOf(poll).filter(isWrite).length)).toEqual([2, 0, 0]);
  });
});

describe('a contact whose name looks like a pointer', () => {
  it('is just a contact with an odd name', async () => {
    const { connection, account } = await open();
    const zap = await createZap(
      template('new_contact', { lastName: '{{trigger.firstName}}' }),
      connection,
    );
    await zap.prime();
    const firstName = 'hydrate|||eyJ0eXBlIjoibWV0aG9kIn0=:c2lnbmVk|||hydrate';
    await addLeads(
      account,
      inventLeads(1, 1).map((lead) => ({ ...lead, firstName })),
    );
    expect((await zap.poll()).runs).toMatchObject([
      { outcome: 'finished', steps: [{ output: { lastName: firstName } }] },
    ]);
  });
});

describe('a session of the sandbox', () => {
  it('says so when nobody knows what makes a trigger fire', async () => {
    const { steps } = template('new_task', {});
    const unknown: ZapTemplate = { ...template('new_task', {}), steps: [steps[0]] };
    const session = await openSandboxSession(sparingHandlerFor(app), unknown, { seed: 1 });
    const zap = await createZap(unknown, session.connection);
    await expect(session.beforePoll(1, zap)).rejects.toThrow(/what makes New Task fire/);
    await session.close();
  });
});
