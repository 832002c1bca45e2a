import type { Bundle } from 'zapier-platform-core';
import * as zod from 'zod/mini';

import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import type { KeptFields, KeptInSlim } from './payload-limit.ts';

/**
 * What a hydration pointer asks for. Zapier signs pointers, so that nobody else can make one, and
 * keeps them for as long as a held run: one may have been made by another version of the app.
 *
 * @throws {InvalidInputError} when this version cannot read it
 */
export const readPointer = <Schema extends zod.ZodMiniType>(
  schema: Schema,
  input: Bundle['inputData'],
): zod.infer<Schema> => {
  const pointer = schema.safeParse(input);
  if (pointer.success) return pointer.data;
  throw new InvalidInputError(
    'The rest of this record can no longer be fetched, because the Zap’s trigger found it with another version of Protiv. Start the Zap again with a new record, or find the record in a step of its own.',
  );
};

/** Of each pointer to the rest of a slim record: what the record has already. */
export const keptInSlim = {
  has: zod.enum(['core', 'key']),
  by: zod.optional(zod.array(zod.string())),
};

/**
 * What a slim record lacks. What it has stays as the poll saw it: a Zap that fires for a status must
 * not find another one.
 */
export const restOf = <Row extends object>(
  record: Row,
  fields: KeptFields<Row>,
  { has, by = [] }: KeptInSlim,
): Record<string, unknown> => {
  const kept: ReadonlySet<PropertyKey> = new Set([...fields[has], ...by]);
  return Object.fromEntries(Object.entries(record).filter(([key]) => !kept.has(key)));
};
