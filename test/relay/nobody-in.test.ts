import { readFileSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { describeBothStores, describeSqlite } from '../../harness/relay/both-stores.ts';
import { AppSender, HighLevelSender } from '../../harness/relay/senders.ts';
import { LOCATION } from '../../harness/relay/stage.ts';
import type { RelayStage } from '../../harness/relay/stage.ts';
import { DAY, MINUTE, SECOND } from '../../relay/clock.ts';
import type { Relay } from '../../relay/index.ts';

/** Sends bytes as they are, and gives what came back until the connection was closed. */
const raw = (relay: Relay, ...parts: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(relay.url);
    const socket = connect(Number(port), hostname);
    let said = '';
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    socket.once('close', () => resolve(said));
    socket.once('error', reject);
    for (const part of parts) socket.write(part);
  });

const eventIn = (stage: RelayStage, changes: Readonly<Record<string, unknown>> = {}) =>
  stage.highLevel.event('ContactDelete', LOCATION, {
    timestamp: new Date(stage.now()).toISOString(),
    ...changes,
  });

/** What somebody without HighLevel's key could send. */
const FORGERIES: readonly {
  forgery: string;
  send: (stage: RelayStage, relay: Relay) => Promise<{ status: number }>;
  status: number;
}[] = [
  {
    forgery: 'without a signature',
    send: ({ highLevel }, { url }) => highLevel.sendRaw(url, '{}', ''),
    status: 401,
  },
  {
    forgery: 'signed by somebody else',
    send: (stage, { url }) => {
      const body = JSON.stringify(eventIn(stage));
      return stage.highLevel.sendRaw(url, body, new HighLevelSender().signature(body));
    },
    status: 401,
  },
  {
    forgery: 'with the signature of another event',
    send: (stage, { url }) => {
      const signature = stage.highLevel.signature(JSON.stringify(eventIn(stage)));
      return stage.highLevel.sendRaw(url, JSON.stringify(eventIn(stage)), signature);
    },
    status: 401,
  },
  {
    forgery: 'cut short',
    send: (stage, { url }) => {
      const body = JSON.stringify(eventIn(stage));
      return stage.highLevel.sendRaw(url, body.slice(0, -1), stage.highLevel.signature(body));
    },
    status: 401,
  },
  {
    forgery: 'parsed and written again',
    send: (stage, { url }) => {
      const body = `${JSON.stringify(eventIn(stage), null, 1)}\n`;
      const rewritten = JSON.stringify(JSON.parse(body));
      return stage.highLevel.sendRaw(url, rewritten, stage.highLevel.signature(body));
    },
    status: 401,
  },
  {
    forgery: 'recorded five days ago',
    send: (stage, { url }) => {
      const timestamp = new Date(stage.now() - 5 * DAY).toISOString();
      return stage.highLevel.send(url, eventIn(stage, { timestamp }));
    },
    status: 401,
  },
  {
    forgery: 'of 600 KB',
    send: (stage, { url }) =>
      stage.highLevel.send(url, eventIn(stage, { body: 'x'.repeat(600 * 1024) })),
    status: 413,
  },
  ...['', 'not JSON', '[]', '"text"', '1e400', '{"type":'].map((body) => ({
    forgery: `signed, but ${body === '' ? 'empty' : body}`,
    send: ({ highLevel }: RelayStage, { url }: Relay) => highLevel.sendRaw(url, body),
    status: 400,
  })),
];

describeSqlite('a webhook', (open) => {
  it.each(FORGERIES)('$forgery is refused, and nothing is stored', async ({ send, status }) => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', ['ContactDelete']);
    expect((await send(stage, relay)).status).toBe(status);
    await stage.idle();
    expect(stage.hooks.received).toEqual([]);
    const health = await fetch(`${relay.url}/healthz`);
    expect(await health.json()).toEqual({ store: 'ok', waiting: 0, oldestSeconds: 0, dead: 0 });
  });
});

