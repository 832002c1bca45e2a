import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { Fields, TestApp } from '../../../../harness/app.ts';

let app: TestApp;
let contactId: string;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
  contactId = app.sandbox.world.addContact(app.location.id, {
    firstName: 'Dana',
    customFields: [
      { id: app.customFieldId('Interested In'), value: ['Roof', 'Solar'] },
      { id: app.customFieldId('Dimensions'), value: { width: '120 cm', height: 80 } },
    ],
  }).id;
});

afterEach(async () => {
  await app.close();
});

const update = (input: Fields) => app.create('update_contact', { contactId, ...input });

const heldIn = (name: string) =>
  app.sandbox.world
    .location(app.location.id)
    .contacts.get(contactId)
    ?.customFields.find(({ id }) => id === app.customFieldId(name))?.value;

const form = async (operation: string) => app.inputFields(`creates.${operation}`);

describe('choices of a multiple-choice field', () => {
  it('take the place of those that are there, unless the step adds', async () => {
    await update({ [app.inputFor('Interested In')]: 'Windows' });
    expect(heldIn('Interested In')).toEqual(['Windows']);
    const { changed } = await update({
      [app.inputFor('Interested In')]: 'roof; windows',
      multipleChoice: 'add',
    });
    expect(heldIn('Interested In')).toEqual(['Windows', 'Roof']);
    expect(changed).toEqual(['customFields.interested_in']);
  });

  it('that are there already change nothing when they are added', async () => {
    const { changed } = await update({
      [app.inputFor('Interested In')]: ['Solar'],
      multipleChoice: 'Add to the choices that the contact has',
    });
    expect(changed).toEqual([]);
    expect(app.writesSent).toEqual([]);
  });

  it('can be added where there are none', async () => {
    await update({ [app.inputFor('Materials')]: 'Wood', multipleChoice: 'add' });
    expect(heldIn('Materials')).toEqual(['Wood']);
  });

  it('say in the form of an update what becomes of them', async () => {
    const fields = await form('update_contact');
    const keys = fields.map(({ key }) => key);
    expect(keys.indexOf('multipleChoice')).toBeGreaterThan(keys.indexOf('customField_photos'));
    const field = (key: string) => fields.find((one) => one['key'] === key);
    expect(field('multipleChoice')).toMatchObject({ default: 'replace' });
    expect(field('customField_interested_in')?.['helpText']).toMatch(
      /^Replaces the choices .*“Multiple-Choice Fields” below/,
    );
    const created = await form('create_contact');
    expect(created.map(({ key }) => key)).not.toContain('multipleChoice');
  });

  it('need no such choice where no field has several', async () => {
    const { customFields } = app.sandbox.world.location(app.location.id);
    const plain = customFields.filter(
      ({ dataType }) => dataType !== 'CHECKBOX' && dataType !== 'MULTIPLE_OPTIONS',
    );
    customFields.splice(0, customFields.length, ...plain);
    const keys = (await form('update_contact')).map(({ key }) => key);
    expect(keys).toContain('customField_stage');
    expect(keys).not.toContain('multipleChoice');
  });
});

describe('Create or Update Contact', () => {
  it('adds to choices, and keeps boxes, of the contact that it finds', async () => {
    app.sandbox.world.changeContact(app.location.id, contactId, { email: 'dana@example.com' });
    await app.create('upsert_contact', {
      email: 'dana@example.com',
      [app.inputFor('Interested In')]: 'Windows',
      'customField_dimensions-Width': '140 cm',
      multipleChoice: 'add',
    });
    expect(heldIn('Interested In')).toEqual(['Roof', 'Solar', 'Windows']);
    expect(heldIn('Dimensions')).toEqual({ width: '140 cm', height: 80 });
    expect((await form('upsert_contact')).map(({ key }) => key)).toContain('multipleChoice');
  });
});

describe('boxes of a list of text boxes', () => {
  it('that are not named stay, whatever they hold', async () => {
    await update({ 'customField_dimensions-Width': '140 cm' });
    expect(heldIn('Dimensions')).toEqual({ width: '140 cm', height: 80 });
  });
});

describe('a Zap that is duplicated for a sub-account made from the same snapshot', () => {
  it('has inputs without ids', async () => {
    const keys = (await form('update_contact')).map(({ key }) => String(key));
    const { customFields } = app.sandbox.world.location(app.location.id);
    expect(keys.filter((key) => customFields.some(({ id }) => key.includes(id)))).toEqual([]);
  });

  it('still fills every custom field', async () => {
    const { customFields } = app.sandbox.world.location(app.location.id);
    const moved = customFields.map((field, index) => ({ ...field, id: `movedField${index}` }));
    customFields.splice(0, customFields.length, ...moved);
    const { ignoredFields } = await update({
      customField_lead_score: '1,250',
      customField_wanted_by: '2027-05-04T23:00:00-05:00',
      'customField_dimensions-Height': '1 m',
      customField_budget: '1.200,50 EUR',
    });
    expect(ignoredFields).toEqual([]);
    expect(heldIn('Lead Score')).toBe(1250);
    expect(heldIn('Wanted By')).toBe('2027-05-04');
    expect(heldIn('Dimensions')).toEqual({ height: '1 m' });
    expect(heldIn('Budget')).toBe(1200.5);
  });
});

describe('a field to clear', () => {
  it.each<[string, () => string]>([
    ['its input key', () => 'customField_interested_in'],
    ['its id', () => `customField_${app.customFieldId('Interested In')}`],
  ])('is named by %s', async (_what, key) => {
    const { changed } = await update({ fieldsToClear: [key()] });
    expect(changed).toEqual(['customFields.interested_in']);
    expect(heldIn('Interested In')).toBeUndefined();
  });

  it('is not filled in as well, whichever way it is named', async () => {
    const failure = await app.failure(() =>
      update({
        fieldsToClear: [`customField_${app.customFieldId('Dimensions')}`],
        'customField_dimensions-Width': '1 m',
      }),
    );
    expect(failure).toMatchObject({
      kind: 'halted',
      message: expect.stringMatching(/^“Dimensions” is filled in and also chosen/),
    });
  });
});
