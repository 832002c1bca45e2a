import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlainOutputField } from 'zapier-platform-core';

import {
  fitLineItems,
  lineItems,
  toLineItems,
} from '../../../../lib/zapier/platform/line-items.ts';

const fields: PlainOutputField[] = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'contactId', label: 'Contact ID', type: 'string' },
  { key: 'name', label: 'Full Name', type: 'string' },
  { key: 'tags', label: 'Tags', type: 'string', list: true },
  { key: 'dnd', label: 'Do Not Disturb', type: 'boolean' },
  { key: 'overdue', label: 'Overdue', type: 'boolean' },
  { key: 'dateAdded', label: 'Date Added', type: 'datetime' },
  { key: 'attribution__source', label: 'First Source', type: 'string' },
];

const filled = ['overdue'];

describe('line items in the editor', () => {
  it('name what they belong to, ids last, of type text unless no row lacks them', () => {
    expect(lineItems('people', fields, filled)).toEqual([
      { key: 'people[]name', label: 'People: Full Name', type: 'string' },
      { key: 'people[]tags', label: 'People: Tags', type: 'string' },
      { key: 'people[]dnd', label: 'People: Do Not Disturb', type: 'string' },
      { key: 'people[]overdue', label: 'People: Overdue', type: 'boolean' },
      { key: 'people[]dateAdded', label: 'People: Date Added', type: 'string' },
      { key: 'people[]attribution__source', label: 'People: First Source', type: 'string' },
      { key: 'people[]id', label: 'People: ID', type: 'string' },
      { key: 'people[]contactId', label: 'People: Contact ID', type: 'string' },
    ]);
  });

  it('show of a list of files where they are', () => {
    const files: PlainOutputField[] = [
      { key: 'customFields__photos[]url', label: 'Photos: File URL', type: 'string' },
      { key: 'customFields__photos[]size', label: 'Photos: File Size (Bytes)', type: 'integer' },
    ];
    expect(lineItems('details__people', files)).toEqual([
      {
        key: 'details__people[]customFields__photos',
        label: 'People: Photos: File URL',
        type: 'string',
      },
    ]);
  });
});

