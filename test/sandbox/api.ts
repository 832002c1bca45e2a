import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox, SandboxLocation, SandboxOptions } from '../../sandbox/index.ts';

export interface Answered {
  status: number;
  headers: Headers;
  body: unknown;
}

export interface Asked {
  query?: Readonly<Record<string, string>>;
  json?: unknown;
  /** `null` leaves the header out. */
  token?: string | null;
  version?: string | null;
}

/** A sandbox and a plain client of its API. */
export class Api {
  readonly sandbox: Sandbox;
  /** Everything is allowed here; no duplicates; New York. */
  readonly own: SandboxLocation;
  /** Its token may only read; duplicates are allowed; Berlin. */
  readonly other: SandboxLocation;

  constructor(sandbox: Sandbox) {
    const [own, other] = sandbox.locations;
    if (!own || !other) throw new Error('There must be two locations.');
    this.sandbox = sandbox;
    this.own = own;
    this.other = other;
  }

  async ask(
    method: string,
    path: string,
    { query = {}, json, token = this.own.accessToken, version = '2021-07-28' }: Asked = {},
  ): Promise<Answered> {
    const url = new URL(path, this.sandbox.url);
    url.search = new URLSearchParams(query).toString();
    const headers = new Headers({ accept: 'application/json' });
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    if (version !== null) headers.set('version', version);
    if (json !== undefined) headers.set('content-type', 'application/json');
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  }

  search(json: Readonly<Record<string, unknown>>): Promise<Answered> {
    return this.ask('POST', '/contacts/search', {
      json: { locationId: this.own.id, pageLimit: 500, ...json },
    });
  }

  create(json: Readonly<Record<string, unknown>>): Promise<Answered> {
    return this.ask('POST', '/contacts/', { json: { locationId: this.own.id, ...json } });
  }

  /** The form of the token endpoint, filled in as far as it is always the same. */
  token(form: Readonly<Record<string, string>>): Promise<Answered> {
    return this.post('/oauth/token', {
      client_id: this.sandbox.clientId,
      client_secret: this.sandbox.clientSecret,
      user_type: 'Location',
      ...form,
    });
  }

  /** Allows the app everything in a location; gives the access token. */
  async connect(locationId: string): Promise<string> {
    const redirect = 'https://app.example.com/return';
    const allowed = await this.post('/v2/oauth/chooselocation', {
      client_id: this.sandbox.clientId,
      redirect_uri: redirect,
      scope: this.own.scopes.join(' '),
      location_id: locationId,
      decision: 'allow',
    });
    const code = new URL(allowed.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const answer = await this.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
    });
    return textAt(answer, 'access_token');
  }

  async post(path: string, form: Readonly<Record<string, string>>): Promise<Answered> {
    const response = await fetch(new URL(path, this.sandbox.url), {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

export const openApi = async (options: SandboxOptions = {}): Promise<Api> =>
  new Api(await startSandbox({ rateLimit: false, ...options }));

/** What is at a path within an answer. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown => {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const held: unknown = Reflect.get(value, first);
  return at(held, ...rest);
};

export const textAt = (answer: Answered, ...path: readonly (string | number)[]): string => {
  const text = at(answer.body, ...path);
  if (typeof text !== 'string') throw new Error(`Not a text: ${JSON.stringify(answer.body)}`);
  return text;
};

export const listAt = (answer: Answered, ...path: readonly (string | number)[]): unknown[] => {
  const list = at(answer.body, ...path);
  if (!Array.isArray(list)) throw new Error(`Not a list: ${JSON.stringify(answer.body)}`);
  return list;
};
