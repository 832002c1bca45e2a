import type { Fault } from '../../../sandbox/index.ts';
import type { CleanRun, Place } from './clean-run.ts';
import type { Column } from './columns.ts';

/** How long a fault lasts: for one request, for every try of it, or for all that follows. */
type Span = 'once' | 'atThatRequest' | 'fromThenOn';

const IN_WORDS: Readonly<Record<Span, string>> = {
  once: 'once',
  atThatRequest: 'at each try',
  fromThenOn: 'from then on',
};

/** One way of striking an operation. */
export interface Strike {
  fault: Fault;
  where: string;
  lasts: boolean;
  /** Whether everything that had to be written was written before. */
  isAfterWrites: boolean;
  /** Whether names beside ids may be missing then. */
  mayCostNames: boolean;
}

const armed = (fault: Fault, place: Place, at: number, span: Span): Fault => {
  if (span === 'fromThenOn') return { ...fault, skip: at };
  return {
    ...fault,
    match: { method: place.method, path: place.path },
    skip: place.nth,
    ...(span === 'once' && { times: 1 }),
  };
};

/** What takes most of an operation's time leaves none for extras. */
const takesLong = ({ kind, latencyMs = 0 }: Fault): boolean =>
  kind === 'timeoutBefore' || kind === 'timeoutAfter' || latencyMs > 0;

/**
 * Every way in which a column's trouble can strike: at each request of the clean run, once and from
 * then on; at a write also at each try while reads go well.
 */
export const allFaults = ({ faults, inTheMiddle }: Column, { places }: CleanRun): Strike[] => {
  const lastWrite = places.findLastIndex(({ isWrite }) => isWrite);
  const first = inTheMiddle && places.length > 1 ? 1 : 0;
  return [...places.entries()].slice(first).flatMap(([at, place]) => {
    const spans: Span[] = place.isWrite
      ? ['once', 'atThatRequest', 'fromThenOn']
      : ['once', 'fromThenOn'];
    return spans.flatMap((span) =>
      faults.map((fault) => ({
        fault: armed(fault, place, at, span),
        where: `${IN_WORDS[span]} at ${place.method} ${place.path}`,
        lasts: span !== 'once',
        isAfterWrites: lastWrite >= 0 && at > lastWrite,
        mayCostNames: places
          .slice(at, span === 'fromThenOn' || takesLong(fault) ? undefined : at + 1)
          .some(({ readsNames }) => readsNames),
      })),
    );
  });
};

/**
 * The one that matters most: once, at the write where there is one, else at the first request.
 *
 * @param turn chooses among the ways in which the trouble happens
 */
export const decisiveFault = (column: Column, clean: CleanRun, turn: number): Strike[] => {
  const fault = column.faults[turn % column.faults.length];
  if (!fault) return [];
  const strikes = allFaults({ ...column, faults: [fault] }, clean).filter(({ lasts }) => !lasts);
  const write = clean.places.findIndex(({ isWrite }) => isWrite);
  const skipped = clean.places.length - strikes.length;
  return strikes.slice(Math.max(0, write - skipped)).slice(0, 1);
};
