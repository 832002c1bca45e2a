import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

const HOUR_MS = 3_600_000;

let app: TestApp;
let zap: Dedupe;

const start = async (options: Parameters<typeof openApp>[0]) => {
  app = await openApp(options);
  const trigger = app.platform.definition.triggers?.['contact_tagged'];
  if (!trigger) throw new Error('No such trigger.');
  zap = new Dedupe(primaryKey(trigger));
};

beforeEach(() => start({ contacts: 20 }));

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const VIP = { tags: ['vip'] };

/** What fires, by contact and tag. */
const poll = async (input: Fields = VIP) =>
  zap
    .takeNew(await app.poll('contact_tagged', input))
    .map(({ contactId, tag }) => ({ contactId, tag }));

const switchOn = async (input: Fields = VIP) =>
  zap.takeNew(await app.poll('contact_tagged', input, { isPopulatingDedupe: true }));

const world = () => app.sandbox.world;
const add = (contact: Parameters<TestApp['sandbox']['world']['addContact']>[1] = {}) =>
  world().addContact(app.location.id, contact).id;
const change = (id: string, changes: Parameters<TestApp['sandbox']['world']['changeContact']>[2]) =>
  world().changeContact(app.location.id, id, changes);
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

describe('Tag Added to Contact', () => {
  it('fires once for a contact that gets the tag, Protiv-shaped, with the tag', async () => {
    const id = add({ firstName: 'Ana', dateAdded: ago(900) });
    await switchOn();
    await app.create('add_tags', { contactId: id, tags: ['VIP '] });
    const [row] = await app.poll('contact_tagged', VIP);
    const { tag, ...contact } = row ?? {};
    expect(tag).toBe('vip');
    expect(contactSchema.parse(contact)).toMatchObject({ id, contactId: id, tags: ['vip'] });
    expect(await poll()).toEqual([{ contactId: id, tag: 'vip' }]);
    expect(await poll()).toEqual([]);
  });

  it('fires for none of 10,000 who carry the tag already, nor when one of them is edited', async () => {
    const input = { tags: ['early bird'] };
    const carriers = Array.from({ length: 10_000 }, (_, index) =>
      add({ firstName: `No ${index}`, tags: ['early bird'], dateAdded: ago(3 + index) }),
    );
    expect(await switchOn(input)).toHaveLength(10_000);
    expect(app.logCodes).toEqual([]);
    expect(await poll(input)).toEqual([]);
    for (const id of [carriers[0], carriers[5_000], carriers[9_999]]) {
      change(id ?? '', { source: 'edited' });
    }
    expect(await poll(input)).toEqual([]);
    const fresh = add({ dateAdded: ago(5_000) });
    change(fresh, { tags: ['early bird'] });
    expect(await poll(input)).toEqual([{ contactId: fresh, tag: 'early bird' }]);
  });

  it('says so when the time does not reach for all carriers', async () => {
    for (let index = 0; index < 1_600; index += 1) {
      add({ tags: ['early bird'], dateAdded: ago(3 + index) });
    }
    let now = Date.now();
    jest.spyOn(clock, 'now').mockImplementation(() => (now += 2_000));
    const primed = await switchOn({ tags: ['early bird'] });
    expect(primed.length).toBeGreaterThanOrEqual(500);
    expect(primed.length).toBeLessThan(1_600);
    expect(app.logCodes).toEqual(['poll.truncated']);
  });

  it('primes slim and with the largest pages', async () => {
    const id = add({ tags: ['hot lead'] });
    app.clearRequests();
    expect(await switchOn({ tags: ['hot lead', 'vip'] })).toContainEqual({
      id,
      contactId: id,
      tag: 'hot lead',
    });
    expect(app.sandbox.requests.map(({ body }) => body)).toMatchObject([{ pageLimit: 500 }]);
  });

  it('fires for each of several tags, and for the one that is new', async () => {
    const input = { tags: ['vip', 'hot lead'] };
    const both = add({ dateAdded: ago(900) });
    const second = add({ dateAdded: ago(900), tags: ['vip'] });
    await switchOn(input);
    change(both, { tags: ['hot lead', 'vip', 'other'] });
    change(second, { tags: ['vip', 'hot lead'] });
    const fired = await poll(input);
    expect(fired).toHaveLength(3);
    expect(fired).toEqual(
      expect.arrayContaining([
        { contactId: second, tag: 'hot lead' },
        { contactId: both, tag: 'vip' },
        { contactId: both, tag: 'hot lead' },
      ]),
    );
  });

  it('does not fire again for a tag that is taken off and put back', async () => {
    const id = add();
    await switchOn();
    change(id, { tags: ['vip'] });
    expect(await poll()).toHaveLength(1);
    change(id, { tags: [] });
    expect(await poll()).toEqual([]);
    change(id, { tags: ['vip'] });
    expect(await poll()).toEqual([]);
  });

  it('loses none of a burst that fills several pages', async () => {
    const ids = Array.from({ length: 1_100 }, () => add({ dateAdded: ago(900) }));
    await switchOn();
    for (const id of ids) change(id, { tags: ['vip'] });
    expect(new Set((await poll()).map(({ contactId }) => contactId))).toEqual(new Set(ids));
  });

  it('costs one request in a quiet location', async () => {
    await app.close();
    await start({ contacts: 20_000 });
    await app.poll('contact_tagged', VIP);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('gives three real contacts as a sample', async () => {
    for (let index = 0; index < 4; index += 1) add({ tags: ['vip'], dateAdded: ago(5_000) });
    const sample = await app.poll('contact_tagged', VIP, { isLoadingSample: true });
    expect(sample).toHaveLength(3);
    for (const { tag, tags } of sample) expect(tags).toContain(tag);
  });

  it.each([
    ['no tag', {}, /“Tags” is empty/],
    ['blank tags', { tags: ['', ' , '] }, /“Tags” is empty/],
    ['a group of values', { tags: [{ a: 'b' }] }, /“Tags” takes a single text/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => poll(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it('knows the tag in whatever spelling HighLevel gives it, and fires with the plain one', async () => {
    await switchOn();
    const id = add();
    // Search compares letter for letter, so only a row that it finds for another tag shows this.
    change(id, { tags: ['Hot Lead ', 'vip'] });
    expect(await poll({ tags: ['hot lead', 'VIP'] })).toEqual([
      { contactId: id, tag: 'hot lead' },
      { contactId: id, tag: 'vip' },
    ]);
  });

  it('finds nothing for a hostile tag', async () => {
    expect(await poll({ tags: ['"]},{"field":"id'] })).toEqual([]);
  });

  it('works with a read-only connection', async () => {
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    await switchOn();
    const id = add({ tags: ['vip'] });
    expect(await poll()).toEqual([{ contactId: id, tag: 'vip' }]);
  });
});
