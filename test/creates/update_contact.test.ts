import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { holdClock } from '../../harness/time.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';
import type { Fault } from '../../sandbox/index.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  contactId = app.sandbox.world.addContact(app.location.id, {
    firstName: 'Dana',
    lastName: 'Reyes',
    email: 'dana.reyes@example.com',
    phone: '+12025550147',
    source: 'referral',
    city: 'Boston',
    postalCode: '02108',
    country: 'US',
    website: 'https://example.com/dana',
    timezone: 'America/New_York',
    dateOfBirth: '1985-07-24',
    companyName: 'Reyes Property Group',
    tags: ['vip', 'customer'],
    customFields: [
      { id: idOf('Lead Score'), value: 70 },
      { id: idOf('Interested In'), value: ['Roof', 'Solar'] },
      { id: idOf('Dimensions'), value: { width: '120 cm', height: '80 cm' } },
      { id: idOf('Wanted By'), value: '2027-05-01' },
    ],
    dateAdded: '2026-01-02T03:04:05.000Z',
  }).id;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const idOf = (name: string) => app.customFieldId(name);

const update = (input: Fields) => app.create('update_contact', { contactId, ...input });

const held = () => app.sandbox.world.location(app.location.id).contacts.get(contactId);

/** The body of the one write that was sent. */
const sentBody = () => {
  expect(app.writesSent).toHaveLength(1);
  return app.writesSent[0]?.body;
};

describe('Update Contact', () => {
  it('sends only what differs and says what changed', async () => {
    const { changed, ignoredFields, ...contact } = await update({
      firstName: 'Dana',
      lastName: 'Ortiz',
      city: '',
      source: 'ads',
      [app.inputFor('Lead Score')]: '90',
      [app.inputFor('Stage')]: 'won',
    });
    expect({ changed, ignoredFields }).toEqual({
      changed: ['lastName', 'source', 'customFields.lead_score', 'customFields.stage'],
      ignoredFields: [],
    });
    expect(sentBody()).toEqual({
      lastName: 'Ortiz',
      source: 'ads',
      customFields: [
        { id: idOf('Lead Score'), field_value: 90 },
        { id: idOf('Stage'), field_value: 'Won' },
      ],
    });
    expect(contactSchema.parse(contact)).toMatchObject({
      id: contactId,
      lastName: 'Ortiz',
      city: 'Boston',
      tags: ['vip', 'customer'],
      customFields: { lead_score: 90, stage: 'Won', interested_in: ['Roof', 'Solar'] },
    });
  });

  it.each<[string, () => Fields]>([
    ['nothing at all', () => ({})],
    [
      'what is there already',
      () => ({ firstName: 'Dana', email: 'DANA.reyes@example.com', phone: '(202) 555-0147' }),
    ],
    ['the same country, date and time zone', () => ({ country: 'USA', dateOfBirth: '07/24/1985' })],
    [
      'the same custom fields',
      () => ({
        [app.inputFor('Lead Score')]: '70.0',
        [app.inputFor('Interested In')]: 'solar, roof',
        [app.inputFor('Wanted By')]: '2027-05-01T09:00:00Z',
        [`${app.inputFor('Dimensions')}-Width`]: '120 cm',
      }),
    ],
    ['empty fields to clear', () => ({ fieldsToClear: ['address1', app.inputFor('Project')] })],
  ])('sends nothing for %s', async (_what, input) => {
    const result = await update(input());
    expect(result).toMatchObject({ id: contactId, city: 'Boston', changed: [], ignoredFields: [] });
    expect(app.writesSent).toEqual([]);
  });

  it('takes a name in one piece, and sends it only when it is another', async () => {
    expect(await update({ name: 'Dana Reyes' })).toMatchObject({ changed: [] });
    expect(app.writesSent).toEqual([]);
    expect(await update({ name: 'Dana Ortiz' })).toMatchObject({
      changed: ['name'],
      ignoredFields: [],
      firstName: 'Dana',
      lastName: 'Ortiz',
    });
    expect(sentBody()).toEqual({ name: 'Dana Ortiz' });
  });

  it('clears just the fields that are named', async () => {
    const keys = ['city', 'postalCode', 'website', 'dateOfBirth', 'phone', 'timezone'];
    const { changed, ignoredFields, ...contact } = await update({
      fieldsToClear: [...keys, app.inputFor('Lead Score'), app.inputFor('Dimensions')],
    });
    expect(ignoredFields).toEqual([]);
    expect(changed).toEqual(
      expect.arrayContaining([...keys, 'customFields.lead_score', 'customFields.dimensions']),
    );
    for (const key of keys) expect(contact).not.toHaveProperty(key);
    expect(contact).toMatchObject({ email: 'dana.reyes@example.com', tags: ['vip', 'customer'] });
    expect(contact['customFields']).toEqual({
      interested_in: ['Roof', 'Solar'],
      wanted_by: '2027-05-01',
    });
  });

  it('keeps the boxes of a text box list that are not named', async () => {
    const contact = await update({ [`${app.inputFor('Dimensions')}-Height`]: '95 cm' });
    expect(contact['customFields']).toMatchObject({
      dimensions: { Width: '120 cm', Height: '95 cm' },
    });
  });

  it('never sends tags, even if a Zap maps them', async () => {
    await update({ tags: ['only this'], city: 'Salem' });
    expect(sentBody()).toEqual({ city: 'Salem' });
    expect(held()?.tags).toEqual(['vip', 'customer']);
  });

  it('offers the fields that can be cleared, custom ones included', async () => {
    const fields = await app.inputFields('creates.update_contact');
    const clear = fields.find(({ key }) => key === 'fieldsToClear');
    expect(clear).toMatchObject({
      list: true,
      choices: { city: 'City', [app.inputFor('Lead Score')]: 'Lead Score' },
    });
    expect(clear?.['choices']).not.toHaveProperty([app.inputFor('Photos')]);
  });

  it('lists a custom field that the location does not have', async () => {
    const { changed, ignoredFields } = await update({ city: 'Salem', customField_gone: 'x' });
    expect({ changed, ignoredFields }).toEqual({
      changed: ['city'],
      ignoredFields: ['customField_gone'],
    });
  });

  it('reads the contact again before it calls a field ignored', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { succeded: true, contact: { id: contactId } },
      match: { method: 'PUT' },
    });
    const { changed, ignoredFields, city } = await update({ source: 'ads', city: 'Boston' });
    expect({ changed, ignoredFields, city }).toEqual({
      changed: ['source'],
      ignoredFields: ['Source'],
      city: 'Boston',
    });
  });

  it('passes text that looks like a template on as it is', async () => {
    const text = '{{bundle.inputData.token}} {{{process.env.SECRET}}} "quoted" \\ 🏠 שלום';
    const { source } = await update({ source: text });
    expect(source).toBe(text);
    expect(held()?.source).toBe(text);
  });

  it.each<Omit<Fault, 'match'>>([
    { kind: 'resetBefore' },
    { kind: 'resetAfter' },
    { kind: 'timeoutAfter' },
    { kind: 'halfBody' },
    { kind: 'status', status: 502 },
  ])('is sent once more after %j, and the contact is changed once', async (fault) => {
    holdClock();
    app.sandbox.addFault({ ...fault, times: 1, match: { method: 'PUT' } });
    expect(await update({ city: 'Salem' })).toMatchObject({ city: 'Salem', changed: ['city'] });
    expect(app.writesSent).toHaveLength(2);
  });
});
