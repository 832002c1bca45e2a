import { defineInputFields } from 'zapier-platform-core';

import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { CustomField } from '../../protiv/custom-field/record.ts';
import { asChoice, asDate, asLine, asNumber, asTags } from '../../protiv/values/input.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import { customFields, freshCustomFields } from '../location/location.ts';
import type { Context } from '../platform/run.ts';

const COMPARISONS = {
  equal: 'Is equal to',
  atLeast: 'Is at least',
  atMost: 'Is at most',
} as const;

type Comparison = keyof typeof COMPARISONS;

/** Filters that the contact triggers and searches share; one that is left blank means "any". */
export const contactFilterFields = defineInputFields([
  {
    key: 'tags',
    label: 'Tags',
    list: true,
    choices: dropdown.tags,
    helpText: 'Only contacts that have all of these tags.',
  },
  {
    key: 'source',
    label: 'Source',
    helpText:
      'Only contacts with exactly this source, written as in HighLevel, such as `website form`.',
  },
  {
    key: 'assignedTo',
    label: 'Assigned User',
    choices: dropdown.users,
    helpText: 'Only contacts that are assigned to this user.',
  },
  {
    key: 'businessId',
    label: 'Company',
    choices: dropdown.businesses,
    helpText: 'Only contacts of this company, as HighLevel lists them under Contacts, Companies.',
  },
  {
    key: 'customFieldId',
    label: 'Custom Field',
    choices: dropdown.customFields,
    helpText:
      'To filter by a custom field, such as a lead score, fill in this field and the next two.',
  },
  {
    key: 'customFieldComparison',
    label: 'Custom Field Comparison',
    choices: COMPARISONS,
    helpText: '“Is at least” and “Is at most” work for numbers and dates only.',
  },
  {
    key: 'customFieldValue',
    label: 'Custom Field Value',
    helpText: 'The value to compare with, such as `70` or `2026-12-31`.',
  },
]);

/** Says in the editor what a trigger for changes cannot see. */
export const changeLimitsField = {
  key: 'limits',
  type: 'copy',
  helpText:
    'A contact that changes several times within minutes may trigger the Zap only once. HighLevel does not tell which fields changed.',
} as const;

interface ContactFilterInput {
  tags?: readonly string[] | undefined;
  source?: string | undefined;
  assignedTo?: string | undefined;
  businessId?: string | undefined;
  customFieldId?: string | undefined;
  customFieldComparison?: string | undefined;
  customFieldValue?: string | undefined;
}

export interface ContactConditions {
  /** What HighLevel's search checks. */
  filters: ContactFilter[];
  /** Whether the filters say it all, so that HighLevel's count of matches is right. */
  exact: boolean;
  /** What it cannot check: contact search has no filter on the company's id. */
  matches: (contact: WireContact) => boolean;
}

/**
 * The filters of a step as conditions of contact search.
 *
 * @throws {InvalidInputError} when the custom field filter is incomplete or does not fit the field
 */
export const contactConditions = async (
  run: Context,
  input: ContactFilterInput,
): Promise<ContactConditions> => {
  const businessId = asLine('Company', input.businessId);
  return {
    filters: [
      ...asTags(input.tags).map((tag): ContactFilter => ({
        field: 'tags',
        operator: 'eq',
        value: tag,
      })),
      ...equals('source', asLine('Source', input.source)),
      ...equals('assignedTo', asLine('Assigned User', input.assignedTo)),
      ...(await customFieldFilter(run, input)),
    ],
    exact: businessId === undefined,
    matches: (contact) => businessId === undefined || contact.businessId === businessId,
  };
};

const equals = (field: string, value: string | undefined): ContactFilter[] =>
  value === undefined ? [] : [{ field, operator: 'eq', value }];

const customFieldFilter = async (
  run: Context,
  input: ContactFilterInput,
): Promise<ContactFilter[]> => {
  const id = asLine('Custom Field', input.customFieldId);
  const value = asLine('Custom Field Value', input.customFieldValue);
  const compare = asChoice('Custom Field Comparison', input.customFieldComparison, COMPARISONS);
  if (!id && !value) return [];
  if (!id || !value) {
    throw new InvalidInputError(
      'To filter by a custom field, choose the Custom Field and fill in the Custom Field Value; leave both blank for any contact.',
    );
  }
  const definition =
    (await customFields(run)).get(id) ?? (await freshCustomFields(run.ghl)).get(id);
  if (!definition) {
    throw new InvalidInputError(
      'The custom field of this filter no longer exists in HighLevel. Choose another one in the Custom Field filter, or leave it blank.',
    );
  }
  return [comparison(definition, compare ?? 'equal', value)];
};

/** @throws {InvalidInputError} for a value that a field of this kind cannot hold */
const comparable = (kind: CustomField['kind'], given: string): string | number => {
  if (kind === 'number') return asNumber('Custom Field Value', given) ?? 0;
  if (kind === 'date') return asDate('Custom Field Value', given) ?? given;
  return given;
};

const comparison = (
  { id, kind, label }: CustomField,
  compare: Comparison,
  given: string,
): ContactFilter => {
  if (kind === 'boxes' || kind === 'files') {
    throw new InvalidInputError(
      `The custom field “${label}” holds ${kind === 'files' ? 'files' : 'several values'}, which HighLevel cannot compare. Choose another custom field.`,
    );
  }
  const field = `customFields.${id}`;
  const value = comparable(kind, given);
  if (compare !== 'equal') {
    if (kind !== 'number' && kind !== 'date') {
      throw new InvalidInputError(
        `The custom field “${label}” holds neither numbers nor dates, so it cannot be “at least” or “at most”. Choose “Is equal to”, or another custom field.`,
      );
    }
    const bound = compare === 'atLeast' ? { gte: value } : { lte: value };
    return { field, operator: 'range', value: bound };
  }
  return kind === 'date'
    ? { field, operator: 'range', value: { gte: value, lte: value } }
    : { field, operator: 'eq', value };
};
