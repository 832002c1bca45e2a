import { notFound } from '../api-error.ts';
import type { Call } from '../routing.ts';
import type { Contact } from '../world.ts';

/**
 * The contact that the path names.
 *
 * @throws {ApiError} 400, which is what GHL answers for a missing contact
 */
export const contactOf = ({ location, params }: Pick<Call, 'location' | 'params'>): Contact => {
  const id = params['contactId'] ?? '';
  const contact = location.contacts.get(id);
  if (!contact) throw notFound('Contact', id);
  return contact;
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
