import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import type { Contact } from '../../sandbox/world.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
});

afterEach(async () => {
  await app.close();
});

const person = (contact: Partial<Contact> = {}): void => {
  contactId = app.sandbox.world.addContact(app.location.id, contact).id;
};
const set = (doNotDisturb: unknown, channels?: unknown, input: Fields = {}) =>
  app.create('set_contact_dnd', { contactId, doNotDisturb, channels, ...input });
const held = () => app.sandbox.world.location(app.location.id).contacts.get(contactId);
const bodies = () => app.writesSent.map(({ body }) => body);

describe('Set Do Not Disturb', () => {
  it('makes some channels quiet, with a reason, and keeps the others', async () => {
    person({ dndSettings: { Email: { status: 'active', message: 'Asked' } } });
    expect(await set('yes', ['SMS', 'calls'], { reason: 'Asked by phone' })).toEqual({
      id: contactId,
      contactId,
      dnd: false,
      dndCall: true,
      dndEmail: true,
      dndSms: true,
      changed: ['dndCall', 'dndSms'],
      ignoredFields: [],
    });
    expect(held()?.dndSettings).toEqual({
      Email: { status: 'active', message: 'Asked' },
      Call: { status: 'active', message: 'Asked by phone' },
      SMS: { status: 'active', message: 'Asked by phone' },
    });
  });

  it('makes all channels quiet with one switch', async () => {
    person();
    expect(await set(true)).toMatchObject({ dnd: true, changed: ['dnd'] });
    expect(bodies()).toEqual([{ dnd: true }]);
  });

  it('allows all of them again, also those that were quiet by themselves', async () => {
    person({ dnd: true, dndSettings: { SMS: { status: 'active' } } });
    expect(await set(false, ['All Channels', 'SMS'])).toMatchObject({
      dnd: false,
      dndSms: false,
      changed: ['dnd', 'dndSms'],
    });
    expect(held()).toMatchObject({ dnd: false, dndSettings: { SMS: { status: 'inactive' } } });
  });

  it('keeps a contact quiet on RCS, which HighLevel has and its official file lacks', async () => {
    person({ dndSettings: { RCS: { status: 'active' }, FB: { status: 'inactive' } } });
    await set(true, ['SMS']);
    await set(false);
    const [kept, freed] = bodies();
    expect(kept).toMatchObject({ dndSettings: { RCS: { status: 'active' } } });
    expect(freed).toMatchObject({ dndSettings: { RCS: { status: 'inactive' } } });
    await set(true, ['Email']);
    expect(Object.keys(Object(Object(bodies()[2])['dndSettings']))).not.toContain('RCS');
  });

  it('sends nothing when nothing would change', async () => {
    person({ dndSettings: { SMS: { status: 'permanent' } } });
    expect(await set(true, ['SMS'])).toMatchObject({ changed: [] });
    expect(await set(false, ['Email'])).toMatchObject({ changed: [] });
    expect(await set(false)).toMatchObject({ changed: ['dndSms'] });
    expect(bodies()).toHaveLength(1);
  });

  it('says which channel HighLevel left as it was', async () => {
    person({ dndSettings: { SMS: { status: 'permanent' } } });
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: {
        contact: { id: contactId, dnd: false, dndSettings: { SMS: { status: 'permanent' } } },
      },
      match: { method: 'PUT' },
    });
    expect(await set(false, ['SMS'])).toMatchObject({
      dndSms: true,
      changed: [],
      ignoredFields: ['Do Not Disturb: SMS'],
    });
  });
});
