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
import { strictly } from '../values/attempt.ts';
import type { Attempt } from '../values/attempt.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import { asList } from '../values/lists.ts';
import { shown } from '../values/texts.ts';
import { WRITTEN } from './fields.ts';
import type { ContactWords, Purpose, WrittenKey } from './fields.ts';

export interface ContactInputContext extends ContactWords, CustomFieldContext {
  purpose: Purpose;
  /** The location's custom fields; without them the step has none. */
  customFields?: CustomFields | undefined;
  /** What becomes of a value that cannot be used; by default it stops the step. */
  attempt?: Attempt;
}

/**
 * What a step says of a contact as a GHL request body; what is left blank is left out.
 *
 * @param input the step's fields, as Zapier sends them
 * @throws {InvalidInputError} when a value cannot be used, naming the field
 */
export function toGhlContact(
  input: Readonly<Record<string, unknown>>,
  context: ContactInputContext,
): ContactBody;
export function toGhlContact(
  input: Readonly<Record<string, unknown>>,
  { purpose, attempt = strictly, customFields = NONE, ...context }: ContactInputContext,
): Record<string, unknown> {
  const body: Partial<Record<WrittenKey | 'customFields', unknown>> = {};
  for (const { key, label, read, only } of WRITTEN) {
    if (only && !only.includes(purpose)) continue;
    const value = attempt(label, () => read(label, input[key], context));
    if (value !== undefined) body[key] = value;
  }
  // Two spellings of one name could contradict each other.
  if ('firstName' in body || 'lastName' in body) delete body.name;
  const custom = [...customFields].flatMap(
    ([id, field]) =>
      attempt(field.label, () => toGhlCustomFields(input, new Map([[id, field]]), context)) ?? [],
  );
  return custom.length > 0 ? { ...body, customFields: custom } : body;
}

const NONE: CustomFields = new Map();

/** The fields that a step can empty: key to label. */
export const clearableFields = (customFields: CustomFields): Record<string, string> => ({
  ...Object.fromEntries(
    WRITTEN.flatMap(({ key, label, empty }) => (empty === undefined ? [] : [[key, label]])),
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
  return {
    ...body,
    ...emptied(keys),
    ...(cleared.length > 0 && { customFields: [...(body.customFields ?? []), ...cleared] }),
  };
};

function emptied(keys: ReadonlySet<string>): ContactBody;
function emptied(keys: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    WRITTEN.flatMap(({ key, empty }) =>
      keys.has(key) && empty !== undefined ? [[key, empty]] : [],
    ),
  );
}
