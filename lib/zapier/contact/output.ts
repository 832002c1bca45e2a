import type { Bundle, ZObject } from 'zapier-platform-core';

import { Ghl } from '../../ghl/client/client.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { contactOutputFields, toContact } from '../../protiv/contact/record.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { customFieldOutputs } from '../../protiv/custom-field/record.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { guarded } from '../platform/error-boundary.ts';
import { keyedBy } from '../platform/primary-keys.ts';
import { lineItems } from '../platform/line-items.ts';
import { customFields, freshCustomFields } from '../location/location.ts';

/** Labels of the location's own custom fields. */
const customFieldLabels = guarded(async (z: ZObject, bundle: Bundle) =>
  customFieldOutputs(await freshCustomFields(new Ghl(z, bundle))),
);

/** Output fields of contacts that come as line items under `key`. */
export const contactLineItems = (key: string) => [
  ...lineItems(key, contactOutputFields),
  async (z: ZObject, bundle: Bundle) => lineItems(key, await customFieldLabels(z, bundle)),
];

/** Output fields of each operation that answers with a contact. */
export const contactOutput = [...contactOutputFields, customFieldLabels];

/** The same for triggers that fire at each change: deduped by contact and moment of change. */
export const changedContactOutput = [
  ...keyedBy(contactOutputFields, 'id', 'dateUpdated'),
  customFieldLabels,
];

/** The same for a trigger that fires for each tag: deduped by contact and tag. */
export const taggedContactOutput = [
  ...keyedBy(contactOutputFields, 'contactId'),
  customFieldLabels,
  { key: 'tag', label: 'Tag', type: 'string', primary: true } as const,
];

/** What a change is deduped by, spelled as in the records that fire. */
export const changeKey = (contact: WireContact): Pick<Contact, 'id' | 'dateUpdated'> => {
  const { id, dateUpdated } = toContact(contact);
  return { id, ...(dateUpdated && { dateUpdated }) };
};

/**
 * Maps contacts, page by page, to their Protiv shape. The definitions of custom fields are read once,
 * and only when one is filled.
 */
export const contactMapper = (
  z: ZObject,
  ghl: Ghl,
): ((contacts: readonly WireContact[]) => Promise<Contact[]>) => {
  let definitions: CustomFields | undefined;
  return async (contacts) => {
    if (contacts.some((contact) => contact.customFields?.length)) {
      definitions ??= await customFields(z, ghl);
    }
    return contacts.map((contact) => toContact(contact, { customFields: definitions }));
  };
};

/** `contactMapper` for all contacts at once. */
export const toContacts = (
  z: ZObject,
  ghl: Ghl,
  contacts: readonly WireContact[],
): Promise<Contact[]> => contactMapper(z, ghl)(contacts);

/** `toContacts` for one. */
export const toOneContact = async (
  z: ZObject,
  ghl: Ghl,
  contact: WireContact,
): Promise<Contact> => {
  const fields = contact.customFields?.length ? await customFields(z, ghl) : undefined;
  return toContact(contact, { customFields: fields });
};
