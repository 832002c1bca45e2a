import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { TestApp } from '../../../../harness/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 1, rateLimit: false });
});

afterAll(async () => {
  await app.close();
});

const boxesOf = (id: string): unknown =>
  app.sandbox.world
    .location(app.location.id)
    .contacts.get(id)
    ?.customFields.find((field) => field.id === app.customFieldId('Dimensions'))?.value;

const box = (name: string): string => `${app.inputFor('Dimensions')}-${name}`;

it('keeps the boxes of two steps that know the contact by different things, 20 of 20', async () => {
  const kept: unknown[] = [];
  for (let round = 0; round < 20; round += 1) {
    const email = `boxes${round}@example.com`;
    const { id } = app.sandbox.world.addContact(app.location.id, { email, firstName: 'Dana' });
    const calls = [
      () => app.create('update_contact', { contactId: id, [box('Width')]: '120 cm' }),
      () => app.create('upsert_contact', { email, [box('Height')]: '80 cm' }),
    ];
    await Promise.all((round % 2 ? calls.toReversed() : calls).map((call) => call()));
    kept.push(boxesOf(id));
  }
  expect(kept).toEqual(kept.map(() => ({ width: '120 cm', height: '80 cm' })));
});

it('keeps them however the requests meet', async () => {
  for (const path of ['^/contacts/search/duplicate$', '^/contacts/\\w{20}$']) {
    for (const method of ['GET', 'PUT']) {
      app.sandbox.addFault({ kind: 'latency', latencyMs: 60, times: 1, match: { path, method } });
      const email = `${method}.${path.length}@example.com`.toLowerCase();
      const { id } = app.sandbox.world.addContact(app.location.id, { email, firstName: 'Dana' });
      await Promise.all([
        app.create('upsert_contact', { email, [box('Height')]: '80 cm' }),
        app.create('update_contact', { contactId: id, [box('Width')]: '120 cm' }),
      ]);
      app.sandbox.clearFaults();
      expect(boxesOf(id)).toEqual({ width: '120 cm', height: '80 cm' });
    }
  }
});

it('does not bring back what was emptied a moment ago', async () => {
  const { id } = app.sandbox.world.addContact(app.location.id, { firstName: 'Dana' });
  const update = (input: object) => app.create('update_contact', { contactId: id, ...input });
  await update({ [box('Width')]: '120 cm' });
  await update({ fieldsToClear: [app.inputFor('Dimensions')] });
  await update({ [box('Height')]: '80 cm' });
  expect(boxesOf(id)).toEqual({ height: '80 cm' });
});
