import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { differingCustomFields } from '../custom-field/changes.ts';
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
  const custom = differingCustomFields(current.customFields, body.customFields, customFields);
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
  ...differingCustomFields(answer.customFields, sent.customFields, customFields).map(
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
