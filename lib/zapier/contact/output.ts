import type { Bundle, PlainOutputField, ZObject } from 'zapier-platform-core';

import type { WireContact } from '../../ghl/schemas/contact.ts';
import {
  contactOutputFields,
  rareContactOutputFields,
  toContact,
} from '../../protiv/contact/record.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { customFieldOutputs } from '../../protiv/custom-field/record.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { customFields, freshCustomFields } from '../location/location.ts';
import { lineItems } from '../platform/line-items.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { contactNames } from './names.ts';

/** Labels of what few contacts have, and of the location's own custom fields. */
const customFieldLabels = withRun(async ({ ghl }) => [
  ...rareContactOutputFields,
  ...customFieldOutputs(await freshCustomFields(ghl)),
]);

/** Output fields of contacts that come as line items under `key`. */
export const contactLineItems = (key: string) => [
  ...lineItems(key, nameFirst(contactOutputFields)),
  async (z: ZObject, bundle: Bundle) => lineItems(key, await customFieldLabels(z, bundle)),
];

/** The editor shows the first columns of a list; an id tells nobody whose row it is. */
const nameFirst = (fields: readonly PlainOutputField[]): PlainOutputField[] =>
  fields.toSorted((a, b) => Number(b.key === 'name') - Number(a.key === 'name'));

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
  const namesFor = contactNames(run);
  return async (contacts) => {
    const isFilled = contacts.some((contact) => contact.customFields?.length);
    const [fields, names] = await Promise.all([
      definitions ?? (isFilled ? customFields(run) : undefined),
      namesFor(contacts),
    ]);
    definitions = fields;
    return contacts.map((contact) => toContact(contact, { customFields: definitions, names }));
  };
};

/** `contactMapper` for all contacts at once. */
export const toContacts = (run: Context, contacts: readonly WireContact[]): Promise<Contact[]> =>
  contactMapper(run)(contacts);

/** `toContacts` for one. */
export const toOneContact = async (run: Context, contact: WireContact): Promise<Contact> => {
  const [fields, names] = await Promise.all([
    contact.customFields?.length ? customFields(run) : undefined,
    contactNames(run)([contact]),
  ]);
  return toContact(contact, { customFields: fields, names });
};
