import { unprocessable } from './api-error.ts';

export const FAULT_KINDS = [
  'status',
  'latency',
  'resetBefore',
  'resetAfter',
  'timeoutBefore',
  'timeoutAfter',
  'halfBody',
  'wrongType',
  'emptyBody',
  'html',
  'redirect',
] as const;

/** What goes wrong with the requests that match; the schema is in docs/sandbox.md. */
export interface Fault {
  kind: (typeof FAULT_KINDS)[number];
  /** Which requests; each part that is left out matches all. `path` is a regular expression. */
  match?: { method?: string; path?: string };
  /** How many matching requests pass first. */
  skip?: number;
  /** How many fail then; for ever when left out. */
  times?: number;
  /** For `status` (default 500) and `html` (default 502). */
  status?: number;
  headers?: Record<string, string>;
  /** For `status`: the answer's JSON. */
  body?: unknown;
  /** For `latency`, in milliseconds. */
  latencyMs?: number;
  /** For `redirect`: where to. */
  location?: string;
}

/** Kinds that strike after the request was carried out. */
export const AFTER: ReadonlySet<Fault['kind']> = new Set([
  'resetAfter',
  'timeoutAfter',
  'halfBody',
  'wrongType',
  'emptyBody',
]);

interface Armed {
  fault: Fault;
  path: RegExp | undefined;
  seen: number;
}

/** Faults in the order in which they were added; the first that strikes wins. */
export class Faults {
  readonly #armed: Armed[] = [];

  add(fault: Fault): void {
    this.#armed.push({
      fault,
      path: fault.match?.path === undefined ? undefined : new RegExp(fault.match.path),
      seen: 0,
    });
  }

  clear(): void {
    this.#armed.length = 0;
  }

  strike(method: string, path: string): Fault | undefined {
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (fault.match?.method && fault.match.method !== method) continue;
      if (armed.path && !armed.path.test(path)) continue;
      armed.seen += 1;
      const turn = armed.seen - (fault.skip ?? 0);
      if (turn >= 1 && turn <= (fault.times ?? Number.POSITIVE_INFINITY)) return fault;
    }
    return undefined;
  }
}

/**
 * Reads a fault from a request's JSON.
 *
 * @throws {ApiError} 422 naming what is wrong
 */
export const faultFrom = (given: unknown): Fault => {
  if (typeof given !== 'object' || given === null) throw unprocessable('a fault is an object');
  const fault: Record<string, unknown> = { ...given };
  const kind = FAULT_KINDS.find((name) => name === fault['kind']);
  if (!kind)
    throw unprocessable(`kind must be one of the following values: ${FAULT_KINDS.join(', ')}`);
  const match = pairs(fault['match'], 'match');
  const headers = pairs(fault['headers'], 'headers');
  return {
    kind,
    ...(match && { match }),
    ...numbers(fault, ['skip', 'times', 'status', 'latencyMs']),
    ...(headers && { headers }),
    ...('body' in fault && { body: fault['body'] }),
    ...(typeof fault['location'] === 'string' && { location: fault['location'] }),
  };
};

const pairs = (given: unknown, name: string): Record<string, string> | undefined => {
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || given === null) throw unprocessable(`${name} must be an object`);
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
};

const numbers = (
  fault: Record<string, unknown>,
  names: readonly string[],
): Record<string, number> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = fault[name];
      if (value === undefined) return [];
      if (typeof value !== 'number') throw unprocessable(`${name} must be a number`);
      return [[name, value] as const];
    }),
  );
