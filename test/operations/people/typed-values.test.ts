import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../harness/app.ts';
import type { TestApp } from '../../../harness/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 0, searchLagMs: 0, rateLimit: false });
});

afterAll(() => app.close());

describe('a tag that holds a comma', () => {
  const tags = ['Smith, John'];

  beforeAll(() => {
    const { world } = app.sandbox;
    const now = world.now();
    world.addContact(app.location.id, {
      firstName: 'Ana',
      tags: ['smith, john', 'vip'],
      dateAdded: new Date(now - 3_600_000).toISOString(),
      dateUpdated: new Date(now).toISOString(),
    });
    world
      .location(app.location.id)
      .tags.set('smith, john', { id: 'commaTag', name: 'smith, john' });
  });

  it.each(['new_contact', 'contact_updated', 'new_or_updated_contact', 'contact_tagged'])(
    'filters the trigger %s as one',
    async (trigger) => {
      const moment = { isLoadingSample: true };
      const rows = await app.poll(trigger, { tags }, moment);
      expect(rows).toMatchObject([{ firstName: 'Ana' }]);
    },
  );

  it.each([[tags], [['vip', 'SMITH,  JOHN']], ['vip; Smith, John']])(
    'filters Find Many Contacts as one: %j',
    async (given) => {
      const [found] = await app.search('find_many_contacts', { tags: given });
      expect(found?.['contacts']).toMatchObject([{ firstName: 'Ana' }]);
    },
  );
});
