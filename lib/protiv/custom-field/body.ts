import type { PlainInputField } from 'zapier-platform-core';

import type { CustomFieldBody, WireContact } from '../../ghl/schemas/contact.ts';
import { asDate, asLine, asList, asNumber, asText, isBlank, shown } from '../values/input.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import type { PhoneReader } from '../values/phones.ts';
import { filled } from '../values/present.ts';
import { rawValue } from './record.ts';
import type { CustomField, CustomFieldOption, CustomFields } from './record.ts';

/** What the key of each custom field's input starts with; its id follows. */
export const CUSTOM_FIELD_INPUT = 'customField_';

const inputKey = (field: CustomField): string => CUSTOM_FIELD_INPUT + field.id;

/** The id of the custom field that an input key names, as a list of one; of a box, its field's. */
export const customFieldNamed = (key: string): string[] => {
  const id = /^customField_([^_]+)/.exec(key)?.[1];
  return id === undefined ? [] : [id];
};

const boxKey = (field: CustomField, box: CustomFieldOption): string =>
  `${inputKey(field)}_${box.id}`;

/** Input fields for the location's custom fields; files cannot be given by Zaps. */
export const customFieldInputs = (fields: CustomFields): PlainInputField[] =>
  [...fields.values()].flatMap((field): PlainInputField[] => {
    const key = inputKey(field);
    const { kind, label } = field;
    const labels = new Set(field.options.map((option) => option.label));
    const choices = labels.size > 0 ? { choices: [...labels] } : {};
    if (kind === 'number') return [{ key, label, type: 'number' }];
    if (kind === 'longText') return [{ key, label, type: 'text' }];
    if (kind === 'choice') return [{ key, label, type: 'string', ...choices }];
    if (kind === 'choices') return [{ key, label, type: 'string', list: true, ...choices }];
    if (kind === 'files') return [];
    if (kind === 'date') {
      return [{ key, label, type: 'datetime', helpText: 'Only the day counts, not the time.' }];
    }
    if (kind === 'boxes') {
      return field.options.map((box) => ({
        key: boxKey(field, box),
        label: `${label}: ${box.label}`,
        type: 'string',
      }));
    }
    return [{ key, label, type: 'string' }];
  });

export interface CustomFieldContext {
  asPhone: PhoneReader;
  /** The contact's values as they are: boxes that are not named keep theirs. */
  current?: WireContact['customFields'];
}

/**
 * The custom fields that a step fills in, as GHL takes them; what is left blank is left out.
 *
 * @throws {InvalidInputError} when a value does not fit its field, naming the field
 */
export const toGhlCustomFields = (
  input: Readonly<Record<string, unknown>>,
  fields: CustomFields,
  { asPhone, current }: CustomFieldContext,
): CustomFieldBody[] =>
  [...fields.values()].flatMap((field) => {
    const value =
      field.kind === 'boxes'
        ? boxValues(field, input, current)
        : inputValue(field, input[inputKey(field)], asPhone);
    return value === undefined ? [] : [{ id: field.id, field_value: value }];
  });

/** What a step fills into custom fields that hold phone numbers. */
export const customPhones = (
  input: Readonly<Record<string, unknown>>,
  fields: CustomFields,
): unknown[] =>
  [...fields.values()]
    .filter(({ kind }) => kind === 'phone')
    .map((field) => input[inputKey(field)]);

const inputValue = (
  field: CustomField,
  value: unknown,
  asPhone: PhoneReader,
): string | number | string[] | undefined => {
  const { kind, label } = field;
  if (isBlank(value) || kind === 'files') return undefined;
  if (kind === 'number') return asNumber(label, value);
  if (kind === 'date') return asDate(label, value);
  if (kind === 'phone') return asPhone(value, label);
  if (kind === 'choices') return filled(chosen(field, value));
  if (kind === 'choice') return optionOf(field, asLine(label, value) ?? '');
  return asText(label, value);
};

/** An option may hold a comma, so a text is split only when it is not an option as a whole. */
const chosen = (field: CustomField, value: unknown): string[] => {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const picked = items.flatMap((item) => {
    const whole = asLine(field.label, item);
    if (whole === undefined) return [];
    const option = findOption(field, whole);
    return option === undefined
      ? asList(field.label, whole).map((part) => optionOf(field, part))
      : [option];
  });
  return [...new Set(picked)];
};

const findOption = (field: CustomField, value: string): string | undefined =>
  field.options.find(({ label }) => label.trim().toLowerCase() === value.toLowerCase())?.label;

const optionOf = (field: CustomField, value: string): string => {
  const option = findOption(field, value);
  if (option !== undefined) return option;
  if (field.open) return value;
  throw new InvalidInputError(
    `“${shown(value)}” is not an option of “${field.label}” in HighLevel. Use one of: ${field.options.map(({ label }) => label).join(', ')}.`,
  );
};

/** GHL keeps the boxes of a field in one object, so those that are not named are sent along. */
const boxValues = (
  field: CustomField,
  input: Readonly<Record<string, unknown>>,
  current: WireContact['customFields'],
): Record<string, string> | undefined => {
  const named = field.options.flatMap((box) => {
    const content = asText(`${field.label}: ${box.label}`, input[boxKey(field, box)]);
    return content === undefined ? [] : [[box.id, content] as const];
  });
  if (named.length === 0) return undefined;
  const entry = current?.find(({ id }) => id === field.id);
  const kept = Object.entries((entry && rawValue(entry)) ?? {}).filter(
    (box): box is [string, string] => typeof box[1] === 'string' && box[1] !== '',
  );
  return Object.fromEntries([...kept, ...named]);
};

/** The custom fields that a step can empty: input key to label. */
export const clearableCustomFields = (fields: CustomFields): Record<string, string> =>
  Object.fromEntries(
    [...fields.values()]
      .filter(({ kind }) => kind !== 'files')
      .map((field) => [inputKey(field), field.label]),
  );

/**
 * @param keys input keys of custom fields; others are ignored
 * @returns what empties them
 */
export const clearedCustomFields = (
  keys: ReadonlySet<string>,
  fields: CustomFields,
): CustomFieldBody[] =>
  [...fields.values()]
    .filter((field) => keys.has(inputKey(field)))
    .map((field) => ({ id: field.id, field_value: emptyValue(field) }));

const emptyValue = (field: CustomField): string | string[] | Record<string, string> => {
  if (field.kind === 'choices') return [];
  if (field.kind === 'boxes') {
    return Object.fromEntries(field.options.map((box) => [box.id, '']));
  }
  return '';
};
