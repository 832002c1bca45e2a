import { isObject } from '../body.ts';
import type { PageMemory } from './faults.ts';

/** The first answer again, whatever was asked for since. */
export const repeatedPage = (body: string, memory: PageMemory): string => {
  memory.first ??= body;
  return memory.first;
};

/**
 * An answer as if there were always more: each list is filled up to the limit that was asked for,
 * with copies of its last row under new ids, and all that may speak of further pages does.
 */
export const endlessPage = (
  body: string,
  request: { url: string; text: string },
  memory: PageMemory,
): unknown => {
  const whole: unknown = JSON.parse(body);
  if (!isObject(whole)) return whole;
  const limit = limitOf(request);
  return {
    ...Object.fromEntries(
      Object.entries(whole).map(([name, value]) => [
        name,
        Array.isArray(value) ? filled(value, limit, memory) : value,
      ]),
    ),
    total: 1_000_000,
    hasMore: true,
    nextPage: 'more',
    nextCursor: 'more',
  };
};

/** Contact search says `pageLimit`, the others `limit`, in the body or in the query. */
const limitOf = ({ url, text }: { url: string; text: string }): number => {
  const body: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  const asked = isObject(body) ? (body['pageLimit'] ?? body['limit']) : undefined;
  return Number(asked ?? new URL(url).searchParams.get('limit') ?? 0);
};

const filled = (rows: readonly unknown[], limit: number, memory: PageMemory): unknown[] => {
  const last = rows.findLast(isObject) ?? memory.row;
  if (last === undefined) return [...rows];
  memory.row = last;
  const missing = Math.max(0, limit - rows.length);
  return [...rows, ...Array.from({ length: missing }, () => copyOf(last, memory))];
};

/** Task search calls its ids `_id`. */
const copyOf = (row: Record<string, unknown>, memory: PageMemory): Record<string, unknown> => {
  memory.copies += 1;
  const id = `copy${memory.copies}`;
  return { ...row, ...('_id' in row ? { _id: id } : { id }) };
};
