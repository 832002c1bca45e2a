import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';
import { messageSchema } from '../../lib/protiv/message/schema.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
});

afterAll(() => app.close());

describe('New Outbound Message', () => {
  it('fires for what went to contacts, also by another step', async () => {
    const { world } = app.sandbox;
    const contactId = world.addContact(app.location.id, { phone: '+12025550147' }).id;
    world.addMessage(app.location.id, { contactId });
    await app.create('send_sms', { contactId, message: 'See you at 9.' });
    const [row, ...others] = await app.poll('new_outbound_message');
    expect(others).toEqual([]);
    expect(messageSchema.parse(row)).toMatchObject({
      contactId,
      channel: 'sms',
      direction: 'outbound',
      body: 'See you at 9.',
      source: 'api',
    });
  });
});
