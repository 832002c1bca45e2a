import type { ContactFilter } from '../../ghl/contacts.ts';
import { listedOptions } from '../../protiv/custom-field/options.ts';
import type { CustomField } from '../../protiv/custom-field/record.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asLine } from '../../protiv/values/texts.ts';
import type { Context } from '../platform/run.ts';
import { comparedValue, customFieldCalled } from './custom-field-values.ts';

const FIELD = 'Custom Field';
const COMPARISON = 'Custom Field Comparison';
const VALUE = 'Custom Field Value';

export const COMPARISONS = {
  equal: 'Is equal to',
  atLeast: 'Is at least',
  atMost: 'Is at most',
} as const;

interface CustomFieldFilterInput {
  customFieldId?: string | undefined;
  customFieldComparison?: string | undefined;
  customFieldValue?: string | undefined;
}

/**
 * The filter of a step by one custom field, as conditions of contact search.
 *
 * @throws {InvalidInputError} when it is incomplete, names no field, or can match nothing
 */
export const customFieldFilter = async (
  run: Context,
  input: CustomFieldFilterInput,
): Promise<ContactFilter[]> => {
  const called = asLine(FIELD, input.customFieldId);
  const value = asLine(VALUE, input.customFieldValue);
  const compare = asChoice(COMPARISON, input.customFieldComparison, COMPARISONS) ?? 'equal';
  if (!called && !value) return [];
  if (!called || !value) {
    throw new InvalidInputError(
      'To filter by a custom field, choose the Custom Field and fill in the Custom Field Value; leave both blank for any contact.',
    );
  }
  const field = await customFieldCalled(run, FIELD, called);
  const name = `customFields.${field.id}`;
  if (compare === 'equal') return equalTo(run, field, name, value);
  if (field.kind !== 'number' && field.kind !== 'date') {
    throw new InvalidInputError(
      `The custom field “${field.label}” holds neither numbers nor dates, so it cannot be “at least” or “at most”. Choose “Is equal to”, or another custom field.`,
    );
  }
  const bound = await comparedValue(run, VALUE, field, value);
  return [
    {
      field: name,
      operator: 'range',
      value: compare === 'atLeast' ? { gte: bound } : { lte: bound },
    },
  ];
};

const equalTo = async (
  run: Context,
  field: CustomField,
  name: string,
  given: string,
): Promise<ContactFilter[]> => {
  const { kind, label } = field;
  if (kind === 'boxes' || kind === 'files') {
    throw new InvalidInputError(
      `The custom field “${label}” holds ${kind === 'files' ? 'files' : 'several values'}, which HighLevel cannot compare. Choose another custom field.`,
    );
  }
  const wanted = kind === 'choices' ? listedOptions(field, VALUE, given) : [given];
  const values = await Promise.all(wanted.map((value) => comparedValue(run, VALUE, field, value)));
  return values.map((value) =>
    kind === 'date'
      ? { field: name, operator: 'range', value: { gte: value, lte: value } }
      : { field: name, operator: 'eq', value },
  );
};
