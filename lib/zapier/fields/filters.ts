import { isBlank } from '../../protiv/values/blank.ts';
import type { Run } from '../platform/run.ts';

/**
 * Whether a filter was mapped from an earlier step and came out empty. Such a search finds nothing:
 * the tasks of nobody are not those of everybody. Only a filter that was left blank means "any".
 *
 * @param filters keys of the step's fields
 */
export const isAnyFilterEmpty = (
  { input, isMapped }: Run<Readonly<Record<string, unknown>>>,
  filters: readonly string[],
): boolean => filters.some((filter) => isBlank(input[filter]) && isMapped(filter));
