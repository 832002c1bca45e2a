/**
 * What a dropdown shows. Dropdowns are read afresh each time they open, so that a tag or user made a
 * minute ago is there.
 */
import type { SkipPage } from '../../ghl/client/skip-pages.ts';
import type { Run } from '../platform/run.ts';

export interface Choice {
  /** The value that the field takes. */
  id: string;
  /** What the user reads. */
  label: string;
}

export interface Choices {
  results: Choice[];
  /** Where "load more" goes on; `null` at the end. */
  paging_token: string | null;
}

/** A list that is shown as a whole, in this order. */
export const all = (results: Choice[]): Choices => ({ results, paging_token: null });

/** A list that is shown as a whole, in the order of the alphabet. */
export const alphabetical = (choices: Choice[]): Choices =>
  all(choices.toSorted((a, b) => a.label.localeCompare(b.label)));

/** Where "load more" goes on; a token that is none of ours starts over. */
export const resumedAt = <T>(
  { meta }: Run<unknown>,
  read: (token: string) => T | undefined,
): T | undefined => {
  const token = meta?.paging_token;
  return token ? read(token) : undefined;
};

/** How many rows "load more" leaves out: those that were shown before. */
export const skipOf = (run: Run<unknown>): number =>
  resumedAt(run, (token) => (/^\d{1,6}$/.test(token) ? Number(token) : undefined)) ?? 0;

/** What one opening of a list shows at least, if there is so much. */
const ROWS = 100;

/** So many small pages at most are read for it. */
const MOST_PAGES = 10;

/** A list that is shown a hundred rows at a time, in the order in which HighLevel sends it. */
export const rowsOf = async <Row>(
  pages: AsyncIterable<SkipPage<Row>>,
  choicesOf: (row: Row) => Choice[],
): Promise<Choices> => {
  const results: Choice[] = [];
  let read = 0;
  for await (const { rows, next } of pages) {
    results.push(...rows.flatMap(choicesOf));
    read += 1;
    if (next !== undefined && (results.length >= ROWS || read === MOST_PAGES)) {
      return { results, paging_token: String(next) };
    }
  }
  return all(results);
};
