import type { World } from '../../sandbox/world.ts';

/** What counts as made by a run: ids that were not there before, and moments since it began. */
export interface Before {
  ids: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  startedAt: number;
}

/** The longest that a run and its replay may take, with the pauses that Zapier makes between them. */
const LONGEST_MS = 3 * 3_600_000;

const RANDOM_ID = /^[A-Za-z0-9]{20}$/;
/** Of submissions and of uploaded files, which the sandbox and the app draw anew each time. */
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
const UUID_LENGTH = 36;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * A value as text that is the same for equal values, whatever ids and moments a run came to give:
 * keys are sorted, a new id reads `(new)` and a moment of the run `(now)`.
 */
export const snapshot = (value: unknown, before: Before): string =>
  textOf(value, before) ?? 'undefined';

const textOf = (held: unknown, before: Before): string | undefined => {
  if (typeof held === 'string') return JSON.stringify(settled(held, before));
  if (typeof held !== 'object' || held === null || 'toJSON' in held) return JSON.stringify(held);
  if (Array.isArray(held)) {
    return `[${held.map((item: unknown) => textOf(item, before) ?? 'null').join()}]`;
  }
  if (held instanceof Map) {
    return JSON.stringify([...held.values()].map((item) => snapshot(item, before)).sort());
  }
  let uuids = 0;
  const pairs: string[] = [];
  for (const [key, its] of Object.entries(held)) {
    // HighLevel calls each of its answers by another one.
    const text = key === 'traceId' ? '"(new)"' : textOf(its, before);
    if (text === undefined) continue;
    const name =
      key.length < UUID_LENGTH ? key : key.replaceAll(UUID, () => `(uuid ${(uuids += 1)})`);
    pairs.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${pairs.sort().join()}}`;
};

/** What Zapier signs, with the secret of one run. */
const SIGNED_POINTER = /^(hydrate\|\|\|[^:]+):[^|]+(\|\|\|hydrate)$/;

/** Shorter texts are neither ids nor moments, and most of a world is short. */
const LEAST_LENGTH = '2026-06-01T14:00'.length;

const settled = (text: string, { ids, startedAt }: Before): string => {
  if (text.length < LEAST_LENGTH) return text;
  if (SIGNED_POINTER.test(text)) return text.replace(SIGNED_POINTER, '$1$2');
  if (RANDOM_ID.test(text)) return ids.has(text) ? text : '(new)';
  if (!MOMENT.test(text)) return text.replaceAll(UUID, '(uuid)');
  const moment = Date.parse(text);
  return moment >= startedAt && moment < startedAt + LONGEST_MS ? '(now)' : text;
};

/** All that the sandbox remembers, apart from its search index. */
const records = (world: World): unknown =>
  [...world.locations.values()].map((location) => {
    const { search: _index, ...rest } = location;
    return rest;
  });

export const worldSnapshot = (world: World, before: Before): string =>
  snapshot(records(world), before);

/** Every id that is in the world. */
export const idsIn = (world: World): Set<string> => {
  const ids = new Set<string>();
  JSON.stringify(records(world), (_key, held: unknown) => {
    if (typeof held === 'string' && RANDOM_ID.test(held)) ids.add(held);
    return held instanceof Map ? [...held.values()] : held;
  });
  return ids;
};
