import type { Fault, Sandbox } from '../../sandbox/index.ts';
import type { FailureMode } from '../protocol.ts';

const API = '^/(?!oauth/)';
/** Not the searches, which are POSTs that change nothing. */
const WRITE = '^/(?!oauth/)(?!.*/search$)';

const FAULTS: Readonly<Record<FailureMode, readonly Fault[]>> = {
  none: [],
  expired: [{ kind: 'status', status: 401, match: { path: API }, times: 1 }],
  revoked: [
    { kind: 'status', status: 401, match: { path: API } },
    { kind: 'status', status: 400, match: { path: '^/oauth/token$' } },
  ],
  busy: [{ kind: 'status', status: 429, match: { path: API } }],
  down: [{ kind: 'status', status: 503, match: { path: API } }],
  lost: ['POST', 'PUT', 'DELETE'].map((method) => ({
    kind: 'resetAfter',
    match: { method, path: WRITE },
    times: 1,
  })),
};

/** Does some work while HighLevel is out of order. */
export const during = async <T>(
  failureMode: FailureMode,
  sandbox: Sandbox | undefined,
  work: () => Promise<T>,
): Promise<T> => {
  for (const fault of FAULTS[failureMode]) sandbox?.addFault(fault);
  try {
    return await work();
  } finally {
    sandbox?.clearFaults();
  }
};
