import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
});

afterEach(async () => {
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);
const add = () => app.sandbox.world.addContact(app.location.id).id;
const companyOf = (id: string) => location().contacts.get(id)?.businessId;
const company = () => {
  const [first] = location().businesses;
  if (!first) throw new Error('The sandbox has no company.');
  return first;
};

describe('Set Contact Company', () => {
  it('links many contacts to a company by its name, fifty at a time', async () => {
    const ids = Array.from({ length: 120 }, add);
    const { id, name } = company();
    const result = await app.create('set_contact_business', {
      contactIds: ids,
      businessId: name.toUpperCase(),
    });
    expect(result).toMatchObject({ businessId: id, doneCount: 120, failedCount: 0 });
    expect(ids.map(companyOf)).toEqual(ids.map(() => id));
    expect(app.writesSent).toHaveLength(3);
  });

  it('takes contacts out of their company, and is safe to repeat', async () => {
    const contactIds = [add(), add()];
    await app.create('set_contact_business', { contactIds, businessId: company().id });
    const unlink = () => app.create('set_contact_business', { contactIds, unlink: true });
    expect(await unlink()).toMatchObject({ doneCount: 2 });
    expect(await unlink()).toMatchObject({ doneCount: 2 });
    expect(contactIds.map(companyOf)).toEqual([undefined, undefined]);
  });

  it('says which contact HighLevel did not change', async () => {
    const id = add();
    const contactIds = [id, 'gone0000000000000001'];
    expect(
      await app.create('set_contact_business', { contactIds, businessId: company().id }),
    ).toMatchObject({
      doneCount: 1,
      failedCount: 1,
      results: [
        { contactId: id, result: 'done' },
        { result: 'failed', problem: expect.stringContaining('did not change this contact') },
      ],
    });
  });
});
