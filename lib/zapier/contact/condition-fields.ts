import type { PlainInputField } from 'zapier-platform-core';

import { GhlError } from '../../ghl/client/errors.ts';
import { customFieldsCalled } from '../../protiv/custom-field/named.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import { grouped } from '../fields/groups.ts';
import { editorCustomFields } from '../location/custom-fields.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { businessChoices, userChoices } from '../references/references.ts';
import { CONDITIONS, MATCHES, MATCH_LABEL, conditionInputs } from './conditions.ts';
import {
  COMPARISONS,
  commonFieldCalled,
  customFieldIn,
  isAboutPresence,
  searchableCustomField,
} from './searchable-fields.ts';
import type { Comparison, SearchableField } from './searchable-fields.ts';
import { tagChoices } from './tags.ts';

const DAY_HELP =
  'A date, such as `2026-12-31`. `today` and `in 3 days` are counted anew at each check.';
const NUMBER_HELP = 'A number, such as `1250.50`.';

/** How to compare the chosen field, and with what: only what HighLevel can do with such a field. */
const comparisonFields = (number: number) =>
  withRun(async (run): Promise<PlainInputField[]> => {
    const inputs = conditionInputs(number);
    const called: unknown = run.input[inputs.field.key];
    if (typeof called !== 'string' || isBlank(called)) return [];
    const field = await fieldFor(run, called.trim());
    if (!field) return [];
    const comparison: PlainInputField = {
      ...inputs.comparison,
      type: 'string',
      required: true,
      choices: Object.fromEntries(field.comparisons.map((each) => [each, COMPARISONS[each]])),
      altersDynamicFields: true,
    };
    const chosen = comparisonIn(field, run.input[inputs.comparison.key]);
    if (chosen !== undefined && isAboutPresence(chosen)) return [comparison];
    const form = await valueForm(run, field);
    return [comparison, { ...inputs.value, type: 'string', required: true, ...form }];
  });

const comparisonIn = ({ comparisons }: SearchableField, value: unknown): Comparison | undefined =>
  comparisons.find((each) => value === each || value === COMPARISONS[each]);

const fieldFor = async (run: Context, called: string): Promise<SearchableField | undefined> => {
  const common = commonFieldCalled(called);
  if (common) return common;
  const { fields } = await editorCustomFields(run);
  const [custom, another] = customFieldsCalled(customFieldIn(called), fields);
  return custom && !another ? searchableCustomField(custom) : undefined;
};

const LISTS: ReadonlyMap<unknown, (run: Context) => Promise<Record<string, string>>> = new Map([
  ['tag', tagChoices],
  ['user', userChoices],
  ['company', businessChoices],
]);

/** What the editor offers for a value; a list that cannot be read leaves a field to type in. */
const valueForm = async (
  run: Context,
  { holds }: SearchableField,
): Promise<Pick<PlainInputField, 'choices' | 'helpText'>> => {
  if (typeof holds === 'object') {
    const { kind, options } = holds;
    const labels = [...new Set(options.map(({ label }) => label))];
    if (labels.length > 0) return { choices: labels };
    if (kind === 'date') return { helpText: DAY_HELP };
    return kind === 'number' ? { helpText: NUMBER_HELP } : {};
  }
  if (holds === 'day') return { helpText: DAY_HELP };
  if (holds === 'flag') return { choices: { true: 'On', false: 'Off' } };
  try {
    const choices = (await LISTS.get(holds)?.(run)) ?? {};
    return Object.keys(choices).length > 0 ? { choices } : {};
  } catch (error) {
    if (!(error instanceof GhlError)) throw error;
    return {};
  }
};

/** Up to five conditions that a contact has to meet. */
export const conditionFields = [
  {
    key: 'match',
    label: MATCH_LABEL,
    required: true,
    default: 'all',
    choices: MATCHES,
    helpText: 'How many of the conditions below a contact has to meet.',
  } as const,
  ...CONDITIONS.flatMap((number) =>
    grouped(`condition${number}`, [
      {
        ...conditionInputs(number).field,
        ...dropdown.searchableFields,
        altersDynamicFields: true,
        ...(number === 1 && {
          required: true,
          helpText: 'What to compare. How, and with what, is asked for once you have chosen.',
        }),
      },
      comparisonFields(number),
    ]),
  ),
];
