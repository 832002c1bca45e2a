import type { IncomingMessage, ServerResponse } from 'node:http';

import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';

import { isObject } from '../body.ts';
import type { Fault, FaultAfter, FaultBefore, PageMemory } from './faults.ts';
import { endlessPage, repeatedPage } from './pages.ts';

/** Node's own request and response, for faults below HTTP. */
export interface Wire {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

const HTML = '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>';

/** The request is dropped: no answer, with or without a closed connection. */
export const DROPPED = 'dropped';

/**
 * A fault that takes effect before anything was done.
 *
 * @returns the answer that takes the place of the real one; nothing for a fault that only delays
 */
export const answerBefore = async (
  fault: FaultBefore,
  { incoming }: Wire,
): Promise<Response | typeof DROPPED | undefined> => {
  const { headers = {} } = fault;
  switch (fault.kind) {
    case 'latency':
      await new Promise((resolve) => {
        setTimeout(resolve, fault.latencyMs ?? 0);
      });
      return undefined;
    case 'resetBefore':
      incoming.socket.resetAndDestroy();
      return DROPPED;
    case 'timeoutBefore':
      return DROPPED;
    case 'html':
      return htmlPage(fault);
    case 'redirect':
      return new Response(null, {
        status: fault.status ?? 302,
        headers: { location: fault.location ?? 'https://example.com/', ...headers },
      });
    case 'status':
      break;
  }
  return statusAnswer(fault);
};

const halfOf = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

const htmlPage = ({ status = 502, headers = {} }: Fault): Response =>
  new Response(HTML, { status, headers: { 'content-type': 'text/html', ...headers } });

const statusAnswer = ({ status = 500, headers = {}, body }: Fault): Response =>
  Response.json(body ?? { statusCode: status, message: `Fault ${status}` }, { status, headers });

/** A request that was carried out, and what came of it. */
export interface Exchange {
  request: { url: string; text: string };
  answer: Response;
  /** The answer's text. */
  body: string;
}

/** A fault that takes effect once the request was carried out. */
export const answerAfter = (
  fault: FaultAfter,
  memory: PageMemory,
  { request, answer, body }: Exchange,
  { incoming, outgoing }: Wire,
): Response => {
  const { status } = answer;
  switch (fault.kind) {
    case 'statusAfter':
      return statusAnswer(fault);
    case 'htmlAfter':
      return htmlPage(fault);
    case 'resetAfter':
      incoming.socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    case 'timeoutAfter':
      return RESPONSE_ALREADY_SENT;
    case 'halfBody':
      outgoing.writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      });
      outgoing.write(halfOf(body), () => {
        setTimeout(() => incoming.socket.destroy(), fault.latencyMs ?? 0).unref();
      });
      return RESPONSE_ALREADY_SENT;
    case 'cutShort':
      return new Response(halfOf(body), {
        status,
        headers: { 'content-type': 'application/json' },
      });
    case 'emptyBody':
      return new Response('', { status, headers: answer.headers });
    case 'contentType':
      return new Response(body, {
        status,
        headers: { 'content-type': fault.headers?.['content-type'] ?? 'text/html' },
      });
    case 'thinAnswer':
      return Response.json(thinned(body, fault.fields ?? ['id', 'firstName']), { status });
    case 'repeatPage':
      return new Response(repeatedPage(body, memory), { status, headers: answer.headers });
    case 'endlessPages':
      return Response.json(endlessPage(body, request, memory), { status });
    case 'wrongType':
      break;
  }
  const whole: unknown = JSON.parse(body);
  const fields = fault.fields ?? (isObject(whole) ? Object.keys(whole) : []);
  return Response.json(withWrongTypes(whole, new Set(fields)), { status });
};

/** An answer whose records have few of their fields. */
const thinned = (body: string, kept: readonly string[]): unknown => {
  const whole: unknown = JSON.parse(body);
  if (!isObject(whole)) return whole;
  return Object.fromEntries(
    Object.entries(whole).map(([name, held]) => [
      name,
      isObject(held)
        ? Object.fromEntries(Object.entries(held).filter(([field]) => kept.includes(field)))
        : held,
    ]),
  );
};

const withWrongTypes = (value: unknown, fields: ReadonlySet<string>): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => withWrongTypes(item, fields));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      fields.has(name) ? ofAnotherType(held) : withWrongTypes(held, fields),
    ]),
  );
};

const ofAnotherType = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? 'not what was promised' : { was: value };
