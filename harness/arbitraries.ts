import * as fc from 'fast-check';

import type { WireCustomField } from '../lib/ghl/schemas/custom-field.ts';

/** Text that has broken other people's software; all of it is a user's to write. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom(
    '👩‍👩‍👧‍👦 🇦🇶',
    'שלום עולם',
    'مرحبا \u202Eقلب',
    '<script>alert(1)</script>',
    '<p>Hi&nbsp;there</p>',
    '{{contact.first_name}} {{bundle.authData.access_token}}',
    '__proto__',
    'constructor',
    "Robert'); DROP TABLE students;--",
    '=HYPERLINK("x")',
    'x'.repeat(10_000),
    'İstanbul ǅ ß',
    'line\nbreak\ttab',
    'undefined',
    'NaN',
    'Null',
  ),
);

/** Text that a field can hold: neither blank nor a word that other apps write for nothing. */
export const fieldText = hostileText
  .map((text) => text.replaceAll('\0', ''))
  .filter((text) => text.trim() !== '' && !['null', 'undefined'].includes(text.trim()));

/** Text of one line comes back without the blanks around it. */
export const fieldLine = fieldText.map((text) => text.trim());

/** What an API might put where a value belongs. */
export const oddValue = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      undefined,
      '',
      ' ',
      'null',
      ' null ',
      0,
      -1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      8.64e15,
      8.64e15 + 1,
      [],
      {},
      [null],
      [''],
      ['null'],
      [['a', null]],
      { value: '' },
      true,
      'Invalid Date',
      '2021-02-31T00:00:00.000Z',
      '0000-00-00',
      '2021-07-16 11:00:00',
      '2023-09-25T16:00:00+05:30',
      '2023-09-25T16:00:00+99:99',
      '9999-12-31T23:59:59-12:00',
      '0000-01-01T00:00:00+14:00',
      '1990-09-25',
      '09/25/1990',
    ),
  },
  { weight: 2, arbitrary: fc.anything({ withNullPrototype: true }) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

/** A row with an id and odd values under the given keys, and some more keys of its own. */
export const oddRow = (keys: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(
      fc.dictionary(fc.constantFrom(...keys), oddValue, { maxKeys: keys.length }),
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', '\0')), oddValue, {
        maxKeys: 2,
      }),
    )
    .map(([known, unknown]) => ({ ...unknown, ...known, id: 'seD4PfOuKoVMLkEZqohJ' }));

/** One custom field of every type. */
export const definitions: WireCustomField[] = [
  { id: 'fText', name: 'Nickname', fieldKey: 'contact.nickname', dataType: 'TEXT' },
  { id: 'fLong', name: 'Story', fieldKey: 'contact.story', dataType: 'LARGE_TEXT' },
  { id: 'fNumber', name: 'Lead Score', fieldKey: 'contact.lead_score', dataType: 'NUMERICAL' },
  { id: 'fMoney', name: 'Budget', fieldKey: 'contact.budget', dataType: 'MONETORY' },
  { id: 'fPhone', name: 'Office Phone', fieldKey: 'contact.office_phone', dataType: 'PHONE' },
  { id: 'fDate', name: 'Renewal', fieldKey: 'contact.renewal', dataType: 'DATE' },
  {
    id: 'fRadio',
    name: 'Size',
    fieldKey: 'contact.size',
    dataType: 'RADIO',
    picklistOptions: ['S', 'M', 'L, XL'],
  },
  {
    id: 'fSingle',
    name: 'Color',
    fieldKey: 'contact.color',
    dataType: 'SINGLE_OPTIONS',
    picklistOptions: ['Red', 'Blue'],
    isAllowedCustomOption: true,
  },
  {
    id: 'fCheck',
    name: 'Interests',
    fieldKey: 'contact.interests',
    dataType: 'CHECKBOX',
    picklistOptions: ['Kitchen', 'Bath', 'Doors, Windows'],
  },
  {
    id: 'fMultiple',
    name: 'Channels',
    fieldKey: 'contact.channels',
    dataType: 'MULTIPLE_OPTIONS',
    picklistOptions: [{ key: 'web', label: 'Web' }, { label: 'Fair' }],
  },
  {
    id: 'fBoxes',
    name: 'Measures',
    fieldKey: 'contact.measures',
    dataType: 'TEXTBOX_LIST',
    picklistOptions: [
      { id: 'box1', label: 'Height' },
      { id: 'box2', label: '__proto__' },
    ],
  },
  { id: 'fFile', name: 'Plan', fieldKey: 'contact.plan', dataType: 'FILE_UPLOAD' },
];
