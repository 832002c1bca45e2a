import { Paging } from '../../ghl/client/paging.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import type { WireSubmission } from '../../ghl/schemas/submission.ts';
import { SUBMISSIONS_PER_PAGE, readSubmissions } from '../../ghl/submissions.ts';
import type { FormKind, SubmissionPage, SubmissionSearch } from '../../ghl/submissions.ts';
import { DAY_MS, readMoment } from '../../protiv/values/dates.ts';
import { OPEN_END, nextRange } from '../platform/spans.ts';
import type { Range } from '../platform/spans.ts';
import type { DatedReading } from '../platform/timeline.ts';

/** So many pages stand between what is read and what is wanted that looking for the place is cheaper. */
const WORTH_LOOKING = 3;

/** When the first and the last submission of a page were sent. */
interface Extent {
  newest: number;
  oldest: number;
  /** Or only looked at, to find where to read. */
  isRead: boolean;
}

export interface SubmissionSource {
  kind: FormKind;
  formId: string | undefined;
  /** Of this contact only. */
  contactId?: string | undefined;
}

/**
 * Submissions in the order of their dates, read from the newest on, and how much of the time that covers.
 * HighLevel finds them by whole days and gives them in numbered pages, in an order that is in no file: a
 * place counts from the newest page, whichever end that is. What earlier polls have read is passed over by
 * looking for the place where it ends, rather than read again; a page that was only looked at covers
 * nothing, so that what is left to read stays in one piece.
 */
export class SubmissionTimeline implements DatedReading<WireSubmission> {
  readonly covered: Range[] = [];
  /** The latest date that was seen. */
  newest: number | undefined;
  total = 0;
  rows = 0;
  readonly #ghl: Ghl;
  readonly #source: SubmissionSource;
  readonly #days: Pick<SubmissionSearch, 'startAt' | 'endAt'>;
  readonly #paging: Paging;
  readonly #places = new Map<number, Extent>();
  #pages = 1;
  #isReversed = false;
  #isOver = false;

  /** @param since the earliest moment of interest, in milliseconds since the epoch */
  constructor(ghl: Ghl, source: SubmissionSource, since: number) {
    this.#ghl = ghl;
    this.#source = source;
    // A day more at both ends: nobody knows in which time zone HighLevel counts them.
    this.#days = { startAt: dayOf(since - DAY_MS), endAt: dayOf(clock.now() + DAY_MS) };
    this.#paging = new Paging(ghl, SUBMISSIONS_PER_PAGE, SUBMISSIONS_PER_PAGE);
  }

  /** The first page, whichever end of the list that is. */
  async start(): Promise<WireSubmission[]> {
    const page = await this.#ask(1);
    if (!page) return [];
    this.total = page.total;
    const [first, last] = [page.rows.at(0), page.rows.at(-1)].map((row) => momentOf(row) ?? 0);
    this.#isReversed = this.#pages > 1 && (first ?? 0) < (last ?? 0);
    this.#take(this.#isReversed ? this.#pages - 1 : 0, page, true);
    return page.rows;
  }

  /**
   * Reads what is wanted and not covered yet, the newest first, until it is all read, the time is over or
   * there are `mostRows`.
   */
  async *read(
    wanted: readonly Range[],
    mostRows: number,
  ): AsyncGenerator<WireSubmission[], void, undefined> {
    while (!this.#isOver && this.rows < mostRows) {
      const range = nextRange(wanted, this.covered);
      if (!range) return;
      const { place, isRead } = this.#placeFor(range);
      if (place >= this.#pages) {
        // There is nothing left between what stands before it and after it.
        this.covered.push(range);
        continue;
      }
      const page = await this.#ask(this.#isReversed ? this.#pages - place : place + 1);
      if (!page) return;
      this.#take(place, page, isRead);
      if (isRead) yield page.rows;
    }
  }

  /** The page to read next for a range, or to look at; past the last one where all that may hold it are read. */
  #placeFor({ to }: Range): { place: number; isRead: boolean } {
    let from = 0;
    let until = this.#pages;
    let isNext = true;
    for (const [place, { newest, oldest, isRead }] of this.#places) {
      if (newest <= to) until = Math.min(until, place);
      if (place < from) continue;
      if (oldest > to || (isRead && oldest === to)) [from, isNext] = [place + 1, oldest === to];
      else if (newest > to) [from, isNext] = [place, true];
    }
    while (from < until && this.#isRead(from)) from += 1;
    if (from >= until) {
      // The page at the end of the gap may be read, and what follows it be what is wanted.
      while (this.#isRead(until)) until += 1;
      return { place: until, isRead: true };
    }
    const middle = Math.floor((from + until) / 2);
    const looks = !isNext && until - from > WORTH_LOOKING && !this.#places.has(middle);
    return looks ? { place: middle, isRead: false } : { place: from, isRead: true };
  }

  #isRead(place: number): boolean {
    return this.#places.get(place)?.isRead === true;
  }

  async #ask(page: number): Promise<SubmissionPage | undefined> {
    const { kind, ...which } = this.#source;
    const search = { ...which, ...this.#days, page };
    const found = await this.#paging.next((_rows, attemptMs) =>
      readSubmissions(this.#ghl, kind, search, attemptMs),
    );
    if (!found) this.#isOver = true;
    // Where they count from the last page, a page more would move all places.
    else if (!this.#isReversed) this.#pages = Math.max(this.#pages, pagesFor(found));
    return found;
  }

  /**
   * Takes note of what a page covers: between it and those beside it there is nothing. What is of their own
   * moments may be on either page, so both have to be read.
   */
  #take(place: number, { rows }: SubmissionPage, isRead: boolean): void {
    const moments = rows.map(momentOf).filter((moment) => moment !== undefined);
    if (rows.length > 0 && moments.length === 0) throw GhlError.undated();
    const [above, below] = [this.#places.get(place - 1), this.#places.get(place + 1)];
    const oldest = moments.reduce((least, one) => Math.min(least, one), above?.oldest ?? OPEN_END);
    const newest = moments.reduce((most, one) => Math.max(most, one), moments[0] ?? oldest);
    this.#places.set(place, { newest, oldest, isRead });
    this.rows += rows.length;
    if (!isRead) return;
    if (moments.length > 0) this.newest = Math.max(this.newest ?? 0, newest);
    const isLast = place >= this.#pages - 1;
    const start = below ? below.newest + (below.isRead ? 0 : 1) : oldest + 1;
    const end = above ? above.oldest - (above.isRead ? 0 : 1) : newest - 1;
    this.covered.push({ from: isLast ? 0 : start, to: place === 0 ? OPEN_END : end });
  }
}

const pagesFor = ({ total }: SubmissionPage): number => Math.ceil(total / SUBMISSIONS_PER_PAGE);

export const momentOf = (row: WireSubmission | undefined): number | undefined =>
  readMoment(row?.createdAt);

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);
