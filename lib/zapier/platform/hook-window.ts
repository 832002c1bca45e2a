import { readMoment } from '../../protiv/values/dates.ts';
import type { Hook } from './hook-trigger.ts';
import type { Run } from './run.ts';

/**
 * What a poll that remembers nothing shows of a time: those of its records that are dated within it. For
 * records that HighLevel lists by no date, and so no further back than a poll looks.
 *
 * @param by the field that says when it happened
 */
export const readPolledWindow = <Input, Row extends object>(
  by: keyof Row,
  poll: (run: Run<Input>) => Promise<Row[]>,
): NonNullable<Hook<Input, Row>['readWindow']> =>
  async function* (run, { from, to }) {
    const rows = await poll({ ...run, meta: {} });
    yield rows.filter((row) => {
      const date: unknown = row[by];
      const moment = typeof date === 'string' ? readMoment(date) : undefined;
      return moment !== undefined && moment >= from && moment <= to;
    });
  };
