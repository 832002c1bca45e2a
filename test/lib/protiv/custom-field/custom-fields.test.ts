import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { WireCustomField } from '../../../../lib/ghl/schemas/custom-field.ts';
import {
  clearableCustomFields,
  customFieldInputs,
  customFieldNamed,
  toGhlCustomFields,
} from '../../../../lib/protiv/custom-field/body.ts';
import {
  customFieldOutputs,
  customFieldValues,
  indexCustomFields,
} from '../../../../lib/protiv/custom-field/record.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';
import { definitions, hostileText, oddValue } from '../../../../harness/arbitraries.ts';
import { outcomeOf, unclean } from '../clean.ts';
import { americanPhones } from '../phones.ts';

const fields = indexCustomFields(definitions);

const keysOf = (...fieldKeys: string[]): string[] =>
  [
    ...indexCustomFields(
      fieldKeys.map((fieldKey, index): WireCustomField => ({ id: `id${index}`, fieldKey })),
    ).values(),
  ].map(({ key }) => key);

const of = (model: string): WireCustomField => ({ id: model, fieldKey: `x.${model}`, model });

const read = (id: string, value: unknown): unknown =>
  Object.values(customFieldValues([{ id, value }], fields) ?? {})[0];

const send = (input: Record<string, unknown>): unknown =>
  toGhlCustomFields(input, fields, { asPhone: americanPhones });

describe('keys', () => {
  it('are the names that HighLevel gives, without what Zapier cannot take', () => {
    expect(keysOf('contact.pincode', 'pin code', 'contact.a__b', 'contact.größe')).toStrictEqual([
      'pincode',
      'pin_code',
      'a_b',
      'gr_e',
    ]);
  });

  it('are never what objects have by birth', () => {
    expect(keysOf('contact.__proto__', 'constructor', 'contact.toString')).toStrictEqual([
      'proto',
      'constructor_field',
      'toString_field',
    ]);
  });

  it('stay apart when two become one, and when nothing is left', () => {
    expect(keysOf('contact.a_b', 'contact.a b', 'contact.שם', 'contact.')).toStrictEqual([
      'a_b',
      'a_b_id1',
      'field_id2',
      'field_id3',
    ]);
  });

  it('are safe and unique for any names', () => {
    fc.assert(
      fc.property(fc.array(hostileText), (names) => {
        const keys = keysOf(...names.map((name) => `contact.${name}`));
        expect(new Set(keys).size).toBe(names.length);
        expect(keys.filter((key) => !/^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/.test(key))).toStrictEqual(
          [],
        );
        expect(keys.filter((key) => key in Object.prototype)).toStrictEqual([]);
      }),
    );
  });

  it('are of contact fields only', () => {
    expect([
      ...indexCustomFields([of('contact'), of('opportunity'), of('all')]).keys(),
    ]).toStrictEqual(['contact', 'all']);
  });
});

