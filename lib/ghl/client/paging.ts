import type { Ghl } from './client.ts';
import { clock } from './clock.ts';
import { GhlError } from './errors.ts';
import { ATTEMPT_LIMIT_MS, BACKOFF_BASE_MS, READ_ATTEMPTS, isTransient } from './retry.ts';

/** A page is made as large as fits into this. */
const GOOD_PAGE_MS = 5_000;

/** A page grows at most so many times from one to the next. */
const MOST_GROWTH = 5;

/** A page that takes half of what an attempt may take can be twice as large. */
const SAFE_TO_DOUBLE_MS = ATTEMPT_LIMIT_MS / 2;

/** What is left of a page that timed out, when it is asked for again. */
const SHRINK = 4;

const FEWEST_ROWS = 10;

/** The most that a page should hold. */
const PAGE_BYTES = 5_000_000;

/** Kept for what an operation does with the rows that it read. */
const RESERVE_MS = 1_500;

/** A page takes a little longer than the one before, at times. */
const TOLERANCE = 1.25;

/** GHL allows 100 requests in 10 s for all Zaps of a location together. */
const WINDOW_MS = 10_000;
const MOST_IN_WINDOW = 80;

type Operation = Pick<Ghl, 'timeLeft' | 'log'>;

/**
 * The pages that one operation reads, within its time and GHL's allowance. What was read is never
 * thrown away: once there is a first page, running out of time, or trouble that does not pass, ends
 * the pages instead of failing them.
 *
 * - Pages are made larger or smaller by what the last ones took.
 * - A page gets a fair share of the time that is left; one that times out is asked for again with
 *   fewer rows.
 */
export class Paging {
  readonly #ghl: Operation;
  #mostRows: number;
  readonly #sentAt: number[] = [];
  #rows: number;
  #pagesRead = 0;
  #tookMs = 0;

  /**
   * @param rows of the first page
   * @param mostRows that GHL gives in a page
   */
  constructor(ghl: Operation, rows: number, mostRows: number) {
    this.#ghl = ghl;
    this.#rows = rows;
    this.#mostRows = mostRows;
  }

  /** Rows that the next page is asked for. */
  get rows(): number {
    return this.#rows;
  }

  /** Keeps pages of wide rows small, so that a few of them do not fill the memory. */
  heedWidth(row: unknown): void {
    const bytes = JSON.stringify(row).length;
    this.#mostRows = Math.min(
      this.#mostRows,
      Math.max(FEWEST_ROWS, Math.floor(PAGE_BYTES / bytes)),
    );
    this.#rows = Math.min(this.#rows, this.#mostRows);
  }

  /**
   * Reads the next page.
   *
   * @param ask sends one request, for so many rows, and gives it up after so many milliseconds
   * @returns `undefined` when the time is over
   * @throws {GhlError} when there was no first page, or for trouble that is not GHL's
   */
  async next<Page>(
    ask: (rows: number, attemptMs: number) => Promise<Page>,
  ): Promise<Page | undefined> {
    if (this.#pagesRead > 0 && !this.#hasTime()) return undefined;
    for (let made = 1; ; made += 1) {
      await this.#heedAllowance();
      const rows = this.#rows;
      const startedAt = clock.now();
      try {
        const page = await ask(rows, this.#share(READ_ATTEMPTS - made + 1));
        this.#learn(rows, clock.now() - startedAt);
        return page;
      } catch (error) {
        const canRepeat = isTransient(error) && made < READ_ATTEMPTS && this.#timeLeft() > 0;
        if (!canRepeat) {
          if (this.#pagesRead > 0 && passesByItself(error)) return undefined;
          throw error;
        }
        if (error.code === 'unreachable')
          this.#rows = Math.max(FEWEST_ROWS, Math.ceil(rows / SHRINK));
        this.#ghl.log('request.retried', {
          reason: error.code,
          attemptsMade: made,
          status: error.details.status ?? 0,
        });
        await clock.sleep(Math.random() * BACKOFF_BASE_MS * 2 ** (made - 1));
      }
    }
  }

  #timeLeft(): number {
    return this.#ghl.timeLeft() - RESERVE_MS;
  }

  #hasTime(): boolean {
    return this.#timeLeft() > this.#tookMs * TOLERANCE;
  }

  /** How long an attempt may take. The first page may use up the time, for there is nothing else. */
  #share(attemptsLeft: number): number {
    const left = Math.max(1, this.#timeLeft());
    const fair =
      this.#pagesRead === 0 ? left / attemptsLeft : Math.max(left / 2, this.#tookMs * TOLERANCE);
    return Math.floor(Math.max(1, Math.min(ATTEMPT_LIMIT_MS, left, fair)));
  }

  #learn(rows: number, tookMs: number): void {
    this.#pagesRead += 1;
    this.#tookMs = tookMs;
    const growth = Math.min(MOST_GROWTH, GOOD_PAGE_MS / Math.max(1, tookMs));
    const factor = tookMs <= SAFE_TO_DOUBLE_MS ? Math.max(2, growth) : growth;
    // What is slow whatever its size must not shrink to nothing.
    const fewest = Math.min(rows, 100);
    this.#rows = Math.min(this.#mostRows, Math.max(fewest, Math.floor(rows * factor)));
  }

  async #heedAllowance(): Promise<void> {
    const earliest = this.#sentAt.at(-MOST_IN_WINDOW);
    const wait = earliest === undefined ? 0 : earliest + WINDOW_MS - clock.now();
    // Taken before the wait, so that several readers share one allowance.
    this.#sentAt.push(Math.max(clock.now(), clock.now() + wait));
    if (wait > 0) await clock.sleep(wait);
  }
}

const passesByItself = (error: unknown): boolean =>
  error instanceof GhlError && error.kind === 'throttled';
