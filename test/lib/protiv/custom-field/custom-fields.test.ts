import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { definitions, hostileText, oddValue } from '../../../../harness/arbitraries.ts';
import type { WireCustomField } from '../../../../lib/ghl/schemas/custom-field.ts';
import { overHeld, toGhlCustomFields } from '../../../../lib/protiv/custom-field/body.ts';
import { clearableAmong, clearedAmong } from '../../../../lib/protiv/custom-field/clearing.ts';
import { customFieldInputs, unknownInputs } from '../../../../lib/protiv/custom-field/inputs.ts';
import { customFieldsCalled } from '../../../../lib/protiv/custom-field/named.ts';
import {
  customFieldOutputs,
  customFieldValues,
  indexCustomFields,
} from '../../../../lib/protiv/custom-field/record.ts';
import { leniently } from '../../../../lib/protiv/values/attempt.ts';
import type { UnusableValue } from '../../../../lib/protiv/values/attempt.ts';
import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';
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
      'a_b_id0',
      'a_b_id1',
      'field_1eotpyh',
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
      ['customField_nickname', 'string'],
      ['customField_story', 'text'],
      ['customField_lead_score', 'string'],
      ['customField_budget', 'string'],
      ['customField_office_phone', 'string'],
      ['customField_renewal', 'string'],
      ['customField_size', 'string'],
      ['customField_color', 'string'],
      ['customField_interests', 'string'],
      ['customField_channels', 'string'],
      ['customField_measures-Height', 'string'],
      ['customField_measures-proto', 'string'],
    ]);
    expect(inputs.find(({ key }) => key === 'customField_interests')).toStrictEqual({
      key: 'customField_interests',
      label: 'Interests',
      type: 'string',
      list: true,
      choices: ['Kitchen', 'Bath', 'Doors, Windows'],
    });
  });

  it('go out in the type of the field', () => {
    expect(
      send({
        customField_nickname: ' as is ',
        customField_lead_score: '70',
        customField_budget: '$1,250.50',
        customField_office_phone: '(212) 555-0123',
        customField_renewal: '2026-12-31T00:00:00+01:00',
        customField_size: 'l, xl',
        customField_color: 'Teal',
        customField_interests: 'kitchen, Bath',
        customField_channels: ['Web', 'Doors', 'x'].slice(0, 1),
        'customField_measures-Height': '2 m',
        customField_plan: 'https://a.example',
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
    expect(send({ customField_interests: ['Doors, Windows', 'Bath'] })).toStrictEqual([
      { id: 'fCheck', field_value: ['Doors, Windows', 'Bath'] },
    ]);
  });

  it('keep the boxes that are not named', () => {
    const current = [{ id: 'fBoxes', value: { box1: '1 m', box2: 'wide', box3: '' } }];
    expect(
      toGhlCustomFields({ 'customField_measures-Height': '2 m' }, fields, {
        asPhone: americanPhones,
        current,
      }),
    ).toStrictEqual([{ id: 'fBoxes', field_value: { box1: '2 m', box2: 'wide' } }]);
  });

  it.each([
    [
      'customField_lead_score',
      'high',
      '“Lead Score” takes a number such as 70 or 12.5, but got “high”.',
    ],
    [
      'customField_renewal',
      'soon',
      '“Renewal” takes a date such as 1990-09-25 (year-month-day), but got “soon”.',
    ],
    [
      'customField_office_phone',
      '12',
      '“Office Phone” does not hold one phone number. Give it a number with its country code, such as +1 212 555 0123, or leave it blank.',
    ],
    [
      'customField_size',
      'XXL',
      '“XXL” is not an option of “Size” in HighLevel. Use one of: “S”, “M”, “L, XL”.',
    ],
    [
      'customField_interests',
      ['Kitchen', 'Garden'],
      '“Garden” is not an option of “Interests” in HighLevel. Use one of: “Kitchen”, “Bath”, “Doors, Windows”.',
    ],
    [
      'customField_nickname',
      ['a', 'b'],
      '“Nickname” takes a single text, but got a list. Map one value to it.',
    ],
    [
      'customField_measures-Height',
      { a: 'b' },
      '“Measures: Height” takes a single text, but got a group of values. Map one value to it.',
    ],
  ])('are refused by name: %s %j', (key, value, sentence) => {
    expect(() => send({ [key]: value })).toThrow(new InvalidInputError(sentence));
  });

  it('leave a field alone when nothing is chosen, with or without commas', () => {
    expect(send({ customField_interests: ',' })).toStrictEqual([]);
    expect(send({ customField_channels: [' , ', ''] })).toStrictEqual([]);
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

  it('can be cleared, files apart', () => {
    expect(Object.keys(clearableAmong([], fields))).not.toContain('customField_plan');
    expect(clearableAmong([], fields)).toMatchObject({ customField_lead_score: 'Lead Score' });
  });
});

describe('input keys', () => {
  const field = (
    id: string,
    key: string,
    more: Partial<WireCustomField> = {},
  ): WireCustomField => ({
    id,
    name: id,
    fieldKey: `contact.${key}`,
    ...more,
  });
  const boxes = (id: string, key: string, ...labels: string[]): WireCustomField =>
    field(id, key, {
      dataType: 'TEXTBOX_LIST',
      picklistOptions: labels.map((label, index) => ({ id: `${id}box${index}`, label })),
    });
  const sent = (defined: WireCustomField[], input: Record<string, unknown>): unknown =>
    toGhlCustomFields(input, indexCustomFields(defined), { asPhone: americanPhones });

  it('are understood by id as well, of boxes too', () => {
    expect(
      send({
        customField_fText: 'Annie',
        customField_fNumber: '7',
        'customField_fBoxes-box1': '1 m',
        'customField_measures-box2': '2 m',
      }),
    ).toStrictEqual([
      { id: 'fText', field_value: 'Annie' },
      { id: 'fNumber', field_value: 7 },
      { id: 'fBoxes', field_value: { box1: '1 m', box2: '2 m' } },
    ]);
  });

  it('of one field given twice: the one that the form has counts, unless it is blank', () => {
    expect(send({ customField_fText: 'id', customField_nickname: 'key' })).toStrictEqual([
      { id: 'fText', field_value: 'key' },
    ]);
    expect(send({ customField_fText: 'id', customField_nickname: ' ' })).toStrictEqual([
      { id: 'fText', field_value: 'id' },
    ]);
  });

  it('that are another field’s id are the key’s', () => {
    const defined = [field('other', 'x'), field('y', 'other')];
    expect(sent(defined, { customField_other: 'a' })).toStrictEqual([
      { id: 'y', field_value: 'a' },
    ]);
  });

  it('of boxes never meet those of fields, whatever the names', () => {
    const defined = [
      boxes('A', 'a', 'b', 'b c', 'b_c'),
      field('B', 'a_b'),
      boxes('C', 'a_b', 'c'),
      field('D', 'a-b'),
    ];
    const keys = customFieldInputs(indexCustomFields(defined)).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toStrictEqual([
      'customField_a-b',
      'customField_a-b_c_Abox1',
      'customField_a-b_c_Abox2',
      'customField_a_b_B',
      'customField_a_b_C-c',
      'customField_a_b_D',
    ]);
    const input = Object.fromEntries(keys.map((key, index) => [key, `value ${index}`]));
    expect(sent(defined, input)).toStrictEqual([
      { id: 'A', field_value: { Abox0: 'value 0', Abox1: 'value 1', Abox2: 'value 2' } },
      { id: 'B', field_value: 'value 3' },
      { id: 'C', field_value: { Cbox0: 'value 4' } },
      { id: 'D', field_value: 'value 5' },
    ]);
  });

  it('that are no longer clear name nothing, and are told', () => {
    const defined = indexCustomFields([field('one', 'größe'), field('two', 'grüße')]);
    const input = { customField_gr_e: 'x', customField_gr_e_two: 'y', city: 'Salem' };
    expect(toGhlCustomFields(input, defined, { asPhone: americanPhones })).toStrictEqual([
      { id: 'two', field_value: 'y' },
    ]);
    expect(unknownInputs(input, defined)).toStrictEqual(['customField_gr_e']);
  });

  it('of files, and of all boxes at once, fill nothing, and are told', () => {
    const input = { customField_plan: 'https://a.example', customField_measures: '2 m' };
    expect(send(input)).toStrictEqual([]);
    expect(unknownInputs(input, fields)).toStrictEqual(Object.keys(input));
  });

  it('name a field to clear by id as well', () => {
    const cleared = { customFields: [{ id: 'fBoxes', field_value: expect.any(Object) }] };
    for (const key of ['customField_fBoxes', 'customField_measures']) {
      expect(clearedAmong([], [key], {}, fields)).toEqual(cleared);
    }
    for (const key of ['city', 'customField_gone']) {
      expect(() => clearedAmong([], [key], {}, fields)).toThrow(`“${key}” in Fields to Clear`);
    }
  });

  it('of any defined are different, and each fills its own field', () => {
    const label = fc.oneof(fc.constantFrom('a', 'a_b', 'a-b', 'b', 'ä', 'ö'), hostileText);
    const definition = fc.record({ key: label, labels: fc.array(label, { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(definition, { maxLength: 6 }), (list) => {
        const listed = list.map(({ key, labels }, index) =>
          labels.length > 0 ? boxes(`id${index}`, key, ...labels) : field(`id${index}`, key),
        );
        const inputs = customFieldInputs(indexCustomFields(listed)).map(({ key }) => key);
        expect(new Set(inputs).size).toBe(inputs.length);
        const filled = inputs.flatMap((key) => {
          const body = toGhlCustomFields({ [key]: 'x' }, indexCustomFields(listed), {
            asPhone: americanPhones,
          });
          expect(body).toHaveLength(1);
          return body.map((one) => JSON.stringify(one));
        });
        expect(new Set(filled).size).toBe(inputs.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('options', () => {
  const defined = indexCustomFields([
    {
      id: 'materials',
      name: 'Materials',
      fieldKey: 'contact.materials',
      dataType: 'MULTIPLE_OPTIONS',
      picklistOptions: ['Wood', 'Metal, galvanised', 'Brick; red', 'A+', 'A-', 'Don’t know'],
    },
    {
      id: 'owner',
      name: 'Owner',
      fieldKey: 'contact.owner',
      dataType: 'RADIO',
      picklistOptions: ['Yes', 'No'],
    },
    {
      id: 'besitz',
      name: 'Besitz',
      fieldKey: 'contact.besitz',
      dataType: 'SINGLE_OPTIONS',
      picklistOptions: ['Ja', 'Nein', 'Weiß nicht'],
    },
    {
      id: 'consent',
      name: 'Consent',
      fieldKey: 'contact.consent',
      dataType: 'CHECKBOX',
      picklistOptions: ['Yes'],
    },
    {
      id: 'stars',
      name: 'Stars',
      fieldKey: 'contact.stars',
      dataType: 'RADIO',
      picklistOptions: ['0', '1', '2'],
    },
    {
      id: 'stage',
      name: 'Stage',
      fieldKey: 'contact.stage',
      dataType: 'SINGLE_OPTIONS',
      picklistOptions: [
        { id: 'opt1', label: 'Won' },
        { id: 'opt2', label: 'Lost' },
      ],
    },
  ]);
  const valueOf = (key: string, value: unknown): unknown =>
    toGhlCustomFields({ [`customField_${key}`]: value }, defined, {
      asPhone: americanPhones,
    })[0]?.field_value;

  it.each<[unknown, string[]]>([
    ['Wood;Brick; red', ['Wood', 'Brick; red']],
    ['Wood,Metal, galvanised', ['Wood', 'Metal, galvanised']],
    ['metal,galvanised | wood', ['Metal, galvanised', 'Wood']],
    ['Wood\nMetal, galvanised\r\nA+', ['Wood', 'Metal, galvanised', 'A+']],
    ['["Wood","Metal, galvanised"]', ['Wood', 'Metal, galvanised']],
    [
      ['Wood', 'Metal, galvanised, A-'],
      ['Wood', 'Metal, galvanised', 'A-'],
    ],
    [[['wood'], [' WOOD ']], ['Wood']],
    ["a+, don't know", ['A+', 'Don’t know']],
  ])('of a field of several are read in any form of a list: %j', (given, options) => {
    expect(valueOf('materials', given)).toStrictEqual(options);
  });

  it.each<[string, unknown, unknown]>([
    ['owner', true, 'Yes'],
    ['owner', 'TRUE', 'Yes'],
    ['owner', 1, 'Yes'],
    ['owner', 'y', 'Yes'],
    ['owner', 'ja', 'Yes'],
    ['owner', false, 'No'],
    ['owner', '0', 'No'],
    ['owner', ' off ', 'No'],
    ['besitz', 'yes', 'Ja'],
    ['besitz', false, 'Nein'],
    ['besitz', 'weiß  nicht', 'Weiß nicht'],
    ['consent', 'true', ['Yes']],
    ['stars', '1', '1'],
    ['stars', 0, '0'],
    ['stage', 'WON', 'Won'],
    ['stage', ' opt2 ', 'Lost'],
    ['stage', ['won'], 'Won'],
    ['stage', '["Lost"]', 'Lost'],
  ])('of “%s” understand %j', (key, given, option) => {
    expect(valueOf(key, given)).toStrictEqual(option);
  });

  it.each<[string, unknown]>([
    ['stars', 'yes'],
    ['stars', true],
    ['consent', 'no'],
    ['stage', 'true'],
    ['stage', 'Wonn'],
    ['stage', 'Won;Lost'],
    ['materials', 'A'],
    ['owner', 'maybe'],
  ])('of “%s” are not guessed from %j', (key, given) => {
    expect(() => valueOf(key, given)).toThrow(InvalidInputError);
  });

  it('are quoted one by one, the first twenty', () => {
    expect(() => valueOf('materials', 'Glass')).toThrow(
      '“Glass” is not an option of “Materials” in HighLevel. Use one of: “Wood”, “Metal, galvanised”, “Brick; red”, “A+”, “A-”, “Don’t know”.',
    );
    const many = indexCustomFields([
      {
        id: 'many',
        fieldKey: 'contact.many',
        dataType: 'RADIO',
        picklistOptions: Array.from({ length: 30 }, (_, index) => `No ${index}`),
      },
    ]);
    expect(() =>
      toGhlCustomFields({ customField_many: 'x' }, many, { asPhone: americanPhones }),
    ).toThrow(/“No 0”, .*“No 19” and 10 more\.$/);
  });
});

describe('a value that cannot be used', () => {
  const left = (input: Record<string, unknown>) => {
    const unusable: UnusableValue[] = [];
    const body = toGhlCustomFields(input, fields, {
      asPhone: americanPhones,
      attempt: leniently(unusable),
    });
    return { body, labels: unusable.map(({ label }) => label) };
  };

  it('is left out, and the others are read', () => {
    expect(
      left({
        customField_lead_score: 'about 20',
        customField_renewal: 'soon',
        customField_office_phone: 'n/a',
        customField_size: 'XXL',
        customField_nickname: ['a', 'b'],
        'customField_measures-Height': { a: 1 },
        'customField_measures-proto': 'wide',
        customField_budget: '1.200,50 EUR',
      }),
    ).toStrictEqual({
      body: [
        { id: 'fMoney', field_value: 1200.5 },
        { id: 'fBoxes', field_value: { box2: 'wide' } },
      ],
      labels: ['Nickname', 'Lead Score', 'Office Phone', 'Renewal', 'Size', 'Measures: Height'],
    });
  });

  it('among several choices costs that one', () => {
    expect(left({ customField_interests: 'Kitchen; Garden; Doors, Windows' })).toStrictEqual({
      body: [{ id: 'fCheck', field_value: ['Kitchen', 'Doors, Windows'] }],
      labels: ['Interests'],
    });
  });
});

describe('numbers and dates', () => {
  const valueIn = (
    key: string,
    value: unknown,
    facts: { country?: string; timezone?: string; now?: number } = {},
  ): unknown =>
    toGhlCustomFields({ [`customField_${key}`]: value }, fields, {
      asPhone: americanPhones,
      ...facts,
    })[0]?.field_value;

  it.each<[unknown, string, number]>([
    ['$10,500', 'US', 10_500],
    ['1.200,50 EUR', 'US', 1200.5],
    ['1.125', 'DE', 1.125],
    ['1,125', 'DE', 1.125],
    ['1,125', 'US', 1125],
    [70, 'DE', 70],
    ['-0.5', 'DE', -0.5],
  ])('read %j in %s as %d', (given, country, number) => {
    expect(valueIn('budget', given, { country })).toBe(number);
  });

  it.each<[string, { country?: string; timezone?: string }, string]>([
    ['1985-07-24T00:00:00Z', { timezone: 'America/New_York' }, '1985-07-24'],
    ['2026-12-31T23:30:00-05:00', {}, '2026-12-31'],
    ['04/07/2026', { country: 'GB' }, '2026-07-04'],
    ['04/07/2026', { country: 'US' }, '2026-04-07'],
    ['today', { timezone: 'Asia/Tokyo' }, '2026-03-02'],
    ['tomorrow', { timezone: 'America/New_York' }, '2026-03-02'],
    ['in 3 days', { timezone: 'America/New_York' }, '2026-03-04'],
  ])('read %j with %j as %s', (given, facts, day) => {
    const now = Date.UTC(2026, 2, 1, 20);
    expect(valueIn('renewal', given, { ...facts, now })).toBe(day);
  });
});

describe('what a contact holds', () => {
  const held = [
    { id: 'fCheck', value: ['Bath', 'Of old'] },
    { id: 'fBoxes', value: { box1: '1 m', box2: 7, box9: '', box8: null } },
  ];
  const named = [
    { id: 'fText', field_value: 'x' },
    { id: 'fCheck', field_value: ['Kitchen', 'Bath'] },
    { id: 'fBoxes', field_value: { box1: '2 m' } },
  ];

  it('keeps its boxes, and its choices only where they are added to', () => {
    const boxesKept = { id: 'fBoxes', field_value: { box1: '2 m', box2: 7 } };
    expect(overHeld(named, fields, held)).toStrictEqual([named[0], named[1], boxesKept]);
    expect(overHeld(named, fields, held, 'add')).toStrictEqual([
      named[0],
      { id: 'fCheck', field_value: ['Bath', 'Of old', 'Kitchen'] },
      boxesKept,
    ]);
  });

  it.each([[undefined], [null], [[]], [[{ id: 'fBoxes', value: 'odd' }]]])(
    'does not matter where it is nothing: %j',
    (nothing) => {
      expect(overHeld(named, fields, nothing, 'add')).toStrictEqual(named);
    },
  );
});

describe('a custom field that is called', () => {
  const called = (given: string): string[] =>
    customFieldsCalled(
      given,
      indexCustomFields([
        { id: 'one', name: 'Lead Score', fieldKey: 'contact.lead_score' },
        { id: 'two', name: 'Size', fieldKey: 'contact.size_of_house' },
        { id: 'three', name: 'Size', fieldKey: 'contact.size_of_roof' },
        { id: 'four', name: 'score', fieldKey: 'contact.size' },
      ]),
    ).map(({ id }) => id);

  it.each([
    ['one', ['one']],
    ['lead_score', ['one']],
    ['contact.lead_score', ['one']],
    ['LEAD_SCORE', ['one']],
    ['lead  score', ['one']],
    ['Size', ['two', 'three']],
    ['size', ['four']],
    ['Score', ['four']],
    ['gone', []],
    ['', []],
  ])('“%s” is %j', (given, ids) => {
    expect(called(given)).toStrictEqual(ids);
  });
});
