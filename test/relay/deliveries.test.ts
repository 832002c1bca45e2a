import { expect, it } from '@jest/globals';

import { describeBothStores } from '../../harness/relay/both-stores.ts';
import { LOCATION } from '../../harness/relay/stage.ts';
import type { RelayStage } from '../../harness/relay/stage.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../relay/clock.ts';

/** Nothing can be read of these afterwards: no catch-up comes between. */
const PLAIN = ['ContactDelete'];

const zapsIn = ({ hooks }: RelayStage): string[] =>
  hooks.received.map(({ path }) => path.split('/').at(-2) ?? '');

const typesIn = ({ hooks }: RelayStage): string[] => hooks.received.map(({ body }) => body.type);

describeBothStores('what a relay delivers', (open) => {
  it('is each event, to each Zap of its sub-account that listens to it, with ids and times alone', async () => {
    const stage = await open();
    const relay = await stage.start();
    const first = await stage.subscribe(relay, 'first', ['ContactCreate', 'ContactUpdate']);
    await stage.subscribe(relay, 'second');
    await stage.subscribe(relay, 'other-event', ['NoteCreate']);
    await stage.subscribe(relay, 'other-place', ['ContactCreate'], 'location2');
    const { status, body } = await stage.tell(relay, 'ContactCreate', LOCATION, {
      id: 'contact1',
      webhookId: 'webhook1',
    });
    await stage.idle();
    expect({ status, body }).toEqual({ status: 200, body: { accepted: true } });
    expect(zapsIn(stage).toSorted()).toEqual(['first', 'second']);
    const hook = stage.hooks.received.find(
      ({ body: { subscriptionId } }) => subscriptionId === first,
    );
    expect(hook?.body).toEqual({
      subscriptionId: first,
      type: 'ContactCreate',
      locationId: LOCATION,
      recordId: 'contact1',
      webhookId: 'webhook1',
      deliveryId: expect.stringMatching(/^[\da-f-]{36}$/),
      timestamp: new Date(stage.now()).toISOString(),
      attempt: 1,
    });
  });

  it.each([
    [
      'a task',
      { id: 'task1', contactId: 'contact1' },
      { recordId: 'task1', contactId: 'contact1' },
    ],
    [
      'an appointment, which comes wrapped',
      { id: undefined, appointment: { id: 'appointment1', contactId: 'contact1' } },
      { recordId: 'appointment1', contactId: 'contact1' },
    ],
    ['a message', { id: undefined, messageId: 'message1' }, { recordId: 'message1' }],
    [
      'an email, which has its own and that of its thread',
      { id: undefined, emailMessageId: 'email1', threadId: 'message1' },
      { recordId: 'email1' },
    ],
    [
      'one that names its sub-account otherwise',
      { locationId: undefined, altType: 'location', altId: LOCATION },
      { locationId: LOCATION },
    ],
    ['one whose id is an address', { id: 'grace@example.com' }, { type: 'Anything' }],
  ])('knows the ids of %s', async (_, payload, ids) => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', ['Anything']);
    await stage.tell(relay, 'Anything', LOCATION, payload);
    await stage.idle();
    expect(stage.hooks.received).toHaveLength(1);
    expect(stage.hooks.received[0]?.body).toMatchObject(ids);
    expect(JSON.stringify(stage.hooks.received)).not.toContain('@');
  });

  it('comes once, however often HighLevel sends it', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', PLAIN);
    const send = (changes: object) => stage.tell(relay, 'ContactDelete', LOCATION, { ...changes });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send({ webhookId: 'same', id: 'a' })),
    );
    // Days that pass within a delivery would have it made again.
    await stage.idle();
    await stage.pass(4 * DAY);
    answers.push(await send({ webhookId: 'same', id: 'a' }));
    // Without an id of the webhook the very same bytes are the same.
    for (const _ of [1, 2])
      answers.push(await send({ webhookId: undefined, id: 'b', email: 'b@x.y' }));
    await stage.idle();
    const accepted = answers.map(({ body }) => Object(body).accepted);
    expect(accepted.filter(Boolean)).toHaveLength(2);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(stage.hooks.received.map(({ body }) => body.recordId)).toEqual(['a', 'b']);
  });

  it.each([
    ['has no type', { type: undefined }],
    ['has no sub-account', { locationId: undefined }],
    ['nobody listens to', { type: 'LocationUpdate' }],
    ['comes from a sub-account without Zaps', { locationId: 'location9' }],
  ])('is nothing of an event that %s', async (_, changes) => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap');
    const { status, body } = await stage.tell(relay, 'ContactCreate', LOCATION, changes);
    await stage.idle();
    expect({ status, body }).toEqual({ status: 200, body: { accepted: false } });
    expect(stage.hooks.received).toEqual([]);
  });

  it('goes on after a restart: what was accepted is there', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', PLAIN);
    stage.hooks.answer = () => ({ status: 503 });
    await stage.tell(relay, 'ContactDelete', LOCATION, { id: 'contact1' });
    await stage.idle();
    await stage.stop(relay);
    stage.hooks.answer = () => ({ status: 200 });
    await stage.start();
    await stage.pass(10 * SECOND);
    const [first, again] = stage.hooks.received;
    expect(again?.body).toEqual({ ...first?.body, attempt: 2 });
  });
});

