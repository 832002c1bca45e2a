import type { Exchange } from './openapi/contract.ts';
import { isObject } from './openapi/json.ts';

interface RequestOptions {
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** Files by the names of their parts; what is in `form` goes with them. */
  readonly files?: Readonly<Record<string, File>>;
  /** Replaces the client's own; `null` leaves it out. */
  readonly token?: string | null;
  /** Replaces the client's own; `null` leaves it out. */
  readonly version?: string | null;
}

/** Sends a request and gives what went over the wire, whatever the answer's status. */
export type Send = (method: string, path: string, options?: RequestOptions) => Promise<Exchange>;

export interface Client {
  readonly send: Send;
  /** Everything sent so far, in order. */
  readonly exchanges: readonly Exchange[];
}

const VERSIONS = ['2021-07-28', '2021-04-15', '2023-02-21'] as const;
const ACCEPTS = ['application/json', '*/*', 'application/json, text/plain, */*'] as const;

/**
 * A client of GHL's API that is not the app. Like the many out there it is within its rights in
 * what it varies from request to request: any dated version, any `Accept` that takes JSON, the
 * query in any order, a charset behind the content type.
 */
export function createClient(origin: string, accessToken: string): Client {
  const exchanges: Exchange[] = [];

  const send: Send = async (method, path, options = {}) => {
    const turn = exchanges.length;
    const { query = {}, json, form, files, token = accessToken } = options;
    const { version = VERSIONS[turn % VERSIONS.length] ?? null } = options;
    const parameters = Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((text): [string, string] => [name, text]),
    );
    if (turn % 2 === 1) parameters.reverse();

    const headers = new Headers({ accept: ACCEPTS[turn % ACCEPTS.length] ?? '*/*' });
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    if (version !== null) headers.set('version', version);
    if (json !== undefined) {
      headers.set('content-type', `application/json${turn % 2 === 1 ? '; charset=utf-8' : ''}`);
    }
    if (form !== undefined && files === undefined) {
      headers.set('content-type', 'application/x-www-form-urlencoded');
    }

    const url = new URL(path, origin);
    url.search = new URLSearchParams(parameters).toString();
    const parts = new FormData();
    for (const [part, words] of Object.entries(form ?? {})) parts.set(part, words);
    for (const [part, file] of Object.entries(files ?? {})) parts.set(part, file);
    const text = form === undefined ? JSON.stringify(json) : new URLSearchParams(form).toString();
    const body = files === undefined ? text : parts;
    const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
    const exchange: Exchange = {
      method,
      path: url.pathname,
      query,
      headers: {
        ...Object.fromEntries(headers),
        ...(files && { 'content-type': 'multipart/form-data' }),
      },
      body: files
        ? {
            ...form,
            ...Object.fromEntries(Object.entries(files).map(([part, { name }]) => [part, name])),
          }
        : (form ?? json),
      status: response.status,
      responseBody: parse(await response.text()),
    };
    exchanges.push(exchange);
    return exchange;
  };
  return { send, exchanges };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * The text at `path` in an answer; a number in the path is a place in a list.
 * @throws Error with the answer when there is no text
 */
export function textIn(
  { method, path, status, responseBody }: Exchange,
  ...keys: (string | number)[]
): string {
  let value: unknown = responseBody;
  for (const key of keys) {
    if (typeof key === 'number') value = Array.isArray(value) ? value[key] : undefined;
    else value = isObject(value) ? value[key] : undefined;
  }
  if (typeof value === 'string') return value;
  throw new Error(
    `${method} ${path} answered ${status} without ${keys.join('.')}: ${JSON.stringify(responseBody)}`,
  );
}
