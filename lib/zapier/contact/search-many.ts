import { defineInputFields } from 'zapier-platform-core';

import { MAX_PAGE_LIMIT, MAX_QUERY_LENGTH, readContacts } from '../../ghl/contacts.ts';
import type { ContactFilter, ContactSort } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { contactOutputFields } from '../../protiv/contact/record.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { asMoment } from '../../protiv/values/moments.ts';
import type { ManyRecords } from '../fields/found-many.ts';
import { isAnyFilterEmpty } from '../fields/filters.ts';
import { grouped } from '../fields/groups.ts';
import { TIME_ZONE_NOTE } from '../fields/time-zone-note.ts';
import { timezoneFor } from '../location/location.ts';
import type { Context, InputOf, Run } from '../platform/run.ts';
import { CONTACT_FILTERS, contactConditions, contactFilterFields } from './filters.ts';
import { queryField, readQuery } from './input-fields.ts';

/** How an answer shows the contacts that were found. */
export const CONTACTS = {
  key: 'contacts',
  nouns: 'Contacts',
  fields: contactOutputFields,
} satisfies ManyRecords;

const ORDERS = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  lastUpdated: 'Last updated first',
  firstName: 'First name',
  lastName: 'Last name',
} as const;

const SORTS: Readonly<Record<keyof typeof ORDERS, ContactSort>> = {
  newest: { field: 'dateAdded', direction: 'desc' },
  oldest: { field: 'dateAdded', direction: 'asc' },
  lastUpdated: { field: 'dateUpdated', direction: 'desc' },
  firstName: { field: 'firstNameLowerCase', direction: 'asc' },
  lastName: { field: 'lastNameLowerCase', direction: 'asc' },
};

const SORT_LABEL = 'Sort By';

const dateFields = defineInputFields([
  { key: 'addedAfter', label: 'Added After', type: 'datetime', helpText: TIME_ZONE_NOTE },
  { key: 'addedBefore', label: 'Added Before', type: 'datetime', helpText: TIME_ZONE_NOTE },
  { key: 'updatedAfter', label: 'Updated After', type: 'datetime', helpText: TIME_ZONE_NOTE },
  { key: 'updatedBefore', label: 'Updated Before', type: 'datetime', helpText: TIME_ZONE_NOTE },
]);

/** What a search for many contacts asks for, its limit apart. */
export const searchFields = defineInputFields([
  ...grouped('filters', [
    {
      ...queryField,
      helpText: `Only contacts whose name, email, phone or company contains this text, of at most ${MAX_QUERY_LENGTH} characters: a longer one that is mapped finds nobody.`,
    },
    ...contactFilterFields,
  ]),
  ...grouped('dates', dateFields),
  ...grouped('order', [{ key: 'sort', label: SORT_LABEL, default: 'newest', choices: ORDERS }]),
]);

type SearchInput = InputOf<typeof searchFields>;

const FILTERS = [queryField.key, ...CONTACT_FILTERS, ...dateFields.map(({ key }) => key)];

export interface FoundContacts {
  found: WireContact[];
  /** Absent when HighLevel could not count them and not all were read. */
  matchCount?: number | undefined;
  /** Whether the search came to its end, or to as many as were wanted. */
  complete: boolean;
}

/**
 * The contacts that match; none when a filter that was mapped came out empty.
 *
 * @param limit how many are wanted; there may be a few more in the answer
 * @throws {InvalidInputError} for a filter that can match nothing
 */
export const findContacts = async (
  run: Run<SearchInput>,
  input: SearchInput,
  limit: number,
): Promise<FoundContacts> => {
  const order = asChoice(SORT_LABEL, input.sort, ORDERS) ?? 'newest';
  if (isAnyFilterEmpty(run, FILTERS)) return { found: [], complete: true };
  const query = readQuery(run);
  if (query === undefined && !isBlank(input.query)) return { found: [], complete: true };
  const conditions = await contactConditions(run, input);
  const search = {
    ...(query && { query }),
    filters: [...conditions.filters, ...(await dateFilters(run, input))],
    sort: SORTS[order],
    pageLimit: Math.min(limit, MAX_PAGE_LIMIT),
  };
  const { matches, exact } = conditions;
  const read = await readContacts(run.ghl, search, { matches, enough: limit, most: MOST_ROWS });
  const isEnough = read.contacts.length >= limit;
  if (!read.complete && !isEnough) {
    run.ghl.log('search.truncated', { rows: read.contacts.length, total: read.total });
  }
  const counted = read.complete ? read.contacts.length : undefined;
  return {
    found: read.contacts,
    matchCount: exact ? read.total : counted,
    complete: read.complete || isEnough,
  };
};

/** What can be read in the time of one step, for a filter that HighLevel's search does not know. */
const MOST_ROWS = 10_000;

/** The ranges that are filled in; what is written without a zone is read in the location's. */
const dateFilters = async (run: Context, input: SearchInput): Promise<ContactFilter[]> => {
  const { addedAfter, addedBefore, updatedAfter, updatedBefore } = input;
  const dates = [addedAfter, addedBefore, updatedAfter, updatedBefore];
  const timezone = await timezoneFor(run, dates);
  const range = (
    { field, label }: { field: string; label: string },
    after: unknown,
    before: unknown,
  ): ContactFilter[] => {
    const gte = asMoment(`${label} After`, after, timezone);
    const lte = asMoment(`${label} Before`, before, timezone);
    if (gte === undefined && lte === undefined) return [];
    return [
      {
        field,
        operator: 'range',
        value: {
          ...(gte !== undefined && { gte: new Date(gte).toISOString() }),
          ...(lte !== undefined && { lte: new Date(lte).toISOString() }),
        },
      },
    ];
  };
  return [
    ...range({ field: 'dateAdded', label: 'Added' }, addedAfter, addedBefore),
    ...range({ field: 'dateUpdated', label: 'Updated' }, updatedAfter, updatedBefore),
  ];
};
