/** A JSON object whose values are still to be looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One edit of a JSON tree: `to` is put at the path `at`. */
export interface Change {
  /** Keys from the root. `*` is every key; in a list of `{name}` objects a key is the name. */
  readonly at: readonly string[];
  readonly to: unknown;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A copy of `tree` with the change made. The last key may be new; a path with `*` passes over
 * branches that lack a key on the way.
 * @throws Error when a path without `*` leads nowhere, which means that the files have changed.
 */
export function withChange(tree: unknown, change: Change): unknown {
  const everywhere = change.at.includes('*');

  const descend = (node: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return change.to;
    if (key === '*' && isObject(node)) {
      return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, descend(v, rest)]));
    }
    if (Array.isArray(node)) {
      const named = (item: unknown): boolean => isObject(item) && item['name'] === key;
      if (node.some(named)) return node.map((item) => (named(item) ? descend(item, rest) : item));
      if (rest.length === 0) return [...node, change.to];
    }
    if (isObject(node) && (rest.length === 0 || key in node)) {
      return { ...node, [key]: descend(node[key], rest) };
    }
    if (everywhere) return node;
    throw new Error(`The official files have nothing at ${change.at.join(' > ')}.`);
  };

  return descend(tree, change.at);
}
