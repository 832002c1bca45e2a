import type { OutputField as DeclaredField } from '../../zap-runner/definition.ts';
import { isRecord } from '../../zap-runner/records.ts';
import { humanize, readable } from '../../zap-runner/report/layout.ts';
import type { OutputField, RecordView, SimpleValue, Table } from '../protocol.ts';
import { noticesOf } from './notices.ts';

/** Rows of a table that are shown; a search may give a thousand. */
const MOST_ROWS = 50;

const TITLE_LENGTH = 80;

/** Where fields that the app does not declare come: last, in their own order. */
const LAST = 1_000_000;

/** IDs are for mapping, not for reading: they come after all that a person reads. */
const AFTER_ALL = 2 * LAST;

const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

type Fields = Readonly<Record<string, unknown>>;

interface Leaf {
  /** As later steps map it: `__` steps into an object. */
  path: string;
  value: unknown;
}

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/** The fields of a record, those of objects in it included. */
const leavesOf = (record: Fields, prefix = ''): Leaf[] =>
  Object.entries(record).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    if (isRecord(value)) return leavesOf(value, `${path}__`);
    return isBlank(value) ? [] : [{ path, value }];
  });

/** The output fields that the app declares, by their path. */
class Declared {
  readonly #fields: ReadonlyMap<string, { label: string; place: number }>;

  constructor(fields: readonly DeclaredField[]) {
    this.#fields = new Map(
      fields.map(({ key, label }, place) => [key, { label: label ?? humanize(key), place }]),
    );
  }

  label(path: string): string {
    return this.#fields.get(path)?.label ?? humanize(path.replace(/^.*\[\]/, ''));
  }

  /**
   * Where a field comes: in the app's order, those that it does not declare after these, and IDs at
   * the end.
   */
  place(path: string): number {
    const place = this.#fields.get(path)?.place ?? this.#placeOfRows(path);
    return / IDs?$|^ID$/.test(this.label(path)) ? AFTER_ALL + place : place;
  }

  /** Labels of the fields that none of these paths gives a value to. */
  without(paths: ReadonlySet<string>): string[] {
    return [...this.#fields].flatMap(([path, { label }]) => (paths.has(path) ? [] : [label]));
  }

  #placeOfRows(path: string): number {
    const columns = [...this.#fields].filter(([key]) => key.startsWith(`${path}[]`));
    return Math.min(LAST, ...columns.map(([, { place }]) => place));
  }
}

/** A moment stands on the account's clocks, unless its label promises UTC. */
const simple = (value: unknown, label: string): SimpleValue => {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => asWritten(item)) };
  const text = asWritten(value);
  const isMoment = ISO_MOMENT.test(text) && !Number.isNaN(Date.parse(text));
  if (!isMoment) return { kind: 'text', text };
  return { kind: 'date', iso: text, ...(label.endsWith(' in UTC') && { isUtc: true }) };
};

const asWritten = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : readable(value);
};

const isRows = (value: unknown): value is readonly Fields[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => isRecord(item));

const tableOf = (path: string, rows: readonly Fields[], declared: Declared): Table => {
  const shown = rows.slice(0, MOST_ROWS).map((row) => leavesOf(row, `${path}[]`));
  const paths = [...new Set(shown.flat().map((leaf) => leaf.path))];
  const columns = paths
    .toSorted((a, b) => declared.place(a) - declared.place(b))
    .map((column) => ({ path: column, label: declared.label(column) }));
  return {
    kind: 'table',
    columns,
    rows: shown.map((leaves) =>
      columns.map((column) => {
        const leaf = leaves.find((candidate) => candidate.path === column.path);
        return leaf ? simple(leaf.value, column.label) : null;
      }),
    ),
    more: rows.length - shown.length,
  };
};

const pathsIn = ({ path, value }: OutputField): string[] =>
  value.kind === 'table' ? value.columns.map((column) => column.path) : [path];

/** What a person would call a record. */
const titleOf = (record: Fields): string => {
  const { name, title, body, email, phone, id } = record;
  const named = [name, title, body, email, phone, id].find((value) => !isBlank(value));
  return readable(named ?? '').slice(0, TITLE_LENGTH);
};

/**
 * A record as the Zap editor shows it: its fields with their labels in the app's order, objects
 * taken apart, line items as tables.
 *
 * @param fields what the app declares; a field that it does not declare is named after its key, as
 *   Zapier does
 */
export const present = (record: Fields, fields: readonly DeclaredField[]): RecordView => {
  const declared = new Declared(fields);
  const shown = leavesOf(record)
    .toSorted((a, b) => declared.place(a.path) - declared.place(b.path))
    .map(({ path, value }): OutputField => {
      const label = declared.label(path);
      return isRows(value)
        ? { path, label, value: tableOf(path, value, declared) }
        : { path, label, value: simple(value, label) };
    });
  return {
    title: titleOf(record),
    fields: shown,
    blank: declared.without(new Set(shown.flatMap(pathsIn))),
    notices: noticesOf(record),
  };
};
