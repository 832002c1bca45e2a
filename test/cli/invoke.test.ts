import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { readForm } from '../../zap-runner/consent-form.ts';
import { openProject } from '../support/cli.ts';
import type { Project } from '../support/cli.ts';

/** Chooses a sub-account on the consent page, presses Allow and goes where that leads. */
const allow = async (consentPage: string, locationId: string): Promise<string> => {
  const page = await fetch(consentPage);
  const form = readForm(await page.text(), new URL(consentPage));
  if (!form) throw new Error(`The consent page has no form (${page.status}).`);
  const body = new URLSearchParams({
    ...form.hidden,
    location_id: locationId,
    decision: 'allow',
  });
  const landed = await fetch(form.action, { method: form.method, body });
  return landed.text();
};

/** What `invoke` prints last is the result; the app's own log lines may come before it. */
const resultIn = (stdout: string): unknown => {
  const start = stdout.search(/^(\[|\{$|\{\n)/m);
  return JSON.parse(stdout.slice(start));
};

describe('zapier-platform invoke', () => {
  let sandbox: Sandbox;
  let project: Project;
  let locationId = '';
  let contactId = '';

  beforeAll(async () => {
    sandbox = await startSandbox({ contacts: 10 });
    locationId = sandbox.locations[0]?.id ?? '';
    contactId = sandbox.world.addContact(locationId, {
      firstName: 'Dana',
      email: 'dana.reyes@example.com',
      tags: ['vip'],
    }).id;
    project = await openProject(sandbox, { GHL_ACCESS: 'write' });

    const auth = await project.startAuth();
    await allow(auth.url, locationId);
    const { code, stderr } = await auth.finished;
    if (code !== 0) throw new Error(`invoke auth start failed: ${stderr}`);
  }, 60_000);

  afterAll(async () => {
    await project.close();
    await sandbox.close();
  });

  const invoke = async (...args: string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await project.run('invoke', ...args, '--non-interactive');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    return resultIn(stdout);
  };

  it('auth start has left a connection in .env', async () => {
    expect(await project.env()).toMatchObject({
      authData_access_token: expect.stringMatching(/^at-/),
      authData_refresh_token: expect.stringMatching(/^rt-/),
      authData_locationId: locationId,
      authData_scope: expect.stringContaining('contacts.write'),
    });
  });

  it('auth test and auth label use it, and auth refresh renews it', async () => {
    const name = sandbox.locations[0]?.name;
    const [tested, label] = await Promise.all([
      invoke('auth', 'test'),
      project.run('invoke', 'auth', 'label', '--non-interactive'),
    ]);
    expect(tested).toEqual({ id: locationId, name });
    expect(label.stdout).toContain(`${name} (${locationId})`);

    const before = await project.env();
    expect((await project.run('invoke', 'auth', 'refresh', '--non-interactive')).code).toBe(0);
    const after = await project.env();
    expect(after['authData_access_token']).not.toBe(before['authData_access_token']);
    expect(after['authData_refresh_token']).not.toBe(before['authData_refresh_token']);
  }, 60_000);

  it('runs a trigger, a search and an action', async () => {
    const [fired, found, tagged] = await Promise.all([
      invoke('trigger', 'new_contact'),
      invoke('search', 'find_contact', '-i', '{"email":"DANA.REYES@example.com"}'),
      invoke('create', 'add_tags', '-i', JSON.stringify({ contactId, tags: ['Hot Lead', 'VIP'] })),
    ]);
    expect(fired).toMatchObject([{ id: contactId, firstName: 'Dana' }]);
    expect(found).toMatchObject([{ id: contactId, matchedBy: 'email', matchCount: 1 }]);
    expect(tagged).toMatchObject({ id: contactId, added: ['hot lead'], alreadyPresent: ['vip'] });
    expect(sandbox.world.location(locationId).contacts.get(contactId)?.tags).toEqual([
      'vip',
      'hot lead',
    ]);
  }, 60_000);
});
