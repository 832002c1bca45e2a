import { Readable } from 'node:stream';

import type { HttpRequestOptions, HttpResponse, ZObject } from 'zapier-platform-core';

import { clock } from './clock.ts';
import { GhlError } from './errors.ts';
import { parseJson } from './json.ts';

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

/** What came back, read to its end. */
export interface Answer {
  status: number;
  /** The body as JSON; `undefined` when it is none. */
  json: unknown;
  header: (name: string) => string | undefined;
}

/**
 * Sends one request and gives it up after `timeoutMs`. The time covers the body too, for a body that
 * stops half-way never ends by itself. No redirect is followed, and the status is the caller's to
 * judge, except for a 401, of which core makes a `RefreshAuthError`.
 *
 * @param unread whether core is to hand the answer on unread, and log "streaming data" in its place:
 *   - answers of hundreds of rows. Core would read them four times over, to parse them twice, to look
 *     for secrets and to log them, which is a quarter of what a poll costs
 *   - answers that hold tokens. Core finds the secrets of an answer only in whole JSON, and would log
 *     those of one that was cut short
 * @throws {GhlError} `unreachable` when no whole answer came
 */
export const requestWithin = async (
  z: ZObject,
  timeoutMs: number,
  request: HttpRequestOptions & { url: string },
  { unread = false } = {},
): Promise<Answer> => {
  const abort = new AbortController();
  const alarm = clock.alarm(timeoutMs, () => abort.abort());
  // A body that breaks off would leave the request open: node-fetch only stops writing.
  if (request.body instanceof Readable) request.body.once('error', () => abort.abort());
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
    if (!unread) {
      const response = await z.request(timed);
      return answerOf(response, response.content);
    }
    const response = await z.request({ ...timed, raw: true });
    return answerOf(response, await response.text());
  } catch (error) {
    // A body that nobody reads would keep its connection.
    abort.abort();
    throw isConnectionFailure(error) ? GhlError.unreachable() : error;
  } finally {
    alarm.off();
  }
};

const answerOf = (
  response: Pick<HttpResponse, 'status' | 'getHeader'>,
  content: string,
): Answer => ({
  status: response.status,
  json: parseJson(content),
  header: (name) => response.getHeader(name),
});

/** node-fetch's names: `FetchError` for what the network did, `AbortError` for our time-out. */
const isConnectionFailure = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'FetchError' || error.name === 'AbortError');
