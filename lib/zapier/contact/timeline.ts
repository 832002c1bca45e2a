import type { Ghl } from '../../ghl/client/client.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import type { Paging } from '../../ghl/client/paging.ts';
import { contactPages, contactPaging } from '../../ghl/contacts.ts';
import type { ContactFilter, ContactPage } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { OPEN_END, nextRange } from '../platform/spans.ts';
import type { Range } from '../platform/spans.ts';

export type DateField = 'dateAdded' | 'dateUpdated';

/** A few rows out of order are search at work; more are a sort that GHL ignores. */
const MOST_OUT_OF_ORDER = 0.05;

/** So many pages of one and the same millisecond, and the next poll would not get past it either. */
const PAGES_OF_ONE_MOMENT = 4;

/** Contacts in the order of a date, read from the newest on, and how much of the time that covers. */
export class Timeline {
  readonly covered: Range[] = [];
  /** The latest date that was seen. */
  newest: number | undefined;
  /** Contacts that match in all, by the first page. */
  total = 0;
  rows = 0;
  pagesRead = 0;
  /** Whether the time is over. */
  isOver = false;
  readonly #ghl: Ghl;
  readonly #by: DateField;
  readonly #filters: readonly ContactFilter[];
  readonly #firstPage: number;
  /** A contact that changes while pages are read may stand on two of them. */
  readonly #shared: { paging: Paging; seen: Set<string> };

  /**
   * @param firstPage rows of the first page
   */
  constructor(ghl: Ghl, by: DateField, filters: readonly ContactFilter[], firstPage: number) {
    this.#ghl = ghl;
    this.#by = by;
    this.#filters = filters;
    this.#firstPage = firstPage;
    this.#shared = { paging: contactPaging(ghl, firstPage), seen: new Set() };
  }

  /** The first page, from the newest contact on, whatever its date. */
  async start(): Promise<WireContact[]> {
    const pages = contactPages(this.#ghl, this.#search(), this.#shared);
    const { value: page } = await pages.next();
    if (!page) return [];
    this.total = page.total;
    this.#take(page, { from: 0, to: OPEN_END });
    return page.contacts;
  }

  /**
   * Reads what is wanted and not covered yet, the newest first, until it is all read, the time is over
   * or there are `mostRows`.
   */
  async *read(
    wanted: readonly Range[],
    mostRows: number,
  ): AsyncGenerator<WireContact[], void, undefined> {
    while (!this.isOver && this.rows < mostRows) {
      const range = nextRange(wanted, this.covered);
      if (!range) return;
      yield* this.#readRange(range, mostRows);
    }
  }

  async *#readRange(
    range: Range,
    mostRows: number,
  ): AsyncGenerator<WireContact[], void, undefined> {
    const search = this.#search([within(this.#by, range)]);
    let pages = 0;
    let only: number | undefined = range.to;
    const isMeant = (contact: WireContact): boolean => {
      const moment = readMoment(contact[this.#by]);
      return moment !== undefined && moment >= range.from && moment <= range.to;
    };
    for await (const page of contactPages(this.#ghl, search, { ...this.#shared, isMeant })) {
      pages += 1;
      const { isEnd, newest, oldest } = this.#take(page, range);
      only = newest === oldest && (pages === 1 || only === newest) ? newest : undefined;
      yield page.contacts;
      if (isEnd || this.rows >= mostRows) return;
    }
    this.isOver = true;
    if (only !== undefined && pages >= PAGES_OF_ONE_MOMENT) {
      this.covered.push({ from: only, to: only });
      this.#ghl.log('poll.truncated', { rows: this.rows, moment: new Date(only).toISOString() });
    }
  }

  #search(range: readonly ContactFilter[] = []) {
    return {
      filters: [...this.#filters, ...range],
      sort: { field: this.#by, direction: 'desc' },
      pageLimit: this.#firstPage,
    } as const;
  }

  /** Takes note of what a page covers; whether it is the last one of its range. */
  #take(
    { contacts, next }: ContactPage,
    range: Range,
  ): { isEnd: boolean; newest: number | undefined; oldest: number | undefined } {
    this.pagesRead += 1;
    this.rows += contacts.length;
    const { newest, oldest } = extent(contacts, this.#by);
    if (newest !== undefined) this.newest = Math.max(this.newest ?? newest, newest);
    if (!next) this.covered.push(range);
    else if (oldest !== undefined) this.covered.push({ from: oldest + 1, to: range.to });
    return { isEnd: !next || (oldest !== undefined && oldest < range.from), newest, oldest };
  }
}

/** The condition that a date lies in a range. */
export const within = (field: DateField, { from, to }: Range): ContactFilter => ({
  field,
  operator: 'range',
  value: {
    gte: new Date(from).toISOString(),
    ...(to < OPEN_END && { lte: new Date(to).toISOString() }),
  },
});

/**
 * The dates between which a page of contacts lies. `oldest` is absent where nobody can tell what comes
 * after the page, because it is not in the order that was asked for.
 *
 * @throws {GhlError} `undated_rows` when there are contacts and none has a readable date
 */
export const extent = (
  contacts: readonly WireContact[],
  by: DateField,
): { newest: number | undefined; oldest: number | undefined } => {
  const moments = contacts
    .map((contact) => readMoment(contact[by]))
    .filter((moment) => moment !== undefined);
  if (contacts.length > 0 && moments.length === 0) throw GhlError.undated();
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