describeBothStores('a subscription', (open) => {
  it('takes the relay’s secret, the path, the method, the body, and a time of now', async () => {
    const stage = await open();
    const relay = await stage.start();
    const body = JSON.stringify({
      locationId: LOCATION,
      events: ['ContactCreate'],
      targetUrl: stage.hooks.target('zap'),
    });
    const sign = (...[method, path, text, at]: Parameters<AppSender['signature']>) =>
      stage.app.signature(method, path, text, at);
    const wrong = [
      '',
      't=1,n=2,v1=3',
      new AppSender('another-secret').signature('POST', '/subscriptions', body, stage.now()),
      sign('POST', '/subscriptions', body.replace(LOCATION, 'location2')),
      sign('POST', '/webhooks/highlevel', body),
      sign('DELETE', '/subscriptions', body),
      sign('POST', '/subscriptions', body, stage.now() - 6 * MINUTE),
      sign('POST', '/subscriptions', body, stage.now() + 6 * MINUTE),
      sign('POST', '/subscriptions', body).replace('v1=', 'v2='),
      sign('POST', '/subscriptions', body).replace(/,n=\w+/, ',n=0123456789abcdef'),
    ];
    const statuses = [];
    for (const signature of wrong) {
      const { status } = await stage.app.send(relay.url, 'POST', '/subscriptions', body, signature);
      statuses.push(status);
    }
    // Never 401, which Zapier would take for the user's connection.
    expect(statuses).toEqual(wrong.map(() => 403));
    const { body: answer } = await stage.tell(relay, 'ContactCreate', LOCATION);
    expect(answer).toEqual({ accepted: false });
  });

  it('is taken once with one signature, and renewed with another', async () => {
    const stage = await open();
    const relay = await stage.start();
    const request = {
      locationId: LOCATION,
      events: ['ContactUpdate', 'ContactCreate'],
      targetUrl: stage.hooks.target('zap'),
    };
    const body = JSON.stringify(request);
    const signature = stage.app.signature('POST', '/subscriptions', body);
    const send = () => stage.app.send(relay.url, 'POST', '/subscriptions', body, signature);
    const [first, repeated] = [await send(), await send()];
    await stage.pass(DAY);
    const later = await stage.app.subscribe(relay.url, {
      ...request,
      events: request.events.toReversed(),
    });
    expect([first.status, repeated.status, later.status]).toEqual([201, 403, 200]);
    expect(first.body).toEqual({
      id: expect.any(String),
      expiration_date: new Date(stage.now() + 29 * DAY).toISOString(),
    });
    expect(later.body).toEqual({
      ...Object(first.body),
      expiration_date: new Date(stage.now() + 30 * DAY).toISOString(),
    });
    await stage.pass(30 * DAY + SECOND);
    const { body: late } = await stage.tell(relay, 'ContactCreate', LOCATION);
    expect(late).toEqual({ accepted: false });
  });

  it('ends with 204, and only once', async () => {
    const stage = await open();
    const relay = await stage.start();
    const id = await stage.subscribe(relay, 'zap');
    const statuses = [];
    for (const each of [id, id, 'unknown', 'a%2Fb']) {
      statuses.push((await stage.app.unsubscribe(relay.url, each)).status);
    }
    expect(statuses.slice(0, 3)).toEqual([204, 404, 404]);
    expect(statuses[3]).not.toBe(204);
    const { body } = await stage.tell(relay, 'ContactCreate', LOCATION);
    expect(body).toEqual({ accepted: false });
  });
});

describeSqlite('a target', (open) => {
  it.each([
    ['at another place', 'https://example.com/hooks/standard/1/a/'],
    ['whose host only begins like Zapier’s', 'https://hooks.zapier.com.evil.test/hooks/1/a/'],
    ['whose user looks like Zapier’s', 'https://hooks.zapier.com@evil.test/hooks/1/a/'],
    ['with a user', 'https://me@hooks.zapier.com/hooks/standard/1/a/'],
    ['with a password', 'https://me:you@hooks.zapier.com/hooks/standard/1/a/'],
    ['at another port', 'https://hooks.zapier.com:8443/hooks/standard/1/a/'],
    ['that spells the port out', 'https://hooks.zapier.com:443/hooks/standard/1/a/'],
    ['that is not encrypted', 'http://hooks.zapier.com/hooks/standard/1/a/'],
    ['with backslashes', 'https:\\\\hooks.zapier.com\\hooks\\1\\a'],
    ['that goes up', 'https://hooks.zapier.com/hooks/../../a/'],
    ['with a line break', 'https://hooks.zapier.com/hooks/\n1/a/'],
    ['in capitals', 'HTTPS://HOOKS.ZAPIER.COM/hooks/standard/1/a/'],
    ['with a fragment', 'https://hooks.zapier.com/hooks/standard/1/a/#x'],
    ['that is no text', 7],
    ['that is endless', `https://hooks.zapier.com/${'a'.repeat(3_000)}`],
  ])('%s is refused', async (_, targetUrl) => {
    const stage = await open();
    const relay = await stage.start({ hookOrigin: 'https://hooks.zapier.com' });
    const body = JSON.stringify({ locationId: LOCATION, events: ['ContactCreate'], targetUrl });
    const answer = await stage.app.send(relay.url, 'POST', '/subscriptions', body);
    expect(answer.status).toBe(422);
    expect((await stage.tell(relay, 'ContactCreate', LOCATION)).body).toEqual({ accepted: false });
  });

  it.each([
    ['no location', { locationId: undefined }],
    ['a location that is none', { locationId: 'a b' }],
    ['no events', { events: [] }],
    ['events that are none', { events: ['ContactCreate', "x'; drop table seen; --"] }],
    [
      'too many events',
      { events: Array.from({ length: 21 }, (_, index) => `A${'b'.repeat(index)}`) },
    ],
  ])('%s is refused', async (_, changes) => {
    const stage = await open();
    const relay = await stage.start();
    const request = { locationId: LOCATION, events: ['A'], targetUrl: stage.hooks.target('zap') };
    const body = JSON.stringify({ ...request, ...changes });
    expect((await stage.app.send(relay.url, 'POST', '/subscriptions', body)).status).toBe(422);
  });
});

