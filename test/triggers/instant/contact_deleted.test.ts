import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../harness/app.ts';
import type { TestApp } from '../../../harness/app.ts';
import { callInstant, hook } from '../../../harness/relay/instant-app.ts';

const KEY = 'contact_deleted';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 1 });
});

afterEach(() => app.close());

const DELETED = {
  type: 'ContactDelete',
  recordId: 'contact1',
  timestamp: '2026-03-02T15:04:05.000Z',
};

describe('Contact Deleted', () => {
  it('gives the ID and the time, and asks HighLevel nothing', async () => {
    expect(await hook(app, KEY, DELETED)).toEqual([
      { id: 'contact1', contactId: 'contact1', dateDeleted: DELETED.timestamp },
    ]);
    expect(app.sandbox.requests).toEqual([]);
  });

  it('fires once for a contact, also where it is told twice', async () => {
    expect(await hook(app, KEY, DELETED)).toHaveLength(1);
    expect(await hook(app, KEY, { ...DELETED, deliveryId: 'delivery2' })).toEqual([]);
    expect(await hook(app, KEY, { ...DELETED, recordId: 'contact2' })).toHaveLength(1);
  });

  it('has nothing to make up for an outage from', async () => {
    const window = { since: '2026-03-02T15:00:00.000Z', until: '2026-03-02T15:10:00.000Z' };
    expect(await hook(app, KEY, { type: 'CatchUp', ...window })).toEqual([]);
  });

  it('shows the editor what one looks like', async () => {
    const rows = await callInstant(app, `triggers.${KEY}.operation.performList`, {});
    expect(rows).toEqual([
      { id: expect.any(String), contactId: expect.any(String), dateDeleted: expect.any(String) },
    ]);
  });
});
