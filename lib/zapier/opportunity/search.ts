import { defineInputFields } from 'zapier-platform-core';

import type { Ghl } from '../../ghl/client/client.ts';
import {
  MAX_OPPORTUNITY_QUERY,
  findOpportunityById,
  opportunityPages,
} from '../../ghl/opportunities.ts';
import type { OpportunitySearch } from '../../ghl/opportunities.ts';
import type { WireOpportunity } from '../../ghl/schemas/opportunity.ts';
import { OPPORTUNITY_LABELS } from '../../protiv/opportunity/record.ts';
import type { Opportunity } from '../../protiv/opportunity/schema.ts';
import { statusOf } from '../../protiv/opportunity/status.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asMoment } from '../../protiv/values/moments.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { asId } from '../../protiv/values/references.ts';
import { asLine, folded } from '../../protiv/values/texts.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import { isAnyFilterEmpty } from '../fields/filters.ts';
import { grouped } from '../fields/groups.ts';
import { TIME_ZONE_NOTE } from '../fields/time-zone-note.ts';
import { timezoneFor } from '../location/location.ts';
import type { Run } from '../platform/run.ts';
import { isMeant, readFilter } from './filter.ts';
import { opportunityFilterFields } from './input-fields.ts';
import { toOpportunities } from './output.ts';

/** Whose opportunities are looked for. */
export const contactFilterField = {
  key: 'contactId',
  label: 'Contact',
  ...dropdown.contacts,
  search: 'find_contact.id',
  helpText: 'Only opportunities of this contact.',
} as const;

/** What a search for many asks for, its limit apart. */
export const searchFields = defineInputFields([
  ...grouped('filters', [
    contactFilterField,
    ...opportunityFilterFields,
    {
      key: 'query',
      label: 'Search Text',
      helpText: 'Only opportunities whose name or contact holds this text.',
    },
  ]),
  ...grouped('dates', [
    { key: 'addedAfter', label: 'Added After', type: 'datetime', helpText: TIME_ZONE_NOTE },
    { key: 'addedBefore', label: 'Added Before', type: 'datetime', helpText: TIME_ZONE_NOTE },
  ]),
]);

const FILTERS = searchFields.map(({ key }) => key);

type ManyInput = {
  contactId?: string | undefined;
  pipelineId?: string | undefined;
  stageId?: string | undefined;
  status?: string | undefined;
  assignedTo?: string | undefined;
  query?: string | undefined;
  addedAfter?: string | undefined;
  addedBefore?: string | undefined;
};

export interface FoundOpportunities {
  /** The newest first; no more than the limit. */
  opportunities: Opportunity[];
  /** Absent where nobody counted them. */
  matchCount?: number | undefined;
  /** Whether nothing but the limit kept one out. */
  complete: boolean;
}

/**
 * The opportunities that a step asks for; none when a filter that was mapped came out empty.
 *
 * @throws {InvalidInputError} when a filter cannot be used, naming the field
 */
export const findOpportunities = async (
  run: Run<ManyInput>,
  limit: number,
): Promise<FoundOpportunities> => {
  const { input } = run;
  if (isAnyFilterEmpty(run, FILTERS)) return { opportunities: [], complete: true };
  const query = readQuery(run);
  if (query === null) return { opportunities: [], complete: true };
  const filter = await readFilter(run, input);
  const timezone = await timezoneFor(run, [input.addedAfter, input.addedBefore]);
  const search = {
    ...filter,
    query,
    by: 'createdAt',
    from: asMoment('Added After', input.addedAfter, timezone),
    to: asMoment('Added Before', input.addedBefore, timezone),
  } as const;
  const matches = isMeant(filter);
  const { rows, total, isWhole, isEnough } = await readRows(run.ghl, search, matches, limit);
  const wanted = newestFirst(rows, ({ createdAt }) => createdAt).slice(0, limit);
  return {
    opportunities: await toOpportunities(run, wanted),
    matchCount: isWhole ? rows.length : total,
    complete: isWhole || isEnough,
  };
};

/** Text to search for; `null` where a mapped one is longer than HighLevel searches for. */
const readQuery = ({ input, isMapped }: Run<ManyInput>): string | undefined | null => {
  const query = asLine('Search Text', input.query);
  if (query === undefined || query.length <= MAX_OPPORTUNITY_QUERY) return query;
  if (isMapped('query')) return null;
  throw new InvalidInputError(
    `“Search Text” takes at most ${MAX_OPPORTUNITY_QUERY} characters, because HighLevel searches for no more. Shorten it.`,
  );
};

