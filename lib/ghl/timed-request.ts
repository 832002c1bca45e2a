import type { HttpRequestOptions, HttpResponse, ZObject } from 'zapier-platform-core';

import { clock } from './clock.ts';
import { GhlError } from './errors.ts';

/** What core honours and its types do not name. */
interface TimedRequest extends HttpRequestOptions {
  url: string;
  signal: AbortSignal;
  /**
   * Whether core works the request into the app's template, of which there is none. On the way it
   * refuses a body that holds a double brace and `bundle.`, and cuts what stands in double braces out
   * of a query; both may be a user's own text.
   */
  merge: false;
}

/**
 * Sends one request and gives it up after `timeoutMs`. The time covers the body too, for a body that
 * stops half-way never ends by itself. No redirect is followed, and the status is the caller's to
 * judge, except for a 401, of which core makes a `RefreshAuthError`.
 *
 * @throws {GhlError} `unreachable` when no whole answer came
 */
export const requestWithin = async (
  z: ZObject,
  timeoutMs: number,
  request: HttpRequestOptions & { url: string },
): Promise<HttpResponse<unknown>> => {
  const abort = new AbortController();
  const alarm = clock.alarm(timeoutMs, () => abort.abort());
  const timed: TimedRequest = {
    ...request,
    // In small letters: core knows its own requests by it, and logs any other a second time.
    headers: { 'user-agent': 'Zapier', ...request.headers },
    merge: false,
    redirect: 'manual',
    skipThrowForStatus: true,
    signal: abort.signal,
  };
  try {
    return await z.request<unknown>(timed);
  } catch (error) {
    throw isConnectionFailure(error) ? GhlError.unreachable() : error;
  } finally {
    alarm.off();
  }
};

/** node-fetch's names: `FetchError` for what the network did, `AbortError` for our time-out. */
const isConnectionFailure = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'FetchError' || error.name === 'AbortError');
