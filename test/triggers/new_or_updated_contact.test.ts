import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 40 });
});

afterEach(async () => {
  await app.close();
});

const poll = (input: Fields = {}) => app.poll('new_or_updated_contact', input);

const ids = (contacts: Fields[]) => contacts.map(({ id }) => id);

describe('New or Updated Contact', () => {
  it('fires for a contact that was added and for one that changed, the latest first', async () => {
    const { world } = app.sandbox;
    const changed = world.addContact(app.location.id, {
      dateAdded: '2026-01-02T03:04:05.000Z',
      dateUpdated: new Date(Date.now() - 60_000).toISOString(),
    });
    const added = world.addContact(app.location.id, { firstName: 'New' });
    const found = await poll();
    expect(ids(found)).toEqual([added.id, changed.id]);
    for (const contact of found) contactSchema.parse(contact);
  });

  it('fires again, under another key, when a contact changes after it was added', async () => {
    const { id } = app.sandbox.world.addContact(app.location.id, {
      dateAdded: new Date(Date.now() - 60_000).toISOString(),
    });
    const [before] = await poll();
    app.sandbox.world.changeContact(app.location.id, id, { city: 'Salem' });
    const [after] = await poll();
    expect(after?.['id']).toBe(before?.['id']);
    expect(after?.['dateUpdated']).not.toBe(before?.['dateUpdated']);
  });

  it('primes with the keys that it would fire with', async () => {
    app.sandbox.world.addContact(app.location.id);
    app.sandbox.world.addContact(app.location.id, {
      dateAdded: '2026-01-02T03:04:05Z',
      dateUpdated: new Date(Date.now() - 60_000).toISOString().replace(/\.\d+Z/, 'Z'),
    });
    const primed = await app.poll('new_or_updated_contact', {}, { isPopulatingDedupe: true });
    const fired = await poll();
    expect(primed).toEqual(fired.map(({ id, dateUpdated }) => ({ id, dateUpdated })));
    expect(primed).toHaveLength(2);
  });

  it('takes filters, and details as one pointer for each contact', async () => {
    const { world } = app.sandbox;
    const wanted = world.addContact(app.location.id, { tags: ['vip'] });
    world.addContact(app.location.id, { tags: ['cold'] });
    const found = await poll({ tags: ['vip'], include: ['tasks', 'notes'] });
    expect(ids(found)).toEqual([wanted.id]);
    expect(found[0]?.['details']).toMatch(/^hydrate\|\|\|/);
  });
});
