import type { PlainOutputField } from 'zapier-platform-core';

import type { WireContact } from '../../ghl/schemas/contact.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { attributionOutputFields } from './attribution.ts';
import { CONTACT_FIELDS } from './fields.ts';
import type { ContactFacts } from './fields.ts';
import type { Contact } from './schema.ts';

const TABLE: FieldTable<WireContact, ContactFacts, Contact> = CONTACT_FIELDS;

const map = mapperOf(TABLE);

/** A contact of any GHL route as Zaps see it. */
export const toContact = (wire: WireContact, facts: ContactFacts = {}): Contact => map(wire, facts);

export const contactSample = sampleOf(TABLE);

/**
 * What few contacts have. The editor learns these fields' labels when it asks for those of the custom
 * fields, since Zapier keeps all that an operation declares in advance in each of its runs.
 */
const RARE: ReadonlySet<string> = new Set(
  Object.keys(TABLE).filter((key) => /^dnd[A-Z]|^gender$/.test(key)),
);

const declared = outputFieldsOf(TABLE);

/** What the editor calls the fields that nearly every contact has. */
export const contactOutputFields: PlainOutputField[] = declared.filter(({ key }) => !RARE.has(key));

/** What it calls the others. */
export const rareContactOutputFields: PlainOutputField[] = [
  ...declared.filter(({ key }) => RARE.has(key)),
  ...attributionOutputFields('firstAttribution', 'First Attribution'),
  ...attributionOutputFields('lastAttribution', 'Last Attribution'),
];
