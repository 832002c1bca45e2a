import { describe, expect, it } from '@jest/globals';

import { definitions } from '../../../../harness/arbitraries.ts';
import type { WireContact } from '../../../../lib/ghl/schemas/contact.ts';
import { toContact } from '../../../../lib/protiv/contact/record.ts';
import { contactSchema } from '../../../../lib/protiv/contact/schema.ts';
import { indexCustomFields } from '../../../../lib/protiv/custom-field/record.ts';

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

  it('takes names from the lower-case pair where there is no other', () => {
    const wire: WireContact = { id: 'c1', firstNameLowerCase: 'ana', lastNameLowerCase: 'lee' };
    expect(toContact(wire)).toMatchObject({ name: 'ana lee', firstName: 'ana', lastName: 'lee' });
    expect(name({ fullNameLowerCase: 'ana lee' })).toBe('ana lee');
    expect(name({ firstName: 'Ana', firstNameLowerCase: 'ana', fullNameLowerCase: 'ana' })).toBe(
      'Ana',
    );
  });

  it('says on which channels a contact wants no messages, however GHL spells them', () => {
    const off = { status: 'inactive' };
    expect(
      toContact({
        id: 'c1',
        dndSettings: {
          SMS: { status: 'active', message: 'STOP' },
          email: { status: 'permanent' },
          Call: off,
          whatsApp: off,
          RCS: { status: 'active' },
          GMB: null,
          FB: 'odd',
        },
      }),
    ).toStrictEqual({
      id: 'c1',
      contactId: 'c1',
      tags: [],
      dndSms: true,
      dndEmail: true,
      dndCall: false,
      dndWhatsApp: false,
      dndRcs: true,
    });
  });

  it('says where a contact came from, first and last, and nothing of the browser', () => {
    const browser = {
      ip: '58.111.106.198',
      userAgent: 'Mozilla/5.0',
      fbp: 'fb.1.2',
      fbc: 'fb.1.3',
    };
    const contact = toContact({
      id: 'c1',
      attributionSource: {
        ...browser,
        url: 'https://example.com/roofs',
        sessionSource: 'Paid Social',
        medium: 'form',
        campaign: null,
        utmCampaign: 'spring',
        utmTerm: 'roof',
        utmContent: 7,
        referrer: 'https://www.google.com',
        gclid: 'CjOK',
        fbclid: 'IwAR',
        msclikid: 'ms1',
      },
      lastAttributionSource: { ...browser, utmSource: 'google', utmMedium: 'cpc' },
    });
    expect(contact.firstAttribution).toStrictEqual({
      source: 'Paid Social',
      medium: 'form',
      campaign: 'spring',
      term: 'roof',
      landingPage: 'https://example.com/roofs',
      referrer: 'https://www.google.com',
      gclid: 'CjOK',
      fbclid: 'IwAR',
      msclkid: 'ms1',
    });
    expect(contact.lastAttribution).toStrictEqual({ source: 'google', medium: 'cpc' });
    expect(toContact({ id: 'c1', attributionSource: browser })).not.toHaveProperty(
      'firstAttribution',
    );
    expect(contactSchema.safeParse(contact)).toMatchObject({ success: true });
  });

  it('says so of a row of a list, which has the visits in one list', () => {
    const visits: unknown[] = [
      null,
      'direct',
      { isFirst: true, utmSessionSource: 'Paid Social', pageUrl: 'https://example.com', ip: '::1' },
      { utmSource: 'between' },
      { isLast: true, utmSource: 'google', utmCampaign: 'spring' },
    ];
    expect(toContact({ id: 'c1', attributions: visits })).toMatchObject({
      firstAttribution: { source: 'Paid Social', landingPage: 'https://example.com' },
      lastAttribution: { source: 'google', campaign: 'spring' },
    });
    const only = { isFirst: true, isLast: true, medium: 'form' };
    expect(toContact({ id: 'c1', attributions: [only] })).toMatchObject({
      firstAttribution: { medium: 'form' },
      lastAttribution: { medium: 'form' },
    });
    expect(toContact({ id: 'c1', attributions: [] })).not.toHaveProperty('lastAttribution');
  });

  it('puts names beside the ids that it knows', () => {
    const names = {
      users: new Map([['u1', 'Ana Lee']]),
      companies: new Map([['b1', 'Harbor Homes']]),
    };
    const wire: WireContact = { id: 'c1', assignedTo: 'u1', businessId: 'b1', gender: 'female' };
    expect(toContact(wire, { names })).toMatchObject({
      assignedTo: 'u1',
      assignedToName: 'Ana Lee',
      companyName: 'Harbor Homes',
      gender: 'female',
    });
    expect(toContact({ ...wire, companyName: 'As Typed' }, { names }).companyName).toBe('As Typed');
    const gone = toContact({ ...wire, assignedTo: 'u2', businessId: 'b2' }, { names });
    expect(gone).not.toHaveProperty('assignedToName');
    expect(gone).not.toHaveProperty('companyName');
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
