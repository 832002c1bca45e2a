import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { Fields, TestApp } from '../../../../harness/app.ts';
import type { CustomFieldDefinition } from '../../../../sandbox/world.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
});

afterEach(async () => {
  await app.close();
});

const LIST = '/customFields$';

const definitions = () => app.sandbox.world.location(app.location.id).customFields;

const define = (id: string, more: Partial<CustomFieldDefinition> = {}) =>
  definitions().push({
    id,
    name: id,
    fieldKey: `contact.${id.toLowerCase()}`,
    dataType: 'TEXT',
    position: 900,
    model: 'contact',
    ...more,
  });

const add = (...customFields: { id: string; value: unknown }[]) =>
  app.sandbox.world.addContact(app.location.id, { firstName: 'Ana', customFields });

const poll = () => app.poll('new_contact');

const valuesOf = (rows: Fields[]) => rows.map(({ customFields }) => customFields);

/** How often the list of fields was asked for since the last look. */
const listed = () => {
  const count = app.sandbox.requests.filter(({ path }) => path.endsWith('/customFields')).length;
  app.clearRequests();
  return count;
};

const failing = (status: number, more: Fields = {}) =>
  app.sandbox.addFault({ kind: 'status', status, match: { path: LIST }, ...more });

const formOf = async (operation: string) => {
  const fields = await app.inputFields(operation);
  return fields.filter(({ key }) => String(key).startsWith('customField'));
};

describe('a custom field made within the last hour', () => {
  beforeEach(async () => {
    add({ id: app.customFieldId('Lead Score'), value: 80 });
    await poll();
    app.clearRequests();
    define('Newest');
    add({ id: 'Newest', value: 'fresh' });
  });

  it('is in the output of a trigger', async () => {
    expect(valuesOf(await poll())).toEqual([{ newest: 'fresh' }, { lead_score: 80 }]);
    expect(listed()).toBe(1);
    await poll();
    expect(listed()).toBe(0);
  });

  it('is in the output of a search, of a search for many, and of an action', async () => {
    expect(valuesOf(await app.search('find_contact', { query: 'Ana' }))).toHaveLength(1);
    const [many] = await app.search('find_many_contacts', {});
    expect(many).toMatchObject({
      contacts: [{ customFields: { newest: 'fresh' } }, { customFields: { newest: '' } }],
    });
    define('Later');
    const created = await app.create('create_contact', {
      email: 'new@example.com',
      customField_later: 'x',
    });
    expect(created).toMatchObject({ customFields: { later: 'x' }, ignoredFields: [] });
  });

  it('is known to all runs as soon as somebody opens a form', async () => {
    await app.inputFields('creates.create_contact');
    expect(listed()).toBe(1);
    expect(valuesOf(await poll())).toEqual([{ newest: 'fresh' }, { lead_score: 80 }]);
    expect(listed()).toBe(0);
  });
});

describe('a value whose field was deleted', () => {
  it('costs one look at the list, not one in each poll', async () => {
    add({ id: 'orphan', value: 'x' }, { id: app.customFieldId('Budget'), value: 5 });
    expect(valuesOf(await poll())).toEqual([{ budget: 5 }]);
    await poll();
    await poll();
    expect(listed()).toBe(1);
    add({ id: 'orphanOfLater', value: 'x' });
    expect(valuesOf(await poll())).toEqual([undefined, { budget: 5 }]);
    await poll();
    expect(listed()).toBe(1);
  });

  it('stays remembered when the list is read again', async () => {
    add({ id: 'orphan', value: 'x' });
    await poll();
    await app.inputFields('creates.create_contact');
    listed();
    await poll();
    expect(listed()).toBe(0);
  });

  it('is told by the input of a step that names it, each time', async () => {
    for (const email of ['a@example.com', 'b@example.com']) {
      const { ignoredFields } = await app.create('create_contact', {
        email,
        customField_gone: 'x',
      });
      expect(ignoredFields).toEqual(['customField_gone']);
    }
    expect(listed()).toBe(1);
  });
});

describe('a list of fields that HighLevel refuses', () => {
  beforeEach(() => {
    add({ id: app.customFieldId('Lead Score'), value: 80 });
  });

  it.each([403, 404, 422])('costs a row its custom fields, no more: %i', async (status) => {
    failing(status);
    const [row] = await poll();
    expect(row).toMatchObject({ firstName: 'Ana' });
    expect(row).not.toHaveProperty('customFields');
    expect(app.logCodes).toEqual(['custom_fields.refused']);
    const [found] = await app.search('find_many_contacts', {});
    expect(found).toMatchObject({ count: 1, complete: true });
  });

  it.each([403, 404, 422])('does not keep a form from opening: %i', async (status) => {
    failing(status);
    for (const operation of ['creates.create_contact', 'creates.update_contact']) {
      const form = await formOf(operation);
      expect(form).toMatchObject([{ key: 'customFieldsMissing', type: 'copy' }]);
      expect(form[0]?.['helpText']).toMatch(/does not show them to this connection/);
    }
    const outputs = await app.call('triggers.new_contact.operation.outputFields', {});
    expect(JSON.stringify(outputs)).not.toContain('customFields__');
  });

  it('is none where a redirect comes in its place: nothing is written without what the step says', async () => {
    app.sandbox.addFault({
      kind: 'redirect',
      status: 302,
      location: app.sandbox.url,
      match: { path: '/customFields$' },
    });
    const input = { email: 'new@example.com', customField_lead_score: '90' };
    expect((await app.failure(() => app.create('create_contact', input))).kind).toBe('halted');
    expect(app.writesSent).toEqual([]);
  });

  it('does not keep a contact from being written, and says what was left out', async () => {
    failing(404);
    const created = await app.create('create_contact', {
      email: 'new@example.com',
      customField_lead_score: '90',
    });
    expect(created).toMatchObject({
      email: 'new@example.com',
      ignoredFields: ['customField_lead_score'],
    });
  });

  it('stops a filter by custom field, which could not be understood', async () => {
    failing(404);
    const failure = await app.failure(() =>
      app.poll('new_contact', { customFieldId: 'lead_score', customFieldValue: '1' }),
    );
    expect(failure).toMatchObject({
      kind: 'halted',
      message: expect.stringMatching(
        /^HighLevel does not show the custom fields .* “Custom Field” cannot work/,
      ),
    });
  });
});

