import { expect, it } from '@jest/globals';

import { describeBothStores, describePostgres } from '../../harness/relay/both-stores.ts';
import { LOCATION } from '../../harness/relay/stage.ts';
import type { RelayStage } from '../../harness/relay/stage.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../relay/clock.ts';

/** The windows that Zaps were told of, from when to when, in minutes since a moment. */
const windowsIn = ({ hooks }: RelayStage, start: number): [since: number, until: number][] =>
  hooks.received.flatMap(({ body: { type, since = '', until = '' } }) =>
    type === 'CatchUp'
      ? [[(Date.parse(since) - start) / MINUTE, (Date.parse(until) - start) / MINUTE]]
      : [],
  );

const recordsIn = ({ hooks }: RelayStage): (string | undefined)[] =>
  hooks.received.flatMap(({ body }) => (body.type === 'CatchUp' ? [] : [body.recordId]));

describeBothStores('after an outage', (open) => {
  it('every Zap is told what it may have missed, ten minutes at a time', async () => {
    const stage = await open();
    const relay = await stage.start();
    const start = stage.now();
    await stage.subscribe(relay, 'zap');
    await stage.subscribe(relay, 'cannot', ['ContactDelete', 'ContactDndUpdate']);
    await stage.pass(HOUR / 2);
    stage.hooks.received.length = 0;
    await stage.stop(relay);
    await stage.skip(HOUR / 2);
    await stage.start();
    await stage.idle();
    expect(windowsIn(stage, start)).toEqual([
      [29, 39],
      [39, 49],
      [49, 59],
      [59, 60],
    ]);
    expect(stage.log).toContain('{"code":"outage.over","seconds":1800,"windows":1}');
  });

  it('a Zap with many events is told of less time at once, and waits for each', async () => {
    const stage = await open();
    const relay = await stage.start();
    const start = stage.now();
    await stage.subscribe(relay, 'zap');
    for (let index = 0; index < 200; index += 1) await stage.tell(relay, 'ContactCreate', LOCATION);
    for (let index = 0; index < 20; index += 1) await stage.pass(10 * SECOND);
    await stage.stop(relay);
    stage.hooks.received.length = 0;
    stage.hooks.answer = () => ({ status: 500 });
    await stage.skip(20 * MINUTE);
    await stage.start();
    await stage.idle();
    expect(windowsIn(stage, start)).toHaveLength(1);
    stage.hooks.answer = () => ({ status: 200 });
    for (let index = 0; index < 6; index += 1) await stage.pass(6 * SECOND);
    expect(windowsIn(stage, start).length).toBeGreaterThan(2);
  });

  it('what comes late for a window that was told of does not come again by itself', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap');
    await stage.pass(10 * SECOND);
    stage.hooks.answer = () => ({ status: 500 });
    await stage.tell(relay, 'ContactCreate', LOCATION, { id: 'held-up' });
    await stage.idle();
    await stage.stop(relay);
    await stage.skip(10 * MINUTE);
    stage.hooks.answer = ({ body }) => ({ status: body.type === 'CatchUp' ? 200 : 500 });
    await stage.start();
    await stage.idle();
    stage.hooks.answer = () => ({ status: 200 });
    for (let index = 0; index < 60; index += 1) await stage.pass(MINUTE / 2);
    expect(recordsIn(stage)).toEqual(['held-up', 'held-up']);
    expect(windowsIn(stage, stage.now())).toHaveLength(2);
  });

  it('a pause of less than a minute is none', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap');
    await stage.stop(relay);
    await stage.skip(55 * SECOND);
    await stage.start();
    await stage.idle();
    expect(stage.hooks.received).toEqual([]);
  });
});

describeBothStores('a relay that is full', (open) => {
  it('refuses, and has Zaps catch up with what it refused', async () => {
    const stage = await open();
    const relay = await stage.start({ mostWaiting: 3 });
    await stage.subscribe(relay, 'zap');
    stage.hooks.answer = () => ({ status: 500 });
    for (let index = 0; index < 3; index += 1) await stage.tell(relay, 'ContactCreate', LOCATION);
    await stage.pass(6 * SECOND);
    const { status, headers } = await stage.tell(relay, 'ContactCreate', LOCATION, { id: 'late' });
    expect({ status, after: headers.get('Retry-After') }).toEqual({ status: 429, after: '60' });
    for (let index = 0; index < 12; index += 1) await stage.pass(6 * SECOND);
    stage.hooks.answer = () => ({ status: 200 });
    for (let index = 0; index < 20; index += 1) await stage.pass(6 * SECOND);
    expect(windowsIn(stage, stage.now())).not.toEqual([]);
    expect((await stage.tell(relay, 'ContactCreate', LOCATION)).status).toBe(200);
    expect(stage.log.join()).toContain('store.full');
  });
});

