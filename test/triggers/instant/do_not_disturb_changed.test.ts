import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../harness/app.ts';
import type { Fields, TestApp } from '../../../harness/app.ts';
import { callInstant, hook } from '../../../harness/relay/instant-app.ts';

const KEY = 'do_not_disturb_changed';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 1 });
});

afterEach(() => app.close());

const add = (contact: Fields = {}): string =>
  app.sandbox.world.addContact(app.location.id, { firstName: 'Dana', dnd: true, ...contact }).id;

const change = (recordId: string, timestamp = '2026-03-02T15:04:05.000Z') => ({
  type: 'ContactDndUpdate',
  recordId,
  timestamp,
});

describe('Do Not Disturb Changed', () => {
  it('gives the contact as it is now, and when that was', async () => {
    const id = add();
    expect(await hook(app, KEY, change(id))).toMatchObject([
      { id, firstName: 'Dana', dnd: true, dateChanged: '2026-03-02T15:04:05.000Z' },
    ]);
  });

  it('fires each time, and once for each', async () => {
    const id = add();
    expect(await hook(app, KEY, change(id))).toHaveLength(1);
    expect(await hook(app, KEY, change(id))).toEqual([]);
    app.sandbox.world.changeContact(app.location.id, id, { dnd: false });
    const later = change(id, '2026-03-02T16:00:00.000Z');
    expect(await hook(app, KEY, later)).toMatchObject([{ id, dnd: false }]);
  });

  it('leaves out who does not match, and who is gone', async () => {
    const id = add({ tags: ['lead'] });
    expect(await hook(app, KEY, change(id), { tags: ['vip'] })).toEqual([]);
    app.sandbox.world.location(app.location.id).deleteContact(id);
    expect(await hook(app, KEY, change(id))).toEqual([]);
  });

  it('shows the editor contacts of the sub-account, with their custom fields', async () => {
    const id = add({ customFields: [{ id: app.customFieldId('Lead Score'), value: 80 }] });
    const rows = await callInstant(app, `triggers.${KEY}.operation.performList`, {});
    const [row] = [rows].flat(2);
    expect(row).toMatchObject({
      id,
      dateChanged: Object(row).dateUpdated,
      customFields: { lead_score: 80 },
    });
  });
});
