import type * as z from 'zod/mini';

import { isRecord } from './json.ts';

export interface PartialRecord<T> {
  /** Absent when the row is no record at all, or its id cannot be read. */
  record?: T;
  /** Names of the fields that could not be read and were left out. */
  dropped: string[];
}

/**
 * Reads one row of an answer. A field of an unexpected type is left out instead of costing the whole
 * row (and, with it, a poll).
 *
 * @param schema an object schema whose only required field is `id`
 */
export const parseRecord = <Schema extends z.ZodMiniType>(
  schema: Schema,
  row: unknown,
): PartialRecord<z.infer<Schema>> => {
  const whole = schema.safeParse(row);
  if (whole.success) return { record: whole.data, dropped: [] };

  const unreadable = new Set(whole.error.issues.map((issue) => String(issue.path[0] ?? '')));
  const dropped = [...unreadable];
  if (typeof row !== 'object' || row === null || unreadable.has('id')) return { dropped };

  const rest = Object.fromEntries(Object.entries(row).filter(([key]) => !unreadable.has(key)));
  const partial = schema.safeParse(rest);
  return partial.success ? { record: partial.data, dropped } : { dropped };
};

/** The id of a row as it came; task search spells it `_id`. */
export const rowId = (row: unknown): string | undefined => {
  if (!isRecord(row)) return undefined;
  const id = row['id'] ?? row['_id'];
  return typeof id === 'string' ? id : undefined;
};
