import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

import type { RequestRecord, Trace } from '../../zap-runner/platform.ts';

/**
 * Core logs a request when its answer is there. One whose answer never comes is known to Node alone,
 * which tells of it outside of the call that sent it.
 */
const traces = new AsyncLocalStorage<Trace>();
const senders = new WeakMap<ClientRequest, Trace>();

/** Node says who sends: `{ request }`. A tool that stands in for `http` has a class of its own. */
const isRequest = (value: unknown): value is ClientRequest =>
  typeof value === 'object' && value !== null && 'getHeader' in value && 'path' in value;

const requestIn = (message: unknown): ClientRequest | undefined => {
  if (typeof message !== 'object' || message === null || !('request' in message)) return undefined;
  return isRequest(message.request) ? message.request : undefined;
};

subscribe('http.client.request.start', (message) => {
  const request = requestIn(message);
  const trace = traces.getStore();
  if (request && trace) senders.set(request, trace);
});

subscribe('http.client.request.error', (message) => {
  const request = requestIn(message);
  if (request) senders.get(request)?.requests.push(record(request));
});

const record = (request: ClientRequest): RequestRecord => ({
  method: request.method,
  url: `${request.protocol}//${String(request.getHeader('host'))}${request.path}`,
  status: 0,
});

/** Does some work; requests of it that get no answer are added to the trace. */
export const noticingUnanswered = <T>(trace: Trace, work: () => Promise<T>): Promise<T> =>
  traces.run(trace, work);
