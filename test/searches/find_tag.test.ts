import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';
import definition from '../../index.ts';

let app: TestApp;
const id: Record<string, string> = {};

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
  const { tags } = location();
  tags.clear();
  for (const name of ['vip', 'vip customer', 'café olé', 'roof, flat', '🏠', 'hot lead 2027']) {
    id[name] = location().defineTag(name).id;
  }
});

afterEach(async () => {
  await app.close();
});

const location = () => app.sandbox.world.location(app.location.id);

const find = (name: unknown) => app.search('find_tag', { name });

describe('Find Tag', () => {
  it.each([
    ['vip', 'vip', 'name'],
    [' VIP ', 'vip', 'name'],
    ['Vip  Customer', 'vip customer', 'name'],
    ['roof, flat', 'roof, flat', 'name'],
    ['🏠', '🏠', 'name'],
    ['cafe ole', 'café olé', 'similarName'],
    ['Roof flat', 'roof, flat', 'similarName'],
    ['hot lead', 'hot lead 2027', 'similarName'],
    ['2027 hot', 'hot lead 2027', 'similarName'],
    ['custom', 'vip customer', 'similarName'],
  ])('finds %j: %j, by %s', async (given, name, matchedBy) => {
    const tagId = id[name];
    expect(await find(given)).toEqual([{ id: tagId, tagId, name, matchedBy, wasCreated: false }]);
    expect(app.sandbox.requests).toHaveLength(1);
  });

  it('finds one by its ID', async () => {
    expect(await find(id['🏠'])).toMatchObject([{ name: '🏠', matchedBy: 'id' }]);
  });

  it.each([['nothing like it'], ['ot lead'], ['🏡'], ['!'], ['vip customers']])(
    'finds nothing for %j, which is no error',
    async (given) => {
      expect(await find(given)).toEqual([]);
    },
  );

  it('names two that may be meant, and guesses between none', async () => {
    const other = location().defineTag('hot lead 2026').id;
    const { kind, message } = await app.failure(() => find('Hot Lead'));
    expect(kind).toBe('halted');
    expect(message).toBe(
      `“Name” holds “Hot Lead”, which may mean 2 tags of the connected sub-account: “hot lead 2027” (${id['hot lead 2027']}), “hot lead 2026” (${other}). Give the whole name or the ID of one.`,
    );
    expect(await find('hot lead 2026')).toMatchObject([{ id: other, matchedBy: 'name' }]);
  });

  it('names five of many', async () => {
    for (let index = 0; index < 40; index += 1) location().defineTag(`batch ${index}`);
    const { message } = await app.failure(() => find('batch'));
    expect(message).toMatch(/may mean 40 tags .* and 35 more\. Give/);
    expect(message.match(/“batch \d+”/g)).toHaveLength(5);
  });

  it('reads tags that HighLevel sends without a name', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { tags: [{ id: 'a1' }, { id: 'a2', name: null }, { id: 'a3', name: 'Fair' }] },
    });
    expect(await find('fair')).toMatchObject([{ id: 'a3', name: 'Fair' }]);
    expect(await find('a1')).toEqual([
      { id: 'a1', tagId: 'a1', matchedBy: 'id', wasCreated: false },
    ]);
  });

  it('is joined with Create Tag, with the same input and outputs', () => {
    expect(definition.searchOrCreates).toMatchObject({
      find_tag: { search: 'find_tag', create: 'create_tag' },
    });
  });
});
