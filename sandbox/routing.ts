import type { Context, Hono } from 'hono';

import { ApiError, unprocessable } from './api-error.ts';
import type { Body } from './body.ts';
import type { Grant } from './tokens.ts';
import type { Location, World } from './world.ts';

/** What a route's handler works with. */
export interface Call {
  world: World;
  grant: Grant;
  /** The location that the token speaks for. */
  location: Location;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** The query again, for a parameter that may be there more than once. */
  queries: Readonly<Record<string, string[]>>;
  body: Body;
  isV3: boolean;
}

export interface Answer {
  status?: number;
  body: Record<string, unknown>;
  /** Whether the request changed something. */
  wrote?: boolean;
}

type Handler = (call: Call) => Answer;

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Adds a route of the API: its scope is checked before anything else about the request. */
export type AddRoute = (method: Method, path: string, scope: string, handler: Handler) => void;

export interface Gate {
  world: World;
  holder: (accessToken: string) => Grant | undefined;
}

/** Requests name a location in the path, the query or the body. */
const namedLocation = (call: Pick<Call, 'params' | 'query' | 'body'>): unknown =>
  call.params['locationId'] ?? call.query['locationId'] ?? call.body['locationId'];

const V3 = 'v3';

/** The versions that GHL has published; it refuses any other (seen live). */
const VERSIONS: ReadonlySet<string> = new Set(['2021-04-15', '2021-07-28', '2023-02-21', V3]);

/**
 * Puts the checks that every route shares in front of its handler, in the order that was seen live:
 * token, scope, version, location; the handler validates.
 */
export const routesOf =
  (app: Hono, { world, holder }: Gate): AddRoute =>
  (method, path, scope, handler) => {
    app.on(method, path, async (c) => {
      const grant = holder(bearerOf(c.req.header('authorization')));
      if (!grant) throw new ApiError(401, 'Invalid JWT');
      if (!grant.scopes.includes(scope)) {
        throw new ApiError(401, 'The token is not authorized for this scope.');
      }
      const version = c.req.header('version');
      if (!version) throw new ApiError(401, 'version header was not found.');
      if (!VERSIONS.has(version)) throw new ApiError(401, 'version header is invalid');
      const call = {
        world,
        grant,
        params: c.req.param(),
        query: c.req.query(),
        queries: c.req.queries(),
        body: await bodyOf(c),
        isV3: version === V3,
      };
      const named = namedLocation(call);
      const location = world.locations.get(grant.locationId ?? '');
      if (!location || (named !== undefined && named !== location.id)) {
        throw new ApiError(403, 'The token does not have access to this location.');
      }
      const { status = 200, body, wrote } = handler({ ...call, location });
      if (wrote) world.writes += 1;
      return Response.json(call.isV3 ? respelled(body) : body, { status });
    });
  };

export const bearerOf = (authorization: string | null | undefined): string =>
  (authorization ?? '').replace(/^Bearer\s+/i, '');

/** v3 spells `succeeded` right, beside the old word. */
const respelled = (body: Record<string, unknown>): Record<string, unknown> =>
  'succeded' in body ? { ...body, succeeded: body['succeded'] } : body;

/**
 * A form with files gives these by the names of their parts. A body that is neither that nor calls itself
 * JSON is not read, as if there were none.
 */
const bodyOf = async (c: Context): Promise<Body> => {
  if ((c.req.header('content-type') ?? '').startsWith('multipart/form-data')) {
    return Object.fromEntries(await c.req.formData());
  }
  const text = await c.req.text();
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '');
  if (text === '' || !isJson) return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ApiError(400, 'Unexpected token in JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw unprocessable('the body must be an object');
  }
  return { ...body };
};
