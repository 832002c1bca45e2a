import { unprocessable } from './api-error.ts';

export type Body = Record<string, unknown>;

type Check = (value: unknown) => boolean;

export interface Property {
  required?: boolean;
  nullable?: boolean;
  check: Check;
  /** Ends the sentence "<property> must be …". */
  expected: string;
}

const property = (check: Check, expected: string): Property => ({ check, expected });

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
export const object = property(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'an object',
);
export const moment = property(
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  'a valid ISO 8601 date string',
);
export const email = property(
  (value) => typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
  'an email',
);
export const oneOf = (...values: string[]): Property =>
  property(
    (value) => typeof value === 'string' && values.includes(value),
    `one of the following values: ${values.join(', ')}`,
  );

export const required = (base: Property): Property => ({ ...base, required: true });
export const nullable = (base: Property): Property => ({ ...base, nullable: true });

/** A checked text; empty when it was not given. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Checks a body as GHL does: each property declared, present where required, and of its type.
 *
 * @throws {ApiError} 422 with one message for each violation
 */
export const checkBody = (body: Body, shape: Readonly<Record<string, Property>>): Body => {
  const undeclared = Object.keys(body)
    .filter((name) => !Object.hasOwn(shape, name))
    .map((name) => `property ${name} should not exist`);
  const wrong = Object.entries(shape).flatMap(
    ([name, { required: must, nullable: may, ...rule }]) => {
      const value = body[name];
      if (value === undefined) return must ? [`${name} should not be empty`] : [];
      if (value === null) return may ? [] : [`${name} must be ${rule.expected}`];
      return rule.check(value) ? [] : [`${name} must be ${rule.expected}`];
    },
  );
  if (undeclared.length + wrong.length > 0) throw unprocessable(...undeclared, ...wrong);
  return body;
};

/**
 * Checks a query the same way; its values are text.
 *
 * @throws {ApiError} 422
 */
export const checkQuery = (
  query: Readonly<Record<string, string>>,
  allowed: readonly string[],
  needed: readonly string[] = [],
): void => {
  const undeclared = Object.keys(query)
    .filter((name) => !allowed.includes(name) && !needed.includes(name))
    .map((name) => `property ${name} should not exist`);
  const missing = needed
    .filter((name) => !query[name])
    .map((name) => `${name} should not be empty`);
  if (undeclared.length + missing.length > 0) throw unprocessable(...undeclared, ...missing);
};
