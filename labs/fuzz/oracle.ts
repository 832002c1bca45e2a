import { contractViolations } from '../../harness/contract/openapi/recorder.ts';
import type { RecordedRequest, Sandbox } from '../../sandbox/index.ts';
import type { Failure } from '../../zap-runner/failure.ts';
import { UNCAUGHT } from '../../zap-runner/platform.ts';
import type { CallBundle, Trace } from '../../zap-runner/platform.ts';
import { isFixedPart } from './routes.ts';
import type { Target } from './targets.ts';
import { isPersonal } from './values.ts';

/** What one call left behind. */
export interface Observed {
  bundle: Required<Pick<CallBundle, 'authData' | 'inputData'>>;
  failure?: Failure;
  trace: Trace;
  requests: readonly RecordedRequest[];
  ms: number;
}

/** Longer than any input may keep the app busy; the sandbox answers at once. */
const PATIENCE_MS = 10_000;

const UNEXPECTED = /Something unexpected went wrong inside/;

const outcomeProblems = ({ mayFailAs }: Target, { failure, ms, trace }: Observed): string[] => [
  ...(failure && (!mayFailAs.has(failure.kind) || UNEXPECTED.test(failure.message))
    ? [`ended as ${failure.kind}: ${failure.message}`]
    : []),
  ...trace.log.filter((line) => line.startsWith(UNCAUGHT)),
  ...(ms > PATIENCE_MS ? [`kept the app busy for ${Math.round(ms)} ms`] : []),
];

/** Addresses and numbers of the input may not be quoted, whatever was wrong with them. */
const personalData = ({ failure, trace }: Observed): string[] =>
  [failure?.message ?? '', ...trace.log]
    .filter(isPersonal)
    .map((line) => `repeats personal data: ${line}`);

const elsewhere = ({ trace }: Observed, sandbox: Sandbox): string[] =>
  trace.requests
    .filter(({ url }) => new URL(url).origin !== new URL(sandbox.url).origin)
    .map(({ url }) => `a request left for ${url}`);

const leaves = (value: unknown): string[] => {
  if (typeof value === 'string') return [value.trim()];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
};

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/**
 * Each variable part of a path has to be one value as a whole: of the input, of the connection, or
 * of an answer. A part of a value there means that the value has changed the path.
 */
const partialIds = ({ bundle, requests }: Observed): string[] => {
  const whole = new Set(leaves([bundle.inputData, bundle.authData]));
  const problems: string[] = [];
  for (const request of requests) {
    for (const segment of request.path.split('/').filter((part) => !isFixedPart(part))) {
      if (!whole.has(decoded(segment)))
        problems.push(`a path got a part of a value: ${request.path}`);
    }
    for (const leaf of leaves(request.responseBody)) whole.add(leaf);
  }
  return problems;
};

/** What was wrong with one call, in sentences; nothing when all held. */
export const problemsOf = (target: Target, observed: Observed, sandbox: Sandbox): string[] => [
  ...outcomeProblems(target, observed),
  ...personalData(observed),
  ...elsewhere(observed, sandbox),
  ...partialIds(observed),
  ...contractViolations(observed.requests),
];
