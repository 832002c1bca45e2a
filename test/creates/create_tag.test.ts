import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 1 });
});

afterEach(async () => {
  await app.close();
});

const createTag = (name: unknown) => app.create('create_tag', { name });

const location = () => app.sandbox.world.location(app.location.id);

const ids = (name: string) => location().tags.get(name)?.id;

describe('Create Tag', () => {
  it.each([
    ['Spring Fair', 'spring fair'],
    ['  VIP 2027 ', 'vip 2027'],
    ['roof, flat', 'roof, flat'],
    ['🏠 ШИН', '🏠 шин'],
    [2027, '2027'],
  ])('defines %j as one tag, as HighLevel keeps it', async (given, name) => {
    const { size } = location().tags;
    const id = expect.any(String);
    expect(await createTag(given)).toEqual({ id, tagId: id, name, wasCreated: true });
    expect(location().tags.size).toBe(size + 1);
    expect(app.writesSent.map(({ body }) => body)).toEqual([{ name }]);
  });

  it('gives the one that there is, however it is written, and sends nothing', async () => {
    const { id } = location().defineTag('hot lead');
    for (const given of ['hot lead', ' Hot Lead ', 'HOT LEAD']) {
      const expected = { id, tagId: id, name: 'hot lead', wasCreated: false };
      expect(await createTag(given)).toEqual(expected);
    }
    expect(app.writesSent).toEqual([]);
  });

  it('tells tags apart that only begin alike', async () => {
    location().defineTag('hot lead');
    expect(await createTag('hot')).toMatchObject({ name: 'hot', wasCreated: true });
  });

  it.each(['resetAfter', 'emptyBody'] as const)(
    'finds what it made when the answer is lost (%s)',
    async (kind) => {
      app.sandbox.addFault({ kind, times: 1, match: { method: 'POST', path: '/tags$' } });
      const result = await createTag('fair');
      expect(result).toMatchObject({ id: ids('fair'), name: 'fair', wasCreated: true });
      expect(app.writesSent).toHaveLength(1);
      expect(app.logCodes).toContain('write.ambiguous');
    },
  );

  it('is sent once more where nothing was made', async () => {
    app.sandbox.addFault({ kind: 'resetBefore', times: 1, match: { method: 'POST' } });
    expect(await createTag('fair')).toMatchObject({ id: ids('fair'), wasCreated: true });
  });

  it.each([
    [400, 'The tag name is already exist.'],
    [409, 'Duplicate tag'],
    [422, ['tag already exists']],
  ])('gives the tag that somebody made in between (%i)', async (status, message) => {
    // The first list is from before: it lacks the tag.
    app.sandbox.addFault({
      kind: 'status',
      status: 200,
      body: { tags: [] },
      times: 1,
      match: { method: 'GET', path: '/tags$' },
    });
    app.sandbox.addFault({
      kind: 'status',
      status,
      body: { statusCode: status, message },
      match: { method: 'POST', path: '/tags$' },
    });
    const { id } = location().defineTag('fair');
    const expected = { id, tagId: id, name: 'fair', wasCreated: false };
    expect(await createTag('Fair')).toEqual(expected);
  });

  it('says so where HighLevel refuses a name that it does not list', async () => {
    app.sandbox.addFault({
      kind: 'status',
      status: 400,
      body: { statusCode: 400, message: 'The tag name is already exist.' },
      match: { method: 'POST', path: '/tags$' },
    });
    const { kind, message } = await app.failure(() => createTag('fair'));
    expect(kind).toBe('halted');
    expect(message).toMatch(/there is a tag of this name already.*Use another name/);
  });
});
