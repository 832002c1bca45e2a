import { isRecord } from '../../ghl/client/json.ts';
import type { CustomFieldBody, WireContact } from '../../ghl/schemas/contact.ts';
import { strictly } from '../values/attempt.ts';
import type { Attempt } from '../values/attempt.ts';
import { asDate } from '../values/days.ts';
import { asNumber } from '../values/numbers.ts';
import type { PhoneReader } from '../values/phones.ts';
import { filled } from '../values/present.ts';
import { asLine, asText } from '../values/texts.ts';
import { boxLabel, filledInputs } from './inputs.ts';
import type { FilledInput, MultipleChoice } from './inputs.ts';
import { listedOptions, optionOf } from './options.ts';
import { rawValue, readValue } from './record.ts';
import type { CustomField, CustomFields } from './record.ts';

/** What it takes to read custom fields as the people of a sub-account write them. */
export interface CustomFieldContext {
  asPhone: PhoneReader;
  /** The contact's values as they are, where it is there already: see `overHeld`. */
  current?: WireContact['customFields'];
  /** What becomes of the choices that it has; `replace` by default. */
  multipleChoice?: MultipleChoice | undefined;
  /** What becomes of a value that cannot be used: it stops by default. */
  attempt?: Attempt | undefined;
  /** ISO 3166 alpha-2: tells `1.250` and `03/04/2026` apart. */
  country?: string | undefined;
  /** IANA name: whose day is `today`. */
  timezone?: string | undefined;
  /** Milliseconds since the epoch. */
  now?: number | undefined;
}

/**
 * The custom fields that a step fills in, as GHL takes them; what is left blank is left out.
 *
 * @throws {InvalidInputError} when a value does not fit its field, naming the field, unless the
 *   context's `attempt` has another use for it
 */
export const toGhlCustomFields = (
  input: Readonly<Record<string, unknown>>,
  fields: CustomFields,
  context: CustomFieldContext,
): CustomFieldBody[] => {
  const values = new Map<CustomField, CustomFieldBody['field_value']>();
  const boxes = new Map<CustomField, Map<string, string>>();
  for (const one of filledInputs(input, fields)) {
    const { field, box } = one;
    const value = readInput(one, context);
    if (box && typeof value === 'string') {
      boxes.set(field, (boxes.get(field) ?? new Map<string, string>()).set(box.id, value));
    } else if (value !== undefined) {
      values.set(field, value);
    }
  }
  for (const [field, contents] of boxes) values.set(field, Object.fromEntries(contents));
  const named = [...fields.values()].flatMap((field) => {
    const value = values.get(field);
    return value === undefined ? [] : [{ id: field.id, field_value: value }];
  });
  return overHeld(named, fields, context.current, context.multipleChoice);
};

/** What a step fills into custom fields that hold phone numbers. */
export const customPhones = (
  input: Readonly<Record<string, unknown>>,
  fields: CustomFields,
): unknown[] =>
  filledInputs(input, fields).flatMap(({ field, value }) =>
    field.kind === 'phone' ? [value] : [],
  );

/** What a step fills into numbers and dates, which a country and a time zone may be needed to read. */
export const customNumbersAndDates = (
  input: Readonly<Record<string, unknown>>,
  fields: CustomFields,
): unknown[] =>
  filledInputs(input, fields).flatMap(({ field, value }) =>
    field.kind === 'number' || field.kind === 'date' ? [value] : [],
  );

type InputValue = string | number | string[] | undefined;

const readInput = (target: FilledInput, context: CustomFieldContext): InputValue => {
  const { field, value } = target;
  const { attempt = strictly, asPhone, country, timezone, now } = context;
  const label = boxLabel(target);
  const { kind } = field;
  if (kind === 'choices') return filled(chosen(field, value, attempt));
  return attempt(label, (): InputValue => {
    if (kind === 'number') return asNumber(label, value, { country });
    if (kind === 'date') return asDate(label, value, { country, timezone, now });
    if (kind === 'phone') return asPhone(value, label);
    if (kind === 'choice') return optionOf(field, oneOption(field, value));
    return asText(label, value);
  });
};

/** A field of one choice can be mapped from a list that holds one. */
const oneOption = (field: CustomField, value: unknown): string => {
  const items = listedOptions(field, field.label, value);
  return items.length === 1 ? (items[0] ?? '') : (asLine(field.label, value) ?? '');
};

/** Each choice on its own: one that does not exist does not cost the others. */
const chosen = (field: CustomField, value: unknown, attempt: Attempt): string[] => {
  const { label } = field;
  const items = attempt(label, () => listedOptions(field, label, value)) ?? [];
  const picked = items.map((item) => attempt(label, () => optionOf(field, item)));
  return [...new Set(picked.filter((option) => option !== undefined))];
};

/**
 * Lays what a step names over what a contact holds, so that nothing else of it is lost: GHL keeps the
 * boxes of a field in one object and the choices of a field in one list, and takes what is sent for
 * the whole.
 *
 * @param named what the step names, boxes and choices without those that are held
 * @param held the custom fields of the contact as it is now; without them `named` is all there is
 * @param multipleChoice whether choices take the place of those that are held, or join them
 */
export const overHeld = (
  named: readonly CustomFieldBody[],
  fields: CustomFields,
  held: WireContact['customFields'],
  multipleChoice: MultipleChoice = 'replace',
): CustomFieldBody[] => {
  const entries = new Map((held ?? []).map((entry) => [entry.id, entry]));
  return named.map((body) => {
    const field = fields.get(body.id);
    const entry = entries.get(body.id);
    if (!field || !entry) return body;
    const { field_value: value } = body;
    if (field.kind === 'choices' && multipleChoice === 'add' && Array.isArray(value)) {
      const kept = readValue(field, rawValue(entry));
      return {
        ...body,
        field_value: [...new Set([...(Array.isArray(kept) ? kept : []), ...value])],
      };
    }
    if (field.kind === 'boxes' && isRecord(value)) {
      return { ...body, field_value: { ...heldBoxes(rawValue(entry)), ...value } };
    }
    return body;
  });
};

/** What the boxes hold, by their ids; those that are empty do not count. */
const heldBoxes = (value: unknown): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).filter(
      (box): box is [string, string | number | boolean] =>
        (typeof box[1] === 'string' && box[1] !== '') ||
        typeof box[1] === 'number' ||
        typeof box[1] === 'boolean',
    ),
  );
