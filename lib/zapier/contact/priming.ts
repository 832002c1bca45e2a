import type { Ghl } from '../../ghl/client/client.ts';
import { contactPages, contactPaging, searchContacts } from '../../ghl/contacts.ts';
import type { ContactFilter, ContactPage, ContactSearch } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { MOST_PRIMED } from '../platform/poll-windows.ts';
import { OPEN_END, union } from '../platform/spans.ts';
import type { Range } from '../platform/spans.ts';
import { extent, within } from './timeline.ts';
import type { DateField } from './timeline.ts';

/** Pages that are read at a time; fewer where rows are so wide that they would fill the memory. */
const MOST_AT_ONCE = 10;
const BYTES_AT_ONCE = 30_000_000;

/** A part of the time line is cut into pieces of about so many contacts. */
const PIECE_ROWS = 450;

/** The rest of a range, to be read in one piece. */
interface Piece extends Range {
  /** Where its next page starts, in a piece that cannot be cut any more. */
  searchAfter?: ContactSearch['searchAfter'];
}

/**
 * All contacts of a search, as many as can be read in the time of one operation: in parallel, over
 * ranges of a date that do not overlap, each contact once.
 *
 * @param by the date to cut by; the date of creation never moves
 * @param wholes what to read of it; ranges that do not overlap
 * @param most contacts after which no further page is asked for
 * @returns the ranges that were not read to the end
 * @throws {GhlError} when not even the first page could be read
 */
export async function* readAll(
  ghl: Ghl,
  by: DateField,
  filters: readonly ContactFilter[],
  wholes: readonly Range[],
  most: number = MOST_PRIMED,
): AsyncGenerator<WireContact[], Range[], undefined> {
  const paging = contactPaging(ghl);
  const known = new Set<string>();
  const fresh = ({ contacts }: ContactPage): WireContact[] => {
    const unknown = contacts.filter(({ id }) => !known.has(id));
    for (const { id } of unknown) known.add(id);
    return unknown;
  };
  const searchOf = ({ searchAfter, ...range }: Piece) => ({
    filters: range.from === 0 && range.to === OPEN_END ? filters : [...filters, within(by, range)],
    sort: { field: by, direction: 'desc' } as const,
    ...(searchAfter && { searchAfter }),
  });
  const readPiece = async (piece: Piece) => ({
    piece,
    page: await paging.next((pageLimit, attemptMs) =>
      searchContacts(ghl, { ...searchOf(piece), pageLimit }, new Set(), attemptMs),
    ),
  });

  let pieces: Piece[] = [...wholes];
  let atOnce = 1;
  while (pieces.length > 0 && known.size < most) {
    const read = await Promise.all(pieces.slice(0, atOnce).map(readPiece));
    const rest: Piece[] = [];
    for (const { piece, page } of read) {
      if (page === undefined) {
        rest.push(piece);
        continue;
      }
      yield fresh(page);
      if (!page.next) continue;
      const { newest, oldest } = extent(page.contacts, by);
      if (
        newest === undefined ||
        oldest === undefined ||
        newest > piece.to ||
        oldest < piece.from
      ) {
        // The sort or the filter is ignored: one after another, then.
        return yield* readInOrder();
      }
      rest.push(...cut({ ...piece, to: oldest }, newest, page));
      atOnce = atOnceFor(page);
    }
    pieces = [...rest, ...pieces.slice(read.length)];
    if (read.some(({ page }) => page === undefined)) break;
  }
  return union(pieces);

  async function* readInOrder(): AsyncGenerator<WireContact[], Range[], undefined> {
    const whole = hull(wholes);
    let to = whole.to;
    for await (const page of contactPages(ghl, { ...searchOf(whole), pageLimit: 1 }, { paging })) {
      yield fresh(page);
      const { oldest } = extent(page.contacts, by);
      if (!page.next || (oldest !== undefined && oldest < whole.from)) return [];
      to = oldest ?? whole.to;
      if (known.size >= most) break;
    }
    return [{ from: whole.from, to }];
  }
}

const hull = (ranges: readonly Range[]): Range => ({
  from: Math.min(...ranges.map(({ from }) => from)),
  to: Math.max(...ranges.map(({ to }) => to)),
});

/**
 * What follows a page, in pieces of about a page each, if contacts go on as dense as on the page. What
 * shares one millisecond cannot be cut.
 *
 * @param rest from the end of the piece to the last contact of the page
 * @param newest the date of the first contact of the page
 */
const cut = (rest: Piece, newest: number, { contacts, total, next }: ContactPage): Piece[] => {
  const { from, to } = rest;
  const count = Math.ceil((total - contacts.length) / PIECE_ROWS);
  const stepMs = Math.ceil(((newest - to) / contacts.length) * PIECE_ROWS);
  if (count <= 1 || stepMs === 0) return [{ ...rest, ...(next && { searchAfter: next }) }];
  const pieces: Piece[] = [];
  let end = to;
  while (pieces.length < count - 1 && end - stepMs > from) {
    pieces.push({ from: end - stepMs + 1, to: end });
    end -= stepMs;
  }
  return [...pieces, { from, to: end }];
};

const atOnceFor = ({ contacts }: ContactPage): number => {
  const bytes = JSON.stringify(contacts[0] ?? {}).length * contacts.length;
  return Math.max(2, Math.min(MOST_AT_ONCE, Math.floor(BYTES_AT_ONCE / bytes)));
};
