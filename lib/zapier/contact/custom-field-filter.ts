import { GhlError } from '../../ghl/client/errors.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import { customFieldsCalled } from '../../protiv/custom-field/named.ts';
import { findOption, listedOptions, offered } from '../../protiv/custom-field/options.ts';
import type { CustomField, CustomFields } from '../../protiv/custom-field/record.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { asDate } from '../../protiv/values/days.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asNumber } from '../../protiv/values/numbers.ts';
import { readPhone } from '../../protiv/values/phones.ts';
import { asLine, shown } from '../../protiv/values/texts.ts';
import { customFieldReader, freshCustomFields } from '../location/custom-fields.ts';
import { readingFacts } from '../location/location.ts';
import { phonesOf } from '../location/phones.ts';
import type { Context } from '../platform/run.ts';

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
  const field = await fieldCalled(run, called);
  const name = `customFields.${field.id}`;
  if (compare === 'equal') return equalTo(run, field, name, value);
  const bound = await comparable(run, field, value);
  return [
    {
      field: name,
      operator: 'range',
      value: compare === 'atLeast' ? { gte: bound } : { lte: bound },
    },
  ];
};

/** By id, key or name; before it is said to be unknown, the list is read as it is now. */
const fieldCalled = async (run: Context, called: string): Promise<CustomField> => {
  const known = customFieldsCalled(called, await customFieldReader(run)([]));
  const [field, ...others] =
    known.length === 1 ? known : customFieldsCalled(called, await readableFields(run));
  if (field === undefined) {
    throw new InvalidInputError(
      `“${FIELD}” holds “${shown(called)}”, but the connected sub-account has no such custom field. Choose one from the list, or leave the filter blank.`,
    );
  }
  if (others.length > 0) {
    throw new InvalidInputError(
      `“${FIELD}” holds “${shown(called)}”, and ${others.length + 1} custom fields of the connected sub-account go by it. Choose the right one from the list.`,
    );
  }
  return field;
};

const readableFields = async (run: Context): Promise<CustomFields> => {
  try {
    return await freshCustomFields(run);
  } catch (error) {
    if (!(error instanceof GhlError) || error.kind !== 'halted') throw error;
    throw new InvalidInputError(
      `HighLevel does not show the custom fields of this sub-account to this connection, so a filter by “${FIELD}” cannot work. Leave it blank, or ask whoever manages your HighLevel account to let the connected user see custom fields.`,
    );
  }
};

const equalTo = async (
  run: Context,
  field: CustomField,
  name: string,
  given: string,
): Promise<ContactFilter[]> => {
  const { kind, label } = field;
  const equal = (value: string | number): ContactFilter => ({ field: name, operator: 'eq', value });
  if (kind === 'boxes' || kind === 'files') {
    throw new InvalidInputError(
      `The custom field “${label}” holds ${kind === 'files' ? 'files' : 'several values'}, which HighLevel cannot compare. Choose another custom field.`,
    );
  }
  if (kind === 'number') return [equal(await comparable(run, field, given))];
  if (kind === 'date') {
    const day = await comparable(run, field, given);
    return [{ field: name, operator: 'range', value: { gte: day, lte: day } }];
  }
  // A text that is no phone number is looked for as it is: a search does not stop for one.
  if (kind === 'phone') return [equal(readPhone(await phonesOf(run, [given]), given) ?? given)];
  if (kind === 'choice') return [equal(optionIn(field, given))];
  if (kind === 'choices') {
    return listedOptions(field, VALUE, given).map((option) => equal(optionIn(field, option)));
  }
  return [equal(given)];
};

/** HighLevel compares options letter for letter, so they go in their own spelling. */
const optionIn = (field: CustomField, given: string): string => {
  const option = findOption(field, given) ?? (field.open ? given : undefined);
  if (option !== undefined) return option;
  throw new InvalidInputError(
    `“${shown(given)}” is not an option of “${field.label}” in HighLevel, so no contact can match. Give “${VALUE}” one of: ${offered(field)}.`,
  );
};

/** @throws {InvalidInputError} for a field without an order, and for a value that it cannot hold */
const comparable = async (
  run: Context,
  { kind, label }: CustomField,
  given: string,
): Promise<string | number> => {
  if (kind === 'number') {
    return asNumber(VALUE, given, await readingFacts(run, [given])) ?? given;
  }
  if (kind === 'date') {
    return asDate(VALUE, given, { ...(await readingFacts(run, [given])) }) ?? given;
  }
  throw new InvalidInputError(
    `The custom field “${label}” holds neither numbers nor dates, so it cannot be “at least” or “at most”. Choose “Is equal to”, or another custom field.`,
  );
};
