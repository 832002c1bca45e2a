import type { Ghl } from '../../ghl/client/client.ts';

/** What Zapier takes as the result of one poll (core's `RESPONSE_SIZE_LIMIT`), in bytes of JSON. */
const RESULT_LIMIT = 6_291_456;

/** Kept free for what core puts around the records. */
const ENVELOPE = 65_536;

/** What an answer may come to, in bytes of JSON. */
export const MOST_BYTES = RESULT_LIMIT - ENVELOPE;

/** Zapier merges what it hydrates under this key into the record itself. */
export const HOIST = '$HOIST$';

export interface KeptFields<Row> {
  /** Fields that tell people what a record is, in their Zap history. */
  core: readonly (keyof Row)[];
  /** Ids, and what cannot be read by them. */
  key: readonly (keyof Row)[];
}

/** What a slim record has, as its pointer says it. */
export interface KeptInSlim {
  has: keyof KeptFields<unknown>;
  /** Fields beyond these that Zapier dedupes by. */
  by?: readonly string[] | undefined;
}

/** How records of one kind can be sent with less in them. */
export interface SlimRecord<Row> extends KeptFields<Row> {
  /** A pointer that becomes the rest of the record; absent where no id leads to it. */
  pointerTo: (row: Slim<Row>, kept: KeptInSlim) => string | undefined;
}

type Slim<Row> = Partial<Row> & { id: string; [HOIST]?: string };

/**
 * The records of a poll as they come, page by page. What surely cannot be sent whole is made slim at
 * once, so that a burst of wide records never fills the memory.
 *
 * @returns what `fitPayload` makes of them
 */
export const collectPayload = async <Row extends { id: string }>(
  ghl: Pick<Ghl, 'log'>,
  pages: AsyncIterable<readonly Row[]>,
  slim: SlimRecord<Row>,
  dedupeBy: readonly (keyof Row & string)[],
): Promise<Slim<Row>[]> => {
  const slimmed = withPointer(slim, 'core', dedupeBy);
  const rows: Slim<Row>[] = [];
  let bytes = 0;
  let whole = 0;
  for await (const page of pages) {
    for (const row of page) {
      // Once the whole records are too many, only the newest of them stay whole.
      if (bytes <= MOST_BYTES) bytes += bytesOf(row);
      if (bytes <= MOST_BYTES) whole += 1;
      rows.push(bytes <= MOST_BYTES ? row : slimmed(row));
    }
  }
  const fitted = fitPayload(ghl, rows, slim, dedupeBy);
  if (whole < rows.length && fitted.every((row, index) => row === rows[index])) {
    ghl.log('poll.slimmed', { rows: rows.length, slim: rows.length - whole, fields: 'core' });
  }
  return fitted;
};

/**
 * The records of a poll, made to fit into what Zapier takes: never fewer of them, but less of each
 * where they are too many. A slim record carries a pointer to the rest of it, which Zapier merges
 * into it when a Zap runs: the Zap finds every field where it always is.
 *
 * Where the whole records do not fit, the older ones have the `core` fields and the pointer; where
 * that does not fit, the `key` fields and the pointer; then, for tens of thousands, the `key` fields
 * alone. At each step the newest stay as they were, as far as they fit. The log says so
 * (`poll.slimmed`), and also where not even that was enough (`poll.truncated`).
 *
 * @param rows newest first
 * @param dedupeBy fields that each record keeps whatever else it loses
 */
export const fitPayload = <Row extends { id: string }>(
  ghl: Pick<Ghl, 'log'>,
  rows: readonly Slim<Row>[],
  slim: SlimRecord<Row>,
  dedupeBy: readonly (keyof Row & string)[],
): Slim<Row>[] => {
  let better = rows;
  let sizes = rows.map(bytesOf);
  if (total(sizes) <= MOST_BYTES) return [...rows];

  const steps = {
    core: withPointer(slim, 'core', dedupeBy),
    key: withPointer(slim, 'key', dedupeBy),
    'key only': (row: Slim<Row>): Slim<Row> => pick(row, slim.key, dedupeBy),
  };
  for (const [fields, slimmed] of Object.entries(steps)) {
    const lean = rows.map(slimmed);
    const leanSizes = lean.map(bytesOf);
    if (total(leanSizes) <= MOST_BYTES) {
      const kept = newestKept(sizes, leanSizes);
      ghl.log('poll.slimmed', { rows: rows.length, slim: rows.length - kept, fields });
      return [...better.slice(0, kept), ...lean.slice(kept)];
    }
    better = lean;
    sizes = leanSizes;
  }
  return cutPayload(ghl, better);
};

const withPointer = <Row extends { id: string }>(
  slim: SlimRecord<Row>,
  has: keyof KeptFields<Row>,
  dedupeBy: readonly (keyof Row & string)[],
) => {
  const by = dedupeBy.filter((field) => !slim[has].includes(field));
  const kept = { has, ...(by.length > 0 && { by }) };
  return (row: Slim<Row>): Slim<Row> => {
    const pointer = slim.pointerTo(row, kept);
    return pointer === undefined ? row : { ...pick(row, slim[has], by), [HOIST]: pointer };
  };
};

/**
 * As many of the first records as Zapier takes; the log says where that is not all of them. For
 * records that are as slim as can be.
 */
export const cutPayload = <Row extends object>(
  ghl: Pick<Ghl, 'log'>,
  rows: readonly Row[],
): Row[] => {
  let bytes = 0;
  const past = rows.findIndex((row) => (bytes += bytesOf(row)) > MOST_BYTES);
  if (past === -1) return [...rows];
  ghl.log('poll.truncated', { rows: past, of: rows.length });
  return rows.slice(0, past);
};

/** How many of the first records can stay as they were when only the rest is lean. */
const newestKept = (sizes: readonly number[], leanSizes: readonly number[]): number => {
  let bytes = total(leanSizes);
  return sizes.findIndex((size, index) => (bytes += size - (leanSizes[index] ?? 0)) > MOST_BYTES);
};

/** Of a record in a list, its comma included. */
const bytesOf = (row: object): number => Buffer.byteLength(JSON.stringify(row)) + 1;

const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

function pick<Row extends { id: string }>(
  row: Slim<Row>,
  ...fields: readonly (readonly (keyof Row)[])[]
): Slim<Row>;
function pick(row: { id: string }, ...fields: readonly (readonly PropertyKey[])[]): { id: string } {
  const kept: ReadonlySet<PropertyKey> = new Set(fields.flat());
  const values: readonly (readonly [string, unknown])[] = Object.entries(row);
  const filledIn = values.filter(([key, value]) => kept.has(key) && value !== undefined);
  return { ...Object.fromEntries(filledIn), id: row.id };
}
