import type * as z from 'zod/mini';

import { isRecord } from './json.ts';

export interface PartialRecord<T> {
  /** Absent when the row is no record at all, or its id cannot be read. */
  record?: T;
  /** Names of the fields that could not be read and were left out, whole or in part. */
  dropped: string[];
}

/**
 * Reads one row of an answer. A field of an unexpected type is left out instead of costing the whole
 * row (and, with it, a poll); of a list, only the items that cannot be read.
 *
 * @param schema an object schema whose only required field is `id`
 */
export const parseRecord = <Schema extends z.ZodMiniType>(
  schema: Schema,
  row: unknown,
): PartialRecord<z.infer<Schema>> => {
  const whole = schema.safeParse(row);
  if (whole.success) return { record: whole.data, dropped: [] };

  const unreadable = new Map<string, Set<unknown>>();
  for (const { path } of whole.error.issues) {
    const field = String(path[0] ?? '');
    unreadable.set(field, (unreadable.get(field) ?? new Set()).add(path[1]));
  }
  const dropped = [...unreadable.keys()];
  if (typeof row !== 'object' || row === null || unreadable.has('id')) return { dropped };

  const rest = Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => {
      const left = withoutItems(value, unreadable.get(key));
      return left === undefined ? [] : [[key, left]];
    }),
  );
  const partial = schema.safeParse(rest);
  return partial.success ? { record: partial.data, dropped } : { dropped };
};

/** The readable rest of a list; nothing of a value that is unreadable as a whole. */
const withoutItems = (value: unknown, unreadable: ReadonlySet<unknown> | undefined): unknown => {
  if (unreadable === undefined) return value;
  if (!Array.isArray(value) || unreadable.has(undefined)) return undefined;
  return value.filter((_item, index) => !unreadable.has(index));
};

/** The id of a row as it came; task search spells it `_id`. */
export const rowId = (row: unknown): string | undefined => {
  if (!isRecord(row)) return undefined;
  const id = row['id'] ?? row['_id'];
  return typeof id === 'string' ? id : undefined;
};
