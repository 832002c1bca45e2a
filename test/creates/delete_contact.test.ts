import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp();
});

afterEach(async () => {
  await app.close();
});

const contacts = () => app.sandbox.world.location(app.location.id).contacts;
const remove = (contactId: unknown) => app.create('delete_contact', { contactId });

describe('Delete Contact', () => {
  it('deletes the contact, and says so when there is nothing left to delete', async () => {
    const { id } = app.sandbox.world.addContact(app.location.id, { firstName: 'Ben' });
    expect(await remove(id)).toMatchObject({ contactId: id, wasDeleted: true });
    expect(contacts().has(id)).toBe(false);
    expect(await remove(id)).toEqual({
      id,
      contactId: id,
      wasDeleted: false,
      message: 'HighLevel has no such contact; it may have been deleted before.',
    });
  });

  it('counts a contact as deleted when only the answer was lost', async () => {
    const { id } = app.sandbox.world.addContact(app.location.id);
    app.sandbox.addFault({ kind: 'resetAfter', match: { method: 'DELETE' }, times: 1 });
    expect(await remove(id)).toMatchObject({ wasDeleted: true });
    expect(app.logCodes).toContain('write.ambiguous');
  });

  it('tries once more after an outage', async () => {
    const { id } = app.sandbox.world.addContact(app.location.id);
    app.sandbox.addFault({ kind: 'status', status: 503, match: { method: 'DELETE' }, times: 1 });
    expect(await remove(id)).toMatchObject({ wasDeleted: true });
    expect(contacts().has(id)).toBe(false);
  });

  it('refuses a contact of another sub-account, and a connection that may only read', async () => {
    const other = app.sandbox.locations.find(({ id }) => id !== app.location.id)?.id ?? '';
    const { id } = app.sandbox.world.addContact(other);
    expect((await app.failure(() => remove(id))).message).toMatch(/another sub-account/);
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    expect((await app.failure(() => remove(id))).message).toMatch(/read only/);
    expect(app.sandbox.world.location(other).contacts.has(id)).toBe(true);
  });

  it('warns in the editor', async () => {
    const fields = await app.inputFields('creates.delete_contact');
    expect(fields.find(({ type }) => type === 'copy')?.['helpText']).toMatch(/for good/);
  });

  it('deletes nothing for a blank field or an id that leaves the route', async () => {
    const before = contacts().size;
    const blank = await app.failure(() => remove(' '));
    expect(blank).toMatchObject({ kind: 'halted' });
    expect(await remove('../contacts')).toMatchObject({ wasDeleted: false });
    expect(contacts().size).toBe(before);
  });
});
