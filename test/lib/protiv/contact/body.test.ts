import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { definitions, oddValue } from '../../../../harness/arbitraries.ts';
import {
  clearableFields,
  toGhlContact,
  withClearedFields,
} from '../../../../lib/protiv/contact/body.ts';
import { indexCustomFields } from '../../../../lib/protiv/custom-field/record.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';
import { outcomeOf, unclean } from '../clean.ts';
import { americanPhones } from '../phones.ts';

const customFields = indexCustomFields(definitions);

describe('toGhlContact', () => {
  const input = {
    contactId: 'c1',
    firstName: ' Ana ',
    lastName: '',
    email: 'Ana@example.com',
    phone: '212 555 0123',
    country: 'Germany',
    dateOfBirth: '09/25/1990',
    timezone: 'Europe/Berlin',
    dnd: 'no',
    companyName: 'Lindqvist AB',
    gender: 'female',
    tags: 'VIP, hot',
    customField_fNumber: '70',
  };
  const shared = {
    firstName: 'Ana',
    email: 'Ana@example.com',
    phone: '+12125550123',
    country: 'DE',
    timezone: 'Europe/Berlin',
    dateOfBirth: '1990-09-25',
    dnd: false,
  };
  const context = { asPhone: americanPhones, customFields };

  it('says everything when it creates', () => {
    expect(toGhlContact(input, { purpose: 'create', ...context })).toStrictEqual({
      ...shared,
      companyName: 'Lindqvist AB',
      gender: 'female',
      tags: ['vip', 'hot'],
      customFields: [{ id: 'fNumber', field_value: 70 }],
    });
  });

  it('leaves tags out of an upsert, where they would replace all', () => {
    expect(toGhlContact(input, { purpose: 'upsert', ...context })).toStrictEqual({
      ...shared,
      companyName: 'Lindqvist AB',
      gender: 'female',
      customFields: [{ id: 'fNumber', field_value: 70 }],
    });
  });

  it('leaves out of an update what PUT refuses', () => {
    expect(toGhlContact(input, { purpose: 'update', asPhone: americanPhones })).toStrictEqual(
      shared,
    );
  });

  it('takes anything for a body without blanks, or refuses it with a sentence', () => {
    const keys = [...Object.keys(input), 'website', 'address1', 'customField_fBoxes_box1'];
    fc.assert(
      fc.property(fc.constantFrom(...keys), oddValue, (key, value) => {
        const { value: body, error } = outcomeOf(() =>
          toGhlContact({ [key]: value }, { purpose: 'create', ...context }),
        );
        expect([error === undefined, error instanceof InvalidInputError]).toContain(true);
        expect(
          unclean(body ?? 'refused', 'body').filter((path) => path !== 'body: empty'),
        ).toStrictEqual([]);
        expect(JSON.stringify(body ?? 'refused')).not.toContain(String.raw`\u0000`);
      }),
      { numRuns: 500 },
    );
  });
});

describe('fields to clear', () => {
  it('are emptied in the way that each field takes', () => {
    const named = ['phone', 'postalCode', 'customField_fNumber', 'customField_fCheck'];
    expect(
      withClearedFields(
        { firstName: 'Ana', customFields: [{ id: 'fText', field_value: 'x' }] },
        [...named, 'customField_fBoxes'],
        customFields,
      ),
    ).toStrictEqual({
      firstName: 'Ana',
      phone: null,
      postalCode: '',
      customFields: [
        { id: 'fText', field_value: 'x' },
        { id: 'fNumber', field_value: '' },
        { id: 'fCheck', field_value: [] },
        { id: 'fBoxes', field_value: { box1: '', box2: '' } },
      ],
    });
  });

  it('may be none', () => {
    const body = { firstName: 'Ana' };
    expect(withClearedFields(body, '', customFields)).toStrictEqual(body);
  });

  it.each([
    [
      'phone',
      '“Phone” is filled in and also chosen in Fields to Clear. Leave it blank, or take it out of Fields to Clear.',
    ],
    [
      'customField_fText',
      '“Nickname” is filled in and also chosen in Fields to Clear. Leave it blank, or take it out of Fields to Clear.',
    ],
    [
      'tags',
      '“tags” in Fields to Clear is not a field that can be cleared. Choose fields from the list.',
    ],
    [
      'ana@example.com',
      '“…” in Fields to Clear is not a field that can be cleared. Choose fields from the list.',
    ],
    [
      '__proto__',
      '“__proto__” in Fields to Clear is not a field that can be cleared. Choose fields from the list.',
    ],
  ])('cannot be %s', (key, sentence) => {
    const body = { phone: '+12125550123', customFields: [{ id: 'fText', field_value: 'x' }] };
    expect(() => withClearedFields(body, [key], customFields)).toThrow(
      new InvalidInputError(sentence),
    );
  });

  it('have labels', () => {
    expect(clearableFields(customFields)).toMatchObject({
      assignedTo: 'Assigned User',
      customField_renewal: 'Renewal',
    });
  });
});