describe('a list of fields that cannot be read for the moment', () => {
  const score = () => ({ id: app.customFieldId('Lead Score'), value: 80 });

  it.each([429, 500, 503])('fails a poll, which fires later with them: %i', async (status) => {
    add(score());
    failing(status, { times: 3 });
    const failure = await app.failure(poll);
    expect(failure.kind).toBe('throttled');
    app.sandbox.clearFaults();
    expect(valuesOf(await poll())).toEqual([{ lead_score: 80 }]);
  });

  it('fails a poll also when only the renewal for a new field does not work', async () => {
    add(score());
    await poll();
    define('Newest');
    add({ id: 'Newest', value: 'fresh' });
    failing(503, { times: 3 });
    expect((await app.failure(poll)).kind).toBe('throttled');
    app.sandbox.clearFaults();
    expect(valuesOf(await poll())).toEqual([{ newest: 'fresh' }, { lead_score: 80 }]);
  });

  it.each([404, 429, 503])('never fails a write that is done: %i', async (status) => {
    const { id } = add(score());
    failing(status);
    const updated = await app.create('update_contact', { contactId: id, city: 'Salem' });
    expect(updated).toMatchObject({ id, city: 'Salem', changed: ['city'] });
    expect(updated).not.toHaveProperty('customFields');
    expect(app.logCodes).toContain(status === 404 ? 'custom_fields.refused' : 'write.unread');
  });

  it('leaves what was known before in the output of a write', async () => {
    const { id } = add(score());
    await poll();
    define('Newest');
    add({ id: 'Newest', value: 'fresh' });
    app.sandbox.world.changeContact(app.location.id, id, {
      customFields: [score(), { id: 'Newest', value: 'fresh' }],
    });
    failing(503);
    const updated = await app.create('update_contact', { contactId: id, city: 'Salem' });
    expect(updated['customFields']).toEqual({ lead_score: 80 });
  });

  it('stops a write that names a custom field before anything is sent', async () => {
    failing(503);
    const failure = await app.failure(() =>
      app.create('create_contact', { email: 'new@example.com', customField_lead_score: '90' }),
    );
    expect(failure.kind).toBe('throttled');
    expect(app.writesSent).toEqual([]);
  });

  it('does not keep a form from opening, with the fields of the last hour if they are known', async () => {
    failing(503);
    const [note, ...others] = await formOf('creates.upsert_contact');
    expect(others).toEqual([]);
    expect(note).toMatchObject({ type: 'copy', helpText: expect.stringMatching(/did not answer/) });
    app.sandbox.clearFaults();
    await app.inputFields('creates.upsert_contact');
    failing(503);
    const form = await formOf('creates.upsert_contact');
    expect(form.length).toBeGreaterThan(10);
    expect(form.map(({ type }) => type)).not.toContain('copy');
  });
});

describe('odd custom fields of a contact', () => {
  it('cost that one, not the others, and the log says so', async () => {
    const [score, project] = [app.customFieldId('Lead Score'), app.customFieldId('Project')];
    const contact = {
      id: 'oddContact',
      dateAdded: new Date(app.sandbox.world.now()).toISOString(),
      tags: ['vip', null, 7],
      customFields: [
        null,
        42,
        'text',
        [],
        { id: 7, value: 'x' },
        { id: null, value: 'x' },
        { id: score, value: '80' },
        { id: project, value: true },
        { id: 'orphan', value: 'x' },
      ],
    };
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { contacts: [contact], total: 1 },
      match: { path: '^/contacts/search' },
    });
    expect(await poll()).toMatchObject([
      { id: 'oddContact', tags: ['vip'], customFields: { lead_score: 80, project: 'true' } },
    ]);
    expect(app.logCodes).toContain('record.partial');
  });

  it.each([
    ['null', null],
    ['a number', 7],
    ['a list', []],
  ])('and an option that is %s costs that one', async (_name, option) => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: {
        customFields: [
          {
            id: 'odd',
            name: 'Odd',
            fieldKey: 'contact.odd',
            dataType: 'CHECKBOX',
            picklistOptions: ['Roof', option, 'Solar'],
          },
        ],
      },
      match: { path: LIST },
    });
    expect(await formOf('creates.create_contact')).toMatchObject([
      { key: 'customField_odd', choices: ['Roof', 'Solar'] },
    ]);
  });
});