/** Rows that a search reads at most where they do not come in the order that was asked for. */
const MOST_ROWS = 2_000;

interface RowsRead {
  rows: WireOpportunity[];
  /** Rows that match in all, as HighLevel counts them. */
  total: number | undefined;
  /** Whether these are all that match. */
  isWhole: boolean;
  /** Whether those that were not read come after as many as were wanted. */
  isEnough: boolean;
}

/** Reads until there are enough, if the newest come first; else all, since the newest may be anywhere. */
const readRows = async (
  ghl: Ghl,
  search: OpportunitySearch,
  matches: (row: WireOpportunity) => boolean,
  enough: number,
): Promise<RowsRead> => {
  const rows: WireOpportunity[] = [];
  let total: number | undefined;
  let isWhole = false;
  let read = 0;
  let isOrdered = true;
  let oldest = Number.POSITIVE_INFINITY;
  for await (const page of opportunityPages(ghl, search)) {
    for (const { createdAt } of page.opportunities) {
      const moment = readMoment(createdAt) ?? oldest;
      isOrdered &&= moment <= oldest;
      oldest = moment;
    }
    read += page.opportunities.length;
    rows.push(...page.opportunities.filter(matches));
    ({ total } = page);
    isWhole = page.next === undefined && !page.isCut;
    if ((isOrdered && rows.length >= enough) || read >= MOST_ROWS) break;
  }
  const isEnough = isOrdered && rows.length >= enough;
  if (!isWhole && !isEnough) ghl.log('search.truncated', { rowsRead: read });
  return { rows, total, isWhole, isEnough };
};

type OneInput = {
  opportunityId?: string | undefined;
  contactId?: string | undefined;
  name?: string | undefined;
  pipelineId?: string | undefined;
  status?: string | undefined;
};

export interface FoundOpportunity {
  row: WireOpportunity;
  matchedBy: 'opportunityId' | 'name' | 'contact';
  matchCount: number;
}

/** What an opportunity can be found by; at least one of the first three has to be filled in. */
const KEYS = ['opportunityId', 'contactId', 'name', 'pipelineId', 'status'] as const;

/**
 * The opportunity that has this id; or else of those of a contact, or of this name, an open one before
 * others and of these the newest.
 *
 * @throws {InvalidInputError} where there is nothing to search by
 */
export const findOneOpportunity = async (
  run: Run<OneInput>,
): Promise<FoundOpportunity | undefined> => {
  const { ghl, input } = run;
  const opportunityId = asLine('Opportunity', input.opportunityId);
  if (opportunityId !== undefined) {
    const row = await findOpportunityById(ghl, opportunityId);
    return row && { row, matchedBy: 'opportunityId', matchCount: 1 };
  }
  if (isAnyFilterEmpty(run, KEYS)) return undefined;
  const name = asLine(OPPORTUNITY_LABELS.name, input.name);
  const contactId = asId('Contact', input.contactId);
  if (name === undefined && contactId === undefined) {
    throw new InvalidInputError('Fill in a Contact, a Name or an Opportunity to search by.');
  }
  const filter = await readFilter(run, input);
  // HighLevel looks for the text as it stands.
  const query = name?.replace(/\s+/g, ' ').slice(0, MAX_OPPORTUNITY_QUERY);
  const search = { ...filter, ...(contactId === undefined && { query }), by: 'createdAt' } as const;
  const isNamed = (row: WireOpportunity): boolean =>
    name === undefined || folded(row.name ?? '') === folded(name);
  const matches = (row: WireOpportunity): boolean => isNamed(row) && isMeant(filter)(row);
  const { rows } = await readRows(ghl, search, matches, Number.POSITIVE_INFINITY);
  const [row] = openFirst(rows);
  return (
    row && { row, matchedBy: name === undefined ? 'contact' : 'name', matchCount: rows.length }
  );
};

/** Open ones before others, and of each the newest first. */
export const openFirst = (rows: readonly WireOpportunity[]): WireOpportunity[] => {
  const isClosed = ({ status }: WireOpportunity): number => Number(statusOf(status) !== 'open');
  return newestFirst(rows, ({ createdAt }) => createdAt).toSorted(
    (a, b) => isClosed(a) - isClosed(b),
  );
};
