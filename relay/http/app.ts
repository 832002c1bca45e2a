import type { KeyObject } from 'node:crypto';

import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Context } from 'hono';

import { DAY, SECOND } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { Batch } from '../delivery/batch.ts';
import type { Metrics, Refusal } from '../metrics.ts';
import type { Store, Verdict } from '../store/store.ts';
import { parseObject, readEvent } from '../webhook.ts';
import type { HighLevelEvent } from '../webhook.ts';
import { readBody } from './body.ts';
import { isFromHighLevel, readAppSignature } from './signatures.ts';
import { readSubscription } from './subscription-request.ts';

/** HighLevel cuts its payloads at 256 KB. */
const MOST_WEBHOOK_BYTES = 512 * 1024;
const MOST_REQUEST_BYTES = 16 * 1024;

/** HighLevel sends again for three days at most; what is older was recorded by somebody. */
const MOST_AGE_MS = 4 * DAY;

const TRY_AGAIN_S = 60;

export interface AppParts {
  store: Store;
  /** Stores events, those that come together in one transaction. */
  accepting: Batch<HighLevelEvent, Verdict>;
  /** Whether more than is good for it waits already. */
  isFull: () => boolean;
  publicKeys: readonly KeyObject[];
  secrets: readonly string[];
  hookOrigin: string;
  clock: Clock;
  metrics: Metrics;
  /** Told that something was stored. */
  onStored: () => void;
  /** Told of what the store did not do. */
  onTrouble: (error: unknown) => void;
  /** Told of a webhook that HighLevel has to send again. */
  onRefused: () => void;
}

type Bindings = { Bindings: HttpBindings };

/** The relay's routes. */
export const createApp = (parts: AppParts): Hono<Bindings> => {
  const { store, metrics, clock } = parts;
  const app = new Hono<Bindings>();

  const refuse = (
    c: Context<Bindings>,
    status: 400 | 401 | 403 | 413 | 422 | 429 | 503,
    reason: Refusal,
    error: string,
  ): Response => {
    metrics.refused.add(reason);
    const isBusy = status === 429 || status === 503;
    return c.json({ error }, status, {
      ...(isBusy && { 'Retry-After': String(TRY_AGAIN_S) }),
      // What it did not read to the end it will not read on.
      ...(status === 413 && { Connection: 'close' }),
    });
  };

  const notNow = (c: Context<Bindings>, reason: 'store' | 'full'): Response => {
    parts.onRefused();
    return refuse(c, 429, reason, 'Not now: send it again later.');
  };

  /** Answers with the help of the store, or says that it does not answer. */
  const stored = async (
    c: Context<Bindings>,
    answer: () => Promise<Response>,
  ): Promise<Response> => {
    try {
      return await answer();
    } catch (error) {
      parts.onTrouble(error);
      return refuse(c, 503, 'store', 'The store does not answer.');
    }
  };

  app.post('/webhooks/highlevel', async (c) => {
    const cameAt = performance.now();
    metrics.received.add();
    const body = await readBody(c.env.incoming, MOST_WEBHOOK_BYTES);
    if (!body) return refuse(c, 413, 'too_large', 'The body is too large.');
    if (!isFromHighLevel(parts.publicKeys, body, c.req.header('X-GHL-Signature'))) {
      return refuse(c, 401, 'signature', 'The signature is not HighLevel’s.');
    }
    const payload = parseObject(body);
    if (!payload) return refuse(c, 400, 'not_json', 'The body is no JSON object.');
    const now = clock.now();
    const event = readEvent(payload, body, now);
    if (event && event.timestamp < now - MOST_AGE_MS) {
      return refuse(c, 401, 'too_old', 'It is too old to come from HighLevel.');
    }
    if (parts.isFull()) return notNow(c, 'full');
    try {
      const verdict = event ? await parts.accepting.add(event) : 'useless';
      metrics.accepted.add(verdict);
      metrics.acknowledged.observe(performance.now() - cameAt);
      if (verdict === 'stored') parts.onStored();
      return c.json({ accepted: verdict === 'stored' });
    } catch (error) {
      parts.onTrouble(error);
      return notNow(c, 'store');
    }
  });

  /** Reads a request of the app, or says why not. */
  const readRequest = async (c: Context<Bindings>): Promise<Buffer | Response> => {
    const body = await readBody(c.env.incoming, MOST_REQUEST_BYTES);
    if (!body) return refuse(c, 413, 'too_large', 'The body is too large.');
    const signature = readAppSignature(
      parts.secrets,
      {
        method: c.req.method,
        path: c.req.path,
        body,
        signature: c.req.header('Protiv-Signature'),
      },
      clock.now(),
    );
    // Never 401: Zapier would take that for the user's connection to HighLevel.
    if (signature === undefined || !(await store.useSignature(signature))) {
      return refuse(c, 403, 'signature', 'The signature is wrong, too old, or was used before.');
    }
    return body;
  };

  app.post('/subscriptions', (c) =>
    stored(c, async () => {
      const body = await readRequest(c);
      if (body instanceof Response) return body;
      const payload = parseObject(body);
      if (!payload) return refuse(c, 400, 'not_json', 'The body is no JSON object.');
      const request = readSubscription(payload, parts.hookOrigin);
      if (typeof request === 'string') return refuse(c, 422, 'target', request);
      const { id, expiresAt, isNew } = await store.subscribe(request);
      const answer = { id, expiration_date: new Date(expiresAt).toISOString() };
      return c.json(answer, isNew ? 201 : 200);
    }),
  );

  app.delete('/subscriptions/:id', (c) =>
    stored(c, async () => {
      const body = await readRequest(c);
      if (body instanceof Response) return body;
      return (await store.unsubscribe(c.req.param('id'))) ? c.body(null, 204) : c.notFound();
    }),
  );

  app.get('/healthz', (c) =>
    stored(c, async () => {
      const { waiting, dead, oldest } = await store.measure();
      const age = oldest === undefined ? 0 : Math.round((clock.now() - oldest) / SECOND);
      return c.json({ store: 'ok', waiting, oldestSeconds: age, dead });
    }),
  );

  app.get('/metrics', (c) =>
    c.text(metrics.text(), 200, { 'Content-Type': 'text/plain; version=0.0.4' }),
  );

  app.notFound((c) => c.json({ error: 'There is no such thing here.' }, 404));
  return app;
};
