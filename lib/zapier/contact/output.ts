import type { Bundle, ZObject } from 'zapier-platform-core';

import type { WireContact } from '../../ghl/schemas/contact.ts';
import { contactOutputFields, toContact } from '../../protiv/contact/record.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { customFieldOutputs } from '../../protiv/custom-field/record.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { customFields, freshCustomFields } from '../location/location.ts';
import { lineItems } from '../platform/line-items.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';

/** Labels of the location's own custom fields. */
const customFieldLabels = withRun(async ({ ghl }) =>
  customFieldOutputs(await freshCustomFields(ghl)),
);

/** Output fields of contacts that come as line items under `key`. */
export const contactLineItems = (key: string) => [
  ...lineItems(key, contactOutputFields),
  async (z: ZObject, bundle: Bundle) => lineItems(key, await customFieldLabels(z, bundle)),
];

/** Output fields of each operation that answers with a contact. */
export const contactOutput = [...contactOutputFields, customFieldLabels];

/**
 * Maps contacts, page by page, to their Protiv shape. The definitions of custom fields are read once,
 * and only when one is filled.
 */
export const contactMapper = (
  run: Context,
): ((contacts: readonly WireContact[]) => Promise<Contact[]>) => {
  let definitions: CustomFields | undefined;
  return async (contacts) => {
    if (contacts.some((contact) => contact.customFields?.length)) {
      definitions ??= await customFields(run);
    }
    return contacts.map((contact) => toContact(contact, { customFields: definitions }));
  };
};

/** `contactMapper` for all contacts at once. */
export const toContacts = (run: Context, contacts: readonly WireContact[]): Promise<Contact[]> =>
  contactMapper(run)(contacts);

/** `toContacts` for one. */
export const toOneContact = async (run: Context, contact: WireContact): Promise<Contact> => {
  const fields = contact.customFields?.length ? await customFields(run) : undefined;
  return toContact(contact, { customFields: fields });
};
