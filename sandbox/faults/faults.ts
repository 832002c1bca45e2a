import * as z from 'zod/mini';

import { readControl } from '../read-control.ts';

/** Kinds that take effect before the request is carried out. */
const BEFORE = ['status', 'latency', 'resetBefore', 'timeoutBefore', 'html', 'redirect'] as const;

/** Kinds that take effect after it was. */
const AFTER = [
  'statusAfter',
  'htmlAfter',
  'resetAfter',
  'timeoutAfter',
  'halfBody',
  'cutShort',
  'emptyBody',
  'thinAnswer',
  'wrongType',
  'contentType',
  'repeatPage',
  'endlessPages',
] as const;

const FAULT_KINDS = [...BEFORE, ...AFTER] as const;

const isPattern = (text: string): boolean => {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
};

/** What goes wrong with the requests that match; docs/sandbox.md explains it too. */
const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  /** Which requests; each part that is left out matches all. `path` is a regular expression. */
  match: z.optional(
    z.strictObject({
      method: z.optional(z.string()),
      path: z.optional(z.string().check(z.refine(isPattern, 'must be a regular expression'))),
    }),
  ),
  /** How many matching requests pass first. */
  skip: z.optional(z.number()),
  /** How many fail then; for ever when left out. */
  times: z.optional(z.number()),
  /** For `status` and `statusAfter` (default 500), `html` and `htmlAfter` (default 502). */
  status: z.optional(z.number()),
  /** For `contentType`: only the one it is about, `text/html` by default. */
  headers: z.optional(z.record(z.string(), z.string())),
  /** For `status` and `statusAfter`: the answer's JSON. */
  body: z.optional(z.unknown()),
  /** For `latency`: how long; for `halfBody`: how long until the connection is cut (default 0). */
  latencyMs: z.optional(z.number()),
  /**
   * For `wrongType`: names of properties, wherever they are; all of the outermost by default. For
   * `thinAnswer`: what stays of the record; `id` and `firstName` by default.
   */
  fields: z.optional(z.array(z.string())),
  /** For `redirect`: where to. */
  location: z.optional(z.string()),
});
export type Fault = z.input<typeof faultSchema>;

export type FaultBefore = Fault & { kind: (typeof BEFORE)[number] };
export type FaultAfter = Fault & { kind: (typeof AFTER)[number] };

export const faultsAfter = (fault: Fault): fault is FaultAfter =>
  AFTER.some((kind) => kind === fault.kind);

export const faultsBefore = (fault: Fault): fault is FaultBefore => !faultsAfter(fault);

/**
 * Whether a client waits for an answer, or for the rest of it, that does not come. node-fetch waits
 * also where the connection was cut within the body.
 */
export const leavesWaiting = ({ kind }: Fault): boolean =>
  kind === 'timeoutBefore' || kind === 'timeoutAfter' || kind === 'halfBody';

/** What a fault of paging keeps from one answer to the next. */
export interface PageMemory {
  /** The text of the first answer. */
  first?: string;
  /** A row to make more of. */
  row?: Record<string, unknown>;
  /** How many were made. */
  copies: number;
}

/** A fault that takes effect on a request, with what it remembers of earlier ones. */
export interface InjectedFault {
  fault: Fault;
  memory: PageMemory;
}

interface Armed extends InjectedFault {
  path: RegExp | undefined;
  seen: number;
}

/** Faults in the order in which they were added; the first that matches wins. */
export class Faults {
  readonly #armed: Armed[] = [];
  #injected = 0;

  /** How many requests met a fault since the faults were cleared. */
  get injected(): number {
    return this.#injected;
  }

  add(fault: Fault): void {
    this.#armed.push({
      fault,
      path: fault.match?.path === undefined ? undefined : new RegExp(fault.match.path),
      seen: 0,
      memory: { copies: 0 },
    });
  }

  clear(): void {
    this.#armed.length = 0;
    this.#injected = 0;
  }

  /** The fault that this request meets, if any; it counts as met. */
  inject(method: string, path: string): InjectedFault | undefined {
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (fault.match?.method && fault.match.method !== method) continue;
      if (armed.path && !armed.path.test(path)) continue;
      armed.seen += 1;
      const turn = armed.seen - (fault.skip ?? 0);
      if (turn >= 1 && turn <= (fault.times ?? Number.POSITIVE_INFINITY)) {
        this.#injected += 1;
        return armed;
      }
    }
    return undefined;
  }
}

/**
 * Reads a fault from a request's JSON.
 *
 * @throws {ApiError} 422 naming what is wrong
 */
export const faultFrom = (given: unknown): Fault => readControl(faultSchema, given);
