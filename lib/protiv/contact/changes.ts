import type { ContactBody, CustomFieldBody, WireContact } from '../../ghl/schemas/contact.ts';
import { rawValue, readValue } from '../custom-field/record.ts';
import type { CustomFields } from '../custom-field/record.ts';
import { text } from '../values/present.ts';
import { CONTACT_LABELS, toContact } from './record.ts';

/** Fields of a body that a contact shows again; GHL never shows `gender`, and tags have own routes. */
const COMPARED = [
  'firstName',
  'lastName',
  'name',
  'email',
  'phone',
  'address1',
  'city',
  'state',
  'postalCode',
  'country',
  'website',
  'timezone',
  'source',
  'dateOfBirth',
  'assignedTo',
  'companyName',
  'dnd',
] as const satisfies readonly (keyof ContactBody)[];

type Field = (typeof COMPARED)[number];
type Same = (field: Field, sent: string, held: string) => boolean;

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
  ...differing(answer, sent, similar).map((field) => CONTACT_LABELS[field]),
  ...differingCustomFields(answer, sent, customFields).map(
    ({ id }) => customFields.get(id)?.label ?? id,
  ),
];

const differing = (contact: WireContact, body: ContactBody, same: Same): Field[] => {
  const held = { ...toContact(contact), name: undefined };
  const names = namesOf(contact);
  return COMPARED.filter((field) => {
    const sent = body[field];
    if (sent === undefined) return false;
    const value = comparable(sent);
    return field === 'name'
      ? !names.some((name) => same(field, value, name))
      : !same(field, value, comparable(held[field]));
  });
};

/** GHL's `name` may be lower-cased or absent; the parts are as they were typed. */
const namesOf = ({ firstName, lastName, ...contact }: WireContact): string[] => {
  const parts = [text(firstName), text(lastName)].filter((part) => part !== undefined);
  return parts.length > 0 ? [parts.join(' ')] : [comparable(toContact(contact).name)];
};

const comparable = (value: string | boolean | null | undefined): string =>
  typeof value === 'boolean' ? String(value) : (text(value)?.trim() ?? '');

const sameValue: Same = (field, sent, held) =>
  field === 'email' ? sent.toLowerCase() === held.toLowerCase() : sent === held;

const similar: Same = (_field, sent, held) => tidied(sent) === tidied(held);

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
