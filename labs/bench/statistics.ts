/** Middle and ends of what was measured. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

export const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});

/**
 * The ratios of what two apps took in the same round. Whatever else keeps the machine busy for a
 * while weighs on both of them, so it leaves the ratio alone.
 */
export const ratios = (ours: readonly number[], theirs: readonly number[]): Spread =>
  spread(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));

/** `12.3 (11.8–14.0)` */
export const shownSpread = ({ median: middle, min, max }: Spread, digits = 1): string =>
  `${middle.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;

/**
 * Runs each of several measurements once in each round, in turn forwards and backwards, so that
 * neither warmth nor a busy neighbour favours one of them.
 */
export const alternately = async <Name, Result>(
  names: readonly Name[],
  rounds: number,
  measure: (name: Name) => Promise<Result>,
): Promise<(name: Name) => Result[]> => {
  const results = new Map<Name, Result[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      results.get(name)?.push(await measure(name));
    }
  }
  return (name) => results.get(name) ?? [];
};
