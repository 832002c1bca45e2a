import type { ContactBody } from '../../ghl/schemas/contact.ts';
import { toGhlCustomFields } from '../custom-field/body.ts';
import type { CustomFieldContext } from '../custom-field/body.ts';
import { clearableAmong, clearedAmong, joined } from '../custom-field/clearing.ts';
import type { CustomFields } from '../custom-field/record.ts';
import { strictly } from '../values/attempt.ts';
import type { Attempt } from '../values/attempt.ts';
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

const CLEARABLE = WRITTEN.flatMap(({ key, label, empty }) =>
  empty === undefined ? [] : [{ key, label, as: key, empty }],
);

/** The fields that a step can empty: key to label. */
export const clearableFields = (customFields: CustomFields): Record<string, string> =>
  clearableAmong(CLEARABLE, customFields);

/**
 * Adds to an update what empties the fields named in *Fields to Clear*.
 *
 * @throws {InvalidInputError} when a field is both filled in and to be cleared, or cannot be cleared
 */
export const withClearedFields = (
  body: ContactBody,
  fieldsToClear: unknown,
  customFields: CustomFields,
): ContactBody => joined(body, clearedAmong(CLEARABLE, fieldsToClear, body, customFields));
