/** Paths of what must never leave in an output: "", "null", NaN, null, undefined, {} and []. */
export const unclean = (value: unknown, path = ''): string[] => {
  if (value === undefined || value === null) return [`${path}: ${String(value)}`];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
  if (typeof value === 'string') {
    const content = value.trim();
    return content === '' || content === 'null' ? [`${path}: ${JSON.stringify(value)}`] : [];
  }
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  if (entries.length === 0 && path !== '.tags') return [`${path}: empty`];
  return entries.flatMap(([key, inner]) => unclean(inner, `${path}.${key}`));
};

export interface Outcome {
  value?: unknown;
  error?: unknown;
}

/** What a call comes to. */
export const outcomeOf = (call: () => unknown): Outcome => {
  try {
    return { value: call() };
  } catch (error) {
    return { error };
  }
};
