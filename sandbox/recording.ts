import type { Fault } from './faults/faults.ts';

/** One request that the sandbox answered; consent and control requests are recorded too. */
export interface RecordedRequest {
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  /** Parsed JSON or form; `undefined` when there was none. */
  body: unknown;
  rawBody: string;
  status: number;
  /** Parsed JSON; text when it was none. */
  readonly responseBody: unknown;
  at: number;
  /** Set where a fault gave the answer in place of the API, or dropped it. */
  fault?: Fault['kind'];
}

const json = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const queryOf = (url: URL): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => {
      const values = url.searchParams.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );

/**
 * @param answer the answer's text, parsed only when somebody looks: it may be megabytes
 */
export const recorded = (
  request: { method: string; url: string; headers: Headers; text: string },
  answer: { status: number; text: string; fault?: Fault['kind'] },
  at: number,
): RecordedRequest => {
  const url = new URL(request.url);
  const form = (request.headers.get('content-type') ?? '').startsWith(
    'application/x-www-form-urlencoded',
  );
  return {
    method: request.method,
    path: url.pathname,
    query: queryOf(url),
    headers: Object.fromEntries(request.headers),
    body: form ? Object.fromEntries(new URLSearchParams(request.text)) : json(request.text),
    rawBody: request.text,
    status: answer.status,
    get responseBody() {
      return json(answer.text);
    },
    at,
    ...(answer.fault && { fault: answer.fault }),
  };
};
