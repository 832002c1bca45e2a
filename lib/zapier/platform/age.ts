import { readMoment } from '../../protiv/values/dates.ts';

/**
 * How long ago a record was added or changed, in milliseconds. One without a readable date counts as
 * new: better seen twice than lost.
 */
export const ageOf = (date: string | number | null | undefined, now: number): number =>
  now - (readMoment(date) ?? now);
