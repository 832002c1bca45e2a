import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { openProject } from '../../../harness/cli.ts';
import type { Project } from '../../../harness/cli.ts';
import { startSandbox } from '../../../sandbox/index.ts';
import type { Sandbox } from '../../../sandbox/index.ts';
import { registerArguments } from '../../../scripts/listing.ts';

const choices = (...values: string[]) => values.map((value) => ({ value, name: value }));

/** What Zapier lets one choose from, as far as this test needs it. */
const CHOICES = {
  intention: choices('private', 'public'),
  role: choices('employee', 'contractor', 'user'),
  app_category: choices('crm', 'marketing-automation'),
};

/** What the CLI sent to Zapier. */
let sent: { route: string; body: unknown }[];

const zapier = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  request.on('end', () => {
    const route = `${request.method ?? ''} ${request.url ?? ''}`;
    if (text !== '') sent.push({ route, body: JSON.parse(text) });
    const answer = route.endsWith('/fields-choices') ? CHOICES : { id: 1, key: 'App1' };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  });
});

let sandbox: Sandbox;
let project: Project;

beforeEach(async () => {
  sent = [];
  await new Promise<void>((listening) => {
    zapier.listen(0, '127.0.0.1', listening);
  });
  const address = zapier.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const { port }: AddressInfo = address;
  sandbox = await startSandbox({ contacts: 0 });
  project = await openProject(sandbox, {
    ZAPIER_ENDPOINT: `http://127.0.0.1:${port}`,
    ZAPIER_DEPLOY_KEY: 'nobody',
  });
});

afterEach(async () => {
  await project.close();
  await sandbox.close();
  await new Promise((closed) => {
    zapier.close(closed);
  });
});

it('tells Zapier the whole card, in words that Zapier’s own CLI takes', async () => {
  const more = ['--url', 'https://example.com', '--no-subscribe'];
  const { code, stdout, stderr } = await project.run('register', ...registerArguments(), ...more);
  expect({ code, text: stdout + stderr }).toMatchObject({
    code: 0,
    text: expect.stringContaining('your integration is registered'),
  });
  expect(sent).toEqual([
    {
      route: 'POST /apps?formId=create',
      body: {
        title: 'Protiv',
        description: expect.stringMatching(/^Protiv is a .{29,129}\.$/),
        homepage_url: 'https://example.com',
        intention: 'private',
        role: 'employee',
        app_category: 'crm',
        subscription: false,
      },
    },
  ]);
});
