import { unprocessable } from './api-error.ts';
import { isObject, text, violations } from './body.ts';
import type { Property } from './body.ts';
import type { Contact, CustomFieldDefinition } from './world.ts';

const anything: Property = { check: () => true, expected: 'a value' };

const ITEM = { id: text, key: text, field_value: { ...anything, nullable: true } };

/**
 * A contact's custom fields after a write: those that the write does not name stay. As GHL does, a
 * field that the location does not define, and an option that a field does not offer, are left out
 * without a word.
 *
 * @param acceptsFieldValue whether `fieldValue` is declared too (v3)
 * @throws {ApiError} 422 for an undeclared property or a value that does not fit the field's type
 */
export const mergedFields = (
  held: Contact['customFields'],
  given: readonly unknown[],
  definitions: readonly CustomFieldDefinition[],
  acceptsFieldValue: boolean,
): Contact['customFields'] => {
  const values = new Map(held.map(({ id, value }) => [id, value]));
  const shape = { ...ITEM, ...(acceptsFieldValue && { fieldValue: ITEM.field_value }) };
  for (const [index, item] of given.entries()) {
    const within = `customFields.${index}.`;
    if (!isObject(item)) throw unprocessable('each value in customFields must be an object');
    const wrong = violations(item, shape, within);
    if (wrong.length > 0) throw unprocessable(...wrong);
    const definition = definitionOf(item, definitions);
    if (!definition) continue;
    const value = offered(definition, item['field_value'] ?? item['fieldValue'], within);
    if (isEmpty(value)) values.delete(definition.id);
    else values.set(definition.id, value);
  }
  return [...values].map(([id, value]) => ({ id, value }));
};

/** By id, or by key with or without its "contact.". */
const definitionOf = (
  item: Readonly<Record<string, unknown>>,
  definitions: readonly CustomFieldDefinition[],
): CustomFieldDefinition | undefined => {
  const { id, key } = item;
  return definitions.find(
    (definition) =>
      definition.id === id ||
      (typeof key === 'string' && [key, `contact.${key}`].includes(definition.fieldKey)),
  );
};

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every(isEmpty));

/** What is stored of a value that fits. */
const offered = (definition: CustomFieldDefinition, value: unknown, within: string): unknown => {
  if (isEmpty(value)) return undefined;
  const { dataType, isAllowedCustomOption, picklistOptions = [] } = definition;
  const expected = EXPECTED[dataType] ?? EXPECTED['TEXT'];
  if (expected && !expected.check(value)) {
    throw unprocessable(`${within}field_value must be ${expected.expected}`);
  }
  const isOffered = (option: unknown): boolean =>
    isAllowedCustomOption === true || picklistOptions.some((known) => known === option);
  switch (dataType) {
    case 'SINGLE_OPTIONS':
    case 'RADIO':
      return isOffered(value) ? value : undefined;
    case 'CHECKBOX':
    case 'MULTIPLE_OPTIONS':
      return Array.isArray(value) ? value.filter(isOffered) : undefined;
    default:
      return value;
  }
};

const amount: Property = {
  check: (value) => typeof value === 'number' && Number.isFinite(value),
  expected: 'a number',
};
const choices: Property = {
  check: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  expected: 'an array of strings',
};
const parts: Property = { check: isObject, expected: 'an object' };

const EXPECTED: Readonly<Record<string, Property>> = {
  TEXT: text,
  NUMERICAL: amount,
  MONETORY: amount,
  CHECKBOX: choices,
  MULTIPLE_OPTIONS: choices,
  TEXTBOX_LIST: parts,
  FILE_UPLOAD: parts,
  DATE: {
    check: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
    expected: 'a valid date',
  },
};