describe('values out', () => {
  it.each([
    ['fText', 'Ann', 'Ann'],
    ['fText', 42, '42'],
    ['fText', true, 'true'],
    ['fText', ['a', 'b'], 'a, b'],
    ['fText', ' ', undefined],
    ['fText', { a: 1 }, undefined],
    ['fNumber', '42', 42],
    ['fNumber', 0, 0],
    ['fNumber', 'n/a', undefined],
    ['fNumber', Number.NaN, undefined],
    ['fMoney', '12.50', 12.5],
    ['fDate', '2026-12-31T00:00:00.000Z', '2026-12-31'],
    ['fDate', 1_798_675_200_000, '2026-12-31'],
    ['fDate', 'soon', undefined],
    ['fCheck', ['Kitchen', '', null], ['Kitchen']],
    ['fCheck', 'Kitchen', ['Kitchen']],
    ['fMultiple', [], undefined],
    [
      'fBoxes',
      { box1: '2 m', box2: 3, box3: 'x', box4: '' },
      { Height: '2 m', proto: '3', box3: 'x' },
    ],
    ['fBoxes', {}, undefined],
    ['fBoxes', 'text', undefined],
    ['fFile', 'https://a.example/plan.pdf', [{ url: 'https://a.example/plan.pdf' }]],
    ['fFile', ['https://a.example/1', ''], [{ url: 'https://a.example/1' }]],
    ['fFile', {}, undefined],
    ['fFile', null, undefined],
  ])('%s %j', (id, value, expected) => {
    expect(read(id, value)).toStrictEqual(expected);
  });

  it('reads files as GHL keeps them: by uuid', () => {
    const file = {
      meta: { originalname: 'plan.pdf', mimetype: 'application/pdf', size: 1_786_611 },
      url: 'https://services.leadconnectorhq.com/documents/download/w2M9',
      documentId: 'w2M9',
    };
    expect(read('fFile', { 'f31175d4-2b06': file, broken: { meta: {} } })).toStrictEqual([
      {
        url: 'https://services.leadconnectorhq.com/documents/download/w2M9',
        name: 'plan.pdf',
        type: 'application/pdf',
        size: 1_786_611,
      },
    ]);
  });

  it('takes the later spellings of `value`', () => {
    expect(customFieldValues([{ id: 'fText', fieldValue: 'a' }], fields)).toStrictEqual({
      nickname: 'a',
    });
    expect(customFieldValues([{ id: 'fText', field_value: 'a' }], fields)).toStrictEqual({
      nickname: 'a',
    });
  });

  it('leaves out what nobody defined', () => {
    expect(customFieldValues([{ id: 'gone', value: 'x' }, { value: 'x' }], fields)).toBeUndefined();
  });

  it('are labelled by the names that people gave the fields', () => {
    const labels = new Map(customFieldOutputs(fields).map((field) => [field.key, field]));
    expect(labels.get('customFields__lead_score')).toStrictEqual({
      key: 'customFields__lead_score',
      label: 'Lead Score',
      type: 'number',
    });
    expect(labels.get('customFields__interests')).toMatchObject({ list: true });
    expect(labels.get('customFields__measures__Height')?.label).toBe('Measures: Height');
    expect(labels.get('customFields__measures__proto')?.label).toBe('Measures: __proto__');
    expect(labels.get('customFields__plan[]url')?.label).toBe('Plan: File URL');
  });
});

