import { ApiError, unprocessable } from '../api-error.ts';
import { isObject } from '../body.ts';
import type { Field } from './fields.ts';

type Filter<Row> = (row: Row) => boolean;

/** A field of a search by its name; `undefined` for one that the search does not have. */
type Named<Row> = (name: string) => Field<Row> | undefined;

const MAX_VALUE_LENGTH = 75;

/**
 * Compiles `filters`, whose top level is AND.
 *
 * @throws {ApiError} 400 `Invalid field …`, 422 for anything malformed
 */
export const filterFrom = <Row>(filters: unknown, named: Named<Row>): Filter<Row> => {
  if (filters === undefined) return () => true;
  if (!Array.isArray(filters)) throw unprocessable('filters must be an array');
  return every(filters.map((filter: unknown) => one(filter, named)));
};

const every =
  <Row>(filters: readonly Filter<Row>[]): Filter<Row> =>
  (row) =>
    filters.every((passes) => passes(row));

const some =
  <Row>(filters: readonly Filter<Row>[]): Filter<Row> =>
  (row) =>
    filters.some((passes) => passes(row));

const one = <Row>(filter: unknown, named: Named<Row>): Filter<Row> => {
  if (!isObject(filter)) throw unprocessable('each value in filters must be an object');
  if (filter['group'] !== undefined) return group(filter, named);
  const { field, operator, value } = filter;
  if (typeof field !== 'string') throw unprocessable('filters.field must be a string');
  const known = named(field);
  if (!known) throw new ApiError(400, `Invalid field ${field}`);
  if (typeof operator !== 'string' || !known.operators.includes(operator)) {
    throw new ApiError(400, `Invalid operator ${String(operator)} for field ${field}`);
  }
  return comparison(operator, known.of, value);
};

const group = <Row>(filter: Readonly<Record<string, unknown>>, named: Named<Row>): Filter<Row> => {
  if (!Array.isArray(filter['filters'])) throw unprocessable('filters must be an array');
  const inner = filter['filters'].map((each: unknown) => one(each, named));
  if (filter['group'] === 'AND') return every(inner);
  if (filter['group'] === 'OR') return some(inner);
  throw unprocessable('group must be one of the following values: AND, OR');
};

const comparison = <Row>(operator: string, of: Field<Row>['of'], value: unknown): Filter<Row> => {
  switch (operator) {
    case 'exists':
      return (row) => isThere(of(row));
    case 'not_exists':
      return (row) => !isThere(of(row));
    case 'range':
      return inRange(of, value);
    case 'nested':
      // Nobody has asked for contacts by their opportunities yet.
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
  <Row>(passes: Filter<Row>): Filter<Row> =>
  (row) =>
    !passes(row);

const isThere = (held: unknown): boolean =>
  held !== undefined && held !== null && held !== '' && !(Array.isArray(held) && held.length === 0);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** Letter for letter: an upper-case e-mail or tag finds nothing, for search keeps lower case. */
const equal = <Row>(of: Field<Row>['of'], value: unknown): Filter<Row> => {
  if (!isThere(value)) throw unprocessable('filters.value should not be empty');
  const wanted = new Set(listOf(value).map(boundedText));
  return (row) => listOf(of(row)).some((held) => isThere(held) && wanted.has(String(held)));
};

const containing = <Row>(of: Field<Row>['of'], value: unknown): Filter<Row> => {
  const part = boundedText(value).toLowerCase();
  return (row) =>
    listOf(of(row)).some((held) => isThere(held) && String(held).toLowerCase().includes(part));
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

const inRange = <Row>(of: Field<Row>['of'], value: unknown): Filter<Row> => {
  if (!isObject(value)) throw unprocessable('filters.value must be an object');
  const bounds = Object.entries(value).map(([name, bound]) => {
    const test = Object.hasOwn(BOUNDS, name) ? BOUNDS[name] : undefined;
    const limit = measure(bound);
    if (!test || Number.isNaN(limit)) throw unprocessable(`filters.value.${name} must be a bound`);
    return { test, limit };
  });
  if (bounds.length === 0) throw unprocessable('filters.value should not be empty');
  return (row) => {
    const held = measure(of(row));
    return !Number.isNaN(held) && bounds.every(({ test, limit }) => test(held, limit));
  };
};

/** Numbers as they are, dates as milliseconds since 1970. */
const measure = (value: unknown): number => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return Number.NaN;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Date.parse(value);
};
