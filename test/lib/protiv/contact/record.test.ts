import { describe, expect, it } from '@jest/globals';

import type { WireContact } from '../../../../lib/ghl/schemas/contact.ts';
import { toContact } from '../../../../lib/protiv/contact/record.ts';
import { contactSchema } from '../../../../lib/protiv/contact/schema.ts';
import { indexCustomFields } from '../../../../lib/protiv/custom-field/record.ts';
import { definitions } from '../../../../harness/arbitraries.ts';

const customFields = indexCustomFields(definitions);

const name = (wire: Omit<WireContact, 'id'>): string | undefined =>
  toContact({ id: 'c1', ...wire }).name;

describe('toContact', () => {
  it('maps what the get route gives', () => {
    const wire: WireContact = {
      id: 'c1',
      firstName: 'Ana',
      lastName: 'Lindqvist',
      email: 'Ana@Example.com',
      phone: '+12125550123',
      companyName: 'Lindqvist AB',
      address1: '3535 1st St N',
      dateOfBirth: '1990-09-25T00:00:00.000Z',
      tags: ['vip'],
      dnd: false,
      dateAdded: '2021-07-02T05:18:26.704Z',
      lastActivity: 1_626_435_570_564,
      customFields: [{ id: 'fNumber', value: '42' }],
    };
    expect(toContact(wire, { customFields })).toStrictEqual({
      id: 'c1',
      contactId: 'c1',
      name: 'Ana Lindqvist',
      firstName: 'Ana',
      lastName: 'Lindqvist',
      email: 'Ana@Example.com',
      phone: '+12125550123',
      companyName: 'Lindqvist AB',
      address1: '3535 1st St N',
      dateOfBirth: '1990-09-25',
      tags: ['vip'],
      dnd: false,
      dateAdded: '2021-07-02T05:18:26.704Z',
      lastActivity: '2021-07-16T11:39:30.564Z',
      customFields: { lead_score: 42 },
    });
  });

  it('maps what a search row gives: nulls, `address`, `businessName`', () => {
    const wire: WireContact = {
      id: 'c1',
      firstName: null,
      lastName: null,
      email: '',
      phone: null,
      address: '3535 1st St N',
      businessName: 'Lindqvist AB',
      businessId: null,
      tags: [],
      additionalEmails: [{ email: 'b@example.com' }, { email: null }, 'c@example.com'],
      additionalPhones: [{ phone: '+12125550124', phoneLabel: null }],
      customFields: [],
    };
    expect(toContact(wire, { customFields })).toStrictEqual({
      id: 'c1',
      contactId: 'c1',
      address1: '3535 1st St N',
      companyName: 'Lindqvist AB',
      tags: [],
      additionalEmails: ['b@example.com', 'c@example.com'],
      additionalPhones: ['+12125550124'],
    });
  });

  it('names a contact by what there is', () => {
    expect(name({ name: 'Ana L.', firstName: 'Ana', lastName: 'Lindqvist' })).toBe('Ana L.');
    expect(name({ contactName: 'Ana L.' })).toBe('Ana L.');
    expect(name({ firstName: 'ana', firstNameRaw: 'Ana', lastName: ' ' })).toBe('Ana');
    expect(name({ lastName: 'Lindqvist' })).toBe('Lindqvist');
    expect(name({ firstName: '', lastName: null })).toBeUndefined();
  });

  it('leaves custom fields out when nobody knows their definitions', () => {
    const wire: WireContact = { id: 'c1', customFields: [{ id: 'fText', value: 'x' }] };
    expect(toContact(wire)).not.toHaveProperty('customFields');
    expect(toContact(wire, { customFields: new Map() })).not.toHaveProperty('customFields');
  });
});

describe('contactSchema', () => {
  it.each([
    ['an unknown field', { surprise: 'x' }],
    ['an empty text', { email: '' }],
    ['the word null', { email: 'null' }],
    ['a date without an offset', { dateAdded: '2021-07-16T11:00:00' }],
    ['a birthday with a time', { dateOfBirth: '1990-09-25T00:00:00Z' }],
    ['tags as text', { tags: 'vip' }],
  ])('refuses %s', (_what, field) => {
    const contact = { id: 'c1', contactId: 'c1', tags: [], ...field };
    expect(contactSchema.safeParse(contact).success).toBe(false);
  });
});
