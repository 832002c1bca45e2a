import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openProject } from '../../../harness/cli.ts';
import type { Project } from '../../../harness/cli.ts';
import { factsOf, inputOf, thereIn } from '../../../harness/facts.ts';
import { CONTACT, addNamedRecords } from '../../../harness/lab/records.ts';
import { operationsIn } from '../../../harness/lab/tried-operations.ts';
import definition from '../../../index.ts';
import { startSandbox } from '../../../sandbox/index.ts';
import type { Sandbox } from '../../../sandbox/index.ts';
import { readForm } from '../../../zap-runner/consent-form.ts';

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

const KINDS = { triggers: 'trigger', searches: 'search', creates: 'create' } as const;

/** Far from the sub-account's own. */
const ZONE = 'Asia/Kathmandu';

describe('zapier-platform invoke', () => {
  let sandbox: Sandbox;
  let project: Project;
  let locationId = '';
  let contactId = '';

  beforeAll(async () => {
    // Every operation within seconds is more than HighLevel’s limit of 100 requests.
    sandbox = await startSandbox({ contacts: 10, rateLimit: false });
    locationId = sandbox.locations[0]?.id ?? '';
    contactId = sandbox.world.addContact(locationId, {
      firstName: 'Dana',
      email: 'dina.reyes@example.com',
      tags: ['vip'],
    }).id;
    project = await openProject(sandbox, { GHL_ACCESS: 'write', GHL_AREAS: 'sales' });

    const auth = await project.startAuth();
    await allow(auth.url, locationId);
    const { code, stderr } = await auth.finished;
    if (code !== 0) throw new Error(`invoke auth start failed: ${stderr}`);
  });

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
    expect(tested).toEqual({ id: locationId, name, label: `${name} (${locationId})` });
    expect(label.stdout).toContain(`${name} (${locationId})`);

    const before = await project.env();
    expect((await project.run('invoke', 'auth', 'refresh', '--non-interactive')).code).toBe(0);
    const after = await project.env();
    expect(after['authData_access_token']).not.toBe(before['authData_access_token']);
    expect(after['authData_refresh_token']).not.toBe(before['authData_refresh_token']);
  });

  it('reads a date as Zapier does: in the time zone of the account', async () => {
    const input = { contactId, title: 'Call', dueDate: 'tomorrow at 5:30pm' };
    const task = await invoke('create', 'create_task', '-i', JSON.stringify(input), '-z', ZONE);
    const dueDate = String(Object(task).dueDate);
    expect(dueDate).toMatch(/Z$/);
    expect(new Date(dueDate).toLocaleTimeString('en-GB', { timeZone: ZONE })).toBe('17:30:00');
  });

  it('runs a trigger, a search and an action', async () => {
    const [fired, found, tagged] = await Promise.all([
      invoke('trigger', 'new_contact'),
      invoke('search', 'find_contact', '-i', '{"email":"DINA.REYES@example.com"}'),
      invoke('create', 'add_tags', '-i', JSON.stringify({ contactId, tags: ['Hot Lead', 'VIP'] })),
    ]);
    expect(fired).toMatchObject([{ id: contactId, firstName: 'Dana' }]);
    expect(found).toMatchObject([{ id: contactId, matchedBy: 'email', matchCount: 1 }]);
    expect(tagged).toMatchObject({ id: contactId, added: ['hot lead'], alreadyPresent: ['vip'] });
    expect(sandbox.world.location(locationId).contacts.get(contactId)?.tags).toEqual([
      'vip',
      'hot lead',
    ]);
  });

  it('runs each trigger, search and action', async () => {
    addNamedRecords(sandbox, locationId);
    sandbox.world.addTask(locationId, { contactId: CONTACT, completed: true });
    const there = thereIn(sandbox, locationId);
    const calls = operationsIn(definition).map(({ registry, key, name }) => {
      const kind = KINDS[registry];
      const input = inputOf(factsOf(key).ways[0].input, there);
      const sample = kind === 'trigger' ? ['--isLoadingSample'] : [];
      const flags = ['-i', JSON.stringify(input), ...sample, '--non-interactive'];
      return { kind, name, argv: ['invoke', kind, key, ...flags] };
    });
    const writesBefore = sandbox.writes;
    const outputs = await project.runEach(calls.map(({ argv }) => argv));
    expect(outputs).toHaveLength(calls.length);

    const ids = calls.map(({ name }, index) => {
      const printed = [resultIn(outputs[index] ?? '')].flat();
      return { name, id: printed.map((record) => Object(record).id).find(Boolean) };
    });
    expect(ids).toEqual(calls.map(({ name }) => ({ name, id: expect.any(String) })));
    const writes = calls
      .filter(({ kind }) => kind === 'create')
      .flatMap(({ name }) => factsOf(name).ways[0].requests.flat())
      .filter((route) => !/^GET |\/search$/.test(route));
    expect(sandbox.writes - writesBefore).toBe(writes.length);
  });
});
