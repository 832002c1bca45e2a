import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { TestApp } from '../../../../harness/app.ts';
import { clock } from '../../../../lib/ghl/client/clock.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

describe('a poll of contacts', () => {
  it('stops when its time runs out, returns what it has, and says so in the log', async () => {
    for (let index = 0; index < 250; index += 1) app.sandbox.world.addContact(app.location.id);
    const { now } = clock;
    // The first page takes 23 of the 25 seconds.
    const late = () => now() + (app.sandbox.requests.length > 0 ? 23_000 : 0);
    jest.spyOn(clock, 'now').mockImplementation(late);
    const found = await app.poll('new_contact');
    expect(found).toHaveLength(100);
    expect(app.logCodes).toEqual(['poll.truncated']);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('fires for a contact whose date cannot be read: better seen twice than lost', async () => {
    const dateAdded = new Date(Date.now() - 48 * 3_600_000).toISOString();
    const contacts = [
      { id: 'undated', dateAdded: 'soon' },
      { id: 'old', dateAdded },
    ];
    app.sandbox.addFault({ kind: 'status', status: 200, body: { contacts, total: 2 } });
    expect(await app.poll('new_contact')).toMatchObject([{ id: 'undated' }]);
  });

  it('stops where no contact has a readable date, instead of firing for all of them', async () => {
    const contacts = [{ id: 'one', dateAdded: 'soon' }, { id: 'two' }];
    app.sandbox.addFault({ kind: 'status', status: 200, body: { contacts, total: 2 } });
    const failure = await app.failure(() => app.poll('new_contact'));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(/without a date that can be read/);
  });

  it('looks for a sample no further than five pages', async () => {
    for (let index = 0; index < 2_500; index += 1) app.sandbox.world.addContact(app.location.id);
    const input = { businessId: 'aB3dE5gH7jK9mN1pQ2rS' };
    expect(await app.poll('new_contact', input, { isLoadingSample: true })).toEqual([]);
    expect(app.sandbox.requests).toHaveLength(5);
  });
});
