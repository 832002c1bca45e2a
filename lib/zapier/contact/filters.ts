import { defineInputFields } from 'zapier-platform-core';

import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { asTags } from '../../protiv/values/lists.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import type { Context } from '../platform/run.ts';
import { readBusiness, readUser } from '../references/references.ts';
import { COMPARISONS, customFieldFilter } from './custom-field-filter.ts';
import { knownTags } from './tags.ts';

/** Filters that the contact triggers and searches share; one that is left blank means "any". */
export const contactFilterFields = defineInputFields([
  {
    key: 'tags',
    label: 'Tags',
    list: true,
    ...dropdown.tags,
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
    ...dropdown.users,
    helpText: 'Only contacts that are assigned to this user.',
  },
  {
    key: 'businessId',
    label: 'Company',
    ...dropdown.businesses,
    helpText: 'Only contacts of this company, as HighLevel lists them under Contacts, Companies.',
  },
  {
    key: 'customFieldId',
    label: 'Custom Field',
    ...dropdown.customFields,
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

/** The keys of those that a contact has to match; a comparison alone is none. */
export const CONTACT_FILTERS = contactFilterFields
  .map(({ key }) => key)
  .filter((key) => key !== 'customFieldComparison');

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
 * @throws {InvalidInputError} for what can match nothing: a user, a company, a custom field or an
 *   option that does not exist, or a filter by custom field that is incomplete
 */
export const contactConditions = async (
  run: Context,
  input: ContactFilterInput,
): Promise<ContactConditions> => {
  const businessId = await readBusiness(run, 'Company', input.businessId);
  return {
    filters: [
      ...asTags(input.tags, 'Tags', await knownTags(run, input.tags)).map((tag): ContactFilter => ({
        field: 'tags',
        operator: 'eq',
        value: tag,
      })),
      ...equals('source', asLine('Source', input.source)),
      ...equals('assignedTo', await readUser(run, 'Assigned User', input.assignedTo)),
      ...(await customFieldFilter(run, input)),
    ],
    exact: businessId === undefined,
    matches: (contact) => businessId === undefined || contact.businessId === businessId,
  };
};

const equals = (field: string, value: string | undefined): ContactFilter[] =>
  value === undefined ? [] : [{ field, operator: 'eq', value }];
