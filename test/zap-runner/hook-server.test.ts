import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { HookServer } from '../../zap-runner/hook-server.ts';

let hooks: HookServer;

beforeEach(async () => {
  hooks = await HookServer.open();
});

afterEach(() => hooks.close());

const post = async (url: string, body: string): Promise<number> =>
  (await fetch(url, { method: 'POST', body })).status;

const EVENT = JSON.stringify({ type: 'ContactCreate', timestamp: '2026-01-02T03:04:05.000Z' });

describe('hooks.zapier.com as the runner plays it', () => {
  it('gives each Zap an address of its own, and hands it what comes there', async () => {
    const heard: string[] = [];
    const [first, second] = ['first', 'second'].map((zap) =>
      hooks.add(async ({ type }) => void heard.push(`${zap}: ${type}`)),
    );
    expect(await post(String(first), EVENT)).toBe(200);
    expect(await post(String(second), EVENT)).toBe(200);
    await hooks.settled();
    expect(heard).toEqual(['first: ContactCreate', 'second: ContactCreate']);
  });

  it('says 200 before the Zap has run, and runs one hook after another', async () => {
    const order: string[] = [];
    let open: () => void = () => undefined;
    const gate = new Promise<void>((opened) => {
      open = opened;
    });
    const target = hooks.add(async () => {
      order.push('began');
      await gate;
      order.push('ended');
    });
    expect(await post(target, EVENT)).toBe(200);
    expect(await post(target, EVENT)).toBe(200);
    order.push('answered');
    open();
    await hooks.settled();
    expect(order.filter((each) => each !== 'answered')).toEqual([
      'began',
      'ended',
      'began',
      'ended',
    ]);
    expect(order.indexOf('answered')).toBeLessThan(order.indexOf('ended'));
  });

  it('says 410 once the Zap is off, and 400 to what is no event', async () => {
    const heard: string[] = [];
    const target = hooks.add(async ({ type }) => void heard.push(type));
    expect(await post(target, 'no JSON')).toBe(400);
    expect(await post(target, '{}')).toBe(400);
    hooks.remove(target);
    expect(await post(target, EVENT)).toBe(410);
    await hooks.settled();
    expect(heard).toEqual([]);
  });
});
