import type { Fields } from '../../../harness/app.ts';
import { factsOf } from '../../../harness/facts.ts';
import type { Amounts } from '../../../harness/lab/fixtures.ts';
import type { Lab } from '../../../harness/lab/lab.ts';
import { mayReadNames } from '../../../harness/names.ts';
import { methodOf } from '../../../harness/lab/tried-operations.ts';
import type { TriedOperation } from '../../../harness/lab/tried-operations.ts';
import type { RecordedRequest } from '../../../sandbox/index.ts';

/** One request of a run, in a form that finds it again in another run. */
export interface Place {
  method: string;
  /** A regular expression; an id that the run itself made stands for any. */
  path: string;
  /** How many requests to the same route came before it. */
  nth: number;
  /** Whether it changes something. */
  isWrite: boolean;
  /** Whether it may look up nothing but names. */
  readsNames: boolean;
}

/** What an operation does when nothing goes wrong. */
export interface CleanRun {
  places: Place[];
  /** Snapshot of the result. */
  result: string;
  /** How many records a trigger or search gave. */
  found: number;
  /** Snapshot of the world after the first n requests; the last one is that of the whole run. */
  states: string[];
  requests: readonly RecordedRequest[];
}

const isWrite = ({ method, path }: RecordedRequest): boolean =>
  method !== 'GET' && !path.endsWith('/search');

const placesOf = (lab: Lab, requests: readonly RecordedRequest[]): Place[] => {
  const counts = new Map<string, number>();
  return requests.map((request) => {
    const path = request.path
      .split('/')
      .map((part) =>
        /^[A-Za-z0-9]{20}$/.test(part) && !lab.isKnown(part)
          ? '[^/]+'
          : part.replaceAll(/[^\w-]/g, '\\$&'),
      )
      .join('/');
    const route = `${request.method} ${path}`;
    const nth = counts.get(route) ?? 0;
    counts.set(route, nth + 1);
    return {
      method: request.method,
      path: `^${path}$`,
      nth,
      isWrite: isWrite(request),
      readsNames: mayReadNames(request),
    };
  });
};

/** Whether it tells of a write that failed in a row of its answer, instead of failing. */
const isInParts = ({ registry, key }: TriedOperation): boolean =>
  registry !== 'hydrators' && factsOf(key).isInParts === true;

/**
 * Runs an operation with nothing going wrong, and again for each of its writes with nothing reaching
 * the sandbox from that write on, to learn what every part of it leaves.
 *
 * @throws {Error} when the operation fails with nothing going wrong, or succeeds without its writes
 */
export const cleanRun = async (
  lab: Lab,
  operation: TriedOperation,
  input: Fields,
  amounts?: Amounts,
): Promise<CleanRun> => {
  const method = methodOf(operation);
  const before = lab.reset(amounts);
  const states = [lab.state()];
  const result = await before.call(method, input);
  const requests = [...lab.sandbox.requests];
  const places = placesOf(lab, requests);
  const last = lab.state();

  const [, ...furtherWrites] = [...places.entries()].filter(([, place]) => place.isWrite);
  for (const [skip] of furtherWrites) {
    const app = lab.reset(amounts);
    lab.sandbox.addFault({ kind: 'resetBefore', skip });
    if (isInParts(operation)) await app.call(method, input);
    else await app.failure(() => app.call(method, input));
    states.push(lab.state());
  }
  return {
    places,
    result: lab.snapshot(result),
    found: Array.isArray(result) ? result.length : 1,
    states: [...states, last],
    requests,
  };
};
