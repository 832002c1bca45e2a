import type { PlainOutputField } from 'zapier-platform-core';

import type { Ghl } from '../../ghl/client/client.ts';
import { isRecord } from '../../ghl/client/json.ts';
import { MOST_BYTES } from './payload-limit.ts';

/** What of a record may go when an answer is too large for Zapier, in each row alike. */
const EXPENDABLE = 'customFields';

export interface LineItemColumns {
  /** Output fields of the noun: each row has all of them. */
  fields: readonly PlainOutputField[];
  /** Keys of those that no record lacks; they keep their type, where all others are text. */
  filled?: readonly string[];
}

/** A cell is text, but for columns that are always filled. */
export interface LineItem {
  [column: string]: string | number | boolean | LineItem;
}

/**
 * Output fields of records that come as line items under `key`. Their labels say so, since the
 * editor lists them beside those of the record that holds them: "Tasks: Due Date". Ids come last:
 * people look for names and titles.
 *
 * @example
 * lineItems('tasks', [{ key: 'id', label: 'ID' }, { key: 'title', label: 'Title' }]);
 * // tasks[]title "Tasks: Title", tasks[]id "Tasks: ID", both of type string
 */
export const lineItems = (
  key: string,
  fields: readonly PlainOutputField[],
  filled: readonly string[] = [],
): PlainOutputField[] => {
  const name = key.split('__').at(-1) ?? key;
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return idsLast(fields).flatMap((field) => {
    const [column = field.key, part] = field.key.split('[]');
    // Of a list of files a row shows where they are.
    if (part !== undefined && part !== 'url') return [];
    return [
      {
        key: `${key}[]${column}`,
        label: `${title}: ${field.label ?? field.key}`,
        type: filled.includes(column) ? (field.type ?? 'string') : 'string',
      },
    ];
  });
};

/**
 * Records as line items. A Zap maps columns, in which a gap would move every value behind it to
 * another row, so each row has each column: the noun's own fields, and whatever else some row fills
 * (custom fields). What is empty is `""`; a list is one text, with commas between.
 *
 * @example
 * toLineItems([{ tags: ['a', 'b'] }, { name: 'Ana' }], { fields: [{ key: 'name' }] });
 * // [{ name: '', tags: 'a, b' }, { name: 'Ana', tags: '' }]
 */
export const toLineItems = (
  rows: readonly object[],
  { fields, filled = [] }: LineItemColumns,
): LineItem[] => {
  const columns: Columns = new Map();
  for (const { key } of idsLast(fields)) addColumn(columns, columnOf(key).split('__'));
  for (const row of rows) addColumnsOf(columns, row);
  return rows.map((row) => fill(columns, row, filled));
};

/**
 * Line items that fit into what Zapier takes. Where they do not, they lose their custom fields, and
 * where that is not enough, the last rows go; the log says so (`search.slimmed`).
 *
 * @param mostBytes of JSON, where other lists of the same answer have to fit in too
 */
export const fitLineItems = (
  ghl: Pick<Ghl, 'log'>,
  rows: readonly object[],
  columns: LineItemColumns,
  mostBytes: number = MOST_BYTES,
): FittedLineItems => {
  const whole = toLineItems(rows, columns);
  if (bytesOf(whole) <= mostBytes) {
    return { items: whole, customFieldsLeftOut: false, rowsLeftOut: 0 };
  }
  const customFieldsLeftOut = whole.some((item) => EXPENDABLE in item);
  const lean = whole.map(({ [EXPENDABLE]: _left, ...item }): LineItem => item);
  const items = firstOf(lean, mostBytes);
  const rowsLeftOut = lean.length - items.length;
  ghl.log('search.slimmed', { rows: items.length, rowsLeftOut, customFieldsLeftOut });
  return { items, customFieldsLeftOut, rowsLeftOut };
};

export interface FittedLineItems {
  items: LineItem[];
  customFieldsLeftOut: boolean;
  rowsLeftOut: number;
}

/** Columns by key; one that holds columns of its own is a record inside the row. */
interface Columns extends Map<string, Columns | undefined> {}

const addColumn = (columns: Columns, [key = '', ...inner]: readonly string[]): void => {
  if (inner.length === 0) {
    if (!columns.has(key)) columns.set(key, undefined);
    return;
  }
  const held: Columns = columns.get(key) ?? new Map();
  columns.set(key, held);
  addColumn(held, inner);
};

const addColumnsOf = (columns: Columns, row: unknown): void => {
  if (!isRecord(row)) return;
  for (const [key, value] of Object.entries(row)) {
    if (isRecord(value)) {
      const held: Columns = columns.get(key) ?? new Map();
      columns.set(key, held);
      addColumnsOf(held, value);
    } else if (value !== undefined && !columns.has(key)) columns.set(key, undefined);
  }
};

const fill = (columns: Columns, row: unknown, filled: readonly string[]): LineItem => {
  const values = new Map(isRecord(row) ? Object.entries(row) : []);
  return Object.fromEntries(
    [...columns].map(([key, inner]) => {
      const value = values.get(key);
      if (inner) return [key, fill(inner, value, [])];
      return [key, filled.includes(key) && isPlain(value) ? value : textOf(value)];
    }),
  );
};

const textOf = (value: unknown): string => {
  if (Array.isArray(value)) {
    return value
      .map(textOf)
      .filter((part) => part !== '')
      .join(', ');
  }
  if (isRecord(value)) return 'url' in value ? textOf(value['url']) : JSON.stringify(value);
  return isPlain(value) ? String(value) : '';
};

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A list of records is one column. */
const columnOf = (key: string): string => key.split('[]').at(0) ?? key;

const ID_LABEL = /(?:^| )ID$/;

const idsLast = (fields: readonly PlainOutputField[]): PlainOutputField[] => {
  const isId = ({ label = '' }: PlainOutputField): number => Number(ID_LABEL.test(label));
  return fields.toSorted((a, b) => isId(a) - isId(b));
};

const bytesOf = (value: object): number => Buffer.byteLength(JSON.stringify(value));

const firstOf = (items: readonly LineItem[], mostBytes: number): LineItem[] => {
  let bytes = 2;
  const past = items.findIndex((item) => (bytes += bytesOf(item) + 1) > mostBytes);
  return past === -1 ? [...items] : items.slice(0, past);
};
