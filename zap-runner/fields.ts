import type { MappedValue } from '../templates/template.ts';
import type { InputField } from './definition.ts';
import { asText, resolveText } from './tokens.ts';
import type { Outputs } from './tokens.ts';
import { toTyped } from './typed-values.ts';

/** How Zapier fills in the input of an app. */
export interface InputRules {
  /** Whether blank values are left out. */
  cleanInputData: boolean;
  /** Of the Zap's owner, as an IANA name. */
  timezone: string;
}

/**
 * A mapped value in the type that its field declares. A value that has the type already, as an
 * earlier step gave it, stays what it is.
 */
const toType = (
  value: unknown,
  { type = 'string' }: Pick<InputField, 'type'>,
  timezone: string,
): unknown => {
  const isThere = type === 'integer' ? Number.isInteger(value) : typeof value === type;
  return isThere ? value : toTyped(asText(value), type, timezone);
};

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const resolve = (mapped: MappedValue, outputs: Outputs): unknown =>
  typeof mapped === 'string'
    ? resolveText(mapped, outputs)
    : mapped.flatMap((item) => resolveText(item, outputs));

/**
 * Values as Zapier would send them to the app, each in the type that its field declares.
 *
 * A field that is filled in but comes out blank is sent as `''` (or `[]`), because the app may want
 * to know; with `cleanInputData` Zapier leaves it out. A field that `values` does not name has its
 * default. Columns of line items become rows.
 */
export const toInput = (
  values: Readonly<Record<string, unknown>>,
  fields: readonly InputField[],
  { cleanInputData, timezone }: InputRules,
): Record<string, unknown> => {
  const input: Record<string, unknown> = {};
  for (const name of new Set(fields.flatMap(({ lineItems }) => lineItems ?? []))) {
    const columns = fields.filter(({ lineItems }) => lineItems === name);
    const rows = rowsOf(columns, values, timezone);
    if (rows.length > 0) input[name] = rows;
  }
  for (const field of fields) {
    if (field.lineItems !== undefined) continue;
    const isGiven = Object.hasOwn(values, field.key);
    if (!isGiven && field.default === undefined) continue;
    const value = isGiven ? values[field.key] : field.default;
    const sent = field.list
      ? asList(value)
          .filter((item) => !isBlank(item))
          .map((item) => toType(item, field, timezone))
      : isBlank(value)
        ? ''
        : toType(value, field, timezone);
    const blank = sent === '' || (Array.isArray(sent) && sent.length === 0);
    if (!(blank && cleanInputData)) input[field.key] = sent;
  }
  return input;
};

/** Line items of their columns; a blank cell keeps its place. */
const rowsOf = (
  columns: readonly InputField[],
  values: Readonly<Record<string, unknown>>,
  timezone: string,
): Record<string, unknown>[] => {
  const given = columns.filter(({ key }) => Object.hasOwn(values, key));
  const cells = given.map((column) =>
    asList(values[column.key]).map((cell) => (isBlank(cell) ? '' : toType(cell, column, timezone))),
  );
  const length = Math.max(0, ...cells.map((column) => column.length));
  return Array.from({ length }, (_row, at) =>
    Object.fromEntries(given.map(({ key }, index) => [key, cells[index]?.[at] ?? ''])),
  );
};

/** The input of a step of a Zap: what is mapped, with its tokens replaced. */
export const resolveFields = (
  mapped: Readonly<Record<string, MappedValue>>,
  fields: readonly InputField[],
  outputs: Outputs,
  rules: InputRules,
): Record<string, unknown> => {
  const values = Object.entries(mapped).map(([key, value]) => [key, resolve(value, outputs)]);
  return toInput(Object.fromEntries(values), fields, rules);
};

/** The fields of another app's action, as text. */
export const resolveForeignFields = (
  mapped: Readonly<Record<string, MappedValue>>,
  outputs: Outputs,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(mapped).map(([label, value]) => [label, asText(resolve(value, outputs))]),
  );
