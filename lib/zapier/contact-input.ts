import type { ZObject } from 'zapier-platform-core';

import type { Ghl } from '../ghl/client.ts';
import type { ContactBody, WireContact } from '../ghl/schemas/contact.ts';
import { toGhlContact, withClearedFields } from '../protiv/contact-input.ts';
import { customFieldNamed } from '../protiv/custom-field-input.ts';
import type { CustomFields } from '../protiv/custom-fields.ts';
import { asList, isBlank } from '../protiv/input.ts';
import { customFields, freshCustomFields, locationFacts } from './location.ts';

export interface ContactRequest {
  /** What HighLevel takes; fields left blank are left out. */
  body: ContactBody;
  /** The custom fields that the body may name; none when it names none. */
  fields: CustomFields;
}

/**
 * What a step says of a contact. The location's country and custom fields are read only when a
 * phone or a custom field is filled in.
 *
 * @param current the contact as it is, for an update
 * @throws {InvalidInputError} for a value that HighLevel could not take
 */
export const contactRequest = async (
  z: ZObject,
  ghl: Ghl,
  input: Readonly<Record<string, unknown>>,
  purpose: 'create' | 'update' | 'upsert',
  current?: WireContact,
): Promise<ContactRequest> => {
  const named = new Set([
    ...Object.keys(input).flatMap((key) => (isBlank(input[key]) ? [] : customFieldNamed(key))),
    ...asList('Fields to Clear', input['fieldsToClear']).flatMap(customFieldNamed),
  ]);
  const [facts, fields] = await Promise.all([
    isBlank(input['phone']) && named.size === 0 ? undefined : locationFacts(z, ghl),
    named.size === 0 ? new Map<never, never>() : knownCustomFields(z, ghl, named),
  ]);
  const body = toGhlContact(input, {
    purpose,
    country: facts?.country,
    customFields: fields,
    current: current?.customFields,
  });
  return { body: withClearedFields(body, input['fieldsToClear'], fields), fields };
};

/** A field made within the last hour is not in the cache yet. */
const knownCustomFields = async (
  z: ZObject,
  ghl: Ghl,
  named: ReadonlySet<string>,
): Promise<CustomFields> => {
  const known = await customFields(z, ghl);
  return [...named].every((id) => known.has(id)) ? known : freshCustomFields(ghl);
};
