/** What an action says that is given many rows at once: of each row what has become of it. */
import type { PlainOutputField } from 'zapier-platform-core';

import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { lineItems, toLineItems } from '../platform/line-items.ts';
import type { LineItem } from '../platform/line-items.ts';

/** `not_done`: it was not its turn yet, for lack of time or because HighLevel stopped in between. */
type RowResult = 'done' | 'failed' | 'not_done';

/** What has become of one row. */
export interface RowOutcome {
  result: RowResult;
  /** A sentence, for a row that is not done. */
  problem?: string;
}

const OUTCOME_FIELDS: readonly PlainOutputField[] = [
  { key: 'result', label: 'Result', type: 'string' },
  { key: 'problem', label: 'Problem', type: 'string' },
];

const allFields = (fields: readonly PlainOutputField[]): PlainOutputField[] => [
  ...OUTCOME_FIELDS,
  ...fields,
];

/**
 * Output fields of such an action.
 *
 * @param fields of a row, besides its outcome
 * @param filled keys of those that no row lacks
 */
export const rowResultsOutput = (
  fields: readonly PlainOutputField[],
  filled: readonly string[] = [],
): PlainOutputField[] => [
  { key: 'id', label: 'Sub-Account ID', type: 'string' },
  { key: 'allDone', label: 'All Done', type: 'boolean' },
  { key: 'doneCount', label: 'Number Done', type: 'integer' },
  { key: 'failedCount', label: 'Number Failed', type: 'integer' },
  { key: 'notDoneCount', label: 'Number Not Done', type: 'integer' },
  { key: 'whatNow', label: 'What to Do Now', type: 'string' },
  ...lineItems('results', allFields(fields), filled),
];

const GO_ON =
  'Not all rows had their turn; Problem says why. Run the step again with the same rows, or put the same step behind this one: what is done is not done a second time.';

const MEND =
  'Some rows failed; Problem says why. Put them right and run the step again with the same rows: what is done is not done a second time.';

export interface RowResults {
  id: string;
  allDone: boolean;
  doneCount: number;
  failedCount: number;
  notDoneCount: number;
  /** Absent when all is done. */
  whatNow?: string;
  results: LineItem[];
}

/**
 * The answer of such an action: one line item for each row that it was given, in their order.
 *
 * @throws {InvalidInputError} when all have failed, with the problem of the first, so that the step is
 *   seen to fail
 */
export const rowResults = (
  id: string,
  rows: readonly RowOutcome[],
  fields: readonly PlainOutputField[],
  filled: readonly string[] = [],
): RowResults => {
  const count = (wanted: RowResult): number =>
    rows.filter(({ result }) => result === wanted).length;
  const [failedCount, notDoneCount] = [count('failed'), count('not_done')];
  if (failedCount > 0 && failedCount === rows.length) {
    const problem = rows[0]?.problem ?? '';
    throw new InvalidInputError(
      rows.length === 1 ? problem : `None of the ${rows.length} rows could be used. ${problem}`,
    );
  }
  const whatNow = notDoneCount > 0 ? GO_ON : MEND;
  return {
    id,
    allDone: failedCount + notDoneCount === 0,
    doneCount: rows.length - failedCount - notDoneCount,
    failedCount,
    notDoneCount,
    ...(failedCount + notDoneCount > 0 && { whatNow }),
    results: toLineItems(rows, { fields: allFields(fields), filled }),
  };
};
