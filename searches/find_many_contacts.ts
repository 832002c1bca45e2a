import { defineInputFields } from 'zapier-platform-core';

import type { Ghl } from '../lib/ghl/client/client.ts';
import { MAX_PAGE_LIMIT, MAX_QUERY_LENGTH, contactPages } from '../lib/ghl/contacts.ts';
import type { ContactFilter, ContactSearch, ContactSort } from '../lib/ghl/contacts.ts';
import type { WireContact } from '../lib/ghl/schemas/contact.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { asChoice, asMoment } from '../lib/protiv/values/input.ts';
import { contactConditions, contactFilterFields } from '../lib/zapier/contact/filters.ts';
import type { ContactConditions } from '../lib/zapier/contact/filters.ts';
import { asQuery, queryField } from '../lib/zapier/contact/input-fields.ts';
import { contactLineItems, toContacts } from '../lib/zapier/contact/output.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { TIME_ZONE_NOTE } from '../lib/zapier/fields/time-zone-note.ts';
import { timezoneFor } from '../lib/zapier/location/location.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { PAGE_RESERVE_MS } from '../lib/zapier/platform/poll-windows.ts';
import type { Context, InputOf } from '../lib/zapier/platform/run.ts';

/** What can be read in the time of one step, for a filter that HighLevel's search does not know. */
const MOST_ROWS_READ = 10_000;

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

const inputFields = defineInputFields([
  {
    ...queryField,
    helpText: `Only contacts whose name, email, phone or company contains this text, of at most ${MAX_QUERY_LENGTH} characters.`,
  },
  ...contactFilterFields,
  { key: 'addedAfter', label: 'Added After', type: 'datetime', helpText: TIME_ZONE_NOTE },
  { key: 'addedBefore', label: 'Added Before', type: 'datetime', helpText: TIME_ZONE_NOTE },
  { key: 'updatedAfter', label: 'Updated After', type: 'datetime', helpText: TIME_ZONE_NOTE },
  { key: 'updatedBefore', label: 'Updated Before', type: 'datetime', helpText: TIME_ZONE_NOTE },
  { key: 'sort', label: 'Sort By', default: 'newest', choices: ORDERS },
  limitField('Contacts'),
]);

type Input = InputOf<typeof inputFields>;

export default searchOperation({
  key: 'find_many_contacts',
  noun: 'Contact',
  label: 'Find Many Contacts',
  description: 'Finds all contacts that match the filters, as line items.',
  inputFields,
  perform: async (run) => {
    const { ghl, input } = run;
    const limit = asLimit('Contacts', input.limit);
    const order = asChoice('Sort By', input.sort, ORDERS) ?? 'newest';
    const query = asQuery(input.query);
    const conditions = await contactConditions(run, input);
    const search = {
      ...(query && { query }),
      filters: [...conditions.filters, ...(await dateFilters(run, input))],
      sort: SORTS[order],
      pageLimit: Math.min(limit, MAX_PAGE_LIMIT),
    };

    const { found, matchCount } = await findAll(ghl, search, limit, conditions);
    if (found.length === 0) return [];
    const contacts = await toContacts(run, found.slice(0, limit));
    return [
      {
        id: ghl.locationId,
        count: contacts.length,
        ...(matchCount !== undefined && { matchCount }),
        contacts,
      },
    ];
  },
  sample: {
    id: 've9EPM428h8vShlRW1KT',
    count: 1,
    matchCount: 1,
    contacts: [contactSample],
  },
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'count', label: 'Number of Contacts Returned', type: 'integer' },
    { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
    ...contactLineItems('contacts'),
  ],
});

interface Found {
  found: WireContact[];
  /** Absent when HighLevel could not count them and not all were read. */
  matchCount: number | undefined;
}

const findAll = async (
  ghl: Ghl,
  search: Omit<ContactSearch, 'searchAfter'>,
  limit: number,
  { matches, exact }: ContactConditions,
): Promise<Found> => {
  const found: WireContact[] = [];
  let rowsRead = 0;
  let total = 0;
  for await (const page of contactPages(ghl, search)) {
    rowsRead += page.contacts.length;
    total = page.total;
    found.push(...page.contacts.filter(matches));
    if (found.length >= limit) break;
    if (page.next && (rowsRead >= MOST_ROWS_READ || ghl.timeLeft() < PAGE_RESERVE_MS)) {
      ghl.log('search.truncated', { rowsRead, total });
      break;
    }
  }
  if (exact) return { found, matchCount: total };
  return { found, matchCount: rowsRead >= total ? found.length : undefined };
};

/** The ranges that are filled in; what is written without a zone is read in the location's. */
const dateFilters = async (run: Context, input: Input): Promise<ContactFilter[]> => {
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
