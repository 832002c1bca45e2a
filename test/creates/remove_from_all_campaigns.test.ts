import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;
let contactId: string;
let campaigns: string[];

beforeEach(async () => {
  app = await openApp({ contacts: 1 });
  campaigns = location().campaigns.map(({ id }) => id);
  contactId = app.sandbox.world.addContact(app.location.id, { campaigns }).id;
});

afterEach(async () => {
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);

const remove = () => app.create('remove_from_all_campaigns', { contactId });

const held = (id = contactId) => location().contacts.get(id)?.campaigns;

describe('Remove Contact From All Campaigns', () => {
  it('takes the contact out of all of them, and no other contact, in one request', async () => {
    const other = app.sandbox.world.addContact(app.location.id, { campaigns }).id;
    expect(campaigns.length).toBeGreaterThan(1);
    expect(await remove()).toEqual({ id: contactId, contactId, wasRemoved: true });
    expect(held()).toEqual([]);
    expect(held(other)).toEqual(campaigns);
    expect(app.sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `DELETE /contacts/${contactId}/campaigns/removeAll`,
    ]);
  });

  it('is safe to repeat, also for a contact that is in none', async () => {
    await remove();
    expect(await remove()).toMatchObject({ wasRemoved: true });
    expect(held()).toEqual([]);
  });

  it.each(['resetBefore', 'resetAfter', 'emptyBody'] as const)(
    'gets there when the answer is lost (%s)',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { method: 'DELETE' } });
      expect(await remove()).toMatchObject({ wasRemoved: true });
      expect(held()).toEqual([]);
    },
  );

  it.each([
    [{ succeded: false }, false],
    [{ succeeded: false }, false],
    [{ succeeded: true }, true],
    [{}, true],
  ])('gives HighLevel’s own word for it: %j', async (body, wasRemoved) => {
    app.sandbox.addFault({ kind: 'status', status: 200, body, match: { method: 'DELETE' } });
    expect(await remove()).toMatchObject({ wasRemoved });
  });
});
