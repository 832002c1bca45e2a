/** What empties fields of a record, in an update whose blank fields leave it alone. */
import type { CustomFieldBody } from '../../ghl/schemas/contact.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import { asList } from '../values/lists.ts';
import { shown } from '../values/texts.ts';
import { customFieldInput, inputTargets } from './inputs.ts';
import type { CustomField, CustomFields } from './record.ts';

const LABEL = 'Fields to Clear';

/** A field that all sub-accounts have, and that a step can empty. */
export interface ClearableField {
  key: string;
  label: string;
  /** The property of HighLevel's request bodies. */
  as: string;
  /** What empties it. */
  empty: null | '' | 0;
}

/** The fields that a step can empty: key to label. */
export const clearableAmong = (
  own: readonly ClearableField[],
  customFields: CustomFields,
): Record<string, string> => ({
  ...Object.fromEntries(own.map(({ key, label }) => [key, label])),
  ...Object.fromEntries(
    [...customFields.values()]
      .filter(({ kind }) => kind !== 'files')
      .map((field) => [customFieldInput(field), field.label]),
  ),
});

/** Keys of custom fields among what a step is to clear; which they are is known of a sub-account only. */
export const namedToClear = (fieldsToClear: unknown): string[] => asList(LABEL, fieldsToClear);

/**
 * The part of a body that empties the fields named in *Fields to Clear*.
 *
 * @param body what the step says besides
 * @throws {InvalidInputError} when a field is both filled in and to be cleared, or cannot be cleared
 */
export function clearedAmong<Body extends { customFields?: CustomFieldBody[] }>(
  own: readonly (ClearableField & { as: keyof Body })[],
  fieldsToClear: unknown,
  body: Body,
  customFields: CustomFields,
): Partial<Body>;
export function clearedAmong(
  own: readonly ClearableField[],
  fieldsToClear: unknown,
  body: { customFields?: CustomFieldBody[] },
  customFields: CustomFields,
): Record<string, unknown> {
  const keys = new Set(namedToClear(fieldsToClear).map((key) => keyOf(key, customFields)));
  const labels = clearableAmong(own, customFields);
  const filledIn = new Set([
    ...own.filter(({ as }) => Object.hasOwn(body, as)).map(({ key }) => key),
    ...(body.customFields ?? []).flatMap(({ id }) => {
      const field = customFields.get(id);
      return field ? [customFieldInput(field)] : [];
    }),
  ]);
  for (const key of keys) {
    const label = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (label === undefined) {
      throw new InvalidInputError(
        `“${shown(key)}” in ${LABEL} is not a field that can be cleared. Choose fields from the list.`,
      );
    }
    if (filledIn.has(key)) {
      throw new InvalidInputError(
        `“${label}” is filled in and also chosen in ${LABEL}. Leave it blank, or take it out of ${LABEL}.`,
      );
    }
  }
  const custom = [...customFields.values()]
    .filter((field) => keys.has(customFieldInput(field)))
    .map((field) => ({ id: field.id, field_value: emptyValue(field) }));
  return {
    ...Object.fromEntries(
      own.filter(({ key }) => keys.has(key)).map(({ as, empty }) => [as, empty]),
    ),
    ...(custom.length > 0 && { customFields: custom }),
  };
}

/** The field that an entry names, by any key that its input understands; others stay as they are. */
const keyOf = (given: string, fields: CustomFields): string => {
  const target = inputTargets(fields).get(given);
  return target && !target.box ? customFieldInput(target.field) : given;
};

/** A body with what another one adds to it, custom fields of both. */
export const joined = <Body extends { customFields?: CustomFieldBody[] }>(
  body: Body,
  more: Partial<Body>,
): Body => {
  const customFields = [...(body.customFields ?? []), ...(more.customFields ?? [])];
  return { ...body, ...more, ...(customFields.length > 0 && { customFields }) };
};

const emptyValue = (field: CustomField): string | string[] | Record<string, string> => {
  if (field.kind === 'choices') return [];
  if (field.kind === 'boxes') return Object.fromEntries(field.boxes.map((box) => [box.id, '']));
  return '';
};
