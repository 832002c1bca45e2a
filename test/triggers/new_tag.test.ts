import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { tagSchema } from '../../lib/protiv/tag/schema.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 1 });
});

afterEach(async () => {
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);

const poll = (moment?: Fields) => app.poll('new_tag', {}, moment);

const ids = (rows: readonly Fields[]) => rows.map(({ id }) => String(id));

/** What fires after these ids were seen, as Zapier tells it. */
const fired = async (seen: Set<string>): Promise<Fields[]> => {
  const fresh = (await poll()).filter(({ id }) => !seen.has(String(id)));
  for (const id of ids(fresh)) seen.add(id);
  return fresh;
};

const primed = async () => new Set(ids(await poll({ isPopulatingDedupe: true })));

describe('New Tag', () => {
  it('fires for none that there is when the Zap is switched on, and once for each that comes', async () => {
    const seen = await primed();
    expect(seen.size).toBe(location().tags.size);
    expect(await fired(seen)).toEqual([]);
    const tag = location().defineTag('spring fair');
    const [first, ...others] = await fired(seen);
    expect(others).toEqual([]);
    expect(tagSchema.parse(first)).toEqual({ id: tag.id, tagId: tag.id, name: 'spring fair' });
    expect(await fired(seen)).toEqual([]);
    expect(new Set(app.sandbox.requests.map(({ method, path }) => `${method} ${path}`))).toEqual(
      new Set([`GET /locations/${app.location.id}/tags`]),
    );
  });

  it('fires for a tag that comes to be because a contact gets it', async () => {
    const seen = await primed();
    const { id } = app.sandbox.world.addContact(app.location.id, { tags: ['vip'] });
    await app.create('add_tags', { contactId: id, tags: ['Never Seen Before'] });
    expect(await fired(seen)).toMatchObject([{ name: 'never seen before' }]);
  });

  it('does not fire for one that is renamed, and does for one that is deleted and made again', async () => {
    const tag = location().defineTag('summer fair');
    const seen = await primed();
    location().tags.delete(tag.name);
    location().tags.set('autumn fair', { ...tag, name: 'autumn fair' });
    expect(await fired(seen)).toEqual([]);
    location().tags.delete('autumn fair');
    expect(await fired(seen)).toEqual([]);
    location().defineTag('autumn fair');
    expect(await fired(seen)).toMatchObject([{ name: 'autumn fair' }]);
  });

  it('primes thousands of tags, and finds the one more', async () => {
    for (let index = 0; index < 5_000; index += 1) location().defineTag(`tag ${index}`);
    const seen = await primed();
    expect(seen.size).toBe(location().tags.size);
    location().defineTag('one more');
    expect(await fired(seen)).toMatchObject([{ name: 'one more' }]);
  });

  it('shows three to try a Zap with, and none where there is none', async () => {
    expect(await poll({ isLoadingSample: true })).toHaveLength(3);
    location().tags.clear();
    expect(await poll({ isLoadingSample: true })).toEqual([]);
  });

  it('fails rather than prime with an answer that is no list', async () => {
    app.sandbox.addFault({ kind: 'status', status: 200, body: { tags: null } });
    const { kind } = await app.failure(() => poll({ isPopulatingDedupe: true }));
    expect(kind).toBe('throttled');
  });
});
