import { request } from 'node:http';

import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import type * as z from 'zod/mini';

import { sparingHandlerFor } from '../../harness/reduced-app.ts';
import { holdClock } from '../../harness/time.ts';
import { instantApp } from '../../harness/relay/instant-app.ts';
import app from '../../index.ts';
import { api } from '../../preview/protocol.ts';
import type { Answer, Body, OperationRef, Values } from '../../preview/protocol.ts';
import { startPreview } from '../../preview/server/index.ts';
import type { Preview, PreviewOptions } from '../../preview/server/index.ts';
import { startSandbox } from '../../sandbox/index.ts';

let preview: Preview;

const open = async (options: Partial<PreviewOptions> = {}): Promise<Preview> =>
  startPreview({ handler: sparingHandlerFor(app), port: 0, seed: 1, contacts: 120, ...options });

/** Asks as the page does. */
const ask = async <Asked extends z.ZodMiniType, Answered extends z.ZodMiniType>(
  { path, answer }: { path: string; body: Asked; answer: Answered },
  body: z.input<Asked>,
  { url } = preview,
): Promise<z.output<Answered>> => {
  const response = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return answer.parse(await response.json());
};

const trigger = (key: string): OperationRef => ({ kind: 'trigger', key });
const search = (key: string): OperationRef => ({ kind: 'search', key });
const searchOrCreate = (key: string): OperationRef => ({ kind: 'searchOrCreate', key });
const create = (key: string): OperationRef => ({ kind: 'create', key });

const run = (
  operation: OperationRef,
  values: Values,
  rest: Partial<Body<'run'>> = {},
): Promise<Answer<'run'>> =>
  ask(api.run, {
    operation,
    values,
    action: 'test',
    sendsBlanks: false,
    failureMode: 'none',
    ...rest,
  });

const fieldsOf = async (operation: OperationRef) => {
  const { sections } = await ask(api.fields, { operation, values: {} });
  return sections.flatMap(({ fields }) => fields);
};

const firstContact = async (): Promise<string> => {
  const asked = { operation: create('create_note'), field: 'contactId', values: {} };
  const { choices } = await ask(api.choices, asked);
  return choices[0]?.value ?? '';
};

beforeAll(async () => {
  preview = await open();
});

afterAll(async () => {
  await preview.close();
});

// All tests together ask more than HighLevel answers in ten seconds.
beforeEach(() => {
  preview.sandbox?.limits.reset();
});

