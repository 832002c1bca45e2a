import { GhlError } from '../../ghl/client/errors.ts';
import { customFieldsCalled } from '../../protiv/custom-field/named.ts';
import { findOption, offered } from '../../protiv/custom-field/options.ts';
import type { CustomField, CustomFields } from '../../protiv/custom-field/record.ts';
import { asDate } from '../../protiv/values/days.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asNumber } from '../../protiv/values/numbers.ts';
import { readPhone } from '../../protiv/values/phones.ts';
import { shown } from '../../protiv/values/texts.ts';
import { customFieldReader, freshCustomFields } from '../location/custom-fields.ts';
import { readingFacts } from '../location/location.ts';
import { phonesOf } from '../location/phones.ts';
import type { Context } from '../platform/run.ts';

/**
 * The custom field that a step names, by id, key or name; before it is said to be unknown, the list is
 * read as it is now.
 *
 * @param label of the input that names it
 * @throws {InvalidInputError} for a name that none has, or several have, or that cannot be looked up
 */
export const customFieldCalled = async (
  run: Context,
  label: string,
  called: string,
): Promise<CustomField> => {
  const known = customFieldsCalled(called, await customFieldReader(run)([]));
  const [field, ...others] =
    known.length === 1 ? known : customFieldsCalled(called, await readableFields(run, label));
  if (field === undefined) {
    throw new InvalidInputError(
      `“${label}” holds “${shown(called)}”, but the connected sub-account has no such custom field. Choose one from the list, or leave the filter blank.`,
    );
  }
  if (others.length > 0) {
    throw new InvalidInputError(
      `“${label}” holds “${shown(called)}”, and ${others.length + 1} custom fields of the connected sub-account go by it. Choose the right one from the list.`,
    );
  }
  return field;
};

const readableFields = async (run: Context, label: string): Promise<CustomFields> => {
  try {
    return await freshCustomFields(run);
  } catch (error) {
    if (!(error instanceof GhlError) || error.kind !== 'halted') throw error;
    throw new InvalidInputError(
      `HighLevel does not show the custom fields of this sub-account to this connection, so a filter by “${label}” cannot work. Leave it blank, or ask whoever manages your HighLevel account to let the connected user see custom fields.`,
    );
  }
};

/**
 * One value of a field as contact search compares it: a number, a day, or a text. HighLevel compares
 * options letter for letter, so they go in their own spelling. A text that is no phone number is
 * looked for as it is: a search does not stop for one.
 *
 * @param label of the input that holds the value
 * @throws {InvalidInputError} for what the field cannot hold
 */
export const comparedValue = async (
  run: Context,
  label: string,
  field: CustomField,
  given: string,
): Promise<string | number> => {
  const { kind } = field;
  if (kind === 'number') {
    return asNumber(label, given, await readingFacts(run, [given])) ?? given;
  }
  if (kind === 'date') {
    return asDate(label, given, { ...(await readingFacts(run, [given])) }) ?? given;
  }
  if (kind === 'phone') return readPhone(await phonesOf(run, [given]), given) ?? given;
  return kind === 'choice' || kind === 'choices' ? optionIn(label, field, given) : given;
};

const optionIn = (label: string, field: CustomField, given: string): string => {
  const option = findOption(field, given) ?? (field.open ? given : undefined);
  if (option !== undefined) return option;
  throw new InvalidInputError(
    `“${shown(given)}” is not an option of “${field.label}” in HighLevel, so no contact can match. Give “${label}” one of: ${offered(field)}.`,
  );
};
