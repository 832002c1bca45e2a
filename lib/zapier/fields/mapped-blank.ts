import { isBlank } from '../../protiv/values/blank.ts';
import type { Run } from '../platform/run.ts';

/**
 * Whether a filter was mapped from an earlier step and came out empty. Such a search finds nothing:
 * only a filter that the Zap's maker left blank means "any".
 */
export const hasEmptiedFilter = (
  { input, isMapped }: Pick<Run<Readonly<Record<string, unknown>>>, 'input' | 'isMapped'>,
  filters: readonly string[],
): boolean => filters.some((filter) => isMapped(filter) && isBlank(input[filter]));
