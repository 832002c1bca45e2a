import type { ContactBody } from '../../ghl/schemas/contact.ts';
import {
  clearKey,
  clearableCustomFields,
  clearedCustomFields,
  toGhlCustomFields,
} from '../custom-field/body.ts';
import type { CustomFieldContext } from '../custom-field/body.ts';
import { customFieldInput } from '../custom-field/inputs.ts';
import type { CustomFields } from '../custom-field/record.ts';
import { asCountry } from '../values/countries.ts';
import {
  asBoolean,
  asDate,
  asEmail,
  asLine,
  asList,
  asTags,
  asTimezone,
  shown,
} from '../values/input.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import { present } from '../values/present.ts';
import { CONTACT_LABELS } from './record.ts';

export interface ContactInputContext extends CustomFieldContext {
  /**
   * - `create`: all fields
   * - `upsert`: no tags, since they would replace those of an existing contact
   * - `update`: neither tags nor what GHL's `PUT` refuses (`companyName`, `gender`)
   */
  purpose: 'create' | 'update' | 'upsert';
  /** The location's custom fields; without them the step has none. */
  customFields?: CustomFields | undefined;
}

/**
 * What a step says of a contact as a GHL request body; what is left blank is left out.
 *
 * @param input the step's fields, as Zapier sends them
 * @throws {InvalidInputError} when a value cannot be used, naming the field
 */
export const toGhlContact = (
  input: Readonly<Record<string, unknown>>,
  context: ContactInputContext,
): ContactBody => {
  const { purpose, asPhone, customFields } = context;
  const tags = asTags(input['tags']);
  const custom = customFields ? toGhlCustomFields(input, customFields, context) : [];
  const line = (key: keyof typeof CONTACT_LABELS): string | undefined =>
    asLine(CONTACT_LABELS[key], input[key]);
  const firstName = line('firstName');
  const lastName = line('lastName');
  return present({
    firstName,
    lastName,
    // Two spellings of one name could contradict each other.
    name: firstName === undefined && lastName === undefined ? line('name') : undefined,
    email: asEmail(input['email']),
    phone: asPhone(input['phone']),
    address1: line('address1'),
    city: line('city'),
    state: line('state'),
    postalCode: line('postalCode'),
    country: asCountry(input['country']),
    website: line('website'),
    timezone: asTimezone(CONTACT_LABELS.timezone, input['timezone']),
    source: line('source'),
    dateOfBirth: asDate(CONTACT_LABELS.dateOfBirth, input['dateOfBirth']),
    assignedTo: line('assignedTo'),
    dnd: asBoolean(CONTACT_LABELS.dnd, input['dnd']),
    companyName: purpose === 'update' ? undefined : line('companyName'),
    gender: purpose === 'update' ? undefined : line('gender'),
    tags: purpose === 'create' && tags.length > 0 ? tags : undefined,
    customFields: custom.length > 0 ? custom : undefined,
  });
};

/** What empties each field; GHL's official file does not declare the last two nullable. */
const EMPTY = {
  firstName: null,
  lastName: null,
  email: null,
  phone: null,
  address1: null,
  city: null,
  state: null,
  website: null,
  timezone: null,
  source: null,
  dateOfBirth: null,
  assignedTo: null,
  postalCode: '',
  country: '',
} as const satisfies ContactBody;

const isClearable = (key: string): key is keyof typeof EMPTY => Object.hasOwn(EMPTY, key);

/** The fields that a step can empty: key to label. */
export const clearableFields = (customFields: CustomFields): Record<string, string> => ({
  ...Object.fromEntries(
    Object.keys(EMPTY)
      .filter(isClearable)
      .map((key) => [key, CONTACT_LABELS[key]]),
  ),
  ...clearableCustomFields(customFields),
});

/**
 * Adds to an update what empties the fields named in *Fields to Clear*.
 *
 * @throws {InvalidInputError} when a field is both filled in and to be cleared, or cannot be cleared
 */
export const withClearedFields = (
  body: ContactBody,
  fieldsToClear: unknown,
  customFields: CustomFields,
): ContactBody => {
  const keys = new Set(
    asList('Fields to Clear', fieldsToClear).map((key) => clearKey(key, customFields)),
  );
  if (keys.size === 0) return body;
  const labels = clearableFields(customFields);
  const cleared = clearedCustomFields(keys, customFields);
  const filledIn = new Set<string>([
    ...Object.keys(body),
    ...(body.customFields ?? []).flatMap(({ id }) => {
      const field = customFields.get(id);
      return field ? [customFieldInput(field)] : [];
    }),
  ]);
  for (const key of keys) {
    const label = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (label === undefined) {
      throw new InvalidInputError(
        `“${shown(key)}” in Fields to Clear is not a field that can be cleared. Choose fields from the list.`,
      );
    }
    if (filledIn.has(key)) {
      throw new InvalidInputError(
        `“${label}” is filled in and also chosen in Fields to Clear. Leave it blank, or take it out of Fields to Clear.`,
      );
    }
  }
  const empty = Object.fromEntries(
    [...keys].filter(isClearable).map((key) => [key, EMPTY[key]]),
  ) satisfies ContactBody;
  return {
    ...body,
    ...empty,
    ...(cleared.length > 0 && { customFields: [...(body.customFields ?? []), ...cleared] }),
  };
};