describe('who may ask', () => {
  /** `fetch` lets nobody choose these headers. */
  const statusFor = (headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request(preview.url, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it.each([
    ['its own page', {}, 200],
    ['the same by another name', { host: 'localhost:4020' }, 200],
    ['a foreign host, as DNS rebinding has it', { host: 'evil.example' }, 403],
    ['the page of another site', { origin: 'https://evil.example' }, 403],
    ['a frame without an origin', { origin: 'null' }, 403],
  ])('%s: %j', async (_who, headers, status) => {
    expect(await statusFor(headers)).toBe(status);
  });

  it('nothing that is not of the page is loaded', async () => {
    const { headers } = await fetch(preview.url);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('a question that the protocol does not know is refused', async () => {
    const response = await fetch(preview.url + api.reset.path, { method: 'POST', body: '{}' });
    expect(response.status).toBe(400);
    await expect(ask(api.fields, { operation: create('nothing'), values: {} })).rejects.toThrow(
      'The app has no create with the key "nothing".',
    );
  });
});

describe('a build with a relay', () => {
  it('tells which triggers are instant, and lists what they would be tried with', async () => {
    const other = await open({ handler: sparingHandlerFor(instantApp), contacts: 5 });
    try {
      const { operations } = await ask(api.app, {}, other);
      const instant = operations.filter(({ isInstant }) => isInstant).map(({ key }) => key);
      expect(instant).toEqual(
        expect.arrayContaining(['new_contact', 'contact_deleted', 'do_not_disturb_changed']),
      );
      expect(instant).not.toContain('task_overdue');
      const asked = { values: {}, sendsBlanks: false, failureMode: 'none' } as const;
      const operation = trigger('new_contact');
      const { outcome } = await ask(api.run, { ...asked, operation, action: 'test' }, other);
      expect(outcome).toMatchObject({ kind: 'samples', isOwnSample: false });
      const polled = await ask(api.run, { ...asked, operation, action: 'poll' }, other);
      expect(polled.outcome).toMatchObject({ kind: 'failed' });
    } finally {
      await other.close();
    }
  });
});

describe('the operations', () => {
  it('are those of the app, each with its fields', async () => {
    const { operations } = await ask(api.app, {});
    const keys = (kind: string) =>
      new Set(operations.filter((own) => own.kind === kind).map(({ key }) => key));
    expect(keys('trigger')).toEqual(new Set(Object.keys(app.triggers ?? {})));
    expect(keys('search')).toEqual(new Set(Object.keys(app.searches ?? {})));
    expect(keys('create')).toEqual(new Set(Object.keys(app.creates ?? {})));
    expect(keys('searchOrCreate')).toEqual(new Set(Object.keys(app.searchOrCreates ?? {})));
    for (const operation of operations) {
      const { sections, failure } = await ask(api.fields, { operation, values: {} });
      expect({ operation, failure }).toEqual({ operation, failure: undefined });
      expect(sections.flatMap(({ fields }) => fields).length).toBeGreaterThan(0);
    }
  });

  it('begin with the common ones, and go on by label', async () => {
    const { operations } = await ask(api.app, {});
    const actions = operations.filter(({ kind }) => kind === 'create');
    const common = actions.filter(({ isCommon }) => isCommon).length;

    expect(actions[0]).toMatchObject({ label: 'Create or Update Contact', noun: 'Contact' });
    expect(actions.slice(0, common).every(({ isCommon }) => isCommon)).toBe(true);
    const others = actions.slice(common).map(({ label }) => label);
    expect(others).toEqual(others.toSorted((a, b) => a.localeCompare(b)));
  });

  it('have what the editor needs to know of a field', async () => {
    const fields = await fieldsOf(create('create_task'));
    expect(fields.find(({ key }) => key === 'contactId')).toMatchObject({
      label: 'Contact',
      required: true,
      hasDropdown: true,
      searchStep: { key: 'find_contact', label: 'Find Contact' },
    });
  });

  it('have the custom fields of the account', async () => {
    const dynamic = (await fieldsOf(create('create_contact'))).filter((own) => own.isDynamic);
    expect(dynamic.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Lead Score', 'Interested In', 'Owns the House?']),
    );
    expect(dynamic.find(({ label }) => label === 'Stage')?.choices).toContainEqual({
      value: 'Won',
      label: 'Won',
    });
  });

  it('show their own fields when those of the account cannot be read', async () => {
    const operation = create('create_contact');
    preview.sandbox?.addFault({ kind: 'status', status: 422 });
    const { sections, failure } = await ask(api.fields, { operation, values: {} });
    preview.sandbox?.clearFaults();
    expect(failure).toBeUndefined();
    expect(sections.flatMap(({ fields }) => fields.map(({ key }) => key))).toEqual(
      expect.arrayContaining(['email']),
    );
  });
});

describe('a dropdown', () => {
  it('goes on where its page ends', async () => {
    const asked = { operation: create('create_note'), field: 'contactId', values: {} };
    const first = await ask(api.choices, asked);
    const { pagingToken = '' } = first;
    const second = await ask(api.choices, { ...asked, pagingToken });
    expect([first.choices.length, second.choices.length]).toEqual([100, 20]);
    expect(second.pagingToken).toBeUndefined();
    const all = [...first.choices, ...second.choices].map(({ value }) => value);
    expect(new Set(all).size).toBe(120);
  });

  it('depends on what is chosen above it', async () => {
    const { outcome } = await run(search('find_many_tasks'), { limit: '1' });
    if (outcome.kind !== 'found') throw new Error('The sandbox has no task.');
    const tasks = outcome.record.fields.find(({ path }) => path === 'tasks')?.value;
    if (tasks?.kind !== 'table') throw new Error('No line items.');
    const column = tasks.columns.findIndex(({ path }) => path === 'tasks[]contactId');
    const cell = tasks.rows[0]?.[column];
    const contactId = cell?.kind === 'text' ? cell.text : '';
    const asked = { operation: create('update_task'), field: 'taskId' };
    const filled = await ask(api.choices, { ...asked, values: { contactId } });
    const empty = await ask(api.choices, { ...asked, values: {} });
    expect(filled.choices.length).toBeGreaterThan(0);
    expect(empty.choices).toEqual([]);
  });

  it('says why it is empty', async () => {
    const asked = { operation: create('create_note'), field: 'body', values: {} };
    const { choices, failure } = await ask(api.choices, asked);
    expect({ choices, failure }).toEqual({
      choices: [],
      failure: { kind: 'error', message: 'There is no dropdown for "body".' },
    });
  });
});

describe('a test', () => {
  it('of an action shows what it gave, what it asked and what the app got', async () => {
    const contactId = await firstContact();
    const answer = await run(create('create_task'), {
      contactId,
      title: 'Call back',
      dueDate: '2027-07-12T10:00',
    });
    expect(answer.outcome).toMatchObject({ kind: 'done' });
    const { requests } = answer.trace;
    expect(requests.filter(({ isWrite }) => isWrite)).toEqual([
      { method: 'POST', path: `/contacts/${contactId}/tasks`, status: 201, isWrite: true },
    ]);
    expect(JSON.parse(answer.sent ?? '')).toMatchObject({
      title: 'Call back',
      dueDate: '2027-07-12T10:00:00-04:00',
    });
  });

  it('waits for required fields, unless it is to send the blanks', async () => {
    const held = await run(create('create_task'), { title: ' ' });
    expect(held).toMatchObject({
      outcome: { kind: 'incomplete', missing: ['contactId', 'title', 'dueDate'] },
      trace: { requests: [] },
    });
    expect(held.sent).toBeUndefined();
    const sent = await run(create('create_task'), { title: ' ' }, { sendsBlanks: true });
    expect(sent.outcome).toMatchObject({
      kind: 'failed',
      failure: { kind: 'halted', message: expect.stringContaining('Contact') },
    });
  });

  it('of a search gives the first record, or says that there is none', async () => {
    const found = await run(search('find_many_contacts'), { limit: '3' });
    expect(found.outcome).toMatchObject({ kind: 'found', count: 1 });
    const none = await run(search('find_contact'), { email: 'nobody@example.com' });
    expect(none.outcome).toEqual({ kind: 'nothingFound' });
  });

  it('of a search that may create looks first', async () => {
    const values = { email: 'new.person@example.com', firstName: 'Noa' };
    const outcomes = [
      await run(searchOrCreate('find_contact'), values),
      await run(searchOrCreate('find_contact'), values),
    ].map(({ outcome }) => outcome);
    expect(outcomes).toMatchObject([
      { kind: 'created', record: { title: 'Noa' } },
      { kind: 'found', record: { title: 'Noa' } },
    ]);
  });

  it('of a search that may create has one value for a field of both', async () => {
    const { sections } = await ask(api.fields, {
      operation: searchOrCreate('find_task'),
      values: {},
    });
    expect(sections.map(({ title }) => title)).toEqual(['Find Task', 'Create Task']);
    const keys = sections.flatMap(({ fields }) => fields.map(({ key }) => key));
    expect(keys.filter((key) => key === 'contactId' || key === 'title')).toHaveLength(2);
    expect(keys).toHaveLength(new Set(keys).size);
  });

  it('of a trigger gives records with what lies behind their pointers', async () => {
    const { outcome } = await run(trigger('contact_updated'), { include: ['tasks', 'notes'] });
    if (outcome.kind !== 'samples') throw new Error('No samples.');
    expect(outcome.records).toHaveLength(3);
    const paths = outcome.records.flatMap(({ fields }) => fields.map(({ path }) => path));
    expect(paths.some((path) => path.startsWith('details__'))).toBe(true);
    expect(JSON.stringify(outcome)).not.toContain('hydrate|||');
  });

  it('of a trigger that finds nothing shows the sample of the app', async () => {
    const { outcome } = await run(trigger('new_contact'), { source: 'no such source' });
    expect(outcome).toMatchObject({
      kind: 'samples',
      isOwnSample: true,
      records: [{ title: 'Ana Lindqvist' }],
    });
  });
});

describe('a trigger that is switched on', () => {
  it('fires once for what is new', async () => {
    const operation = trigger('new_contact');
    const values = { source: 'preview' };
    const poll = async () => (await run(operation, values, { action: 'poll' })).outcome;
    expect(await poll()).toEqual({ kind: 'notPrimed' });
    const { outcome } = await run(operation, values, { action: 'prime' });
    expect(outcome).toEqual({ kind: 'primed', count: 0 });
    await run(create('create_contact'), { email: 'poll@example.com', source: 'preview' });
    expect(await poll()).toMatchObject({
      kind: 'polled',
      fresh: 1,
      records: [{ title: 'poll@example.com' }],
    });
    expect(await poll()).toMatchObject({ kind: 'polled', count: 1, fresh: 0, records: [] });
  });

  it('starts anew when its fields change', async () => {
    const operation = trigger('new_contact');
    await run(operation, {}, { action: 'prime' });
    const { outcome } = await run(operation, { source: 'other' }, { action: 'poll' });
    expect(outcome).toEqual({ kind: 'notPrimed' });
  });
});

describe('a failure mode', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('that spends the token has it renewed along the way', async () => {
    const values = { email: 'nobody@example.com' };
    const { outcome, trace } = await run(search('find_contact'), values, {
      failureMode: 'expired',
    });
    expect(outcome).toEqual({ kind: 'nothingFound' });
    expect(trace.requests.map(({ path }) => path)).toContain('/oauth/token');
  });

  it.each([
    ['busy', 'throttled', /takes no more requests for a few seconds/],
    ['down', 'throttled', /has trouble right now/],
    ['revoked', 'reconnect', /did not accept this connection/],
  ] as const)('%s is shown as Zapier shows it', async (failureMode, kind, message) => {
    holdClock();
    const values = { email: 'nobody@example.com' };
    const { outcome } = await run(search('find_contact'), values, { failureMode });
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { kind, message: expect.stringMatching(message) },
    });
    expect((await run(search('find_contact'), values)).outcome.kind).toBe('nothingFound');
  });

  it('after a write makes no second record', async () => {
    const values = { contactId: await firstContact(), body: 'Only once.' };
    const { outcome, trace } = await run(create('create_note'), values, { failureMode: 'lost' });
    expect(outcome.kind).toBe('done');
    const path = `/contacts/${values.contactId}/notes`;
    expect(trace.requests).toEqual([
      { method: 'GET', path, status: 200, isWrite: false },
      { method: 'POST', path, isWrite: false },
      { method: 'GET', path, status: 200, isWrite: false },
    ]);
    const found = await run(search('find_many_notes'), {
      contactId: values.contactId,
      query: 'Only once.',
    });
    expect(found.outcome).toMatchObject({
      record: { fields: expect.arrayContaining([expect.objectContaining({ path: 'notes' })]) },
    });
    // One note: its body, and the plain text of it.
    expect(JSON.stringify(found.outcome).match(/Only once\./g)).toHaveLength(2);
  });
});

describe('the account', () => {
  it('can be connected read only, which the app explains', async () => {
    const { account } = await ask(api.app, {});
    const { locationId } = account;
    const connected = await ask(api.connect, { access: 'read', area: 'contacts', locationId });
    expect(connected.account?.scopes).not.toContain('contacts.write');
    const { outcome, trace } = await run(create('create_contact'), { email: 'no@example.com' });
    expect(outcome).toMatchObject({
      failure: { kind: 'halted', message: expect.stringContaining('is read only') },
    });
    expect(trace.log.join()).toContain('auth.scope_missing');
    await ask(api.connect, { access: 'write', area: 'contacts', locationId });
  });

  it('is another sub-account when another one is chosen', async () => {
    const { account } = await ask(api.app, {});
    const other = account.locations.find(({ id }) => id !== account.locationId);
    const connected = await ask(api.connect, {
      access: 'write',
      area: 'contacts',
      locationId: other?.id ?? '',
    });
    expect(connected.account?.label).toBe(`${other?.name} (${other?.id})`);
    await ask(api.connect, { access: 'write', area: 'contacts', locationId: account.locationId });
  });

  it('is new after a reset, with the people of its seed', async () => {
    const before = await ask(api.app, {});
    await run(create('create_contact'), { email: 'gone.soon@example.com' });
    const account = await ask(api.reset, { seed: 7 });
    expect(account).toMatchObject({ seed: 7, access: 'write' });
    expect(account.label).not.toBe(before.account.label);
    const { outcome } = await run(search('find_contact'), { email: 'gone.soon@example.com' });
    expect(outcome).toEqual({ kind: 'nothingFound' });
  });
});

describe('a real account', () => {
  it('is used through the connection of the environment, and never reset', async () => {
    const sandbox = await startSandbox();
    const [location] = sandbox.locations;
    const environment = {
      GHL_API_BASE_URL: sandbox.url,
      authData_access_token: location?.accessToken,
      authData_refresh_token: location?.refreshToken,
      authData_locationId: location?.id,
      authData_scope: location?.scopes.join(' '),
    };
    const before = process.env['GHL_API_BASE_URL'];
    process.env['GHL_API_BASE_URL'] = sandbox.url;
    const live = await open({ live: environment });
    try {
      const { account } = await ask(api.app, {}, live);
      expect(account).toMatchObject({
        isLive: true,
        url: sandbox.url,
        label: `${location?.name} (${location?.id})`,
      });
      expect(live.sandbox).toBeUndefined();
      await expect(ask(api.reset, { seed: 1 }, live)).rejects.toThrow('cannot be reset');
      const locationId = location?.id ?? '';
      const { failure } = await ask(
        api.connect,
        { access: 'read', area: 'contacts', locationId },
        live,
      );
      expect(failure?.message).toContain('.env');
    } finally {
      await live.close();
      await sandbox.close();
      if (before === undefined) delete process.env['GHL_API_BASE_URL'];
      else process.env['GHL_API_BASE_URL'] = before;
    }
  });
});
