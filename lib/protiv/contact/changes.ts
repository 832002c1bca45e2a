import type { ContactBody, CustomFieldBody, WireContact } from '../../ghl/schemas/contact.ts';
import { rawValue, readValue } from '../custom-field/record.ts';
import type { CustomFields } from '../custom-field/record.ts';
import { text } from '../values/present.ts';
import { WRITTEN, inputLabel } from './fields.ts';
import type { WrittenKey } from './fields.ts';
import { toContact } from './record.ts';
import type { Contact } from './schema.ts';

/** How a body's value and a contact's are compared. */
type Same = (sent: string, held: string, anyCase: boolean) => boolean;

export interface ContactChanges {
  /** Keys of the Protiv-shaped contact: `firstName`, `customFields.lead_score`. */
  changed: string[];
  /** The part of the body that makes the difference; empty when nothing would change. */
  body: ContactBody;
}

/**
 * What a body would change in a contact. E-mails are compared without case, dates as days, custom
 * fields by what they mean.
 */
export const contactChanges = (
  current: WireContact,
  body: ContactBody,
  customFields: CustomFields,
): ContactChanges => {
  const fields = differing(current, body, sameValue);
  const custom = differingCustomFields(current, body, customFields);
  const differs = new Set<string>(fields);
  return {
    changed: [
      ...fields,
      ...custom.map(({ id }) => `customFields.${customFields.get(id)?.key ?? id}`),
    ],
    body: {
      ...Object.fromEntries(Object.entries(body).filter(([key]) => differs.has(key))),
      ...(custom.length > 0 && { customFields: custom }),
    },
  };
};

/**
 * Labels of the fields that were sent and did not come back. Case, blanks and the form of a web
 * address do not count: GHL may tidy these up.
 *
 * @param answer the contact as the write answered it
 */
export const ignoredFields = (
  sent: ContactBody,
  answer: WireContact,
  customFields: CustomFields,
): string[] => [
  ...differing(answer, sent, similar).map(inputLabel),
  ...differingCustomFields(answer, sent, customFields).map(
    ({ id }) => customFields.get(id)?.label ?? id,
  ),
];

const differing = (contact: WireContact, body: ContactBody, same: Same): WrittenKey[] => {
  const held = toContact(contact);
  return WRITTEN.filter(({ key, hidden, anyCase = false }) => {
    const sent = body[key];
    if (sent === undefined || key === 'tags') return false;
    if (hidden && held[key] === undefined) return false;
    const shown = key === 'name' ? wholeName(held) : held[key];
    return !same(comparable(sent), comparable(shown), anyCase);
  }).map(({ key }) => key);
};

/** GHL's `name` may be lower-cased or absent; the parts are as they were typed. */
const wholeName = ({ firstName, lastName, name }: Contact): string | undefined =>
  firstName === undefined && lastName === undefined
    ? name
    : [firstName, lastName].filter(Boolean).join(' ');

const comparable = (value: unknown): string =>
  typeof value === 'boolean' ? String(value) : (text(value)?.trim() ?? '');

const sameValue: Same = (sent, held, anyCase) =>
  anyCase ? sent.toLowerCase() === held.toLowerCase() : sent === held;

const similar: Same = (sent, held) => tidied(sent) === tidied(held);

const tidied = (value: string): string =>
  value
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')
    .replace(/\s+/g, ' ');

const differingCustomFields = (
  contact: WireContact,
  body: ContactBody,
  customFields: CustomFields,
): CustomFieldBody[] => {
  const held = new Map((contact.customFields ?? []).map((entry) => [entry.id, rawValue(entry)]));
  return (body.customFields ?? []).filter(
    ({ id, field_value }) =>
      meaning(id, field_value, customFields) !== meaning(id, held.get(id), customFields),
  );
};

/** A custom field's value in a form in which equal values are equal text. */
const meaning = (id: string, value: unknown, customFields: CustomFields): string => {
  const field = customFields.get(id);
  const read = field ? readValue(field, value) : value;
  if (Array.isArray(read)) {
    return JSON.stringify(read.map((item) => JSON.stringify(item)).sort(byText));
  }
  if (typeof read === 'object' && read !== null) {
    return JSON.stringify(Object.entries(read).sort(([a], [b]) => byText(a, b)));
  }
  return JSON.stringify(read ?? null);
};

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
