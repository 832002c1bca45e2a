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
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * A value as text that is the same for equal values, whatever ids and moments a run came to give:
 * keys are sorted, a new id reads `(new)` and a moment of the run `(now)`.
 */
export const snapshot = (value: unknown, before: Before): string =>
  JSON.stringify(value, (_key, held: unknown) => {
    if (typeof held === 'string') return settled(held, before);
    if (held instanceof Map) return [...held.values()].map((item) => snapshot(item, before)).sort();
    if (typeof held !== 'object' || held === null || Array.isArray(held)) return held;
    let uuids = 0;
    const named = Object.entries(held).map(([key, item]) => {
      const name = key.replaceAll(UUID, () => `(uuid ${(uuids += 1)})`);
      return [name, item] as const;
    });
    return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
  }) ?? 'undefined';

const settled = (text: string, { ids, startedAt }: Before): string => {
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
