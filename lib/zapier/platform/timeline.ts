import type { Ghl } from '../../ghl/client/client.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { OPEN_END, nextRange } from './spans.ts';
import type { Range } from './spans.ts';

/** A few rows out of order are search at work; more are a sort that GHL ignores. */
const MOST_OUT_OF_ORDER = 0.05;

/** So many pages of one and the same millisecond, and the next poll would not get past it either. */
const PAGES_OF_ONE_MOMENT = 4;

export interface DatedPage<Row> {
  rows: Row[];
  /** Rows that match in all, where the answer says so. */
  total: number;
  /** Whether it is the last one. */
  isLast: boolean;
}

/** Records that come in the order of a date, the newest first. */
export interface DatedSource<Row> {
  momentOf: (row: Row) => number | undefined;
  /**
   * The pages of a range, or of all, each row once in all that is read. They end by themselves when the
   * time is over.
   *
   * @param isMeant whether a row can be in the answer at all
   */
  pages: (
    range: Range | undefined,
    isMeant?: (row: Row) => boolean,
  ) => AsyncGenerator<DatedPage<Row>, void, undefined>;
}

/** Records in the order of a date, read from the newest on, and how much of the time that covers. */
export interface DatedReading<Row> {
  readonly covered: readonly Range[];
  /** The latest date that was seen. */
  readonly newest: number | undefined;
  /** Rows that match in all, by the first page. */
  readonly total: number;
  /** The first page, whatever its dates. */
  start: () => Promise<Row[]>;
  /**
   * Reads what is wanted and not covered yet, the newest first, until it is all read, the time is over
   * or there are `mostRows`.
   */
  read: (wanted: readonly Range[], mostRows: number) => AsyncGenerator<Row[], void, undefined>;
}

/** A reading of what HighLevel finds between any two moments. */
export class Timeline<Row> implements DatedReading<Row> {
  readonly covered: Range[] = [];
  /** The latest date that was seen. */
  newest: number | undefined;
  /** Rows that match in all, by the first page. */
  total = 0;
  rows = 0;
  /** Whether the time is over. */
  isOver = false;
  readonly #ghl: Ghl;
  readonly #source: DatedSource<Row>;

  constructor(ghl: Ghl, source: DatedSource<Row>) {
    this.#ghl = ghl;
    this.#source = source;
  }

  /** The first page, from the newest row on, whatever its date. */
  async start(): Promise<Row[]> {
    const { value: page } = await this.#source.pages(undefined).next();
    if (!page) return [];
    this.total = page.total;
    this.#take(page, { from: 0, to: OPEN_END });
    return page.rows;
  }

  /**
   * Reads what is wanted and not covered yet, the newest first, until it is all read, the time is over
   * or there are `mostRows`.
   */
  async *read(wanted: readonly Range[], mostRows: number): AsyncGenerator<Row[], void, undefined> {
    while (!this.isOver && this.rows < mostRows) {
      const range = nextRange(wanted, this.covered);
      if (!range) return;
      yield* this.#readRange(range, mostRows);
    }
  }

  async *#readRange(range: Range, mostRows: number): AsyncGenerator<Row[], void, undefined> {
    let pages = 0;
    let only: number | undefined = range.to;
    const isMeant = (row: Row): boolean => {
      const moment = this.#source.momentOf(row);
      return moment !== undefined && moment >= range.from && moment <= range.to;
    };
    for await (const page of this.#source.pages(range, isMeant)) {
      pages += 1;
      const { isEnd, newest, oldest } = this.#take(page, range);
      only = newest === oldest && (pages === 1 || only === newest) ? newest : undefined;
      yield page.rows;
      if (isEnd || this.rows >= mostRows) return;
    }
    this.isOver = true;
    if (only !== undefined && pages >= PAGES_OF_ONE_MOMENT) {
      this.covered.push({ from: only, to: only });
      this.#ghl.log('poll.truncated', { rows: this.rows, moment: new Date(only).toISOString() });
    }
  }

  /** Takes note of what a page covers; whether it is the last one of its range. */
  #take(
    { rows, isLast }: DatedPage<Row>,
    range: Range,
  ): { isEnd: boolean; newest: number | undefined; oldest: number | undefined } {
    this.rows += rows.length;
    const { newest, oldest } = extentOf(rows, this.#source.momentOf);
    if (newest !== undefined) this.newest = Math.max(this.newest ?? newest, newest);
    if (isLast) this.covered.push(range);
    else if (oldest !== undefined) this.covered.push({ from: oldest + 1, to: range.to });
    return { isEnd: isLast || (oldest !== undefined && oldest < range.from), newest, oldest };
  }
}

/**
 * The dates between which a page of rows lies. `oldest` is absent where nobody can tell what comes
 * after the page, because it is not in the order that was asked for.
 *
 * @throws {GhlError} `undated_rows` when there are rows and none has a readable date
 */
export const extentOf = <Row>(
  rows: readonly Row[],
  momentOf: (row: Row) => number | undefined,
): { newest: number | undefined; oldest: number | undefined } => {
  const moments = rows.map(momentOf).filter((moment) => moment !== undefined);
  if (rows.length > 0 && moments.length === 0) throw GhlError.undated();
  const newest = moments.reduce<number | undefined>(
    (most, moment) => Math.max(most ?? moment, moment),
    undefined,
  );
  const outOfOrder = moments.filter((moment, at) => moment > (moments[at - 1] ?? moment)).length;
  if (outOfOrder === 0) return { newest, oldest: moments.at(-1) };
  return outOfOrder <= moments.length * MOST_OUT_OF_ORDER
    ? { newest, oldest: Math.max(...moments.slice(-3)) }
    : { newest, oldest: undefined };
};
