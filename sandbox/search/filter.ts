import { ApiError, unprocessable } from '../api-error.ts';
import { isObject } from '../body.ts';
import type { Contact, CustomFieldDefinition } from '../records.ts';
import { customFieldNamed } from './custom-field.ts';
import { FIELDS } from './fields.ts';
import type { Field } from './fields.ts';

type Filter = (contact: Contact) => boolean;

const MAX_VALUE_LENGTH = 75;

/**
 * Compiles `filters`, whose top level is AND.
 *
 * @throws {ApiError} 400 `Invalid field …`, 422 for anything malformed
 */
export const filterFrom = (
  filters: unknown,
  definitions: readonly CustomFieldDefinition[],
): Filter => {
  if (filters === undefined) return () => true;
  if (!Array.isArray(filters)) throw unprocessable('filters must be an array');
  return every(filters.map((filter: unknown) => one(filter, definitions)));
};

const every =
  (filters: readonly Filter[]): Filter =>
  (contact) =>
    filters.every((passes) => passes(contact));

const some =
  (filters: readonly Filter[]): Filter =>
  (contact) =>
    filters.some((passes) => passes(contact));

const one = (filter: unknown, definitions: readonly CustomFieldDefinition[]): Filter => {
  if (!isObject(filter)) throw unprocessable('each value in filters must be an object');
  if (filter['group'] !== undefined) return group(filter, definitions);
  const { field, operator, value } = filter;
  if (typeof field !== 'string') throw unprocessable('filters.field must be a string');
  const { operators, of } = fieldNamed(field, definitions);
  if (typeof operator !== 'string' || !operators.includes(operator)) {
    throw new ApiError(400, `Invalid operator ${String(operator)} for field ${field}`);
  }
  return comparison(operator, of, value);
};

const group = (
  filter: Readonly<Record<string, unknown>>,
  definitions: readonly CustomFieldDefinition[],
): Filter => {
  if (!Array.isArray(filter['filters'])) throw unprocessable('filters must be an array');
  const inner = filter['filters'].map((each: unknown) => one(each, definitions));
  if (filter['group'] === 'AND') return every(inner);
  if (filter['group'] === 'OR') return some(inner);
  throw unprocessable('group must be one of the following values: AND, OR');
};

const fieldNamed = (name: string, definitions: readonly CustomFieldDefinition[]): Field => {
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : customFieldNamed(name, definitions);
  if (!field) throw new ApiError(400, `Invalid field ${name}`);
  return field;
};

const comparison = (operator: string, of: Field['of'], value: unknown): Filter => {
  switch (operator) {
    case 'exists':
      return (contact) => isThere(of(contact));
    case 'not_exists':
      return (contact) => !isThere(of(contact));
    case 'range':
      return inRange(of, value);
    case 'nested':
      // No contact of the sandbox has an opportunity.
      return () => false;
    case 'contains':
      return containing(of, value);
    case 'not_contains':
      return not(containing(of, value));
    case 'not_eq':
      return not(equal(of, value));
    default:
      return equal(of, value);
  }
};

const not =
  (passes: Filter): Filter =>
  (contact) =>
    !passes(contact);

const isThere = (held: unknown): boolean =>
  held !== undefined && held !== null && held !== '' && !(Array.isArray(held) && held.length === 0);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** Letter for letter: an upper-case e-mail or tag finds nothing, for search keeps lower case. */
const equal = (of: Field['of'], value: unknown): Filter => {
  if (!isThere(value)) throw unprocessable('filters.value should not be empty');
  const wanted = new Set(listOf(value).map(boundedText));
  return (contact) => listOf(of(contact)).some((held) => isThere(held) && wanted.has(String(held)));
};

const containing = (of: Field['of'], value: unknown): Filter => {
  const part = boundedText(value).toLowerCase();
  return (contact) =>
    listOf(of(contact)).some((held) => isThere(held) && String(held).toLowerCase().includes(part));
};

const boundedText = (value: unknown): string => {
  const text = String(value);
  if (text.length > MAX_VALUE_LENGTH) {
    throw unprocessable(
      `filters.value must be shorter than or equal to ${MAX_VALUE_LENGTH} characters`,
    );
  }
  return text;
};

const BOUNDS: Readonly<Record<string, (held: number, bound: number) => boolean>> = {
  gt: (held, bound) => held > bound,
  gte: (held, bound) => held >= bound,
  lt: (held, bound) => held < bound,
  lte: (held, bound) => held <= bound,
};

const inRange = (of: Field['of'], value: unknown): Filter => {
  if (!isObject(value)) throw unprocessable('filters.value must be an object');
  const bounds = Object.entries(value).map(([name, bound]) => {
    const test = Object.hasOwn(BOUNDS, name) ? BOUNDS[name] : undefined;
    const limit = measure(bound);
    if (!test || Number.isNaN(limit)) throw unprocessable(`filters.value.${name} must be a bound`);
    return { test, limit };
  });
  if (bounds.length === 0) throw unprocessable('filters.value should not be empty');
  return (contact) => {
    const held = measure(of(contact));
    return !Number.isNaN(held) && bounds.every(({ test, limit }) => test(held, limit));
  };
};

/** Numbers as they are, dates as milliseconds since 1970. */
const measure = (value: unknown): number => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return Number.NaN;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Date.parse(value);
};
