import { createHmac, randomBytes } from 'node:crypto';

import type { HttpRequestOptions, ZObject } from 'zapier-platform-core';

import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { requestWithin } from '../../ghl/client/timed-request.ts';
import type { Answer } from '../../ghl/client/timed-request.ts';

/**
 * The relay's address, empty without one. The bundler writes it here: definition and runs agree,
 * whatever the environment says when they are read.
 */
const relayUrl = (): string => process.env['PROTIV_RELAY_URL'] ?? '';

const TIMEOUT_MS = 8_000;

const SUBSCRIPTIONS = '/subscriptions';

/** What the app and the relay share; set by `zapier-platform env:set`. */
const secret = (): string => process.env['RELAY_SECRET'] ?? '';

/** `t=<unix seconds>,n=<16 hex digits>,v1=<HMAC-SHA256 of "t.n.METHOD.path.body">`; it counts once. */
const signature = (method: string, path: string, body: string): string => {
  const time = Math.floor(clock.now() / 1000);
  const nonce = randomBytes(8).toString('hex');
  const mac = createHmac('sha256', secret()).update(`${time}.${nonce}.${method}.${path}.${body}`);
  return `t=${time},n=${nonce},v1=${mac.digest('hex')}`;
};

/**
 * Sends one request to the relay, once more where no answer came or the relay is busy; each is signed
 * anew.
 *
 * @returns the answer, or nothing where none came
 */
const ask = async (
  z: ZObject,
  method: NonNullable<HttpRequestOptions['method']>,
  path: string,
  body = '',
): Promise<Answer | undefined> => {
  let answer: Answer | undefined;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    answer = await askOnce(z, method, path, body);
    if (answer && answer.status < 500) return answer;
  }
  return answer;
};

const askOnce = async (
  z: ZObject,
  method: NonNullable<HttpRequestOptions['method']>,
  path: string,
  body: string,
): Promise<Answer | undefined> => {
  try {
    return await requestWithin(z, TIMEOUT_MS, {
      url: `${relayUrl().replace(/\/+$/, '')}${path}`,
      method,
      headers: {
        'Content-Type': 'application/json',
        'Protiv-Signature': signature(method, path, body),
      },
      ...(body !== '' && { body }),
    });
  } catch (error) {
    // Core takes any 401 for the user's connection to HighLevel, of which the relay knows nothing.
    if (error instanceof GhlError || error instanceof z.errors.RefreshAuthError) return undefined;
    throw error;
  }
};

/** What Zapier keeps of a Zap that is switched on. */
export interface Subscription {
  id: string;
  /** ISO 8601. Zapier subscribes again by itself when it is over. */
  expiration_date: string;
}

const isSubscription = (value: unknown): value is Subscription =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'expiration_date' in value &&
  typeof value.expiration_date === 'string';

const NOT_SWITCHED_ON =
  'The service that makes this trigger instant cannot be reached right now, so the Zap was not turned on. Try again in a few minutes; if it goes on, tell whoever invited you to Protiv.';

/**
 * Asks the relay for events of the connected sub-account.
 *
 * @throws {Error} one sentence, whatever the relay answers: the user's connection has no part in it
 */
export const subscribe = async (
  z: ZObject,
  request: { locationId: string; events: readonly string[]; targetUrl: string },
): Promise<Subscription> => {
  const answer = await ask(z, 'POST', SUBSCRIPTIONS, JSON.stringify(request));
  if (answer && answer.status < 300 && isSubscription(answer.json)) {
    const { id, expiration_date } = answer.json;
    return { id, expiration_date };
  }
  throw new z.errors.Error(NOT_SWITCHED_ON, 'relay_unavailable', answer?.status ?? 503);
};

/** Tells the relay that a Zap is off; whether it took note. */
export const unsubscribe = async (z: ZObject, id: string): Promise<boolean> => {
  const answer = await ask(z, 'DELETE', `${SUBSCRIPTIONS}/${encodeURIComponent(id)}`);
  return answer !== undefined && (answer.status < 300 || answer.status === 404);
};
