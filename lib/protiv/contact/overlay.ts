import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { isBlank } from '../values/blank.ts';

/**
 * A contact as a write left it: the record as it was read before, what was sent over it, and the
 * answer over both. GHL's answers to writes leave fields out, or hold nulls for what they do not know
 * (GoHighLevel/highlevel-api-docs#124, #183, #240): what was not sent is not lost by that.
 *
 * @param before the contact as it was; absent for a new one
 */
export const afterAnswer = (
  before: WireContact | undefined,
  sent: ContactBody,
  answer: WireContact,
): WireContact => {
  const { customFields: _values, ...properties } = sent;
  const customFields = valuesAfter(before, sent, answer);
  return {
    ...before,
    ...Object.fromEntries(
      Object.entries(properties).flatMap(([key, value]) => shownAs(key, value)),
    ),
    ...Object.fromEntries(Object.entries(answer).filter(([, value]) => !isBlank(value))),
    id: answer.id,
    ...(customFields.length > 0 && { customFields }),
  };
};

/** Other names under which a record may show what was written. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  firstName: ['firstNameRaw', 'firstNameLowerCase', 'name', 'contactName', 'fullNameLowerCase'],
  lastName: ['lastNameRaw', 'lastNameLowerCase', 'name', 'contactName', 'fullNameLowerCase'],
  name: [
    'contactName',
    'firstName',
    'lastName',
    'firstNameRaw',
    'lastNameRaw',
    'firstNameLowerCase',
    'lastNameLowerCase',
    'fullNameLowerCase',
  ],
  address1: ['address'],
  companyName: ['businessName'],
};

const shownAs = (key: string, value: unknown): [string, unknown][] => [
  ...(OTHER_NAMES[key] ?? []).map((name): [string, unknown] => [name, undefined]),
  [key, value],
];

const valuesAfter = (
  before: WireContact | undefined,
  sent: ContactBody,
  answer: WireContact,
): NonNullable<WireContact['customFields']> => {
  const values = new Map((before?.customFields ?? []).map((entry) => [entry.id, entry]));
  for (const { id, field_value: value } of sent.customFields ?? []) {
    if (isBlank(value)) values.delete(id);
    else values.set(id, { id, value });
  }
  for (const entry of answer.customFields ?? []) values.set(entry.id, entry);
  return [...values.values()];
};
