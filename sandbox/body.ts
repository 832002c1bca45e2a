import { ApiError, unprocessable } from './api-error.ts';

export type Body = Record<string, unknown>;

type Check = (value: unknown) => boolean;

export interface Property {
  required?: boolean;
  nullable?: boolean;
  check: Check;
  /** Ends the sentence "<property> must be …". */
  expected: string;
}

export type Shape = Readonly<Record<string, Property>>;

const property = (check: Check, expected: string): Property => ({ check, expected });

export const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text = property((value) => typeof value === 'string', 'a string');
export const flag = property((value) => typeof value === 'boolean', 'a boolean value');
export const number = property(
  (value) => typeof value === 'number' && Number.isFinite(value),
  'a number conforming to the specified constraints',
);
export const texts = property(
  (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  'an array of strings',
);
export const list = property(Array.isArray, 'an array');
export const object = property(isObject, 'an object');
/** GHL's own samples carry a zone; a time without one is refused here, so that it is noticed. */
export const moment = property(
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  'a valid ISO 8601 date string',
);
export const email = property(
  (value) =>
    typeof value === 'string' && (value === '' || /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)),
  'an email',
);
export const oneOf = (...values: string[]): Property =>
  property(
    (value) => typeof value === 'string' && values.includes(value),
    `one of the following values: ${values.join(', ')}`,
  );
/** Digits, as a query carries a number. */
export const digits = property(
  (value) => typeof value === 'string' && /^\d+$/.test(value),
  'a number conforming to the specified constraints',
);

export const required = (base: Property): Property => ({ ...base, required: true });
export const nullable = (base: Property): Property => ({ ...base, nullable: true });

/** A checked text; empty when it was not given. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A checked list of texts; empty when it was not given. */
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : [];

/**
 * What is wrong with an object, one sentence for each violation.
 *
 * @param within where the object itself is, e.g. `customFields.0.`
 */
export const violations = (body: Body, shape: Shape, within = ''): string[] => {
  const undeclared = Object.keys(body)
    .filter((name) => !Object.hasOwn(shape, name))
    .map((name) => `${within}property ${name} should not exist`);
  const wrong = Object.entries(shape).flatMap(([name, rule]) => {
    const value = body[name];
    const isMissing = value === undefined || (value === '' && rule.required === true);
    if (isMissing) return rule.required ? [`${within}${name} should not be empty`] : [];
    if (value === null && rule.nullable) return [];
    return rule.check(value) ? [] : [`${within}${name} must be ${rule.expected}`];
  });
  return [...undeclared, ...wrong];
};

/**
 * Checks a body as GHL does: each property declared, present where required, and of its type.
 *
 * @throws {ApiError} 422 with one message for each violation
 */
export const checkBody = (body: Body, shape: Shape): Body => {
  const wrong = violations(body, shape);
  if (wrong.length > 0) throw unprocessable(...wrong);
  return body;
};

/**
 * Checks a query the same way. A location that is not named is forbidden ground, not a malformed
 * request (n8n-io/n8n#11353).
 *
 * @throws {ApiError} 403, 422
 */
export const checkQuery = (query: Readonly<Record<string, string>>, shape: Shape): void => {
  if (shape['locationId']?.required && !query['locationId']) {
    throw new ApiError(403, 'The token does not have access to this location.');
  }
  checkBody({ ...query }, shape);
};

/** The part of a list that `skip` and `limit` of a query ask for. */
export const pageOf = <Item>(
  items: readonly Item[],
  { skip = '0', limit }: Readonly<Record<string, string>>,
  defaultLimit: number,
): Item[] => {
  const from = Number(skip);
  return items.slice(from, from + Number(limit ?? defaultLimit));
};
