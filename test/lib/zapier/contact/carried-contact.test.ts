import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { Fields, TestApp } from '../../../../harness/app.ts';
import { Connection } from '../../../../zap-runner/connection.ts';
import { newTrace } from '../../../../zap-runner/platform.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp();
  ({ id: contactId } = app.sandbox.world.addContact(app.location.id, {
    firstName: 'Ana',
    lastName: 'Ruiz',
    email: 'ana.ruiz@example.com',
    phone: '+15035550142',
    tags: ['vip', 'spring'],
  }));
  app.sandbox.world.addTask(app.location.id, { contactId, title: 'Call back' });
  app.sandbox.world.addNote(app.location.id, { contactId, body: 'Prefers mornings' });
});

afterEach(async () => {
  await app.close();
});

const hydrate = async (pointer: unknown): Promise<Fields> =>
  Object(await new Connection(app.platform, app.authData).hydrate(pointer, newTrace()));

const rowOf = async (trigger: string, input: Fields): Promise<Fields> => {
  const rows = await app.poll(trigger, input);
  const row = rows.find((found) => found['contactId'] === contactId);
  if (!row) throw new Error(`${trigger} did not find the contact's record.`);
  return row;
};

describe('Include Contact', () => {
  it.each(['new_task', 'new_note'])(
    'brings the contact of a record of %s along when the Zap runs',
    async (trigger) => {
      const row = await rowOf(trigger, { includeContact: 'true' });
      expect(await hydrate(row['contact'])).toEqual({
        firstName: 'Ana',
        lastName: 'Ruiz',
        email: 'ana.ruiz@example.com',
        phone: '+15035550142',
        tags: ['vip', 'spring'],
      });
    },
  );

  it('costs one lookup for each run, and none for a poll', async () => {
    const { requests } = app.sandbox;
    // The time zone is read once an hour.
    await rowOf('new_task', {});
    app.clearRequests();
    await rowOf('new_task', {});
    const usual = requests.length;
    app.clearRequests();
    const row = await rowOf('new_task', { includeContact: true });
    expect(requests).toHaveLength(usual);
    app.clearRequests();
    await hydrate(row['contact']);
    expect(requests.map(({ path }) => path)).toEqual([`/contacts/${contactId}`]);
  });

  it.each([undefined, '', 'false', false])('carries no pointer for %j', async (includeContact) => {
    expect(await rowOf('new_task', { includeContact })).not.toHaveProperty('contact');
  });

  it('says which field holds what is neither True nor False', async () => {
    const failure = await app.failure(() => app.poll('new_task', { includeContact: 'perhaps' }));
    expect(failure.message).toBe('“Include Contact” takes True or False, but got “perhaps”.');
  });

  it('gives nothing of a contact that was deleted before the Zap ran', async () => {
    const row = await rowOf('new_task', { includeContact: true });
    app.sandbox.world.location(app.location.id).deleteContact(contactId);
    expect(await hydrate(row['contact'])).toEqual({});
  });

  it('offers later steps the contact’s fields only where they come along', async () => {
    const method = 'triggers.new_task.operation.outputFields';
    const offered = async (includeContact: unknown) =>
      [await app.call(method, { includeContact })]
        .flat()
        .map((field) => String(Object(field)['key']))
        .filter((key) => key.startsWith('contact__'));
    expect(await offered(true)).toEqual([
      'contact__firstName',
      'contact__lastName',
      'contact__email',
      'contact__phone',
      'contact__tags',
    ]);
    expect(await offered(undefined)).toEqual([]);
  });
});
