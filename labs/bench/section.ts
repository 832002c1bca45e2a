import type { Section } from '../reliability/section.ts';
import type { Bench } from './bench.ts';

/** One of the aims of issue 7, and what was measured. */
export interface Aim {
  figure: string;
  aim: string;
  measured: string;
  held: boolean;
}

export interface BenchSection extends Omit<Section, 'failures'> {
  aims: readonly Aim[];
  /** The same as numbers, for `--json`. */
  data: unknown;
}

export type RunSection = (bench: Bench) => Promise<BenchSection>;

/** An aim that a figure may not exceed. */
export const atMost = (
  figure: string,
  value: number,
  { limit, unit = '', digits = 2 }: { limit: number; unit?: string; digits?: number },
): Aim => ({
  figure,
  aim: `≤ ${limit}${unit}`,
  measured: `${value.toFixed(digits)}${unit}`,
  held: value <= limit,
});