describeSqlite('a connection', (open) => {
  it.each([
    [
      'that says its length in two ways',
      'POST /subscriptions HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\n\r\n',
    ],
    [
      'with two lengths',
      'POST /subscriptions HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
    ],
    [
      'with a header that never ends',
      `GET /healthz HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(70_000)}`,
    ],
    ['that is no HTTP', 'EHLO relay\r\n'],
    ['with a broken header', 'GET /healthz HTTP/1.1\r\nHost: a\r\nX\0Y: 1\r\n\r\n'],
  ])('%s is closed, and gets nothing', async (_, bytes) => {
    const stage = await open();
    const relay = await stage.start();
    const said = await raw(relay, bytes);
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(said).not.toContain('relay_');
  });

  it.each([
    ['a body', 'POST /subscriptions HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{'],
    ['a head', 'POST /subscriptions HTTP/1.1\r\nHos'],
  ])('that is slow to send %s is closed', async (_, bytes) => {
    const stage = await open();
    const relay = await stage.start({ slowestRequestMs: 1 });
    expect(await raw(relay, bytes)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('is one of a thousand that say nothing: webhooks come through all the same', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', ['ContactDelete']);
    const { hostname, port } = new URL(relay.url);
    const idlers = await Promise.all(
      Array.from(
        { length: 1_000 },
        () =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = connect(Number(port), hostname, () => {
              socket.write('POST /webhooks/highlevel HTTP/1.1\r\nHost: a\r\nContent-Le');
              resolve(socket);
            });
            socket.on('error', () => undefined);
          }),
      ),
    );
    expect((await stage.tell(relay, 'ContactDelete', LOCATION)).status).toBe(200);
    for (const socket of idlers) socket.destroy();
  });
});

/** People, and what they are known by. */
const SECRETS = ['Grace', 'Hopper', 'grace.hopper', 'example.com', '2025550143', 'Long Street'];

describe('what a relay keeps', () => {
  describeSqlite('of people', (open) => {
    it('is nothing: not in its log, its store, its figures, nor in what it sends', async () => {
      const stage = await open();
      const relay = await stage.start();
      await stage.subscribe(relay, 'zap', ['ContactDelete', 'NoteCreate']);
      stage.hooks.answer = () => ({ status: 500 });
      const payload = {
        address1: '12 Long Street',
        body: 'Call Grace',
        customFields: [{ id: 'Grace' }],
      };
      for (const type of ['ContactDelete', 'NoteCreate', 'Grace\nHopper', 'Unwanted']) {
        await stage.tell(relay, type, LOCATION, payload);
      }
      await stage.highLevel.send(relay.url, { type: 'NoteCreate', locationId: 'grace.hopper@x' });
      await stage.highLevel.sendRaw(relay.url, 'Grace Hopper');
      await fetch(`${relay.url}/Grace?Hopper=1`);
      await stage.idle();
      const figures = await (await fetch(`${relay.url}/metrics`)).text();
      await stage.stop(relay);
      const files = readdirSync(stage.dataDir).map((name) =>
        readFileSync(join(stage.dataDir, name), 'latin1'),
      );
      expect(files.join()).toContain(LOCATION);
      const kept = [...files, ...stage.log, figures, JSON.stringify(stage.hooks.received)].join(
        '\n',
      );
      expect(SECRETS.filter((secret) => kept.includes(secret))).toEqual([]);
    });

    it('and nothing of a sub-account that was forgotten', async () => {
      const stage = await open();
      const relay = await stage.start();
      await stage.subscribe(relay, 'zap', ['ContactDelete']);
      await stage.subscribe(relay, 'other', ['ContactDelete'], 'location2');
      stage.hooks.answer = () => ({ status: 500 });
      await stage.tell(relay, 'ContactDelete', LOCATION, { id: 'contactOfOne' });
      await stage.tell(relay, 'ContactDelete', 'location2', { id: 'contactOfTwo' });
      await stage.idle();
      expect(await stage.look((store) => store.forget(LOCATION))).toEqual({
        subscriptions: 1,
        deliveries: 1,
      });
      await stage.stop(relay);
      const files = readdirSync(stage.dataDir).map((name) =>
        readFileSync(join(stage.dataDir, name), 'latin1'),
      );
      const has = (text: string): boolean => files.join().includes(text);
      expect([LOCATION, 'contactOfOne', '/zap/'].filter(has)).toEqual([]);
      expect(['location2', 'contactOfTwo', '/other/'].filter(has)).toHaveLength(3);
    });
  });
});