describe('values in', () => {
  it('have one typed input each, and none for files', () => {
    const inputs = customFieldInputs(fields);
    expect(inputs.map(({ key, type }) => [key, type])).toStrictEqual([
      ['customField_fText', 'string'],
      ['customField_fLong', 'text'],
      ['customField_fNumber', 'number'],
      ['customField_fMoney', 'number'],
      ['customField_fPhone', 'string'],
      ['customField_fDate', 'datetime'],
      ['customField_fRadio', 'string'],
      ['customField_fSingle', 'string'],
      ['customField_fCheck', 'string'],
      ['customField_fMultiple', 'string'],
      ['customField_fBoxes_box1', 'string'],
      ['customField_fBoxes_box2', 'string'],
    ]);
    expect(inputs.find(({ key }) => key === 'customField_fCheck')).toStrictEqual({
      key: 'customField_fCheck',
      label: 'Interests',
      type: 'string',
      list: true,
      choices: ['Kitchen', 'Bath', 'Doors, Windows'],
    });
  });

  it('go out in the type of the field', () => {
    expect(
      send({
        customField_fText: ' as is ',
        customField_fNumber: '70',
        customField_fMoney: '$1,250.50',
        customField_fPhone: '(212) 555-0123',
        customField_fDate: '2026-12-31T00:00:00+01:00',
        customField_fRadio: 'l, xl',
        customField_fSingle: 'Teal',
        customField_fCheck: 'kitchen, Bath',
        customField_fMultiple: ['Web', 'Doors', 'x'].slice(0, 1),
        customField_fBoxes_box1: '2 m',
        customField_fFile: 'https://a.example',
        customField_gone: 'x',
        firstName: 'Ana',
      }),
    ).toStrictEqual([
      { id: 'fText', field_value: ' as is ' },
      { id: 'fNumber', field_value: 70 },
      { id: 'fMoney', field_value: 1250.5 },
      { id: 'fPhone', field_value: '+12125550123' },
      { id: 'fDate', field_value: '2026-12-31' },
      { id: 'fRadio', field_value: 'L, XL' },
      { id: 'fSingle', field_value: 'Teal' },
      { id: 'fCheck', field_value: ['Kitchen', 'Bath'] },
      { id: 'fMultiple', field_value: ['Web'] },
      { id: 'fBoxes', field_value: { box1: '2 m' } },
    ]);
  });

  it('keep an option whole that holds a comma', () => {
    expect(send({ customField_fCheck: ['Doors, Windows', 'Bath'] })).toStrictEqual([
      { id: 'fCheck', field_value: ['Doors, Windows', 'Bath'] },
    ]);
  });

  it('keep the boxes that are not named', () => {
    const current = [{ id: 'fBoxes', value: { box1: '1 m', box2: 'wide', box3: '' } }];
    expect(
      toGhlCustomFields({ customField_fBoxes_box1: '2 m' }, fields, {
        asPhone: americanPhones,
        current,
      }),
    ).toStrictEqual([{ id: 'fBoxes', field_value: { box1: '2 m', box2: 'wide' } }]);
  });

  it.each([
    [
      'customField_fNumber',
      'high',
      '“Lead Score” takes a number such as 70 or 12.5, but got “high”.',
    ],
    [
      'customField_fDate',
      'soon',
      '“Renewal” takes a date such as 1990-09-25 (year-month-day), but got “soon”.',
    ],
    [
      'customField_fPhone',
      '12',
      '“Office Phone” does not hold one phone number. Give it a number with its country code, such as +1 212 555 0123, or leave it blank.',
    ],
    [
      'customField_fRadio',
      'XXL',
      '“XXL” is not an option of “Size” in HighLevel. Use one of: S, M, L, XL.',
    ],
    [
      'customField_fCheck',
      ['Kitchen', 'Garden'],
      '“Garden” is not an option of “Interests” in HighLevel. Use one of: Kitchen, Bath, Doors, Windows.',
    ],
    [
      'customField_fText',
      ['a', 'b'],
      '“Nickname” takes a single text, but got a list. Map one value to it.',
    ],
    [
      'customField_fBoxes_box1',
      { a: 'b' },
      '“Measures: Height” takes a single text, but got a group of values. Map one value to it.',
    ],
  ])('are refused by name: %s %j', (key, value, sentence) => {
    expect(() => send({ [key]: value })).toThrow(new InvalidInputError(sentence));
  });

  it('leave a field alone when nothing is chosen, with or without commas', () => {
    expect(send({ customField_fCheck: ',' })).toStrictEqual([]);
    expect(send({ customField_fMultiple: [' , ', ''] })).toStrictEqual([]);
  });

  it('are sent or refused, and never lost in between', () => {
    const key = fc.constantFrom(...customFieldInputs(fields).map((field) => field.key));
    fc.assert(
      fc.property(key, oddValue, (name, value) => {
        const { value: sent, error } = outcomeOf(() => send({ [name]: value }));
        expect([error === undefined, error instanceof InvalidInputError]).toContain(true);
        expect(
          unclean(sent ?? 'refused', 'sent').filter((path) => path !== 'sent: empty'),
        ).toStrictEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('name their field in their keys', () => {
    const named = customFieldInputs(fields).flatMap(({ key }) => customFieldNamed(key));
    expect(new Set(named)).toStrictEqual(
      new Set([...fields.keys()].filter((id) => id !== 'fFile')),
    );
    expect(customFieldNamed('firstName')).toStrictEqual([]);
  });

  it('can be cleared, files apart', () => {
    expect(Object.keys(clearableCustomFields(fields))).not.toContain('customField_fFile');
    expect(clearableCustomFields(fields)).toMatchObject({ customField_fNumber: 'Lead Score' });
  });
});
