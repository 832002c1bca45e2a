import { notFound } from '../api-error.ts';
import { checkBody, checkQuery, oneOf, required, text } from '../body.ts';
import type { AddRoute, Call } from '../routing.ts';
import { locationRecord, present } from '../views.ts';
import type { CustomFieldDefinition } from '../world.ts';

const TAGS_READ = 'locations/tags.readonly';
const TAGS_WRITE = 'locations/tags.write';
const FIELDS_READ = 'locations/customFields.readonly';

/** The sub-account itself, its tags and its custom fields. */
export const addLocationRoutes = (add: AddRoute): void => {
  add('GET', '/locations/:locationId', 'locations.readonly', ({ location }) => ({
    body: { location: locationRecord(location) },
  }));

  add('GET', '/locations/:locationId/tags', TAGS_READ, ({ location }) => ({
    body: {
      tags: [...location.tags.values()].map((tag) => ({ ...tag, locationId: location.id })),
    },
  }));

  add('POST', '/locations/:locationId/tags', TAGS_WRITE, ({ location, body }) => {
    checkBody(body, { name: required(text) });
    const tag = location.defineTag(String(body['name']).trim().toLowerCase());
    return { wrote: true, body: { tag: { ...tag, locationId: location.id } } };
  });

  add('GET', '/locations/:locationId/tags/:tagId', TAGS_READ, (call) => ({
    body: { tag: { ...tagOf(call), locationId: call.location.id } },
  }));

  add('PUT', '/locations/:locationId/tags/:tagId', TAGS_WRITE, (call) => {
    const tag = tagOf(call);
    checkBody(call.body, { name: required(text) });
    const { location } = call;
    location.tags.delete(tag.name);
    const renamed = { ...tag, name: String(call.body['name']).trim().toLowerCase() };
    location.tags.set(renamed.name, renamed);
    retag(call, tag.name, [renamed.name]);
    return { wrote: true, body: { tag: { ...renamed, locationId: location.id } } };
  });

  add('DELETE', '/locations/:locationId/tags/:tagId', TAGS_WRITE, (call) => {
    const { name } = tagOf(call);
    call.location.tags.delete(name);
    retag(call, name, []);
    return { wrote: true, body: { succeded: true } };
  });

  add('GET', '/locations/:locationId/customFields', FIELDS_READ, ({ location, query }) => {
    checkQuery(query, { model: oneOf('contact', 'opportunity', 'all') });
    const model = query['model'] ?? 'contact';
    const fields = location.customFields.filter(
      (field) => model === 'all' || field.model === model,
    );
    return {
      body: {
        customFields: fields.map((field) => fieldRecord(field, location.id)),
      },
    };
  });

  add('GET', '/locations/:locationId/customFields/:id', FIELDS_READ, ({ location, params }) => {
    const wanted = params['id'] ?? '';
    const field = location.customFields.find(
      ({ id, fieldKey }) => id === wanted || fieldKey === wanted,
    );
    if (!field) throw notFound('Custom field', wanted);
    return { body: { customField: fieldRecord(field, location.id) } };
  });
};

const fieldRecord = (field: CustomFieldDefinition, locationId: string): Record<string, unknown> =>
  present({ ...field, locationId });

/** A tag that is renamed or deleted changes on all who have it. */
const retag = ({ location }: Call, old: string, replacement: readonly string[]): void => {
  for (const contact of location.contacts.values()) {
    if (!contact.tags.includes(old)) continue;
    const others = contact.tags.filter((tag) => tag !== old);
    location.putContact({ ...contact, tags: [...new Set([...others, ...replacement])] });
  }
};

const tagOf = ({ location, params }: Call): { id: string; name: string } => {
  const wanted = params['tagId'] ?? '';
  const tag = [...location.tags.values()].find(({ id }) => id === wanted);
  if (!tag) throw notFound('Tag', wanted);
  return tag;
};
