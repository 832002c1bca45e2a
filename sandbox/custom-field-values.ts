import { unprocessable } from './api-error.ts';
import { isObject, text, violations } from './body.ts';
import type { Property } from './body.ts';
import type { Contact, CustomFieldDefinition } from './world.ts';

const anyValue: Property = { check: () => true, expected: 'a value' };

/** `fieldValue` works beside `field_value` on every version (n8n-io/n8n#35392). */
const ITEM = { id: text, key: text, field_value: anyValue, fieldValue: anyValue };

/**
 * A contact's custom fields after a write: those that the write does not name stay. As GHL does, a
 * field that the location does not define, and an option that a field does not offer, are left out
 * without a word.
 *
 * @throws {ApiError} 422 for an undeclared property or a value that does not fit the field's type
 */
export const mergedFields = (
  held: Contact['customFields'],
  items: readonly unknown[],
  definitions: readonly CustomFieldDefinition[],
): Contact['customFields'] => {
  const values = new Map(held.map((field) => [field.id, field.value]));
  for (const [index, item] of items.entries()) {
    const within = `customFields.${index}.`;
    if (!isObject(item)) throw unprocessable('each value in customFields must be an object');
    const wrong = violations(item, ITEM, within);
    if (wrong.length > 0) throw unprocessable(...wrong);
    const definition = definitionOf(item, definitions);
    if (!definition) continue;
    const given = offered(definition, item['field_value'] ?? item['fieldValue'], within);
    if (isEmpty(given)) values.delete(definition.id);
    else values.set(definition.id, given);
  }
  return [...values].map(([id, stored]) => ({ id, value: stored }));
};

/** By id, or by key with or without the "contact." or "opportunity." before it. */
const definitionOf = (
  item: Readonly<Record<string, unknown>>,
  definitions: readonly CustomFieldDefinition[],
): CustomFieldDefinition | undefined => {
  const { id, key } = item;
  return definitions.find(
    (definition) =>
      definition.id === id ||
      (typeof key === 'string' &&
        [key, `${definition.model}.${key}`].includes(definition.fieldKey)),
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
