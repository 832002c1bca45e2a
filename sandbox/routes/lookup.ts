import { ApiError, notFound } from '../api-error.ts';
import type { Call } from '../routing.ts';
import type { Contact } from '../world.ts';

/**
 * The contact that the path names.
 *
 * @throws {ApiError} 400, which is what GHL answers for a missing contact; 403 for one of another
 *   location
 */
export const contactOf = ({ world, location, params }: Call): Contact => {
  const id = params['contactId'] ?? '';
  const contact = location.contacts.get(id);
  if (contact) return contact;
  const isForeign = [...world.locations.values()].some(({ contacts }) => contacts.has(id));
  if (isForeign) throw new ApiError(403, 'The token does not have access to this location.');
  throw notFound('Contact', id);
};

/** Stamps the contact, where such a write moves its `dateUpdated`. */
export const touch = (
  { world, location }: Call,
  contactId: string,
  kind: 'tag' | 'note' | 'task',
): void => {
  if (world.touches[kind]) world.changeContact(location.id, contactId, {});
};

/** What a body gives, with `null` meaning "empty it". */
export const applied = <Record extends object>(
  record: Record,
  changes: Readonly<{ [name: string]: unknown }>,
): Record => {
  const result = { ...record, ...changes };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') Reflect.deleteProperty(result, name);
  }
  return result;
};
