import { readMoment } from '../protiv/dates.ts';

/** Sorts records by a date of theirs, the latest first; those without one come last. */
export const newestFirst = <Row>(
  rows: readonly Row[],
  dateOf: (row: Row) => string | number | null | undefined,
): Row[] => {
  const moment = (row: Row): number => readMoment(dateOf(row)) ?? 0;
  return rows.toSorted((a, b) => moment(b) - moment(a));
};
