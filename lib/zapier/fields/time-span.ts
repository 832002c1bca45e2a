import { TIME_UNITS, asTimeUnit, shifted } from '../../protiv/values/time-span.ts';
import { locationFacts } from '../location/location.ts';
import type { Context } from '../platform/run.ts';

/** In any unit. */
export const LARGEST_AMOUNT = 10_000;

const UNIT_LABEL = 'Time Unit';

export const timeUnitField = {
  key: 'timeUnit',
  label: UNIT_LABEL,
  default: 'hours',
  choices: TIME_UNITS,
  helpText: 'Days are counted in the sub-account’s time zone.',
} as const;

/**
 * A function that moves a moment by that much time: later, or earlier for a negative amount. The
 * location's time zone is read only to count days.
 *
 * @throws {InvalidInputError} for an unknown unit
 */
export const movedBy = async (
  run: Context,
  amount: number,
  timeUnit: unknown,
): Promise<(moment: number) => number> => {
  const span = { amount, unit: asTimeUnit(UNIT_LABEL, timeUnit) };
  const timezone = span.unit === 'days' ? (await locationFacts(run)).timezone : undefined;
  return (moment) => shifted(moment, span, timezone);
};
