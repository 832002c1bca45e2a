import type { Json } from '../../ghl/client/json.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import { plainTag } from '../../protiv/tag/record.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { asBoolean } from '../../protiv/values/booleans.ts';
import { alternatives, asChoice, requiredChoice } from '../../protiv/values/choices.ts';
import { asCountry } from '../../protiv/values/countries.ts';
import { DAY_MS, readMoment } from '../../protiv/values/dates.ts';
import { asDate } from '../../protiv/values/days.ts';
import { asEmail } from '../../protiv/values/emails.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { readPhone } from '../../protiv/values/phones.ts';
import { asLine, requiredLine, shown } from '../../protiv/values/texts.ts';
import { locationFacts } from '../location/location.ts';
import { phonesOf } from '../location/phones.ts';
import type { Context } from '../platform/run.ts';
import { businessNames, readBusiness, readUser } from '../references/references.ts';
import { comparedValue, customFieldCalled } from './custom-field-values.ts';
import {
  COMPARISONS,
  commonFieldCalled,
  customFieldIn,
  isAboutPresence,
  searchableCustomField,
} from './searchable-fields.ts';
import type { Comparison, SearchableField } from './searchable-fields.ts';

/** The conditions that a form has, by their numbers. */
export const CONDITIONS = [1, 2, 3, 4, 5] as const;

/** The inputs of one condition, by what they hold. */
export const conditionInputs = (number: number) => ({
  field: { key: `field${number}`, label: `Field ${number}` },
  comparison: { key: `comparison${number}`, label: `Comparison ${number}` },
  value: { key: `value${number}`, label: `Value ${number}` },
});

export const MATCH_LABEL = 'Match';
export const MATCHES = { all: 'All of the conditions', any: 'Any of the conditions' } as const;

/** HighLevel refuses a longer value. */
const LONGEST_VALUE = 75;

type Input = Readonly<Record<string, unknown>>;

/**
 * The conditions of a step as contact search takes them.
 *
 * @param input `match`, and `field1`, `comparison1`, `value1` and so on, as Zapier sends them
 * @throws {InvalidInputError} when there is none, or one is incomplete, or cannot be asked of HighLevel
 */
export const readConditions = async (run: Context, input: Input): Promise<ContactFilter[]> => {
  const match = asChoice(MATCH_LABEL, input['match'], MATCHES) ?? 'all';
  const filters: ContactFilter[] = [];
  for (const number of CONDITIONS) {
    const filter = await readCondition(run, input, number);
    if (filter) filters.push(filter);
  }
  if (filters.length === 0) {
    throw new InvalidInputError(
      'There is no condition. Choose a field under “Field 1”, then how to compare it.',
    );
  }
  return match === 'any' && filters.length > 1 ? [{ group: 'OR', filters }] : filters;
};

const readCondition = async (
  run: Context,
  input: Input,
  number: number,
): Promise<ContactFilter | undefined> => {
  const inputs = conditionInputs(number);
  const called = asLine(inputs.field.label, input[inputs.field.key]);
  const others = [inputs.comparison, inputs.value].filter(({ key }) => !isBlank(input[key]));
  if (called === undefined) {
    if (others.length === 0) return undefined;
    throw new InvalidInputError(
      `“${others[0]?.label}” is filled in, but “${inputs.field.label}” is empty. Choose the field that it is about, or leave both blank.`,
    );
  }
  const field = await fieldCalled(run, inputs.field.label, called);
  const comparison = requiredChoice(
    inputs.comparison.label,
    input[inputs.comparison.key],
    COMPARISONS,
  );
  if (!field.comparisons.includes(comparison)) {
    throw new InvalidInputError(
      `HighLevel cannot compare “${field.label}” by “${COMPARISONS[comparison]}”. Under “${inputs.comparison.label}” choose ${alternatives(field.comparisons.map((each) => COMPARISONS[each]))}.`,
    );
  }
  if (isAboutPresence(comparison)) {
    return { field: field.name, operator: comparison === 'filled' ? 'exists' : 'not_exists' };
  }
  const given = requiredLine(inputs.value.label, input[inputs.value.key]);
  const value = await valueOf(run, inputs.value.label, field, comparison, given);
  if (String(value).length > LONGEST_VALUE) {
    throw new InvalidInputError(
      `“${inputs.value.label}” is too long: HighLevel compares with at most ${LONGEST_VALUE} characters.`,
    );
  }
  return filterOf(field.name, comparison, value);
};