describe('records as line items', () => {
  it('have each field of the noun in each row', () => {
    const rows = [
      { id: 'a', name: 'Ana', overdue: false },
      { id: 'b', overdue: true },
    ];
    expect(toLineItems(rows, { fields, filled })).toEqual([
      {
        name: 'Ana',
        tags: '',
        dnd: '',
        overdue: false,
        dateAdded: '',
        attribution: { source: '' },
        id: 'a',
        contactId: '',
      },
      {
        name: '',
        tags: '',
        dnd: '',
        overdue: true,
        dateAdded: '',
        attribution: { source: '' },
        id: 'b',
        contactId: '',
      },
    ]);
  });

  it('have the custom fields that some row fills, in each row, and no other', () => {
    const rows = [
      { id: 'a', customFields: { score: 70 } },
      { id: 'b' },
      { id: 'c', customFields: { size: { Width: '120 cm' }, project: 'Roof' } },
      { id: 'd', customFields: { size: { Height: '95 cm' } } },
    ];
    const shown = toLineItems(rows, { fields: [] }).map((row) => row['customFields']);
    expect(shown).toEqual([
      { score: '70', size: { Width: '', Height: '' }, project: '' },
      { score: '', size: { Width: '', Height: '' }, project: '' },
      { score: '', size: { Width: '120 cm', Height: '' }, project: 'Roof' },
      { score: '', size: { Width: '', Height: '95 cm' }, project: '' },
    ]);
    expect(toLineItems([{ id: 'a' }], { fields: [] })).toEqual([{ id: 'a' }]);
  });

  it.each([
    ['tags', ['vip', 'hot lead'], 'vip, hot lead'],
    ['an empty list', [], ''],
    [
      'files',
      [{ url: 'https://a.example/1', size: 4 }, { url: 'https://a.example/2' }],
      'https://a.example/1, https://a.example/2',
    ],
    ['other records', [{ a: 1 }], '{"a":1}'],
    ['a list with gaps', ['a', null, '', 'b'], 'a, b'],
    ['no', false, 'false'],
    ['naught', 0, '0'],
    ['nothing', null, ''],
  ])('write %s as one text', (_what, value, text) => {
    expect(toLineItems([{ value }], { fields: [] })).toEqual([{ value: text }]);
  });

  it('keep the keys of hostile custom fields', () => {
    const customFields: unknown = JSON.parse('{"__proto__":"x","constructor":"y"}');
    const [item] = toLineItems([{ customFields }], { fields: [] });
    expect(JSON.stringify(item)).toBe('{"customFields":{"__proto__":"x","constructor":"y"}}');
  });

  it('have one and the same columns in whatever rows', () => {
    const cell = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(undefined));
    const list = fc.array(fc.string());
    const row = fc.dictionary(
      fc.string({ maxLength: 3 }),
      fc.oneof(cell, list, fc.dictionary(fc.string({ maxLength: 2 }), cell)),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const items = toLineItems(rows, { fields });
        expect(new Set(items.map(columnsOf)).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});

/** All keys of an item, in order, those inside it included; each cell has to be text. */
const columnsOf = (item: unknown): string =>
  JSON.stringify(item, (_key, value: unknown) => {
    if (typeof value === 'object') return value;
    if (typeof value !== 'string') throw new Error(`No text: ${JSON.stringify(value)}`);
    return 0;
  });

describe('line items that are too large', () => {
  const people = (count: number, name: string, note: string) =>
    Array.from({ length: count }, (_, index) => ({
      id: `row${index}`,
      name,
      customFields: { note },
    }));

  const fit = (rows: readonly object[], mostBytes?: number) => {
    const log: unknown[] = [];
    const ghl = { log: (...line: unknown[]) => void log.push(line) };
    return { ...fitLineItems(ghl, rows, { fields: [] }, mostBytes), log };
  };

  it('stay whole where they fit, to the byte', () => {
    const rows = people(3, 'Ána', 'x');
    const bytes = Buffer.byteLength(JSON.stringify(rows));
    expect(fit(rows, bytes)).toEqual({
      items: rows,
      customFieldsLeftOut: false,
      rowsLeftOut: 0,
      log: [],
    });
    expect(fit(rows, bytes - 1).customFieldsLeftOut).toBe(true);
  });

  it('lose their custom fields first, in every row, and say so', () => {
    const { log, items, ...said } = fit(people(10, 'Ana', 'x'.repeat(700_000)));
    expect(said).toEqual({ customFieldsLeftOut: true, rowsLeftOut: 0 });
    expect(items).toHaveLength(10);
    expect(items[9]).toEqual({ id: 'row9', name: 'Ana' });
    expect(log).toEqual([
      ['search.slimmed', { rows: 10, rowsLeftOut: 0, customFieldsLeftOut: true }],
    ]);
  });

  it('lose the last rows only where that is not enough', () => {
    const { log, items, ...said } = fit(people(10, 'ä'.repeat(500_000), 'x'));
    expect(said).toEqual({ customFieldsLeftOut: true, rowsLeftOut: 4 });
    expect(items.map(({ id }) => id)).toEqual(['row0', 'row1', 'row2', 'row3', 'row4', 'row5']);
    expect(Buffer.byteLength(JSON.stringify(items))).toBeLessThan(6_291_456);
    expect(log).toHaveLength(1);
  });

  it('say nothing of custom fields that there are none of', () => {
    const rows = [{ id: 'a', name: 'x'.repeat(100) }];
    expect(fit(rows, 50)).toMatchObject({ items: [], customFieldsLeftOut: false, rowsLeftOut: 1 });
  });
});