describeBothStores('a sub-account that removes the app', (open) => {
  it('gets nothing until it is back', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', ['ContactDelete']);
    await stage.pass(SECOND);
    await stage.tell(relay, 'UNINSTALL', LOCATION);
    await stage.pass(SECOND);
    // Sent before, and held up on its way.
    const { body } = await stage.tell(relay, 'ContactDelete', LOCATION, {
      timestamp: new Date(stage.now() - MINUTE).toISOString(),
    });
    expect(body).toEqual({ accepted: false });
    await stage.tell(relay, 'INSTALL', LOCATION);
    await stage.pass(SECOND);
    await stage.tell(relay, 'ContactDelete', LOCATION, { id: 'back' });
    await stage.idle();
    expect(recordsIn(stage)).toEqual(['back']);
  });

  it('is back when it sends anything, should the word of that be lost', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', ['ContactDelete']);
    await stage.pass(SECOND);
    await stage.tell(relay, 'UNINSTALL', LOCATION);
    await stage.pass(89 * DAY);
    await stage.app.subscribe(relay.url, {
      locationId: LOCATION,
      events: ['ContactDelete'],
      targetUrl: stage.hooks.target('zap'),
    });
    const { body } = await stage.tell(relay, 'ContactDelete', LOCATION, { id: 'back' });
    await stage.idle();
    expect(body).toEqual({ accepted: true });
  });
});

describePostgres('a database that is gone for five minutes', (open) => {
  it('makes the relay refuse; then it goes on, and Zaps catch up', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap');
    await stage.pass(10 * SECOND);
    await stage.database.stop();
    const { status, headers } = await stage.tell(relay, 'ContactCreate', LOCATION);
    expect({ status, after: headers.get('Retry-After') }).toEqual({ status: 429, after: '60' });
    expect((await fetch(`${relay.url}/healthz`)).status).toBe(503);
    await stage.database.start();
    await stage.skip(5 * MINUTE);
    await stage.pass(10 * SECOND);
    await stage.tell(relay, 'ContactCreate', LOCATION, { id: 'after' });
    await stage.idle();
    expect(windowsIn(stage, stage.now())).not.toEqual([]);
    expect(recordsIn(stage)).toContain('after');
    expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);
  });
});

describePostgres('two relays on one database', (open) => {
  it('take a signature once, a webhook once, and pace as one', async () => {
    const stage = await open();
    const [one, other] = [await stage.start(), await stage.start()];
    const signature = stage.app.signature('DELETE', '/subscriptions/none', '');
    const statuses = [];
    for (const { url } of [one, other]) {
      const sent = stage.app.send(url, 'DELETE', '/subscriptions/none', '', signature);
      statuses.push((await sent).status);
    }
    expect(statuses).toEqual([404, 403]);

    await stage.subscribe(one, 'zap', ['ContactDelete']);
    const verdicts = [];
    for (const { url } of [one, other]) {
      const event = stage.highLevel.event('ContactDelete', LOCATION, {
        webhookId: 'same',
        timestamp: new Date(stage.now()).toISOString(),
      });
      verdicts.push((await stage.highLevel.send(url, event)).body);
    }
    expect(verdicts).toEqual([{ accepted: true }, { accepted: false }]);
    for (let index = 0; index < 29; index += 1) {
      await stage.tell(index % 2 === 0 ? one : other, 'ContactDelete', LOCATION);
    }
    await stage.idle();
    expect(stage.hooks.received).toHaveLength(20);
    for (let second = 0; second < 6; second += 1) await stage.pass(SECOND);
    expect(new Set(stage.hooks.received.map(({ body }) => body.deliveryId)).size).toBe(30);
  });
});
