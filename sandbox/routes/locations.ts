import { notFound } from '../api-error.ts';
import { checkBody, checkQuery, required, text } from '../body.ts';
import type { AddRoute, Call } from '../routing.ts';
import { locationRecord, present, traceId } from '../views.ts';
import type { CustomFieldDefinition } from '../world.ts';

const TAGS_READ = 'locations/tags.readonly';
const TAGS_WRITE = 'locations/tags.write';
const FIELDS_READ = 'locations/customFields.readonly';

/** The sub-account itself, its tags and its custom fields. */
export const addLocationRoutes = (add: AddRoute): void => {
  add('GET', '/locations/:locationId', 'locations.readonly', ({ location }) => ({
    body: { location: locationRecord(location), traceId: traceId() },
  }));

  add('GET', '/locations/:locationId/timezones', 'locations.readonly', () => ({
    body: { timeZones: Intl.supportedValuesOf('timeZone') },
  }));

  add('GET', '/locations/:locationId/tags', TAGS_READ, ({ location }) => ({
    body: {
      tags: [...location.tags.values()].map((tag) => ({ ...tag, locationId: location.id })),
      traceId: traceId(),
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
    call.location.tags.delete(tag.name);
    const renamed = { ...tag, name: String(call.body['name']).trim().toLowerCase() };
    call.location.tags.set(renamed.name, renamed);
    return { wrote: true, body: { tag: { ...renamed, locationId: call.location.id } } };
  });

  add('DELETE', '/locations/:locationId/tags/:tagId', TAGS_WRITE, (call) => {
    call.location.tags.delete(tagOf(call).name);
    return { wrote: true, body: { succeded: true } };
  });

  add('GET', '/locations/:locationId/customFields', FIELDS_READ, ({ location, query }) => {
    checkQuery(query, ['model']);
    const model = query['model'] ?? 'contact';
    const fields = location.customFields.filter(
      (field) => model === 'all' || field.model === model,
    );
    return {
      body: {
        customFields: fields.map((field) => fieldRecord(field, location.id)),
        traceId: traceId(),
      },
    };
  });

  add('GET', '/locations/:locationId/customFields/:id', FIELDS_READ, ({ location, params }) => {
    const wanted = params['id'] ?? '';
    const field = location.customFields.find(
      ({ id, fieldKey }) => id === wanted || fieldKey === wanted,
    );
    if (!field) throw notFound('Custom field', wanted);
    return { body: { customField: fieldRecord(field, location.id), traceId: traceId() } };
  });
};

const fieldRecord = (field: CustomFieldDefinition, locationId: string): Record<string, unknown> =>
  present({ ...field, locationId });

const tagOf = ({ location, params }: Call): { id: string; name: string } => {
  const wanted = params['tagId'] ?? '';
  const tag = [...location.tags.values()].find(({ id }) => id === wanted);
  if (!tag) throw notFound('Tag', wanted);
  return tag;
};
