import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { at, listAt, openApi, textAt } from './api.ts';
import type { Api } from './api.ts';

let api: Api;

beforeAll(async () => {
  api = await openApi({ contacts: 0 });
});

afterAll(async () => {
  await api.sandbox.close();
});

const defined = async (): Promise<unknown[]> =>
  listAt(await api.ask('GET', `/locations/${api.own.id}/tags`), 'tags').map((tag) =>
    at(tag, 'name'),
  );

describe('tags of a contact', () => {
  it('are added and removed as GHL compares them, and stay defined', async () => {
    const { id } = api.sandbox.world.addContact(api.own.id, { tags: ['lead'] });
    const path = `/contacts/${id}/tags`;

    expect(await api.ask('POST', path, { json: { tags: [' Lead ', 'Never Seen'] } })).toMatchObject(
      {
        status: 201,
        body: { tags: ['lead', 'never seen'] },
      },
    );
    expect(await api.ask('DELETE', path, { json: { tags: ['NEVER SEEN', 'x'] } })).toMatchObject({
      status: 200,
      body: { tags: ['lead'] },
    });
    expect(await defined()).toContain('never seen');
    expect(await api.ask('POST', path, { json: { tags: 'lead' } })).toMatchObject({ status: 422 });
  });

  it('change on many contacts at once, with a result for each', async () => {
    const { world } = api.sandbox;
    const [first, second] = [world.addContact(api.own.id), world.addContact(api.own.id)];
    const update = (type: string, json: Readonly<Record<string, unknown>>) =>
      api.ask('POST', `/contacts/bulk/tags/update/${type}`, {
        json: { locationId: api.own.id, contacts: [first.id, second.id, 'nowhere'], ...json },
      });

    expect(await update('add', { tags: ['Bulk', 'more'] })).toMatchObject({
      status: 201,
      body: { succeded: true, errorCount: 1 },
    });
    await update('remove', { tags: ['more'] });
    const location = world.location(api.own.id);
    expect(location.contactById(second.id).tags).toEqual(['bulk']);
    await update('add', { tags: ['only'], removeAllTags: true });
    expect(location.contactById(first.id).tags).toEqual(['only']);
  });
});

describe('tags of a location', () => {
  it('are created, renamed and deleted, on contacts too', async () => {
    const path = `/locations/${api.own.id}/tags`;
    const created = await api.ask('POST', path, { json: { name: ' Spring ' } });
    const tag = `${path}/${textAt(created, 'tag', 'id')}`;
    const { world } = api.sandbox;
    const { id } = world.addContact(api.own.id, { tags: ['spring', 'other'] });

    expect(at(created.body, 'tag', 'name')).toBe('spring');
    await api.ask('PUT', tag, { json: { name: 'Summer' } });
    expect(await api.ask('GET', tag)).toMatchObject({ body: { tag: { name: 'summer' } } });
    expect(world.location(api.own.id).contactById(id).tags).toEqual(['other', 'summer']);
    expect(await api.ask('DELETE', tag)).toMatchObject({ body: { succeded: true } });
    expect(world.location(api.own.id).contactById(id).tags).toEqual(['other']);
    expect(await defined()).not.toContain('summer');
  });
});
