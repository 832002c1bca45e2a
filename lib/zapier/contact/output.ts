import type { Bundle, ZObject } from 'zapier-platform-core';

import type { WireContact } from '../../ghl/schemas/contact.ts';
import {
  contactOutputFields,
  rareContactOutputFields,
  toContact,
} from '../../protiv/contact/record.ts';
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
import { listedNames } from './listed-names.ts';

/** Labels of what few contacts have, and of the location's own custom fields. */
const furtherOutputFields = withRun(async (run) => [
  ...rareContactOutputFields,
  ...customFieldOutputs((await editorCustomFields(run)).fields),
]);

/** Output fields for what only some contacts have, of contacts that come as line items under `key`. */
export const furtherLineItems = (key: string) => async (z: ZObject, bundle: Bundle) =>
  lineItems(key, await furtherOutputFields(z, bundle));

/** Output fields of each operation that answers with a contact. */
export const contactOutput = [...contactOutputFields, furtherOutputFields];

/**
 * Maps contacts, page by page, to their Protiv shape. The definitions of custom fields are read only
 * when one is filled, and again when one is not among them.
 */
export const contactMapper = (
  run: Context,
  read: CustomFieldReader = customFieldReader(run),
): ((contacts: readonly WireContact[]) => Promise<Contact[]>) => {
  const namesFor = listedNames(run);
  return async (contacts) => {
    const [customFields, names] = await Promise.all([
      definitionsOf(contacts, read),
      namesFor(contacts),
    ]);
    return contacts.map((contact) => toContact(contact, { customFields, names }));
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
  read: CustomFieldReader = customFieldReader(run),
): Promise<Contact> => {
  const [customFields, names] = await Promise.all([
    definitionsOf([contact], read),
    listedNames(run)([contact]),
  ]);
  return toContact(contact, { customFields, names });
};

/** `toOneContact` for what a write has left, which no trouble with custom fields can undo. */
export const toWrittenContact = (run: Context, contact: WireContact): Promise<Contact> =>
  toOneContact(run, contact, customFieldReaderAfterWrite(run));
