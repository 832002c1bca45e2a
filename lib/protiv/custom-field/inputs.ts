/**
 * The inputs of a step for custom fields. Their keys are for ever, since Zaps are kept under them:
 *
 * - a field's is `customField_<key>`, such as `customField_lead_score`: its key in HighLevel, which
 *   the sub-accounts made from one snapshot share. Of fields that would share a key, each carries its
 *   id as well (`keys.ts`).
 * - a box of a list of text boxes is `customField_<key>-<box>`, such as `customField_dimensions-Width`.
 *   Keys hold no hyphen, so no field that is made later can take a box's key, or a box a field's.
 * - `customField_<id>` and `customField_<id>-<box id>` are understood as well, unless it is a key.
 *
 * A key that names no field of the sub-account is never guessed at.
 */
import type { PlainInputField } from 'zapier-platform-core';

import { isBlank } from '../values/blank.ts';
import { asChoice } from '../values/choices.ts';
import type { CustomField, CustomFieldBox, CustomFields } from './record.ts';

const PREFIX = 'customField_';
const BEFORE_BOX = '-';

/** Whether an input is one for a custom field, of this sub-account or another one. */
export const isCustomFieldInput = (key: string): boolean => key.startsWith(PREFIX);

/** What an input of a step fills. */
export interface InputTarget {
  field: CustomField;
  /** Of a list of text boxes. */
  box?: CustomFieldBox;
}

/** The key of a field's input, or of what stands for all its boxes. */
export const customFieldInput = (field: CustomField): string => PREFIX + field.key;

const boxInput = (field: CustomField, box: CustomFieldBox): string =>
  customFieldInput(field) + BEFORE_BOX + box.key;

/** What every key that is understood stands for, the keys that the form has before the others. */
export const inputTargets = (fields: CustomFields): ReadonlyMap<string, InputTarget> => {
  const targets = new Map<string, InputTarget>();
  for (const field of fields.values()) {
    targets.set(customFieldInput(field), { field });
    for (const box of field.boxes) targets.set(boxInput(field, box), { field, box });
  }
  const understand = (key: string, target: InputTarget): void => {
    if (!targets.has(key)) targets.set(key, target);
  };
  for (const field of fields.values()) {
    understand(PREFIX + field.id, { field });
    for (const box of field.boxes) {
      understand(customFieldInput(field) + BEFORE_BOX + box.id, { field, box });
      understand(PREFIX + field.id + BEFORE_BOX + box.key, { field, box });
      understand(PREFIX + field.id + BEFORE_BOX + box.id, { field, box });
    }
  }
  return targets;
};

/** Whether a step can give this target a value: files cannot be given, and boxes only one by one. */
const isFillable = ({ field, box }: InputTarget): boolean =>
  field.kind !== 'files' && (field.kind !== 'boxes' || box !== undefined);

/** What a step fills into one custom field, or into one of its boxes. */
export interface FilledInput extends InputTarget {
  value: unknown;
}

/** What a step fills in, each field and box once, in the order of the fields. */
export const filledInputs = (
  input: Readonly<Record<string, unknown>>,
  fields: CustomFields,
): FilledInput[] => {
  const filled = new Map<CustomField | CustomFieldBox, FilledInput>();
  for (const [key, target] of inputTargets(fields)) {
    const value = input[key];
    const place = target.box ?? target.field;
    if (isFillable(target) && !isBlank(value) && !filled.has(place)) {
      filled.set(place, { ...target, value });
    }
  }
  return [...filled.values()];
};

/** Keys of a step's filled-in custom fields that name none of these. */
export const unknownInputs = (
  input: Readonly<Record<string, unknown>>,
  fields: CustomFields,
): string[] => {
  const given = Object.keys(input).filter((key) => isCustomFieldInput(key) && !isBlank(input[key]));
  if (given.length === 0) return [];
  const targets = inputTargets(fields);
  return given.filter((key) => {
    const target = targets.get(key);
    return target === undefined || !isFillable(target);
  });
};

/**
 * What becomes of the choices that a contact has in a field of several: those of the step take their
 * place, or join them.
 */
const MULTIPLE_CHOICE = {
  replace: 'Replace the choices that the contact has',
  add: 'Add to the choices that the contact has',
} as const;

export type MultipleChoice = keyof typeof MULTIPLE_CHOICE;

/** Of a step that may find a contact with choices; shown where the sub-account has such a field. */
export const multipleChoiceField = {
  key: 'multipleChoice',
  label: 'Multiple-Choice Fields',
  type: 'string',
  default: 'replace',
  choices: MULTIPLE_CHOICE,
  helpText:
    'What happens to choices that the contact already has in a field of several choices above. Adding never takes a choice away.',
} satisfies PlainInputField;

/** What a step chose there; `undefined` when it says nothing. */
export const asMultipleChoice = (value: unknown): MultipleChoice | undefined =>
  asChoice(multipleChoiceField.label, value, MULTIPLE_CHOICE);

export const hasMultipleChoice = (fields: CustomFields): boolean =>
  [...fields.values()].some(({ kind }) => kind === 'choices');

/**
 * Input fields for the location's custom fields. Dates and numbers are texts: what Zapier makes of
 * typed fields (a moment on the owner's clock, 10 from "$10,500") cannot be told from what was meant.
 *
 * @param purpose an update says what becomes of the choices that are there
 */
export const customFieldInputs = (
  fields: CustomFields,
  purpose: 'create' | 'update' = 'create',
): PlainInputField[] =>
  [...fields.values()].flatMap((field): PlainInputField[] => {
    const key = customFieldInput(field);
    const { kind, label } = field;
    const labels = new Set(field.options.map((option) => option.label));
    const choices = labels.size > 0 ? { choices: [...labels] } : {};
    if (kind === 'files') return [];
    if (kind === 'longText') return [{ key, label, type: 'text' }];
    if (kind === 'number') return [{ key, label, type: 'string', helpText: NUMBER_HELP }];
    if (kind === 'date') return [{ key, label, type: 'string', helpText: DATE_HELP }];
    if (kind === 'choice') return [{ key, label, type: 'string', ...choices }];
    if (kind === 'choices') {
      const help = purpose === 'update' && { helpText: CHOICES_HELP };
      return [{ key, label, type: 'string', list: true, ...choices, ...help }];
    }
    if (kind === 'boxes') {
      return field.boxes.map((box) => ({
        key: boxInput(field, box),
        label: boxLabel({ field, box }),
        type: 'string',
      }));
    }
    return [{ key, label, type: 'string' }];
  });

const NUMBER_HELP = 'A number, such as `1250.50`.';
const DATE_HELP = 'A date, such as `2026-12-31`, `today` or `in 3 days`. Only the day counts.';
const CHOICES_HELP = `Replaces the choices that the contact has, unless “${multipleChoiceField.label}” below says otherwise.`;

/** What people call a field, or one of its boxes. */
export const boxLabel = ({ field, box }: InputTarget): string =>
  box ? `${field.label}: ${box.label}` : field.label;
