import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openProject } from '../../../harness/cli.ts';
import type { Project } from '../../../harness/cli.ts';
import { startSandbox } from '../../../sandbox/index.ts';
import type { Sandbox } from '../../../sandbox/index.ts';

/** One of Zapier's console logs, as far as the CLI looks at it. */
const logged = (line: string, timestamp: string) => ({
  id: 'row',
  full_message: `${line}\n`,
  app_cli_version: '0.1.0',
  step: 'step',
  timestamp,
});

/** What Zapier answers, by the start of the route. */
let answers: Record<string, { status?: number; body: unknown }>;
let asked: string[];

const zapier = createServer((request, response) => {
  const route = request.url ?? '';
  asked.push(route);
  const [, { status = 200, body } = { status: 404, body: { errors: ['not found'] } }] =
    Object.entries(answers).find(([start]) => route.startsWith(start)) ?? [];
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
});

let sandbox: Sandbox;
let project: Project;

/** A developer's checkout, linked to an integration or not yet. */
const open = async (link: object, env: Readonly<Record<string, string>>): Promise<void> => {
  const address = zapier.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const { port }: AddressInfo = address;
  project = await openProject(sandbox, { ZAPIER_ENDPOINT: `http://127.0.0.1:${port}`, ...env });
  await writeFile(join(project.dir, '.zapierapprc'), JSON.stringify(link));
};

const LOGGED_IN = { ZAPIER_DEPLOY_KEY: 'nobody' };
const LINKED = { id: 1, key: 'App1' };

beforeEach(async () => {
  asked = [];
  answers = {
    '/apps/1/logs': {
      body: {
        // Zapier gives the latest first.
        objects: [
          logged('{"code":"auth.refreshed","locationId":"a"}', '2026-03-02T12:05:00+00:00'),
          logged('{"code":"ratelimit.low","locationId":"b"}', '2026-03-02T12:00:00+00:00'),
          logged('Something of somebody else', '2026-03-02T11:00:00+00:00'),
        ],
      },
    },
    '/apps/1': { body: { id: 1, key: 'App1' } },
  };
  await new Promise<void>((listening) => {
    zapier.listen(0, '127.0.0.1', listening);
  });
  sandbox = await startSandbox({ contacts: 0 });
});

afterEach(async () => {
  await project.close();
  await sandbox.close();
  await new Promise((closed) => {
    zapier.close(closed);
  });
});

describe('npm run alerts, through Zapier’s own CLI', () => {
  it('asks for the latest lines and says what is wrong', async () => {
    await open(LINKED, LOGGED_IN);
    expect(await project.runScript('scripts/alerts.ts', '--user', 'ana@example.com')).toEqual({
      code: 1,
      stdout: expect.stringMatching(
        /^ALERT ratelimit\.low × 1 \(sub-account b, 2026-03-02T12:00:00\.000Z to 2026-03-02T12:00:00\.000Z\): .*\n$/,
      ),
      stderr: '',
    });
    expect(asked).toEqual([
      '/apps/1',
      '/apps/1/logs?status=any&type=console&user=ana%40example.com&limit=50',
    ]);
  });

  it('is content when nothing is wrong', async () => {
    answers['/apps/1/logs'] = {
      body: {
        objects: [logged('{"code":"auth.refreshed","locationId":"a"}', '2026-03-02T12:05:00Z')],
      },
    };
    await open(LINKED, LOGGED_IN);
    expect(await project.runScript('scripts/alerts.ts')).toEqual({
      code: 0,
      stdout: 'No alert in 1 log lines of the app.\n',
      stderr: '',
    });
  });

  it.each([
    [
      'Zapier has no lines',
      LINKED,
      LOGGED_IN,
      { '/apps/1/logs': { body: { objects: [] } } },
      /^Zapier has no log lines, so nothing is watched: /,
    ],
    [
      'the app is not registered yet',
      {},
      LOGGED_IN,
      {},
      /^This project hasn't yet been associated with an existing Zapier integration\. If it's a brand new integration, run `npm run register`\. If this project already exists in your Zapier account, run `npx zapier-platform link` instead\.$/,
    ],
    [
      'nobody is logged in',
      LINKED,
      {},
      {},
      /^File .*\.zapierrc not found\. Please run `npx zapier-platform login`\.$/,
    ],
    [
      'Zapier is in trouble',
      LINKED,
      LOGGED_IN,
      { '/apps/1/logs': { status: 503, body: { errors: ['down'] } } },
      /returned "503" saying "down"$/,
    ],
  ])('ends with 2 and the way out when %s', async (_when, link, env, changes, reason) => {
    Object.assign(answers, changes);
    await open(link, env);
    const { code, stdout, stderr } = await project.runScript('scripts/alerts.ts');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^The logs could not be read\. .*\n$/);
    expect(stderr.replace('The logs could not be read. ', '').trim()).toMatch(reason);
  });

  it('says what the CLI has against its arguments', async () => {
    await open(LINKED, LOGGED_IN);
    const { code, stderr } = await project.runScript('scripts/alerts.ts', '--usr', 'me');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('Nonexistent flag: --usr'),
    });
    expect(asked).toEqual([]);
  });
});
