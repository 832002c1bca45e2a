import type { Ghl } from '../../ghl/client/client.ts';
import { readBack } from '../../ghl/client/idempotent-write.ts';
import { getContact } from '../../ghl/contacts.ts';
import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { toGhlContact, withClearedFields } from '../../protiv/contact/body.ts';
import { ignoredFields } from '../../protiv/contact/changes.ts';
import { customNumbersAndDates, customPhones } from '../../protiv/custom-field/body.ts';
import {
  asMultipleChoice,
  isCustomFieldInput,
  unknownInputs,
} from '../../protiv/custom-field/inputs.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { asList, isBlank } from '../../protiv/values/input.ts';
import { customFieldsNamed } from '../location/custom-fields.ts';
import { readingFacts } from '../location/location.ts';
import { phonesOf } from '../location/phones.ts';
import type { Context } from '../platform/run.ts';

export interface ContactRequest {
  /** What HighLevel takes; fields left blank are left out. */
  body: ContactBody;
  /** The custom fields that the body may name; none when it names none. */
  fields: CustomFields;
  /** Keys of filled-in custom fields that the location does not have, or no longer. */
  unknownFields: readonly string[];
}

/**
 * What a step says of a contact. The location's country and custom fields are read only when a
 * phone without a country code or a custom field is filled in.
 *
 * @param current the contact as it is, for an update
 * @throws {InvalidInputError} for a value that HighLevel could not take
 */
export const contactRequest = async (
  run: Context,
  input: Readonly<Record<string, unknown>>,
  purpose: 'create' | 'update' | 'upsert',
  current?: WireContact,
): Promise<ContactRequest> => {
  const named = [
    ...Object.keys(input).filter((key) => !isBlank(input[key])),
    ...asList('Fields to Clear', input['fieldsToClear']),
  ].filter(isCustomFieldInput);
  const fields = await customFieldsNamed(run, named);
  const body = toGhlContact(input, {
    purpose,
    asPhone: await phonesOf(run, [input['phone'], ...customPhones(input, fields)]),
    customFields: fields,
    current: current?.customFields,
    multipleChoice: asMultipleChoice(input['multipleChoice']),
    ...(await readingFacts(run, customNumbersAndDates(input, fields))),
  });
  return {
    body: withClearedFields(body, input['fieldsToClear'], fields),
    fields,
    unknownFields: unknownInputs(input, fields),
  };
};

/**
 * What a write left: the contact, and what was sent and is not there. An answer need not hold every
 * field (that of a creation has no time zone, by GHL's official file), so the contact is read again
 * before a field is called ignored.
 *
 * @param sent the body as it was sent
 * @param answer the contact as the write answered it
 */
export const afterWrite = async (
  ghl: Ghl,
  { fields, unknownFields }: Omit<ContactRequest, 'body'>,
  sent: ContactBody,
  answer: WireContact,
): Promise<{ contact: WireContact; ignoredFields: string[] }> => {
  const complete = ignoredFields(sent, answer, fields).length === 0;
  const contact = complete ? answer : await readBack(ghl, () => getContact(ghl, answer.id));
  if (contact === undefined) return { contact: answer, ignoredFields: [...unknownFields] };
  return { contact, ignoredFields: [...ignoredFields(sent, contact, fields), ...unknownFields] };
};
