import { describe, expect, it } from '@jest/globals';

import { definitions } from '../../../../harness/arbitraries.ts';
import type { ContactBody, WireContact } from '../../../../lib/ghl/schemas/contact.ts';
import { contactChanges, ignoredFields } from '../../../../lib/protiv/contact/changes.ts';
import { indexCustomFields } from '../../../../lib/protiv/custom-field/record.ts';

const customFields = indexCustomFields(definitions);

const current: WireContact = {
  id: 'c1',
  name: 'ana lindqvist',
  firstName: 'Ana',
  lastName: 'Lindqvist',
  email: 'ana@example.com',
  phone: '+12125550123',
  website: 'https://example.com/',
  address: '3535 1st St N',
  businessName: 'Lindqvist AB',
  dateOfBirth: '1990-09-25T00:00:00.000Z',
  source: null,
  dnd: false,
  tags: ['vip'],
  customFields: [
    { id: 'fNumber', value: '70' },
    { id: 'fCheck', value: ['Bath', 'Kitchen'] },
    { id: 'fDate', value: 1_798_675_200_000 },
    { id: 'fBoxes', value: { box1: '2 m', box2: '' } },
  ],
};

const changed = (body: ContactBody): string[] =>
  contactChanges(current, body, customFields).changed;

describe('contactChanges', () => {
  it('is empty when the record says the same in other words', () => {
    const body: ContactBody = {
      firstName: 'Ana',
      name: 'Ana Lindqvist',
      email: 'Ana@Example.com',
      phone: '+12125550123',
      address1: '3535 1st St N',
      companyName: 'Lindqvist AB',
      dateOfBirth: '1990-09-25',
      dnd: false,
      customFields: [
        { id: 'fNumber', field_value: 70 },
        { id: 'fCheck', field_value: ['Kitchen', 'Bath'] },
        { id: 'fDate', field_value: '2026-12-31' },
        { id: 'fBoxes', field_value: { box1: '2 m' } },
        { id: 'fText', field_value: '' },
        { id: 'unknown', field_value: null },
      ],
    };
    expect(contactChanges(current, body, customFields)).toStrictEqual({ changed: [], body: {} });
  });

  it('names what differs and keeps only that of the body', () => {
    const body: ContactBody = {
      firstName: 'Anna',
      lastName: 'Lindqvist',
      dnd: true,
      phone: null,
      source: null,
      customFields: [
        { id: 'fNumber', field_value: 71 },
        { id: 'fDate', field_value: '2026-12-31' },
        { id: 'unknown', field_value: 'x' },
      ],
    };
    expect(contactChanges(current, body, customFields)).toStrictEqual({
      changed: ['firstName', 'phone', 'dnd', 'customFields.lead_score', 'customFields.unknown'],
      body: {
        firstName: 'Anna',
        dnd: true,
        phone: null,
        customFields: [
          { id: 'fNumber', field_value: 71 },
          { id: 'unknown', field_value: 'x' },
        ],
      },
    });
  });

  it('sees a change of case in a name', () => {
    expect(changed({ firstName: 'ANA' })).toStrictEqual(['firstName']);
    expect(changed({ name: 'Ana Lindqvist-Berg' })).toStrictEqual(['name']);
  });

  it('never counts tags, nor what the record cannot show', () => {
    expect(changed({ tags: ['hot'], gender: 'female' })).toStrictEqual([]);
  });

  it('compares a name with the whole name when there are no parts', () => {
    const nameless: WireContact = { id: 'c1', name: 'Ana' };
    expect(contactChanges(nameless, { name: 'Ana' }, customFields).changed).toStrictEqual([]);
    expect(contactChanges(nameless, { name: 'Bo' }, customFields).changed).toStrictEqual(['name']);
  });

  it('sees a box that is emptied', () => {
    const body: ContactBody = { customFields: [{ id: 'fBoxes', field_value: { box1: '' } }] };
    expect(changed(body)).toStrictEqual(['customFields.measures']);
  });
});

describe('ignoredFields', () => {
  it('names what was sent and did not come back', () => {
    const sent: ContactBody = {
      firstName: 'Bo',
      phone: '+442079460018',
      gender: 'female',
      customFields: [
        { id: 'fNumber', field_value: 70 },
        { id: 'fText', field_value: 'Annie' },
        { id: 'gone', field_value: 'x' },
      ],
    };
    expect(ignoredFields(sent, current, customFields)).toStrictEqual([
      'First Name',
      'Phone',
      'Nickname',
      'gone',
    ]);
  });

  it('does not mind when HighLevel tidies up', () => {
    const sent: ContactBody = {
      firstName: 'ANA',
      website: 'example.com',
      email: 'ANA@example.com',
    };
    expect(ignoredFields(sent, current, customFields)).toStrictEqual([]);
  });
});
