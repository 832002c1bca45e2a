import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { caseless } from '../../protiv/custom-field/options.ts';
import { rawValue, readValue } from '../../protiv/custom-field/record.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { plainDate } from '../../protiv/values/dates.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { dayAfter } from '../../protiv/values/recurrence.ts';
import { requiredLine } from '../../protiv/values/texts.ts';
import type { Context } from '../platform/run.ts';
import { customFieldCalled } from './custom-field-values.ts';
import { CUSTOM_FIELD_PREFIX, customFieldIn } from './searchable-fields.ts';

/** A field of contacts that holds a day. */
export interface DatedField {
  /** In contact search. */
  name: string;
  /** `2026-03-09`; absent where it is empty. */
  dateOf: (contact: WireContact) => string | undefined;
  /** Asks HighLevel for contacts that have a date there. */
  filled: ContactFilter;
  /** What to ask HighLevel for, so that it gives few contacts besides those whose date comes on a day. */
  near: (day: string, isYearly: boolean) => ContactFilter[];
  /** Whether HighLevel may refuse to filter by it. */
  isInDoubt: boolean;
}

const BIRTHDAY = { id: 'dateOfBirth', label: 'Date of Birth' } as const;

/**
 * Newer copies of the page that GHL's official file links to have it among the filters, older ones do
 * not.
 */
const HAS_BIRTHDAY: ContactFilter = { field: BIRTHDAY.id, operator: 'exists' };

const dateOfBirth: DatedField = {
  name: BIRTHDAY.id,
  dateOf: (contact) => plainDate(contact.dateOfBirth),
  filled: HAS_BIRTHDAY,
  // Of all years: which days they come on, HighLevel cannot tell.
  near: () => [HAS_BIRTHDAY],
  isInDoubt: true,
};

/**
 * The field that a step names: the date of birth, or a custom field by id, key or name.
 *
 * @throws {InvalidInputError} for a field that there is not, or that holds no dates
 */
export const datedFieldCalled = async (
  run: Context,
  label: string,
  value: unknown,
): Promise<DatedField> => {
  const called = requiredLine(label, value);
  if (caseless(called) === caseless(BIRTHDAY.label) || called === BIRTHDAY.id) return dateOfBirth;
  const field = await customFieldCalled(run, label, customFieldIn(called));
  if (field.kind !== 'date') {
    throw new InvalidInputError(
      `The custom field “${field.label}” does not hold dates. Choose another one under “${label}”.`,
    );
  }
  const name = CUSTOM_FIELD_PREFIX + field.id;
  return {
    name,
    dateOf: ({ customFields }) => {
      const entry = customFields?.find(({ id }) => id === field.id);
      const date = entry && readValue(field, rawValue(entry));
      return typeof date === 'string' ? date : undefined;
    },
    filled: { field: name, operator: 'exists' },
    // A day more at each end: nobody knows where HighLevel's days end.
    near: (day, isYearly) => {
      const gte = isYearly ? {} : { gte: dayAfter(day, -1) };
      return [{ field: name, operator: 'range', value: { ...gte, lte: dayAfter(day, 1) } }];
    },
    isInDoubt: false,
  };
};

/** What the fields are called in a dropdown, by the values of their choices. */
export const datedChoices = (customFields: CustomFields): { id: string; label: string }[] => [
  BIRTHDAY,
  ...[...customFields.values()]
    .filter(({ kind }) => kind === 'date')
    .map(({ key, label }) => ({ id: CUSTOM_FIELD_PREFIX + key, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label)),
];