/** A field of every contact, or a custom field by id, key or name. */
const fieldCalled = async (
  run: Context,
  label: string,
  called: string,
): Promise<SearchableField> => {
  const common = commonFieldCalled(called);
  if (common) return common;
  const custom = await customFieldCalled(run, label, customFieldIn(called));
  const field = searchableCustomField(custom);
  if (field) return field;
  throw new InvalidInputError(
    `The custom field “${custom.label}” holds ${custom.kind === 'files' ? 'files' : 'several values'}, which HighLevel cannot compare. Choose another field under “${label}”.`,
  );
};

const filterOf = (field: string, comparison: Comparison, value: string | number | boolean) => {
  const range = (bounds: { gte?: Json; lte?: Json }): ContactFilter => ({
    field,
    operator: 'range',
    value: bounds,
  });
  if (comparison === 'atLeast' || comparison === 'onOrAfter') return range({ gte: value });
  if (comparison === 'atMost' || comparison === 'onOrBefore') return range({ lte: value });
  return { field, operator: OPERATORS[comparison] ?? 'eq', value } satisfies ContactFilter;
};

const OPERATORS: Readonly<
  Partial<Record<Comparison, 'eq' | 'not_eq' | 'contains' | 'not_contains'>>
> = { is: 'eq', isNot: 'not_eq', contains: 'contains', notContains: 'not_contains' };

/** @throws {InvalidInputError} for what the field cannot hold */
const valueOf = async (
  run: Context,
  label: string,
  { holds }: SearchableField,
  comparison: Comparison,
  given: string,
): Promise<string | number | boolean> => {
  const isPart = comparison === 'contains' || comparison === 'notContains';
  if (isPart) return holds === 'tag' ? plainTag(given) : given;
  if (typeof holds === 'object') return comparedValue(run, label, holds, given);
  const read = READERS[holds];
  return read(run, label, given, comparison);
};

type Reader = (
  run: Context,
  label: string,
  given: string,
  comparison: Comparison,
) => Promise<string | boolean> | string | boolean;

const READERS: Readonly<Record<Exclude<SearchableField['holds'], object>, Reader>> = {
  text: (_run, _label, given) => given,
  tag: (_run, _label, given) => plainTag(given),
  user: async (run, label, given) => (await readUser(run, label, given)) ?? given,
  company: (run, label, given) => companyName(run, label, given),
  day: (run, label, given, comparison) => edgeOfDay(run, label, given, comparison),
  flag: (_run, label, given) => asBoolean(label, given) ?? false,
  email: (_run, label, given) => asEmail(given, label)?.toLowerCase() ?? given,
  phone: async (run, _label, given) => readPhone(await phonesOf(run, [given]), given) ?? given,
  country: (_run, label, given) => asCountry(given, label) ?? given,
};

/** Search compares the company's name, whichever way the step names it. */
const companyName = async (run: Context, label: string, given: string): Promise<string> => {
  const id = await readBusiness(run, label, given);
  const name = (await businessNames(run)).get(id ?? '');
  if (name !== undefined) return name;
  throw new InvalidInputError(
    `“${label}” holds “${shown(given)}”, but there is no such company in the connected sub-account. Choose one from the list, or give the name or the ID of one.`,
  );
};

/** The first moment of a day in the sub-account's time zone, or its last one. */
const edgeOfDay = async (
  run: Context,
  label: string,
  given: string,
  comparison: Comparison,
): Promise<string> => {
  const facts = await locationFacts(run);
  const day = asDate(label, given, facts) ?? given;
  const startOf = (date: string): number => readMoment(`${date}T00:00:00`, facts.timezone) ?? 0;
  if (comparison === 'onOrAfter') return new Date(startOf(day)).toISOString();
  const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
  return new Date(startOf(next) - 1).toISOString();
};
