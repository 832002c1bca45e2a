import type { Ghl } from '../../ghl/client/client.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { opportunityPages, opportunityPaging } from '../../ghl/opportunities.ts';
import type { OpportunityDate, OpportunitySearch } from '../../ghl/opportunities.ts';
import type { WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import type { Range } from '../platform/spans.ts';

export interface RangesRead {
  /** Each once, in no order. */
  rows: WireOpportunity[];
  /** What of each range was not read to its end, to be read at another time. */
  left: Range[][];
}

/**
 * The opportunities whose date lies in some ranges, as many as can be read in the time of one operation.
 * Search sorts by that date, but nobody promises that it does. Where the rows come so, what was read of
 * a range is read; where they do not, a range that could not be read to its end is left in two halves,
 * so that the next one who reads it comes further.
 *
 * @param ranges what to read, in this order
 * @param most rows after which no further page is asked for
 * @throws {GhlError} when not even the first page could be read; `undated_rows` when no row of a page
 *   has a readable date
 */
export const readRanges = async (
  ghl: Ghl,
  search: OpportunitySearch,
  ranges: readonly Range[],
  most: number,
): Promise<RangesRead> => {
  const paging = opportunityPaging(ghl);
  const seen = new Set<string>();
  const rows: WireOpportunity[] = [];
  const left: Range[][] = [];
  let isOver = false;
  for (const range of ranges) {
    if (isOver || rows.length >= most) {
      left.push([range]);
      continue;
    }
    const order = new Order(search.by, range);
    let isWhole = false;
    for await (const page of opportunityPages(ghl, { ...search, ...range }, paging, seen)) {
      order.take(page.opportunities);
      rows.push(...page.opportunities);
      isWhole = page.next === undefined && !page.isCut;
      if (rows.length >= most) break;
    }
    isOver = !isWhole;
    left.push(isWhole ? [] : order.left());
  }
  return { rows, left };
};

/** Whether the rows of a range come in the order that was asked for, and how far they have come. */
class Order {
  readonly #by: OpportunityDate;
  readonly #range: Range;
  #isKept = true;
  #oldest: number | undefined;

  constructor(by: OpportunityDate, range: Range) {
    this.#by = by;
    this.#range = range;
  }

  take(rows: readonly WireOpportunity[]): void {
    const moments = rows
      .map((row) => readMoment(row[this.#by]))
      .filter((moment) => moment !== undefined);
    if (rows.length > 0 && moments.length === 0) throw GhlError.undated();
    for (const moment of moments) {
      this.#isKept &&= moment <= (this.#oldest ?? moment);
      this.#oldest = moment;
    }
  }

  left(): Range[] {
    const { from, to } = this.#range;
    const oldest = this.#oldest;
    if (this.#isKept && oldest !== undefined && oldest >= from && oldest < to) {
      return [{ from, to: oldest }];
    }
    const middle = Math.floor((from + to) / 2);
    return middle > from
      ? [
          { from: middle + 1, to },
          { from, to: middle },
        ]
      : [{ from, to }];
  }
}
