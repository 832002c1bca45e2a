/** One page of a list that goes on at a number of rows. */
export interface SkipPage<Row> {
  rows: Row[];
  /** The `skip` of the next page; `undefined` after the last one. */
  next: number | undefined;
}

/**
 * Where a list goes on. GHL may send fewer rows than it was asked for, so a short page is not the
 * last one: an empty one is, and the one that completes the count.
 *
 * @param received rows of the page as they came, the unreadable ones included
 * @param count rows of the whole list, where the answer says so
 */
export const nextSkip = (skip: number, received: number, count?: unknown): number | undefined => {
  const next = skip + received;
  const isWhole = typeof count === 'number' && next >= count;
  return received === 0 || isWhole ? undefined : next;
};

/**
 * The pages of a list, one after another; a page that brings nothing new is the end, whatever it says.
 *
 * @param from `skip` of the first page
 */
export async function* pagesOf<Row extends { id: string }>(
  read: (skip: number) => Promise<SkipPage<Row>>,
  from = 0,
): AsyncGenerator<SkipPage<Row>, void, void> {
  const seen = new Set<string>();
  for (let skip: number | undefined = from; skip !== undefined;) {
    const page: SkipPage<Row> = await read(skip);
    const rows = page.rows.filter(({ id }) => !seen.has(id));
    for (const { id } of rows) seen.add(id);
    skip = rows.length > 0 ? page.next : undefined;
    yield { rows, next: skip };
  }
}
