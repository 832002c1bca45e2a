import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;
let contactId: string;
let ids: string[];

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
  ids = location().workflows.map(({ id }) => id);
  contactId = app.sandbox.world.addContact(app.location.id, { workflows: ids }).id;
});

afterEach(async () => {
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);
const held = () => location().contacts.get(contactId)?.workflows;
const remove = (workflowId: unknown = ids[0]) =>
  app.create('remove_from_workflow', { contactId, workflowId });

describe('Remove Contact From Workflow', () => {
  it('takes the contact out of it and of no other, in one request', async () => {
    expect(ids.length).toBeGreaterThan(1);
    expect(await remove()).toEqual({
      id: contactId,
      contactId,
      workflowId: ids[0],
      wasRemoved: true,
    });
    expect(held()).toEqual(ids.slice(1));
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('takes a name, and is safe to repeat', async () => {
    const name = location().workflows[0]?.name;
    await remove(name);
    await remove(name);
    expect(held()).toEqual(ids.slice(1));
  });

  it.each(['resetBefore', 'resetAfter', 'emptyBody'] as const)(
    'gets there when the answer is lost (%s)',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { method: 'DELETE' } });
      expect(await remove()).toMatchObject({ wasRemoved: true });
      expect(held()).toEqual(ids.slice(1));
    },
  );
});
