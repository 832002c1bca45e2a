import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 3 });
});

afterAll(() => app.close());

describe('Delete Opportunity', () => {
  it('deletes one for good, and a second time is no error', async () => {
    const { world } = app.sandbox;
    const contactId = world.addContact(app.location.id).id;
    const { id } = world.addOpportunity(app.location.id, { contactId });
    const remove = () => app.create('delete_opportunity', { opportunityId: id });
    expect(await remove()).toEqual({
      id,
      opportunityId: id,
      wasDeleted: true,
      message: 'The opportunity was deleted.',
    });
    expect(world.location(app.location.id).opportunities.has(id)).toBe(false);
    expect(await remove()).toMatchObject({ wasDeleted: false });
  });
});
