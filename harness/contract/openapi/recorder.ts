import { openContract } from './contract.ts';
import type { Contract, Exchange } from './contract.ts';
import { officialDirectory } from './official-files.ts';

declare global {
  /** The contracts that a process has opened, where modules are loaded anew (`test/environment.ts`). */
  var openedContracts: Map<string, Contract> | undefined;
}

const opened = globalThis.openedContracts ?? new Map<string, Contract>();

/** The contract, opened once; `undefined` without the official files. */
function contract(): Contract | undefined {
  const directory = officialDirectory();
  if (directory === undefined) return undefined;
  const known = opened.get(directory) ?? openContract();
  if (known !== undefined) opened.set(directory, known);
  return known;
}

/** An exchange as a sandbox records it. */
export interface RecordedExchange extends Exchange {
  /** Set where a fault that a test asked for took the answer's place. */
  readonly fault?: string | undefined;
}

/** The consent page, what a browser asks for beside it, and the sandbox's own switches. */
const BESIDE_THE_API = /^\/(__sandbox\/|v2\/oauth\/chooselocation$|favicon\.ico$)/;

/**
 * Holds what a sandbox has recorded against the official files.
 * @returns one sentence for each violation, without repetition; `[]` also where the files are not
 *   to be had, which `describeContract` reports as skipped
 */
export function contractViolations(requests: readonly RecordedExchange[]): string[] {
  const official = contract();
  if (official === undefined) return [];
  const violations = requests
    .filter(({ path }) => !BESIDE_THE_API.test(path))
    .flatMap((request) =>
      request.fault === undefined
        ? official.checkExchange(request)
        : official.checkRequest(request),
    );
  return [...new Set(violations)];
}

/**
 * The routes that requests have reached with success, as the official files spell them, sorted.
 * `[]` where the files are not to be had.
 */
export function routesReached(requests: readonly Exchange[]): string[] {
  const match = contract()?.matchRoute;
  const names = requests
    .filter(({ status }) => status < 300)
    .flatMap(({ method, path }) => match?.(method, path)?.route.name ?? []);
  return [...new Set(names)].toSorted();
}
