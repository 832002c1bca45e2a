import { ApiError, unprocessable } from './api-error.ts';
import type { Contact } from './world.ts';

type Filter = (contact: Contact) => boolean;

const TEXT = ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] as const;
const EXACT = ['eq', 'not_eq', 'exists', 'not_exists'] as const;
const RANGE = ['range', 'exists', 'not_exists'] as const;

/** Fields and operators of the page that GHL's official file links to. */
const FIELDS: Readonly<
  Record<string, { operators: readonly string[]; of: (contact: Contact) => unknown }>
> = {
  address: { operators: TEXT, of: ({ address1 }) => address1 },
  businessName: { operators: TEXT, of: ({ companyName }) => companyName },
  city: { operators: TEXT, of: ({ city }) => city },
  companyName: { operators: TEXT, of: ({ companyName }) => companyName },
  firstNameLowerCase: { operators: TEXT, of: ({ firstName }) => firstName?.toLowerCase() },
  lastNameLowerCase: { operators: TEXT, of: ({ lastName }) => lastName?.toLowerCase() },
  phone: { operators: TEXT, of: ({ phone }) => phone },
  postalCode: { operators: TEXT, of: ({ postalCode }) => postalCode },
  source: { operators: TEXT, of: ({ source }) => source },
  state: { operators: TEXT, of: ({ state }) => state },
  tags: { operators: TEXT, of: ({ tags }) => tags },
  assignedTo: { operators: EXACT, of: ({ assignedTo }) => assignedTo },
  country: { operators: EXACT, of: ({ country }) => country },
  dnd: { operators: EXACT, of: ({ dnd }) => dnd },
  email: { operators: EXACT, of: ({ email }) => email?.toLowerCase() },
  followers: { operators: EXACT, of: ({ followers }) => followers },
  timezone: { operators: EXACT, of: ({ timezone }) => timezone },
  type: { operators: EXACT, of: ({ type }) => type },
  website: { operators: EXACT, of: ({ website }) => website },
  id: { operators: ['eq', 'not_eq'], of: ({ id }) => id },
  dateAdded: { operators: RANGE, of: ({ dateAdded }) => dateAdded },
  dateUpdated: { operators: RANGE, of: ({ dateUpdated }) => dateUpdated },
};

/** A custom field's definition is not looked at: the operators of all types are taken. */
const CUSTOM_FIELD = /^customFields\.([A-Za-z0-9]+)$/;
const CUSTOM_FIELD_OPERATORS = [...TEXT, 'range'] as const;

/**
 * Compiles `filters`, whose top level is AND.
 *
 * @throws {ApiError} 400 `Invalid field …`, 422 for anything malformed
 */
export const filterFrom = (filters: unknown): Filter => {
  if (filters === undefined) return () => true;
  if (!Array.isArray(filters)) throw unprocessable('filters must be an array');
  return every(filters.map(one));
};

const every =
  (filters: readonly Filter[]): Filter =>
  (contact) =>
    filters.every((passes) => passes(contact));

const some =
  (filters: readonly Filter[]): Filter =>
  (contact) =>
    filters.some((passes) => passes(contact));

const one = (filter: unknown): Filter => {
  if (typeof filter !== 'object' || filter === null) {
    throw unprocessable('each value in filters must be an object');
  }
  const given: Record<string, unknown> = { ...filter };
  if (given['group'] !== undefined) {
    if (!Array.isArray(given['filters'])) throw unprocessable('filters must be an array');
    const inner = given['filters'].map(one);
    if (given['group'] === 'AND') return every(inner);
    if (given['group'] === 'OR') return some(inner);
    throw unprocessable('group must be one of the following values: AND, OR');
  }
  const field = String(given['field']);
  const operator = String(given['operator']);
  const { operators, of } = fieldNamed(field);
  if (!operators.includes(operator)) {
    throw new ApiError(400, `Invalid operator ${operator} for field ${field}`);
  }
  return comparison(operator, of, given['value']);
};

const fieldNamed = (
  name: string,
): { operators: readonly string[]; of: (contact: Contact) => unknown } => {
  const custom = CUSTOM_FIELD.exec(name)?.[1];
  if (custom) {
    return {
      operators: CUSTOM_FIELD_OPERATORS,
      of: ({ customFields }) => customFields.find(({ id }) => id === custom)?.value,
    };
  }
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (!field) throw new ApiError(400, `Invalid field ${name}`);
  return field;
};

const comparison = (
  operator: string,
  of: (contact: Contact) => unknown,
  value: unknown,
): Filter => {
  switch (operator) {
    case 'exists':
      return (contact) => isThere(of(contact));
    case 'not_exists':
      return (contact) => !isThere(of(contact));
    case 'range':
      return inRange(of, value);
    case 'contains':
      return (contact) => holds(of(contact), value);
    case 'not_contains':
      return (contact) => !holds(of(contact), value);
    case 'not_eq':
      return (contact) => !equals(of(contact), value);
    default:
      return (contact) => equals(of(contact), value);
  }
};

const isThere = (held: unknown): boolean =>
  held !== undefined && held !== null && held !== '' && !(Array.isArray(held) && held.length === 0);

const plain = (value: unknown): string => String(value).trim().toLowerCase();

const equals = (held: unknown, value: unknown): boolean => {
  if (!isThere(held)) return false;
  const wanted: unknown[] = Array.isArray(value) ? value : [value];
  const there: unknown[] = Array.isArray(held) ? held : [held];
  return wanted.some((item) => there.some((other) => plain(other) === plain(item)));
};

const holds = (held: unknown, value: unknown): boolean =>
  (Array.isArray(held) ? held : [held]).some(
    (item) => isThere(item) && plain(item).includes(plain(value)),
  );

const BOUNDS: Readonly<Record<string, (held: number, bound: number) => boolean>> = {
  gt: (held, bound) => held > bound,
  gte: (held, bound) => held >= bound,
  lt: (held, bound) => held < bound,
  lte: (held, bound) => held <= bound,
};

const inRange = (of: (contact: Contact) => unknown, value: unknown): Filter => {
  if (typeof value !== 'object' || value === null) throw unprocessable('value must be an object');
  const bounds = Object.entries(value).map(([name, bound]) => {
    const test = Object.hasOwn(BOUNDS, name) ? BOUNDS[name] : undefined;
    const limit = measure(bound);
    if (!test || Number.isNaN(limit)) throw unprocessable(`value.${name} must be a bound`);
    return { test, limit };
  });
  return (contact) => {
    const held = measure(of(contact));
    return !Number.isNaN(held) && bounds.every(({ test, limit }) => test(held, limit));
  };
};

const measure = (value: unknown): number => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return Number.NaN;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Date.parse(value);
};
