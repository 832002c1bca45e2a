import type { IncomingMessage, ServerResponse } from 'node:http';

import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';

import { ApiError } from './api-error.ts';
import { addControl } from './control.ts';
import { AFTER } from './faults.ts';
import type { Fault, Faults } from './faults.ts';
import type { RateLimits } from './limits.ts';
import { addOAuth } from './oauth.ts';
import type { OAuthOptions } from './oauth.ts';
import { recorded } from './recording.ts';
import type { RecordedRequest } from './recording.ts';
import { addRoutes } from './routes/index.ts';
import { routesOf } from './routing.ts';
import type { Tokens } from './tokens.ts';
import type { World } from './world.ts';

/** Where node's own request and response are, for faults below HTTP. */
type Bindings = { incoming: IncomingMessage; outgoing: ServerResponse };

export interface ServerParts {
  world: World;
  tokens: Tokens;
  faults: Faults;
  limits: RateLimits;
  requests: RecordedRequest[];
  oauth: OAuthOptions;
}

const CONTROL = '/__sandbox/';

/** The API, its consent page, and the sandbox's own controls, as one application. */
export const createServerApp = (parts: ServerParts): Hono => {
  const api = new Hono();
  api.onError(errorAnswer);
  api.notFound((c) => c.json(new ApiError(404, `Cannot ${c.req.method} ${c.req.path}`).body, 404));
  addControl(api, parts);
  addOAuth(api, parts.oauth);
  addRoutes(routesOf(api, { world: parts.world, holder: (token) => parts.tokens.holder(token) }));

  const outer = new Hono<{ Bindings: Bindings }>();
  outer.all('*', async (c) => {
    const { incoming, outgoing } = c.env;
    const url = new URL(c.req.url);
    if (url.pathname.startsWith(CONTROL)) return api.fetch(c.req.raw);

    const text = await c.req.text();
    const request = new Request(url, {
      method: c.req.method,
      headers: c.req.raw.headers,
      ...(c.req.method !== 'GET' && c.req.method !== 'HEAD' && { body: text }),
    });
    const record = (status: number, answer: string): void => {
      parts.requests.push(
        recorded(
          { method: c.req.method, url: url.href, headers: c.req.raw.headers, text },
          { status, text: answer },
          parts.world.now(),
        ),
      );
    };

    const fault = parts.faults.strike(c.req.method, url.pathname);
    if (fault && !AFTER.has(fault.kind)) {
      const struck = await before(fault, incoming);
      if (struck === 'dropped') {
        record(0, '');
        return RESPONSE_ALREADY_SENT;
      }
      if (struck) {
        const answer = await struck.clone().text();
        record(struck.status, answer);
        return struck;
      }
    }

    const answer = await limited(parts, request, () => api.fetch(request));
    const body = await answer.clone().text();
    record(answer.status, body);
    return fault && AFTER.has(fault.kind)
      ? after(fault, answer, body, { incoming, outgoing })
      : answer;
  });
  return new Hono().mount('/', outer.fetch);
};

const errorAnswer = (error: Error): Response =>
  error instanceof ApiError
    ? Response.json(error.body, { status: error.status })
    : Response.json(new ApiError(500, `The sandbox itself failed: ${error.message}`).body, {
        status: 500,
      });

const limited = async (
  { limits, tokens }: ServerParts,
  request: Request,
  carryOut: () => Response | Promise<Response>,
): Promise<Response> => {
  const token = (request.headers.get('authorization') ?? '').replace(/^Bearer\s+/i, '');
  const locationId = tokens.holder(token)?.locationId;
  if (!locationId) return carryOut();
  const { allowed, headers } = limits.take(locationId);
  // GHL's 429 has no Retry-After (seen live).
  const answer = allowed
    ? await carryOut()
    : Response.json(new ApiError(429, 'Too Many Requests').body, { status: 429 });
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
};

const HTML = '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>';

/** A fault that strikes before anything was done; nothing for one that only delays. */
const before = async (
  fault: Fault,
  incoming: IncomingMessage,
): Promise<Response | 'dropped' | undefined> => {
  if (fault.kind === 'latency') {
    await new Promise((resolve) => {
      setTimeout(resolve, fault.latencyMs ?? 0);
    });
    return undefined;
  }
  if (fault.kind === 'resetBefore') {
    incoming.socket.destroy();
    return 'dropped';
  }
  if (fault.kind === 'timeoutBefore') return 'dropped';
  if (fault.kind === 'html') {
    return new Response(HTML, {
      status: fault.status ?? 502,
      headers: { 'content-type': 'text/html', ...fault.headers },
    });
  }
  if (fault.kind === 'redirect') {
    return new Response(null, {
      status: fault.status ?? 302,
      headers: { location: fault.location ?? 'https://example.com/' },
    });
  }
  const status = fault.status ?? 500;
  return Response.json(fault.body ?? { statusCode: status, message: `Fault ${status}` }, {
    status,
    headers: fault.headers ?? {},
  });
};

/** A fault that strikes once the request was carried out. */
const after = (
  fault: Fault,
  answer: Response,
  body: string,
  { incoming, outgoing }: Bindings,
): Response => {
  if (fault.kind === 'resetAfter') {
    incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (fault.kind === 'timeoutAfter') return RESPONSE_ALREADY_SENT;
  if (fault.kind === 'halfBody') {
    outgoing.writeHead(answer.status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    outgoing.write(body.slice(0, Math.ceil(body.length / 2)), () => {
      incoming.socket.destroy();
    });
    return RESPONSE_ALREADY_SENT;
  }
  if (fault.kind === 'emptyBody') return new Response('', { status: answer.status });
  return new Response(HTML, { status: 200, headers: { 'content-type': 'text/html' } });
};
