import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';
import { callInstant } from '../../harness/relay/instant-app.ts';
import { LOCATION, RelayStage, SECRET } from '../../harness/relay/stage.ts';
import { systemClock } from '../../relay/clock.ts';
import { failureFrom } from '../../zap-runner/failure.ts';
import type { Failure } from '../../zap-runner/failure.ts';
import type { CallBundle } from '../../zap-runner/platform.ts';

const TRIGGER = 'triggers.new_contact.operation';

let app: TestApp;
let relay: Server | undefined;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
  process.env['RELAY_SECRET'] = SECRET;
});

afterEach(async () => {
  relay?.close();
  delete process.env['PROTIV_RELAY_URL'];
  delete process.env['RELAY_SECRET'];
  await app.close();
});

const call = (method: string, bundle: Omit<CallBundle, 'authData'>): Promise<unknown> =>
  callInstant(app, `${TRIGGER}.${method}`, bundle);

const failed = async (work: Promise<unknown>): Promise<Failure> => {
  try {
    await work;
  } catch (error) {
    return failureFrom(error);
  }
  throw new Error('It did not fail.');
};

/** A relay that answers as it is told. */
const answering = async (listener: RequestListener): Promise<void> => {
  const server = createServer(listener);
  relay = server;
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.env['PROTIV_RELAY_URL'] = `http://127.0.0.1:${port}/under/a/path`;
};

describe('a Zap with an instant trigger', () => {
  it('is switched on, again, and off', async () => {
    const stage = await RelayStage.open({ kind: 'sqlite' });
    try {
      const { url } = await stage.start({ clock: systemClock });
      process.env['PROTIV_RELAY_URL'] = url;
      const targetUrl = stage.hooks.target('zap');
      const inputData = { tags: ['vip'], locationId: LOCATION };
      const first = await call('performSubscribe', { inputData, targetUrl });
      const again = await call('performSubscribe', { inputData, targetUrl });
      expect(first).toEqual({
        id: expect.any(String),
        expiration_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      });
      expect(again).toMatchObject({ id: Object(first).id });

      // Of the connection's own sub-account, whatever an input says.
      const tell = (locationId: string, type: string) =>
        stage.highLevel.send(url, {
          ...stage.highLevel.event(type, locationId),
          timestamp: new Date().toISOString(),
        });
      expect((await tell(LOCATION, 'ContactCreate')).body).toEqual({ accepted: false });
      for (const type of ['ContactCreate', 'ContactTagUpdate']) {
        expect((await tell(app.location.id, type)).body).toEqual({ accepted: true });
      }
      expect(await call('performUnsubscribe', { subscribeData: Object(first) })).toEqual({});
      expect((await tell(app.location.id, 'ContactCreate')).body).toEqual({ accepted: false });
    } finally {
      await stage.close();
    }
  });

  it.each([401, 403, 404, 422, 429, 500])(
    'is not switched on where the relay answers %i; the connection has no part in it',
    async (status) => {
      await answering((_, response) => {
        response.writeHead(status, { 'Content-Type': 'application/json' }).end('{"error":"No."}');
      });
      const tried = await failed(call('performSubscribe', { targetUrl: 'https://x.test/' }));
      expect(tried.kind).toBe('error');
      expect(tried.message).toMatch(
        /^The service that makes this trigger instant cannot be reached/,
      );
    },
  );

  it.each([
    ['HTML', '<html>Hello</html>'],
    ['half an answer', '{"id": "a'],
    ['something else', '{"ok": true}'],
  ])('is not switched on by %s', async (_, body) => {
    await answering((request, response) => {
      request.resume();
      response.end(body);
    });
    const tried = await failed(call('performSubscribe', { targetUrl: 'https://x.test/' }));
    expect(tried.message).toMatch(/^The service that makes this trigger instant/);
  });

  it('is not switched on by a connection that breaks', async () => {
    await answering((request) => {
      request.socket.destroy();
    });
    const tried = await failed(call('performSubscribe', { targetUrl: 'https://x.test/' }));
    expect(tried.message).toMatch(/^The service that makes this trigger instant/);
  });

  it.each([401, 403, 404, 429, 500, 0])('is switched off all the same: %i', async (status) => {
    await answering((request, response) => {
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end();
    });
    const subscribeData = { id: 'subscription1' };
    expect(await call('performUnsubscribe', { subscribeData })).toEqual({});
    const isTold = status === 404;
    expect(app.trace.log.join().includes('relay.unsubscribe_failed')).toBe(!isTold);
  });

  it('signs each request anew, over the path after the relay’s own', async () => {
    const seen: { url: string | undefined; signature: unknown }[] = [];
    await answering((request, response) => {
      seen.push({ url: request.url, signature: request.headers['protiv-signature'] });
      response.writeHead(503).end();
    });
    await failed(call('performSubscribe', { targetUrl: 'https://x.test/' }));
    expect(seen.map(({ url }) => url)).toEqual([1, 2].map(() => '/under/a/path/subscriptions'));
    expect(new Set(seen.map(({ signature }) => signature)).size).toBe(2);
    expect(seen[0]?.signature).toMatch(/^t=\d{10},n=[\da-f]{16},v1=[\da-f]{64}$/);
  });
});
