import { unprocessable } from './api-error.ts';
import {
  checkBody,
  email,
  flag,
  list,
  nullable,
  object,
  required,
  text,
  textOf,
  texts,
} from './body.ts';
import type { Body, Property } from './body.ts';
import { storedPhone } from './phone.ts';
import type { Contact, CustomFieldDefinition, Location } from './world.ts';

const COMMON: Readonly<Record<string, Property>> = {
  firstName: nullable(text),
  lastName: nullable(text),
  name: nullable(text),
  email: nullable(email),
  phone: nullable(text),
  address1: nullable(text),
  city: nullable(text),
  state: nullable(text),
  postalCode: text,
  website: nullable(text),
  timezone: nullable(text),
  dnd: flag,
  dndSettings: object,
  inboundDndSettings: object,
  tags: texts,
  customFields: list,
  source: nullable(text),
  dateOfBirth: nullable(text),
  country: text,
  assignedTo: nullable(text),
};

const CREATION: Readonly<Record<string, Property>> = {
  ...COMMON,
  locationId: required(text),
  gender: text,
  companyName: nullable(text),
};

/** Neither `companyName` nor `gender` nor `locationId` (GoHighLevel/highlevel-api-docs#313). */
export const checkUpdate = (body: Body): Body => checkBody(body, COMMON);
export const checkCreate = (body: Body): Body => checkBody(body, CREATION);
export const checkUpsert = (body: Body): Body =>
  checkBody(body, { ...CREATION, createNewIfDuplicateAllowed: flag });

const DATE_OF_BIRTH = /^(\d{4}[-/._]\d{1,2}[-/._]\d{1,2}|\d{1,2}[-/._]\d{1,2}[-/._]\d{4})$/;

/**
 * What a checked body makes of a contact. `null` and "" empty a field.
 *
 * @throws {ApiError} 422 for a value that GHL refuses
 */
export const contactChanges = (
  body: Body,
  location: Location,
  current?: Contact,
): Record<string, unknown> => {
  const { name, phone, customFields, tags, dateOfBirth, ...rest } = body;
  delete rest['locationId'];
  delete rest['createNewIfDuplicateAllowed'];
  delete rest['inboundDndSettings'];
  if (typeof dateOfBirth === 'string' && dateOfBirth !== '' && !DATE_OF_BIRTH.test(dateOfBirth)) {
    throw unprocessable('dateOfBirth must be a valid date');
  }
  if (rest['timezone'] && !Intl.supportedValuesOf('timeZone').includes(textOf(rest['timezone']))) {
    throw unprocessable('timezone must be a valid timezone');
  }
  return {
    ...(typeof name === 'string' && namesFrom(name, body)),
    ...rest,
    ...(phone !== undefined && { phone: phoneFrom(phone, location.country) }),
    ...(dateOfBirth !== undefined && {
      dateOfBirth: textOf(dateOfBirth) || undefined,
    }),
    ...(Array.isArray(tags) && { tags: storedTags(tags) }),
    ...(Array.isArray(customFields) && {
      customFields: mergedFields(current?.customFields ?? [], customFields, location.customFields),
    }),
  };
};

/** Tags are kept in lower case, without blanks around, each once. */
export const storedTags = (tags: readonly unknown[]): string[] => [
  ...new Set(tags.map((tag) => String(tag).trim().toLowerCase()).filter((tag) => tag !== '')),
];

/** A whole name fills the parts that are not given. */
const namesFrom = (name: string, body: Body): Body => {
  const [first = '', ...others] = name.trim().split(/\s+/);
  return {
    ...(body['firstName'] === undefined && { firstName: first }),
    ...(body['lastName'] === undefined && others.length > 0 && { lastName: others.join(' ') }),
  };
};

const phoneFrom = (given: unknown, country: string): string | undefined => {
  if (given === null || given === '') return undefined;
  const phone = storedPhone(textOf(given), country);
  if (phone === undefined) throw unprocessable('phone must be a valid phone number');
  return phone;
};

const mergedFields = (
  held: Contact['customFields'],
  given: readonly unknown[],
  definitions: readonly CustomFieldDefinition[],
): Contact['customFields'] => {
  const values = new Map(held.map(({ id, value }) => [id, value]));
  for (const item of given) {
    if (typeof item !== 'object' || item === null)
      throw unprocessable('customFields must be objects');
    const entry: Record<string, unknown> = { ...item };
    // A field that the location does not define is ignored without a word (seen live).
    const definition = definitions.find(
      ({ id, fieldKey }) =>
        id === entry['id'] ||
        fieldKey === entry['key'] ||
        fieldKey === `contact.${String(entry['key'])}`,
    );
    if (!definition) continue;
    const value = entry['field_value'] ?? entry['fieldValue'] ?? entry['value'];
    if (isEmpty(value)) {
      values.delete(definition.id);
      continue;
    }
    checkValue(definition, value);
    values.set(definition.id, value);
  }
  return [...values].map(([id, value]) => ({ id, value }));
};

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && Object.values(value).every(isEmpty));

const checkValue = ({ name, dataType }: CustomFieldDefinition, value: unknown): void => {
  const fits = (() => {
    switch (dataType) {
      case 'NUMERICAL':
      case 'MONETORY':
        return typeof value === 'number';
      case 'CHECKBOX':
      case 'MULTIPLE_OPTIONS':
        return Array.isArray(value) && value.every((item) => typeof item === 'string');
      case 'TEXTBOX_LIST':
      case 'FILE_UPLOAD':
        return typeof value === 'object';
      case 'DATE':
        return typeof value === 'string' && !Number.isNaN(Date.parse(value));
      default:
        return typeof value === 'string';
    }
  })();
  if (!fits)
    throw unprocessable(`customFields: the value of ${name} does not fit its type ${dataType}`);
};
