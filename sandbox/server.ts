import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { ApiError } from './api-error.ts';
import { addControl } from './control.ts';
import { DROPPED, answerAfter, answerBefore } from './faults/answers.ts';
import type { Wire } from './faults/answers.ts';
import { leavesWaiting, faultsAfter, faultsBefore } from './faults/faults.ts';
import type { Fault, Faults } from './faults/faults.ts';
import type { RateLimits } from './limits.ts';
import { addOAuth } from './oauth.ts';
import type { OAuthOptions } from './oauth.ts';
import type { Oddities } from './oddities.ts';
import { recorded } from './recording.ts';
import type { RecordedRequest } from './recording.ts';
import { addRoutes } from './routes/index.ts';
import { bearerOf, routesOf } from './routing.ts';
import type { Tokens } from './tokens.ts';
import type { World } from './world.ts';

export interface ServerParts {
  world: World;
  tokens: Tokens;
  faults: Faults;
  limits: RateLimits;
  requests: RecordedRequest[];
  oauth: OAuthOptions;
  /** Puts everything back to where it started. */
  reset: () => void;
  setOddities: (changes: Partial<Oddities>) => void;
  /** Called whenever a fault leaves a client without an answer, or without the rest of it. */
  onSilence: () => void;
}

const CONTROL = '/__sandbox/';

/** Requests that are remembered; one answer can be half a megabyte. */
const MOST_REQUESTS = 1000;

/** The API, its consent page, and the sandbox's own controls, as one application. */
export const createServerApp = (parts: ServerParts): Hono => {
  const api = createApi(parts);
  const outer = new Hono<{ Bindings: Wire }>();
  const limit = bodyLimit({ maxSize: MOST_BYTES, onError: tooLarge });
  const uploadLimit = bodyLimit({ maxSize: MOST_UPLOADED, onError: tooLarge });
  outer.use(refuseStrangers, (c, next) =>
    (isUpload(c.req.header('content-type')) ? uploadLimit : limit)(c, next),
  );
  outer.all('*', async (c) => {
    if (c.req.path.startsWith(CONTROL)) return api.fetch(c.req.raw);

    const { method, url } = c.req;
    const { headers } = c.req.raw;
    const bytes = await c.req.arrayBuffer();
    const text = isUpload(c.req.header('content-type')) ? partsOf(bytes) : decode(bytes);
    const record = (status: number, answer: string, fault?: Fault['kind']): void => {
      parts.requests.push(
        recorded(
          { method, url, headers, text },
          { status, text: answer, ...(fault && { fault }) },
          parts.world.now(),
        ),
      );
      if (parts.requests.length > MOST_REQUESTS) parts.requests.shift();
    };

    const injected = parts.faults.inject(method, c.req.path);
    const fault = injected?.fault;
    if (fault && faultsBefore(fault)) {
      const answer = await answerBefore(fault, c.env);
      if (answer === DROPPED) {
        record(0, '', fault.kind);
        if (leavesWaiting(fault)) parts.onSilence();
        return RESPONSE_ALREADY_SENT;
      }
      if (answer) {
        record(answer.status, await answer.clone().text(), fault.kind);
        return answer;
      }
    }

    const hasBody = method !== 'GET' && method !== 'HEAD';
    const request = new Request(url, { method, headers, ...(hasBody && { body: bytes }) });
    const answer = await limited(parts, request, () => api.fetch(request));
    const body = await answer.clone().text();
    record(answer.status, body);
    if (!injected || !fault || !faultsAfter(fault)) return answer;
    if (leavesWaiting(fault)) parts.onSilence();
    return answerAfter(fault, injected.memory, { request: { url, text }, answer, body }, c.env);
  });
  return new Hono().mount('/', outer.fetch);
};

/** Largest body of a request. */
const MOST_BYTES = 1024 * 1024;

/** The same for files: HighLevel's 50 MB, and what stands around a file. */
const MOST_UPLOADED = 51 * 1024 * 1024;

const isUpload = (type = ''): boolean => type.startsWith('multipart/form-data');

const decode = (bytes: ArrayBuffer): string => new TextDecoder().decode(bytes);

/** Of a form with files what is remembered: its texts, and which file went into which part. */
const partsOf = (bytes: ArrayBuffer): string => {
  const parts = Buffer.from(bytes)
    .toString('latin1')
    .matchAll(/form-data; name="([^"]*)"(?:; filename="([^"]*)"|\r\n\r\n([^\r]*)\r\n)/g);
  return JSON.stringify(
    Object.fromEntries([...parts].map(([, part, file, words]) => [part, file ?? words])),
  );
};

const tooLarge = (): Response =>
  Response.json(new ApiError(413, 'request entity too large').body, { status: 413 });

const HERE: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Refuses what a foreign web page could have a browser send here: a request under a foreign name,
 * which a rebound DNS name would have, and one that comes from another origin.
 */
const refuseStrangers: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? '';
  const origin = c.req.header('origin');
  const isHere = URL.canParse(`http://${host}`) && HERE.has(new URL(`http://${host}`).hostname);
  if (isHere && (origin === undefined || origin === `http://${host}`)) return next();
  return Response.json(new ApiError(403, 'The sandbox answers to its own machine only.').body, {
    status: 403,
  });
};

const createApi = (parts: ServerParts): Hono => {
  const api = new Hono();
  api.onError((error) => {
    const { body, status } =
      error instanceof ApiError
        ? error
        : new ApiError(500, `The sandbox itself failed: ${error.message}`);
    return Response.json(body, { status });
  });
  api.notFound((c) => c.json(new ApiError(404, `Cannot ${c.req.method} ${c.req.path}`).body, 404));
  addControl(api, parts);
  addOAuth(api, parts.oauth);
  addRoutes(routesOf(api, { world: parts.world, holder: (token) => parts.tokens.holder(token) }));
  return api;
};

const limited = async (
  { limits, tokens }: ServerParts,
  request: Request,
  carryOut: () => Response | Promise<Response>,
): Promise<Response> => {
  const locationId = tokens.holder(bearerOf(request.headers.get('authorization')))?.locationId;
  if (!locationId) return carryOut();
  const { allowed, headers } = limits.take(locationId);
  // GHL's 429 has no Retry-After (seen live).
  const answer = allowed
    ? await carryOut()
    : Response.json(new ApiError(429, 'Too Many Requests').body, { status: 429 });
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
};
