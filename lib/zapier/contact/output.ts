import type { Bundle, ZObject } from 'zapier-platform-core';

import type { WireContact } from '../../ghl/schemas/contact.ts';
import { contactOutputFields, toContact } from '../../protiv/contact/record.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { customFieldOutputs } from '../../protiv/custom-field/record.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import {
  customFieldReader,
  customFieldReaderAfterWrite,
  editorCustomFields,
} from '../location/custom-fields.ts';
import type { CustomFieldReader } from '../location/custom-fields.ts';
import { lineItems } from '../platform/line-items.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';

/** Labels of the location's own custom fields. */
const customFieldLabels = withRun(async (run) =>
  customFieldOutputs((await editorCustomFields(run)).fields),
);

/** Output fields for the custom fields of contacts that come as line items under `key`. */
export const customFieldLineItems = (key: string) => async (z: ZObject, bundle: Bundle) =>
  lineItems(key, await customFieldLabels(z, bundle));

/** Output fields of each operation that answers with a contact. */
export const contactOutput = [...contactOutputFields, customFieldLabels];

/**
 * Maps contacts, page by page, to their Protiv shape. The definitions of custom fields are read only
 * when one is filled, and again when one is not among them.
 */
export const contactMapper = (
  run: Context,
  read: CustomFieldReader = customFieldReader(run),
): ((contacts: readonly WireContact[]) => Promise<Contact[]>) => {
  return async (contacts) => {
    const definitions = await definitionsOf(contacts, read);
    return contacts.map((contact) => toContact(contact, { customFields: definitions }));
  };
};

const definitionsOf = async (
  contacts: readonly WireContact[],
  read: CustomFieldReader,
): Promise<CustomFields | undefined> => {
  if (!contacts.some((contact) => contact.customFields?.length)) return undefined;
  const known = await read([]);
  const unknown = new Set<string>();
  for (const { customFields } of contacts) {
    for (const { id } of customFields ?? []) if (id && !known.has(id)) unknown.add(id);
  }
  return unknown.size > 0 ? read(unknown) : known;
};

/** `contactMapper` for all contacts at once. */
export const toContacts = (run: Context, contacts: readonly WireContact[]): Promise<Contact[]> =>
  contactMapper(run)(contacts);

/** `toContacts` for one. */
export const toOneContact = async (
  run: Context,
  contact: WireContact,
  read?: CustomFieldReader,
): Promise<Contact> => {
  const definitions = await definitionsOf([contact], read ?? customFieldReader(run));
  return toContact(contact, { customFields: definitions });
};

/** `toOneContact` for what a write has left, which no trouble with custom fields can undo. */
export const toWrittenContact = (run: Context, contact: WireContact): Promise<Contact> =>
  toOneContact(run, contact, customFieldReaderAfterWrite(run));