describeBothStores('a delivery that fails', (open) => {
  it('is sent again, later each time, as the same delivery; then it is dead', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', PLAIN);
    stage.hooks.answer = () => ({ status: 500 });
    await stage.tell(relay, 'ContactDelete', LOCATION);
    await stage.idle();
    const pauses = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR];
    pauses.push(12 * HOUR, DAY);
    for (const [index, pause] of pauses.entries()) {
      await stage.pass(pause - SECOND);
      expect(stage.hooks.received).toHaveLength(index + 1);
      await stage.pass(SECOND);
      expect(stage.hooks.received).toHaveLength(index + 2);
    }
    const attempts = stage.hooks.received.map(({ body }) => body.attempt);
    expect(attempts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(new Set(stage.hooks.received.map(({ body }) => body.deliveryId)).size).toBe(1);
    expect(stage.log.join()).toContain('target.dead');
  });

  it('goes first once its target answers a probe; until then nothing goes there', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', PLAIN);
    await stage.subscribe(relay, 'neighbour', PLAIN);
    stage.hooks.answer = ({ path }) => ({ status: path.includes('zap') ? 404 : 200 });
    await stage.tell(relay, 'ContactDelete', LOCATION, { id: 'first' });
    for (const pause of [0, 10 * SECOND, MINUTE]) await stage.pass(pause);
    const [, ...events] = [zapsIn(stage), ...stage.hooks.received.splice(0)];
    expect(events).toHaveLength(4);

    await stage.tell(relay, 'ContactDelete', LOCATION, { id: 'second' });
    await stage.idle();
    expect(zapsIn(stage)).toEqual(['neighbour']);
    await stage.pass(HOUR);
    expect(typesIn(stage)).toEqual(['ContactDelete', 'Probe']);

    stage.hooks.answer = () => ({ status: 200 });
    await stage.pass(HOUR);
    await stage.pass(10 * SECOND);
    const later = stage.hooks.received.slice(2).map(({ body }) => body.recordId ?? body.type);
    expect(later).toEqual(['Probe', 'first', 'second']);
  });

  it('is given up after three refusals', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', PLAIN);
    stage.hooks.answer = () => ({ status: 400 });
    await stage.tell(relay, 'ContactDelete', LOCATION);
    for (const pause of [0, 10 * SECOND, MINUTE, 20 * MINUTE]) await stage.pass(pause);
    expect(stage.hooks.received).toHaveLength(3);
  });

  it('tells of a Zap that is off: the subscription is gone', async () => {
    const stage = await open();
    const relay = await stage.start();
    const id = await stage.subscribe(relay, 'zap', PLAIN);
    stage.hooks.answer = () => ({ status: 410 });
    await stage.tell(relay, 'ContactDelete', LOCATION);
    await stage.idle();
    const { body } = await stage.tell(relay, 'ContactDelete', LOCATION);
    expect(body).toEqual({ accepted: false });
    expect((await stage.app.unsubscribe(relay.url, id)).status).toBe(404);
  });

  it('waits for as long as the target asks', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', PLAIN);
    stage.hooks.answer = () => ({ status: 429, headers: { 'Retry-After': '120' } });
    await stage.tell(relay, 'ContactDelete', LOCATION);
    await stage.idle();
    await stage.pass(119 * SECOND);
    expect(stage.hooks.received).toHaveLength(1);
    await stage.pass(2 * SECOND);
    expect(stage.hooks.received).toHaveLength(2);
  });

  it('is no delivery: a redirect is not followed, and silence ends after 15 seconds', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', PLAIN);
    stage.hooks.answer = () => ({ status: 302, headers: { Location: '/elsewhere' } });
    await stage.tell(relay, 'ContactDelete', LOCATION);
    await stage.idle();
    stage.hooks.answer = () => undefined;
    await stage.skip(6 * SECOND);
    await stage.hooks.come(2);
    stage.hooks.answer = () => ({ status: 200 });
    await stage.pass(15 * SECOND);
    await stage.pass(MINUTE);
    expect(stage.hooks.received.map(({ path, body }) => [path, body.attempt])).toEqual([
      ['/hooks/standard/1234567/zap/', 1],
      ['/hooks/standard/1234567/zap/', 2],
      ['/hooks/standard/1234567/zap/', 3],
    ]);
  });
});

describeBothStores('the pace of deliveries', (open) => {
  it('is twenty at once for a sub-account and then two a second; others are not held up', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'zap', PLAIN);
    await stage.subscribe(relay, 'other', PLAIN, 'location2');
    for (let index = 0; index < 30; index += 1) await stage.tell(relay, 'ContactDelete', LOCATION);
    await stage.tell(relay, 'ContactDelete', 'location2');
    await stage.idle();
    const count = (zap: string) => zapsIn(stage).filter((each) => each === zap).length;
    expect([count('zap'), count('other')]).toEqual([20, 1]);
    for (const expected of [22, 24, 26, 28, 30, 30]) {
      await stage.pass(SECOND);
      expect(count('zap')).toBe(expected);
    }
  });
});
